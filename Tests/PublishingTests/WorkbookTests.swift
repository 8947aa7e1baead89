import Calendars
import Foundation
import Plans
import Publishing
import Tables
import Testing
import Workforce

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// `xlsx`; `Tests/Interchange/check_workbook.py` opens one with another program's reader.
@Suite("Workbooks") struct WorkbookTests {
  private func parts(_ plan: PlanDocument) throws -> Unzipped {
    try Unzipped(export(plan, as: .xlsx)[0].bytes)
  }

  /// The sheets by name.
  private func sheets(_ plan: PlanDocument) throws -> [String: SheetReader] {
    let parts = try parts(plan)
    let book = try #require(parts.texts["xl/workbook.xml"])
    let names = book.matches(of: /sheet name="([^"]+)"/).map { String($0.output.1) }
    var sheets: [String: SheetReader] = [:]
    for (number, name) in names.enumerated() {
      let text = try #require(parts.texts["xl/worksheets/sheet\(number + 1).xml"])
      sheets[name] = try SheetReader(text)
    }
    #expect(sheets.count == names.count && names.count == parts.names.count - 5)
    return sheets
  }

  @Test("its parts are as recorded") func golden() throws {
    let parts = try parts(SamplePlans.tiny())
    let text = parts.names.map { "== \($0)\n\(parts.texts[$0] ?? "")" }.joined()
    try GoldenFile.expect(Array(text.utf8), matches: "workbook.txt")
  }

  @Test("the same plan gives the same bytes") func stable() throws {
    #expect(try export(SamplePlans.followTheSun(), as: .xlsx) == export(SamplePlans.followTheSun(), as: .xlsx))
  }

  @Test("every sheet of a table says what its CSV says, with types") func tables() throws {
    let plan = try SamplePlans.followTheSun()
    let sheets = try sheets(plan)
    let tables: [ExportFormat] = [.shiftsCSV, .activitiesCSV, .coverageCSV, .hoursCSV, .dictionaryCSV]
    for format in tables {
      let table = try readCSV(export(plan, as: format)[0].bytes)
      let sheet = try #require(sheets[String(format.rawValue.dropLast(4))])
      #expect(sheet.rows.count == table.count)
      for (row, cells) in zip(sheet.rows, table) {
        for (column, text) in cells.enumerated() {
          let cell = row[column]
          switch cell?.style {
          case nil: #expect(text.isEmpty)
          case 2: #expect(cell?.date == text)
          // A wall clock's time with the offset, or UTC's with its mark.
          case 3: #expect(cell.map { text.hasPrefix($0.date) } == true, "\(text) \(String(describing: cell))")
          default:
            let plain = text.hasPrefix("'") ? String(text.dropFirst()) : text
            #expect(cell?.value == (cell?.type == "b" ? (text == "true" ? "1" : "0") : plain))
          }
        }
      }
    }
  }

  @Test("numbers are numbers, ids with zeros before them text") func types() throws {
    var plan = try SamplePlans.tiny()
    plan.request.people[3].id = "007"
    for number in plan.rota.duties.indices where plan.rota.duties[number].person == "a103" {
      plan.rota.duties[number].person = "007"
    }
    let rows = try #require(try sheets(plan)["shifts"]).rows
    #expect(rows[1][0]?.value == "007" && rows[1][0]?.type == "inlineStr")
    #expect(rows[1][9]?.value == "480" && rows[1][9]?.type == "n")
    #expect(rows[1][0]?.style == 0 && rows[0][0]?.style == 1)
  }

  @Test("a sheet a week: people and dates; what looks like a formula is text") func week() throws {
    var plan = try SamplePlans.tiny()
    plan.request.people[0].name = "=1+1"
    let sheet = try #require(try sheets(plan)["2026-W13"])
    #expect(sheet.rows.count == 5 && sheet.rows[0].count == 8)
    #expect(sheet.rows[0][1]?.date == "2026-03-23" && sheet.rows[0][1]?.style == 4)
    #expect(sheet.rows[1][0]?.value == "=1+1" && !sheet.hasFormulas)
    #expect(sheet.rows[1][6]?.value == "22:00–07:30 Phone English")
  }

  @Test("what XML and spreadsheets read as something else is said as itself") func escaped() throws {
    var plan = try SamplePlans.tiny()
    plan.team = "A & <B> ]]> \u{1}\u{FFFE} _x0041_ _x_ \u{202E}"
    let about = try #require(try sheets(plan)["about"])
    #expect(about.rows[0][0]?.value == "A & <B> ]]> \u{FFFD}\u{FFFD} _x005F_x0041_ _x_ , 2026-W13")
  }
}

/// A sheet as an XML reader finds it.
private final class SheetReader: NSObject, XMLParserDelegate {
  struct Cell {
    var style: Int
    var type: String
    var value: String

    /// `2026-03-23`, `2026-03-23T06:00` of a number of days.
    var date: String {
      guard let days = Double(value) else { return "" }
      let seconds = ((days - 25_569) * 86_400).rounded()
      let instant = Instant(rawValue: Int(seconds))
      return style == 3 ? String(instant.utcText.dropLast()) : Zone.utc.date(at: instant).description
    }
  }

  private(set) var rows: [[Int: Cell]] = []
  private(set) var hasFormulas = false
  private var column = 0

  init(_ text: String) throws {
    super.init()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    try #require(parser.parse(), "\(String(describing: parser.parserError))")
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    switch name {
    case "row":
      rows.append([:])
      #expect(attributes["r"] == "\(rows.count)")
    case "c":
      let letters = attributes["r", default: ""].utf8.prefix { $0 >= 65 }
      column = letters.reduce(0) { $0 * 26 + Int($1) - 64 } - 1
      rows[rows.count - 1][column] = Cell(
        style: Int(attributes["s", default: "0"]) ?? 0, type: attributes["t", default: "n"], value: "")
    case "f": hasFormulas = true
    default: break
    }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    guard !rows.isEmpty, string != "\n" else { return }
    rows[rows.count - 1][column]?.value += string
  }
}
