import Foundation
import Testing
import Verification

/// Workbooks in place of CSV files, through the program.
@Suite("workbooks in place of CSV", .enabled(if: BuiltProgram.path != nil, "\(BuiltProgram.absence)"))
struct WorkbookInputTests {
  private static let tickets = (0..<40).map { number in
    ["\(100 + number)", "2026-03-\(number % 20 + 10) 09:\(number % 50 + 10):00", number % 3 == 0 ? "Chat" : "Phone"]
  }

  /// The tickets as CSV and as a workbook, whose times are numbers under a format.
  private func write(to folder: String) throws {
    let rows = [["id", "created_at", "channel"]] + Self.tickets
    try rows.map { $0.joined(separator: ",") + "\n" }.joined()
      .write(toFile: "\(folder)/t.csv", atomically: true, encoding: .utf8)
    var markup = ""
    for (number, row) in rows.enumerated() {
      markup += "<row>"
      for (column, text) in row.enumerated() {
        // 2026-03-10 is day 46091.
        let parts = text.split(whereSeparator: { "- :".contains($0) }).compactMap { Int($0) }
        if number > 0, column == 1, parts.count == 6 {
          let day = Double(46_091 + parts[2] - 10) + Double(parts[3] * 60 + parts[4]) / 1440
          markup += "<c s=\"1\"><v>\(day)</v></c>"
        } else if number > 0, column == 0 {
          markup += "<c><v>\(text)</v></c>"
        } else {
          markup += "<c t=\"inlineStr\"><is><t>\(text)</t></is></c>"
        }
      }
      markup += "</row>"
    }
    let type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let archive = StoredArchive([
      "[Content_Types].xml": "<Types/>",
      "_rels/.rels": "<R><Relationship Id=\"a\" Type=\"\(type)/officeDocument\" Target=\"xl/workbook.xml\"/></R>",
      "xl/workbook.xml":
        "<workbook xmlns:r=\"\(type)\"><sheets><sheet name=\"A\" r:id=\"a\"/><sheet name=\"B\" r:id=\"b\"/></sheets></workbook>",
      "xl/_rels/workbook.xml.rels":
        "<R><Relationship Id=\"a\" Type=\"\(type)/worksheet\" Target=\"a.xml\"/><Relationship Id=\"b\" Type=\"\(type)/worksheet\" Target=\"b.xml\"/><Relationship Id=\"c\" Type=\"\(type)/styles\" Target=\"c.xml\"/></R>",
      "xl/a.xml": "<worksheet><sheetData>\(markup)</sheetData></worksheet>",
      "xl/b.xml": "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>",
      "xl/c.xml": "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"22\"/></cellXfs></styleSheet>",
    ])
    try Data(archive.bytes()).write(to: URL(filePath: "\(folder)/t.xlsx"))
  }

  private func inFolder(_ script: String) throws -> (output: String, errors: String) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "rota-books-\(UUID())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try write(to: folder)
    let outcome = try BuiltProgram.shell("cd '\(folder)'\n\(script)")
    return (outcome.output, outcome.errors)
  }

  @Test("the same history from a workbook, a workbook in a pipe, and the CSV file")
  func history() throws {
    let (output, errors) = try inFolder(
      """
      project() { rota init "$1" --queue Phone:phone --queue Chat:chat --time-zone Europe/Warsaw --quiet > /dev/null; }
      for name in csv book pipe; do project $name; done
      rota import t.csv --into csv --quiet > /dev/null; echo "status $?"
      rota import t.xlsx --into book > /dev/null; echo "status $?"
      rota import - --into pipe --sheet A --quiet < t.xlsx > /dev/null; echo "status $?"
      for name in book pipe; do cmp csv/history/*.csv $name/history/*.csv && echo same; done
      """)
    #expect(output == "status 0\nstatus 0\nstatus 0\nsame\nsame\n", "\(output)\(errors)")
    // Which sheet was read is said where nobody named one.
    #expect(errors.components(separatedBy: "the sheet 'A' is read").count == 2, "\(errors)")
  }

  @Test("what can't be read is said, and nothing is left behind")
  func refused() throws {
    let (output, errors) = try inFolder(
      """
      mkdir temporary alone && cp "$ROTA" alone/rota
      export TMPDIR="$PWD/temporary"
      rota init desk --queue Phone:phone --time-zone Europe/Warsaw --quiet > /dev/null
      rota import t.xlsx --into desk --sheet C; echo "status $?"
      head -c 900 t.xlsx > cut.xlsx; rota import cut.xlsx --into desk; echo "status $?"
      PATH=/usr/bin:/bin alone/rota import t.xlsx --into desk; echo "status $?"
      ls temporary | wc -l
      ls desk | grep -c history
      """)
    #expect(output.trimmingCharacters(in: .newlines) == "status 65\nstatus 65\nstatus 66\n0\n0", "\(output)\(errors)")
    for words in [
      "there is no sheet 'C'", "There are 'A', 'B'.", "cut.xlsx: error", "neither beside rota nor on the PATH",
    ] {
      #expect(errors.contains(words), "\(words): \(errors)")
    }
  }

  @Test("an export of ours says in its sheets what its CSV files say")
  func ownSheets() throws {
    let (output, errors) = try inFolder(
      """
      rota init desk --template helpdesk --quiet > /dev/null
      rota plan desk --iterations 20 --quiet --out plan > /dev/null
      rota export plan --format xlsx --out plan.xlsx --quiet
      beside="$(dirname "$ROTA")"
      "$beside/rota-workbook" plan.xlsx --sheet shifts | cut -d, -f1-4 | cmp - <(cut -d, -f1-4 plan/shifts.csv) && echo same
      "$beside/rota-workbook" plan.xlsx --sheet hours | wc -l | cmp - <(wc -l < plan/hours.csv) && echo same
      rota import-edits plan plan.xlsx --from 2026-11-23 | grep -o "nothing to change"
      """)
    #expect(output == "same\nsame\nnothing to change\n", "\(output)\(errors)")
  }
}
