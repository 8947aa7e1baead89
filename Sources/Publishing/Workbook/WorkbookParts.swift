/// The parts of a workbook around its sheets.
/// - SeeAlso: ECMA-376, part 1, 18 (SpreadsheetML); part 2 (packages).
enum WorkbookParts {
  static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let packages = "http://schemas.openxmlformats.org/package/2006"
  private static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let types = "application/vnd.openxmlformats-officedocument.spreadsheetml"

  /// The workbook's bytes.
  static func archive(_ sheets: [WorkbookSheet]) -> [UInt8] {
    var archive = ZipArchive()
    archive.add("[Content_Types].xml") { $0(contentTypes(sheets.count)) }
    archive.add("_rels/.rels") { $0(relationships([("officeDocument", "xl/workbook.xml")])) }
    archive.add("xl/workbook.xml") { $0(workbook(sheets.map(\.name))) }
    archive.add("xl/_rels/workbook.xml.rels") {
      $0(
        relationships(
          sheets.indices.map { ("worksheet", "worksheets/sheet\($0 + 1).xml") } + [("styles", "styles.xml")]))
    }
    archive.add("xl/styles.xml") { $0(styles) }
    for (number, sheet) in sheets.enumerated() {
      archive.add("xl/worksheets/sheet\(number + 1).xml") { sheet.write($0) }
    }
    return archive.finished()
  }

  private static func contentTypes(_ count: Int) -> String {
    let sheets = (1...max(1, count)).map {
      "<Override PartName=\"/xl/worksheets/sheet\($0).xml\" ContentType=\"\(types).worksheet+xml\"/>"
    }
    return declaration + "<Types xmlns=\"\(packages)/content-types\">"
      + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
      + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(types).sheet.main+xml\"/>"
      + "<Override PartName=\"/xl/styles.xml\" ContentType=\"\(types).styles+xml\"/>\(sheets.joined())</Types>\n"
  }

  private static func relationships(_ targets: [(kind: String, target: String)]) -> String {
    let entries = targets.enumerated().map { number, entry in
      "<Relationship Id=\"rId\(number + 1)\" Type=\"\(relations)/\(entry.kind)\" Target=\"\(entry.target)\"/>"
    }
    return declaration + "<Relationships xmlns=\"\(packages)/relationships\">\(entries.joined())</Relationships>\n"
  }

  private static func workbook(_ names: [String]) -> String {
    let sheets = names.enumerated().map { number, name in
      "<sheet name=\"\(name)\" sheetId=\"\(number + 1)\" r:id=\"rId\(number + 1)\"/>"
    }
    return declaration
      + "<workbook xmlns=\"\(main)\" xmlns:r=\"\(relations)\"><sheets>\(sheets.joined())</sheets></workbook>\n"
  }

  /// Formats of cells by their place in `cellXfs`: plain, heading, date, date and time, date with its weekday as heading.
  private static let styles =
    declaration
    + "<styleSheet xmlns=\"\(main)\"><numFmts count=\"3\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/>"
    + "<numFmt numFmtId=\"165\" formatCode=\"yyyy\\-mm\\-dd\\ hh:mm\"/>"
    + "<numFmt numFmtId=\"166\" formatCode=\"ddd\\ yyyy\\-mm\\-dd\"/></numFmts>"
    + "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
    + "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
    + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>"
    + "</fills><borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
    + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs><cellXfs count=\"5\">"
    + format(number: 0, font: 0) + format(number: 0, font: 1) + format(number: 164, font: 0)
    + format(number: 165, font: 0) + format(number: 166, font: 1)
    + "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>\n"

  private static func format(number: Int, font: Int) -> String {
    let attributes =
      "numFmtId=\"\(number)\" fontId=\"\(font)\" fillId=\"0\" borderId=\"0\" xfId=\"0\""
      + (number > 0 ? " applyNumberFormat=\"1\"" : "") + (font > 0 ? " applyFont=\"1\"" : "")
    // Headings stand where the text below them begins.
    return font == 0
      ? "<xf \(attributes)/>" : "<xf \(attributes) applyAlignment=\"1\"><alignment horizontal=\"left\"/></xf>"
  }
}
