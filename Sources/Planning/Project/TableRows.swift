internal import Calendars
internal import Tables

/// A small table of the project with named columns, each of which the reader knows; every complaint names file, row
/// and column.
struct TableRows {
  /// Dates beyond these are slips of the pen; whatever is planned lies inside.
  static let years = 1990...2100

  let table: Table
  private let columns: [String: Int]

  /// - Parameters:
  ///   - required: columns that must be there.
  ///   - optional: columns that may be there.
  /// - Throws: `csv.missing-column`, `table.unknown-column`, or what is wrong with the file.
  init(_ bytes: [UInt8], file: String, required: [String], optional: [String]) throws(Diagnostic) {
    table = try Table.read(bytes, file: file)
    var columns: [String: Int] = [:]
    for name in required { columns[name] = try table.column(named: name) }
    for name in optional { columns[name] = try table.optionalColumn(named: name) }
    try table.refuseColumns(otherThan: required + optional)
    self.columns = columns
  }

  var count: Int { table.rows.count }

  func has(_ column: String) -> Bool { columns[column] != nil }

  /// The cell without surrounding blanks; nil when the column is absent or the cell is empty.
  func text(_ row: Int, _ column: String) -> String? {
    guard let index = columns[column] else { return nil }
    let text = table.rows[row][index]
    return text.isEmpty ? nil : text
  }

  func needed(_ row: Int, _ column: String) throws(Diagnostic) -> String {
    guard let text = text(row, column) else {
      throw fail(row, column, "table.empty-cell", "'\(column)' is empty", cure: "Fill in the cell.")
    }
    return text
  }

  func number(
    _ row: Int, _ column: String, in range: ClosedRange<Double>, unit: String
  ) throws(Diagnostic) -> Double? {
    guard let text = text(row, column) else { return nil }
    switch table.numbers.reading(text, where: range.contains) {
    case .number(let number) where range.contains(number): return number
    case .doubtful(let whole, let fraction):
      throw TableNumbers.doubt(text, whole: whole, fraction: fraction, at: position(row, column))
    default:
      throw fail(
        row, column, "table.number",
        "'\(text)' isn't \(unit) from \(short(range.lowerBound)) to \(short(range.upperBound))",
        cure: "Write a plain number, for example \(short(min(40, range.upperBound))).")
    }
  }

  func integer(_ row: Int, _ column: String, in range: ClosedRange<Int>, unit: String) throws(Diagnostic) -> Int? {
    guard
      let number = try number(
        row, column, in: Double(range.lowerBound)...Double(range.upperBound), unit: "a whole number of \(unit)")
    else { return nil }
    guard number == number.rounded() else {
      throw fail(row, column, "table.number", "'\(short(number))' isn't a whole number of \(unit)", cure: "Round it.")
    }
    return Int(number)
  }

  /// `yes` or `no`; nil when the column is absent or the cell is empty.
  func flag(_ row: Int, _ column: String) throws(Diagnostic) -> Bool? {
    guard let text = text(row, column) else { return nil }
    switch text.lowercased() {
    case "yes", "true", "1": return true
    case "no", "false", "0": return false
    default: throw fail(row, column, "table.flag", "'\(text)' isn't yes or no", cure: "Write yes or no.")
    }
  }

  func date(_ row: Int, _ column: String) throws(Diagnostic) -> CivilDate {
    let text = try needed(row, column)
    guard let date = CivilDate(text) else {
      throw fail(
        row, column, "table.date",
        Self.isWritten(text) ? "there is no date '\(text)'" : "'\(text)' isn't a date written as YYYY-MM-DD",
        cure: "For example 2026-11-30.")
    }
    guard Self.years.contains(date.year) else {
      throw fail(
        row, column, "table.date",
        "'\(text)' lies outside the years \(Self.years.lowerBound) to \(Self.years.upperBound)", cure: "Check the year."
      )
    }
    return date
  }

  /// Whether the text has the form of a date.
  private static func isWritten(_ text: String) -> Bool {
    text.split(separator: "-", omittingEmptySubsequences: false).map(\.utf8.count) == [4, 2, 2]
      && text.utf8.allSatisfy { $0 == UInt8(ascii: "-") || (48...57).contains($0) }
  }

  func fail(_ row: Int, _ column: String, _ code: String, _ message: String, cure: String?) -> Diagnostic {
    Diagnostic(code, message, at: position(row, column), cure: cure)
  }

  func position(_ row: Int, _ column: String) -> SourcePosition {
    table.position(row: row, column: columns[column] ?? 0)
  }

  private func short(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
  }
}
