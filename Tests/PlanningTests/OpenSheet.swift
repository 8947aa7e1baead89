import Calendars
import Plans
import Publishing
import Tables
import Workforce

@testable import Planning

/// A plan's sheet as rows of cells, to be changed as a spreadsheet would.
struct OpenSheet {
  let plan: PlanDocument
  var rows: [[String]]

  init(_ plan: PlanDocument) throws {
    self.plan = plan
    var reader = try CSVReader(
      ByteStream(bytes: EditSheet(plan).table.bytes, name: "sheet"), options: CSVOptions(hasHeader: false))
    rows = []
    while try reader.next() { rows.append((0..<reader.fieldCount).map { reader.text($0) }) }
  }

  /// The row and column of a person's date.
  func place(_ person: PersonID, _ date: CivilDate) -> (Int, Int) {
    (rows.firstIndex { $0[0] == person.rawValue } ?? 0, 2 + (date - plan.request.firstDate))
  }

  subscript(_ person: PersonID, _ date: CivilDate) -> String {
    get { rows[place(person, date).0][place(person, date).1] }
    set { rows[place(person, date).0][place(person, date).1] = newValue }
  }

  /// - Parameters:
  ///   - quotes: whether every cell has quotes.
  ///   - empty: cells behind the last column.
  func bytes(
    _ delimiter: String = ",", lineEnd: String = "\n", bom: Bool = false, quotes: Bool = false, empty: Int = 0
  ) -> [UInt8] {
    let text = rows.map { row in
      (row + Array(repeating: "", count: empty)).map { cell in
        quotes || cell.contains(delimiter) || cell.contains("\"")
          ? "\"\(cell.replacing("\"", with: "\"\""))\"" : cell
      }.joined(separator: delimiter) + lineEnd
    }.joined()
    return (bom ? [0xEF, 0xBB, 0xBF] : []) + [UInt8](text.utf8)
  }

  func edits(_ bytes: [UInt8]? = nil) throws -> SheetEdits {
    try SheetEdits(bytes ?? self.bytes(), file: "week.csv", of: plan)
  }
}
