import Tables
import Verification

@testable import Workbooks

/// A workbook from the rows of its sheets.
struct BookFixture {
  var sheets: [(name: String, state: String, rows: String)] = []
  /// Elements `si`.
  var texts = ""
  /// Elements `numFmt`, then the number of each style's format.
  var formats: (codes: String, styles: [Int]) = ("", [0])
  var properties = ""
  /// In place of what is made of the above.
  var replaced: [String: String] = [:]

  init(_ rows: String..., texts: String = "") {
    self.texts = texts
    for (index, rows) in rows.enumerated() { sheets.append(("Sheet\(index + 1)", "visible", rows)) }
  }

  static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  var bytes: [UInt8] { archive.bytes() }
  var files: [(name: String, bytes: [UInt8])] { archive.files }

  private var archive: StoredArchive {
    func relation(_ id: String, _ kind: String, _ target: String) -> String {
      "<Relationship Id=\"\(id)\" Type=\"\(Self.relations)/\(kind)\" Target=\"\(target)\"/>"
    }
    let numbered = sheets.enumerated().map { (number: $0.offset + 1, sheet: $0.element) }
    var parts: [(String, String)] = [
      ("[Content_Types].xml", "<Types/>"),
      ("_rels/.rels", "<Relationships>\(relation("r1", "officeDocument", "xl/workbook.xml"))</Relationships>"),
      (
        "xl/workbook.xml",
        "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.relations)\">\(properties)<sheets>"
          + numbered.map {
            "<sheet name=\"\($0.sheet.name)\" sheetId=\"\($0.number)\" state=\"\($0.sheet.state)\" r:id=\"s\($0.number)\"/>"
          }.joined() + "</sheets></workbook>"
      ),
      (
        "xl/_rels/workbook.xml.rels",
        "<Relationships>"
          + numbered.map { relation("s\($0.number)", "worksheet", "worksheets/sheet\($0.number).xml") }.joined()
          + relation("t", "sharedStrings", "/xl/sharedStrings.xml") + relation("u", "styles", "../xl/styles.xml")
          + "</Relationships>"
      ),
      ("xl/sharedStrings.xml", "<sst xmlns=\"\(Self.main)\">\(texts)</sst>"),
      (
        "xl/styles.xml",
        "<styleSheet xmlns=\"\(Self.main)\"><numFmts>\(formats.codes)</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
          + "<cellXfs>" + formats.styles.map { "<xf numFmtId=\"\($0)\"/>" }.joined() + "</cellXfs></styleSheet>"
      ),
    ]
    parts += numbered.map {
      (
        "xl/worksheets/sheet\($0.number).xml",
        "<worksheet xmlns=\"\(Self.main)\"><sheetData>\($0.sheet.rows)</sheetData></worksheet>"
      )
    }
    var archive = StoredArchive()
    for (name, text) in parts { archive.add(name, Array((replaced[name] ?? Self.head + text).utf8)) }
    return archive
  }

  /// Its CSV, as it is chosen.
  func csv(_ choice: SheetChoice = SheetChoice()) throws(Diagnostic) -> (text: String, notes: [Diagnostic]) {
    var bytes: [UInt8] = []
    let notes = try choice.write(try Workbook(self.bytes, name: "t.xlsx"), file: "t.xlsx") { bytes += $0 }
    return (String(decoding: bytes, as: UTF8.self), notes)
  }
}
