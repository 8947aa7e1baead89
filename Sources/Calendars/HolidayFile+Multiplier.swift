internal import Tables

extension HolidayFile {
  /// From here on a share of an ordinary day may be meant as per cent.
  private static let tooMuch = 10.0

  /// A row's share of an ordinary day; nil where none is given.
  /// - Throws: `holiday.bad-multiplier` for what is no such share, or may be per cent.
  static func multiplier(_ table: Table, _ row: Int, _ column: Int) throws(Diagnostic) -> Double? {
    func fault(_ cure: String) -> Diagnostic {
      table.badValue(
        row: row, column: column, code: "holiday.bad-multiplier",
        expected: "a share of an ordinary day, such as 0.4, below \(Int(tooMuch))", cure: cure)
    }
    let example = "Write 0.4 for four tenths of an ordinary day."
    let found: Double?
    do throws(Diagnostic) {
      found = try table.decimal(row: row, column: column) { (0..<tooMuch).contains($0) }
    } catch {
      throw error.code == "csv.not-a-number" ? fault(example) : error
    }
    guard let share = found, !(0..<tooMuch).contains(share) else { return found }
    // 50 is more likely half a day than fifty.
    guard share > 0, share <= 1000 else { throw fault(example) }
    throw fault(
      "Write \(CSVText.decimalText(share / 100, places: 4)) for \(CSVText.decimalText(share, places: 2)) per cent.")
  }
}
