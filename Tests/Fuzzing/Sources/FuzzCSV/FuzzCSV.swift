import Tables

/// The CSV reader on any bytes: it ends, keeps inside its fields, and says the same however the bytes come in pieces.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCSV(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  // The first byte chooses the options, so that all of them are met.
  let choice = bytes.first ?? 0
  let content = Array(bytes.dropFirst())
  let options = CSVOptions(
    encoding: choice & 1 == 0 ? nil : TextEncoding.allCases[Int(choice >> 4) % TextEncoding.allCases.count],
    delimiter: choice & 2 == 0 ? nil : UInt8(ascii: ","), hasHeader: choice & 4 == 0,
    raggedRows: choice & 8 == 0 ? .accept : .refuse, brokenQuotes: choice & 8 == 0 ? .lenient : .refuse,
    recordLimit: 64 + Int(choice))
  let whole = outcome(content, piece: 1 << 18, options)
  // A code page is guessed from one piece, so pieces may differ in what they guess.
  let isFixed = options.encoding != nil || content.allSatisfy { $0 < 0x80 }
  if isFixed { precondition(outcome(content, piece: 1 + count % 7, options) == whole, "pieces change the outcome") }
  _ = try? Table.read(content, file: "fuzz.csv")
  return 0
}

private func outcome(_ bytes: [UInt8], piece: Int, _ options: CSVOptions) -> [String] {
  var seen: [String] = []
  do throws(Diagnostic) {
    var reader = try CSVReader(ByteStream(bytes: bytes, name: "fuzz.csv", piece: piece), options: options)
    seen += reader.header.names
    var records = 0
    while try reader.next() {
      precondition(reader.fieldCount > 0 && reader.row > 0)
      for column in 0..<reader.fieldCount {
        seen.append("\(reader.row):\(column) \(reader.text(column))")
        _ = try? reader.integer(column)
        _ = try? reader.decimal(column)
      }
      records += 1
      precondition(records <= bytes.count, "more records than bytes")
    }
  } catch { seen.append(error.description) }
  return seen
}
