internal import Calendars

/// A cell of a workbook.
enum WorkbookCell: Hashable {
  /// Text stays text: nothing in it is ever run.
  case text(String)
  case heading(String)
  case number(String)
  case date(CivilDate)
  /// A date over a column, with its weekday.
  case dateHeading(CivilDate)
  /// A wall clock's time, or UTC's.
  case time(CivilTime)
  case flag(Bool)
  case empty

  /// Numbers of `cellXfs` in `WorkbookParts.styles`.
  private var style: Int {
    switch self {
    case .text, .number, .flag, .empty: 0
    case .heading: 1
    case .date: 2
    case .time: 3
    case .dateHeading: 4
    }
  }

  /// A `c` element at `reference`; nothing for an empty cell.
  func markup(at reference: String) -> String {
    func cell(_ type: String, _ content: String) -> String {
      "<c r=\"\(reference)\"\(style == 0 ? "" : " s=\"\(style)\"")\(type)>\(content)</c>"
    }
    switch self {
    case .text(let text), .heading(let text):
      return cell(" t=\"inlineStr\"", "<is><t xml:space=\"preserve\">\(XMLText.escaped(text))</t></is>")
    case .number(let text): return cell("", "<v>\(text)</v>")
    case .date(let date), .dateHeading(let date): return cell("", "<v>\(Self.days(to: date))</v>")
    case .time(let time):
      return cell("", "<v>\(Double(Self.days(to: time.date)) + Double(time.secondOfDay) / 86_400)</v>")
    case .flag(let value): return cell(" t=\"b\"", "<v>\(value ? 1 : 0)</v>")
    case .empty: return ""
    }
  }

  /// Spreadsheets count days from 30 December 1899.
  private static func days(to date: CivilDate) -> Int { date.dayNumber + 25_569 }
}

/// A sheet of a workbook, its first row and first columns standing still.
struct WorkbookSheet {
  /// At most 31 characters, none of `[]:*?/\`.
  let name: String
  /// Of each column, in characters.
  let widths: [Int]
  /// Columns that stay where they are.
  let still: Int
  let isFiltered: Bool
  /// Gives each row, the headings first.
  let eachRow: (_ row: ([WorkbookCell]) -> Void) -> Void

  /// Rows of a sheet in any spreadsheet.
  static let mostRows = 1_048_576

  /// Writes the part, row after row.
  func write(_ append: (String) -> Void) {
    append(WorkbookParts.declaration)
    append(
      "<worksheet xmlns=\"\(WorkbookParts.main)\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews>"
        + "<sheetView workbookViewId=\"0\"><pane \(still > 0 ? "xSplit=\"\(still)\" " : "")ySplit=\"1\" topLeftCell=\""
        + "\(Self.letters(still))2\" activePane=\"\(still > 0 ? "bottomRight" : "bottomLeft")\" state=\"frozen\"/>"
        + "</sheetView></sheetViews><cols>")
    for (number, width) in widths.enumerated() {
      append("<col min=\"\(number + 1)\" max=\"\(number + 1)\" width=\"\(width)\" customWidth=\"1\"/>")
    }
    append("</cols><sheetData>")
    var number = 0
    eachRow { cells in
      guard number < Self.mostRows else { return }
      number += 1
      var row = "<row r=\"\(number)\">"
      for (column, cell) in cells.enumerated() { row += cell.markup(at: "\(Self.letters(column))\(number)") }
      append(row + "</row>\n")
    }
    append("</sheetData>")
    if isFiltered, number > 0 {
      append("<autoFilter ref=\"A1:\(Self.letters(widths.count - 1))\(number)\"/>")
    }
    append(
      (isFiltered ? "" : "<printOptions gridLines=\"1\"/>")
        + "<pageMargins left=\"0.4\" right=\"0.4\" top=\"0.4\" bottom=\"0.4\" header=\"0.2\" footer=\"0.2\"/>"
        + "<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToWidth=\"1\" fitToHeight=\"0\"/></worksheet>\n")
  }

  /// `A`, `Z`, `AA`.
  private static func letters(_ column: Int) -> String {
    var text = ""
    var rest = column + 1
    while rest > 0 {
      text = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + text
      rest = (rest - 1) / 26
    }
    return text
  }
}
