import Tables
import Workbooks

/// Workbooks: a whole archive of any bytes, or a sound workbook one of whose parts is any bytes; the first chooses which.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzWorkbook(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  guard let choice = bytes.first else { return 0 }
  let content = Array(bytes.dropFirst())
  let replaced: String? =
    switch choice {
    case UInt8(ascii: "z"): nil
    case UInt8(ascii: "b"): "xl/workbook.xml"
    case UInt8(ascii: "r"): "xl/_rels/workbook.xml.rels"
    case UInt8(ascii: "t"): "xl/texts.xml"
    case UInt8(ascii: "f"): "xl/formats.xml"
    default: "xl/sheet.xml"
    }
  var lines = 0
  do throws(Diagnostic) {
    let book: Workbook
    if let replaced {
      book = try Workbook(name: "fuzz.xlsx") { (path) throws(Diagnostic) in
        let part = path == replaced ? content : soundParts[path].map { Array($0.utf8) }
        // Pieces of few bytes: a character may lie across two.
        return part.map { ByteStream(bytes: $0, name: "fuzz.xlsx", piece: 1 + count % 50) }
      }
    } else {
      book = try Workbook(content, name: "fuzz.xlsx")
    }
    _ = try SheetChoice().write(book, file: "fuzz.xlsx") { piece in lines += piece.count { $0 == 10 } }
    precondition(lines <= 1_048_576)
  } catch {
    precondition(!error.message.isEmpty && error.cure != nil && error.kind == .badData)
  }
  return 0
}

private let type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
private let soundParts = [
  "_rels/.rels": "<R><Relationship Id=\"a\" Type=\"\(type)/officeDocument\" Target=\"xl/workbook.xml\"/></R>",
  "xl/workbook.xml": "<workbook xmlns:r=\"\(type)\"><sheets><sheet name=\"A\" r:id=\"a\"/></sheets></workbook>",
  "xl/_rels/workbook.xml.rels":
    "<R><Relationship Id=\"a\" Type=\"\(type)/worksheet\" Target=\"sheet.xml\"/>"
    + "<Relationship Id=\"b\" Type=\"\(type)/sharedStrings\" Target=\"texts.xml\"/>"
    + "<Relationship Id=\"c\" Type=\"\(type)/styles\" Target=\"formats.xml\"/></R>",
  "xl/sheet.xml":
    "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c><c s=\"1\"><v>46356.375</v></c></row></sheetData></worksheet>",
  "xl/texts.xml": "<sst><si><t>text</t></si></sst>",
  "xl/formats.xml": "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"22\"/></cellXfs></styleSheet>",
]
