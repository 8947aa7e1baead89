import Searching
import Tables
import Testing
import Verification

@testable import Workbooks

/// Sheets as CSV.
@Suite struct WorkbookReadingTests {
  private func fault(_ book: BookFixture, _ choice: SheetChoice = SheetChoice()) -> Diagnostic? {
    do throws(Diagnostic) {
      _ = try book.csv(choice)
      return nil
    } catch { return error }
  }

  @Test("each kind of cell")
  func cells() throws {
    var book = BookFixture(
      """
      <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>in_x000A_line</t></is></c></row>
      <row r="3"><c r="B3" s="1"><v>46356.375</v></c><c r="C3" t="b"><v>1</v></c><c r="D3" t="str"><f>A1&amp;"x"</f><v>made, of two</v></c></row>
      <row><c><v>7</v></c><c t="e"><v>#N/A</v></c><c r="E4" s="2"><v>42</v></c></row>
      <row r="6"><c r="A6" t="d"><v>2026-11-30T00:00:00</v></c><c r="B6"><f>1+1</f></c></row>
      """,
      texts:
        "<si><t>plain</t></si><si><r><t>ri</t></r><r><t xml:space=\"preserve\">ch </t></r><rPh><t>sound</t></rPh></si>")
    book.formats = (
      "<numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\\ hh:mm\"/><numFmt numFmtId=\"165\" formatCode=\"0000\"/>",
      [0, 164, 165]
    )
    let (text, notes) = try book.csv()
    #expect(
      text == """
        plain,"rich ",in line,,

        ,2026-11-30 09:00:00,true,"made, of two",
        7,#N/A,,,0042

        2026-11-30,,,,

        """)
    #expect(notes.map(\.code) == ["workbook.no-value"])
    #expect(notes.first?.position == SourcePosition(file: "t.xlsx", row: 6, column: 2))
  }

  @Test("what parts columns elsewhere is in quotes, and a quote is two")
  func quotes() throws {
    let cells = ["a;b", "c|d", "say \"x\"", "tab\there", "=1+1"]
    let book = BookFixture(
      "<row>" + cells.map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined() + "</row>")
    #expect(try book.csv().text == "\"a;b\",\"c|d\",\"say \"\"x\"\"\",\"tab\there\",=1+1\n")
    var reader = try CSVReader(ByteStream(bytes: Array(book.csv().text.utf8), name: "t"))
    #expect(reader.header.names == cells)
    #expect(try !reader.next())
  }

  @Test("which sheet")
  func sheets() throws {
    func row(_ text: String) -> String { "<row><c t=\"inlineStr\"><is><t>\(text)</t></is></c></row>" }
    var book = BookFixture("<row/>", row("second"), row("third"), row("hidden"))
    book.sheets[3].state = "hidden"
    let first = try book.csv()
    #expect(first.text == "second\n" && first.notes.map(\.code) == ["workbook.sheet"])
    #expect(first.notes.first?.cure?.contains("'Sheet3'") == true)
    #expect(try book.csv(SheetChoice(named: "sheet4")).text == "hidden\n")
    #expect(try book.csv(SheetChoice(preferred: "Sheet3")).text == "third\n")
    #expect(try book.csv(SheetChoice(preferred: "none")).text == "second\n")
    #expect(fault(book, SheetChoice(named: "none"))?.code == "workbook.no-sheet")
    #expect(fault(BookFixture("<row/>"))?.code == "workbook.no-sheet")
    #expect(try BookFixture(row("only")).csv().notes.isEmpty)
  }

  @Test("hidden rows are read and said; 1904 is counted from")
  func hidden() throws {
    var book = BookFixture("<row r=\"2\" hidden=\"1\"><c s=\"1\"><v>44894</v></c></row>")
    book.formats.styles = [0, 14]
    book.properties = "<workbookPr date1904=\"1\"/>"
    let read = try book.csv()
    #expect(read.text == "\n2026-11-30\n" && read.notes.map(\.code) == ["workbook.hidden"])
  }

  @Test("rows and cells that no sheet can have, texts that aren't there, XML that is none")
  func strange() {
    for rows in [
      "<row r=\"2\"/><row r=\"1\"/>", "<row r=\"1048577\"/>", "<row><c r=\"XFE1\"><v>1</v></c></row>",
      "<row><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>", "<row><c r=\"1\"><v>1</v></c></row>",
      "<row><c t=\"s\"><v>3</v></c></row>", "<row><c t=\"s\"><v>x</v></c></row>", "<row><c>",
      "<row><c t=\"str\"><v>\(String(repeating: "x", count: 1 << 19))</v></c></row>",
    ] { #expect(fault(BookFixture(rows))?.code == "workbook.damaged", "\(rows.prefix(60))") }
    var book = BookFixture("<row><c><v>1</v></c></row>")
    book.replaced["xl/sharedStrings.xml"] = "<!DOCTYPE sst [<!ENTITY a \"b\">]><sst><si><t>&a;</t></si></sst>"
    #expect(fault(book)?.message.contains("declares") == true)
    for head in ["<?xml version='1.0' encoding='windows-1250'?>", String(repeating: "<!-- -->", count: 600)] {
      book.replaced["xl/sharedStrings.xml"] = "\(head)<sst><si><t>a</t></si></sst>"
      #expect(fault(book)?.code == "workbook.damaged")
    }
    for head in ["", "\u{FEFF}", "<!-- a < b --><?other <!x?>\n", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"] {
      book.replaced["xl/sharedStrings.xml"] = "\(head)<sst><si><t>a</t></si></sst>"
      #expect(fault(book) == nil, "\(head)")
    }
  }

  @Test("text that isn't UTF-8 is refused; characters of several bytes may lie anywhere")
  func encoding() throws {
    func book(_ filler: Int, _ last: [UInt8]) -> [UInt8] {
      var archive = StoredArchive()
      let sheet = BookFixture("<row><c t=\"str\"><v>FILL</v></c></row>").files
      for (name, bytes) in sheet {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let place = text.firstRange(of: "FILL") else {
          archive.add(name, bytes)
          continue
        }
        archive.add(
          name,
          Array(text[..<place.lowerBound].utf8) + [UInt8](repeating: 0x78, count: filler) + last
            + Array(text[place.upperBound...].utf8))
      }
      return archive.bytes()
    }
    for filler in 65_340..<65_360 {
      let made = try csv(book(filler, Array("é€😀".utf8)))
      #expect(made == String(repeating: "x", count: filler) + "é€😀\n")
    }
    for last: [UInt8] in [[0xE9], [0xC3, 0x28], [0xF0, 0x9F]] {
      #expect(throws: Diagnostic.self) { try csv(book(10, last)) }
    }
  }

  private func csv(_ bytes: [UInt8]) throws -> String {
    var made: [UInt8] = []
    _ = try SheetChoice().write(try Workbook(bytes, name: "t"), file: "t") { made += $0 }
    return String(decoding: made, as: UTF8.self)
  }

  @Test("a program that writes other prefixes and places is read, too")
  func prefixes() throws {
    var book = BookFixture("")
    book.replaced["xl/worksheets/sheet1.xml"] =
      "<x:worksheet xmlns:x=\"urn:m\"><x:sheetData><x:row><x:c><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    #expect(try book.csv().text == "5\n")
  }

  @Test("any byte changed ends in a message or a table")
  func damaged() throws {
    var random = SeededGenerator(seed: 3)
    let whole = BookFixture(
      "<row><c r=\"A1\" s=\"0\"><v>1</v></c><c t=\"s\"><v>0</v></c></row>", texts: "<si><t>a</t></si>"
    ).bytes
    for place in whole.indices {
      var bytes = whole
      bytes[place] ^= UInt8(1 + random.next() % 255)
      do throws(Diagnostic) {
        _ = try SheetChoice().write(try Workbook(bytes, name: "t"), file: "t") { _ in }
      } catch { #expect(error.cure != nil) }
    }
  }
}
