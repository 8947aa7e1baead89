import Testing

@testable import Tables

@Suite struct CSVReaderTests {
  /// All records without a header, or the fault.
  private func records(
    _ bytes: [UInt8], piece: Int = 1 << 18, delimiter: UInt8? = UInt8(ascii: ","), limit: Int = 1 << 20,
    broken: CSVOptions.BrokenQuotes = .refuse
  ) -> Result<[[String]], Diagnostic> {
    do throws(Diagnostic) {
      var reader = try CSVReader(
        ByteStream(bytes: bytes, name: "t.csv", piece: piece),
        options: CSVOptions(delimiter: delimiter, hasHeader: false, brokenQuotes: broken, recordLimit: limit))
      var all: [[String]] = []
      while try reader.next() {
        all.append((0..<reader.fieldCount).map { reader.text($0) })
      }
      return .success(all)
    } catch { return .failure(error) }
  }

  /// The grammar, written as a table of states one byte at a time; nil for what it does not allow.
  private func reference(_ bytes: [UInt8]) -> [[String]]? {
    enum State { case fieldStart, plain, quoted, quoteInQuoted, afterQuote }
    var state = State.fieldStart
    var field: [UInt8] = []
    var record: [String] = []
    var records: [[String]] = []
    var recordIsEmptyLine = true
    func endField() {
      record.append(String(decoding: field, as: UTF8.self))
      field = []
      state = .fieldStart
    }
    func endRecord() {
      endField()
      if !(recordIsEmptyLine || record == [""]) { records.append(record) }
      record = []
      recordIsEmptyLine = true
    }
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let isEnd = byte == 10 || byte == 13
      let width = byte == 13 && index + 1 < bytes.count && bytes[index + 1] == 10 ? 2 : 1
      switch (state, byte) {
      case (.quoted, UInt8(ascii: "\"")): state = .quoteInQuoted
      case (.quoted, _): field.append(byte)
      case (.quoteInQuoted, UInt8(ascii: "\"")):
        field.append(byte)
        state = .quoted
      case (_, _) where isEnd:
        endRecord()
        index += width
        continue
      case (_, UInt8(ascii: ",")):
        recordIsEmptyLine = false
        endField()
      case (.quoteInQuoted, _), (.afterQuote, _): return nil
      case (.fieldStart, UInt8(ascii: "\"")):
        recordIsEmptyLine = false
        state = .quoted
      default:
        recordIsEmptyLine = false
        field.append(byte)
        state = .plain
      }
      index += 1
    }
    if state == .quoted { return nil }
    if !recordIsEmptyLine { endRecord() }
    return records
  }

  @Test("every text of up to six of the characters that matter reads as the grammar says, in pieces of any size")
  func everyShortText() {
    let alphabet = Array("a,\"\n\r".utf8)
    var texts: [[UInt8]] = [[]]
    var start = 0
    for _ in 0..<6 {
      let end = texts.count
      for index in start..<end { for byte in alphabet { texts.append(texts[index] + [byte]) } }
      start = end
    }
    var mistakes: [String] = []
    for text in texts {
      let expected = reference(text)
      for piece in [1, 2, 100] where piece != 2 || text.count < 6 {
        let found = try? records(text, piece: piece).get()
        if found != expected {
          mistakes.append(
            "\(text.debugText) in pieces of \(piece): \(String(describing: found)), not \(String(describing: expected))"
          )
        }
      }
    }
    #expect(texts.count == 19_531)
    #expect(mistakes.isEmpty, "\(mistakes.prefix(5))")
  }

  @Test("quotes, doubled quotes and line ends inside quotes")
  func quotes() throws {
    let text = "id,\"say \"\"hi\"\", you\",\"two\r\nlines\"\n"
    #expect(try records(Array(text.utf8)).get() == [["id", "say \"hi\", you", "two\r\nlines"]])
  }

  @Test("a stray quote inside a plain field is a character")
  func strayQuote() throws { #expect(try records(Array("5 1/2\" pipe,x".utf8)).get() == [["5 1/2\" pipe", "x"]]) }

  @Test(
    "the delimiter is found",
    arguments: [
      ("a,b,c\n1,2,3\n", ","), ("a;b;c\n1,5;2;3\n", ";"), ("a\tb\n1,2\t3\n", "\t"), ("a|b\n1|2\n", "|"),
      ("\"Name, first\";x\n\"a,b\";1\n", ";"), ("name\nx\n", ","), ("sep=;\r\na,b;c\r\n1,2;3\r\n", ";"), ("a;b", ";"),
      ("Summary,Labels,Labels\nx;y;z;w,1,2,3,4\n", ","),
    ])
  func delimiter(text: String, expected: String) throws {
    let reader = try CSVReader(ByteStream(bytes: Array(text.utf8), name: "t.csv"))
    #expect(String(decoding: [reader.delimiter], as: UTF8.self) == expected)
    #expect(
      reader.header.names.count
        == (text.hasPrefix("name") ? 1 : text.hasPrefix("a,b,c") ? 3 : reader.header.names.count))
    if text.hasPrefix("sep") { #expect(reader.header.names == ["a,b", "c"]) }
  }

  @Test("rows count lines of the file, the sep= line and the header included")
  func rowNumbers() throws {
    let text = "sep=;\na;b\n\n\"1\n1\n1\";2\r\n3;4\r5;6"
    var reader = try CSVReader(ByteStream(bytes: Array(text.utf8), name: "t.csv"))
    var rows: [Int] = []
    while try reader.next() { rows.append(reader.row) }
    #expect(rows == [4, 7, 8])
    #expect(reader.recordCount == 3)
  }

  @Test("a ragged row is counted where that is wished, and missing fields read as empty")
  func raggedRows() throws {
    var reader = try CSVReader(
      ByteStream(bytes: Array("a,b,c\n1\n1,2,3,4\n1,2,3\n".utf8), name: "t.csv"),
      options: CSVOptions(raggedRows: .accept))
    var seen: [String] = []
    while try reader.next() { seen.append((0..<4).map { reader.text($0) }.joined(separator: "|")) }
    #expect(seen == ["1|||", "1|2|3|4", "1|2|3|"])
    #expect(reader.raggedRows == 2)
    #expect(reader.firstRaggedRow?.position?.row == 2)
  }

  @Test("after broken quotes reading goes on with the next line")
  func brokenQuotes() throws {
    let text = "a,b\n1,\"broken\n2,\"fine\"\n3,\"ok\"\n4,\"open\n5,x\n"
    for piece in [1, 7, 1000] {
      var reader = try CSVReader(
        ByteStream(bytes: Array(text.utf8), name: "t.csv", piece: piece),
        options: CSVOptions(brokenQuotes: .lenient))
      var ids: [String] = []
      while try reader.next() { ids.append("\(reader.row):\(reader.text(0))") }
      #expect(ids == ["3:2", "4:3", "6:5"])
      #expect(reader.brokenRows == 2)
      #expect(reader.brokenExamples.map(\.code) == ["csv.text-after-quote", "csv.unclosed-quote"])
      #expect(reader.brokenExamples.map(\.position?.row) == [2, 5])
    }
  }

  @Test("text behind a closing quote belongs to the field, as spreadsheets read it, and is counted")
  func looseQuotes() throws {
    let text = "a,b,c\n1,\"Agent 01\" <101>,x\n2,\"a \"\"b\"\" c\" d \"e, f\"\n3,\"ok\",\"\"y\n"
    for piece in [1, 7, 1000] {
      var reader = try CSVReader(
        ByteStream(bytes: Array(text.utf8), name: "t.csv", piece: piece),
        options: CSVOptions(raggedRows: .accept, brokenQuotes: .lenient))
      var seen: [String] = []
      while try reader.next() { seen.append((0..<reader.fieldCount).map { reader.text($0) }.joined(separator: "|")) }
      #expect(seen == ["1|Agent 01 <101>|x", "2|a \"b\" c d \"e| f\"", "3|ok|y"])
      #expect(reader.looseRows == 3 && reader.brokenRows == 0)
      #expect(reader.firstLooseRow?.position?.description == "t.csv:2:2")
    }
    guard case .failure(let fault) = records(Array(text.utf8), limit: 1000, broken: .refuse) else {
      Issue.record("strict readers refuse it")
      return
    }
    #expect(fault.code == "csv.text-after-quote")
  }

  @Test("a record beyond the limit is refused, however the bytes come")
  func longRecord() {
    let short = Array(String(repeating: "x", count: 98).utf8)
    for piece in [1, 10, 1000] {
      #expect((try? records(short + [44, 120, 10, 97], piece: piece, limit: 101).get().count) == 2)
      guard case .failure(let fault) = records(short + [44, 120, 120, 120, 10, 97], piece: piece, limit: 100) else {
        Issue.record("no fault")
        continue
      }
      #expect(fault.code == "csv.record-too-long")
      #expect(fault.position?.row == 1)
    }
  }

  @Test("a line of ten megabytes is refused with its place")
  func tenMegabyteLine() {
    var bytes = Array("a,b\n1,2\n".utf8)
    bytes += [UInt8](repeating: UInt8(ascii: "x"), count: 10_000_000)
    guard case .failure(let fault) = records(bytes) else {
      Issue.record("no fault")
      return
    }
    #expect(fault.description.hasPrefix("t.csv:3: error: the record is longer than 1048576 bytes. Check"))
  }

  @Test("a file whose every row is broken ends in an error, not in endless work")
  func hopeless() {
    let bytes = Array(String(repeating: "1,\"x\n", count: 5000).utf8)
    guard case .failure(let fault) = records(bytes, limit: 1000, broken: .lenient) else {
      Issue.record("no fault")
      return
    }
    #expect(fault.code == "csv.text-after-quote" || fault.code == "csv.unclosed-quote")
  }

  @Test("typed values and their faults")
  func values() throws {
    var reader = try CSVReader(ByteStream(bytes: Array("n;d\n 42 ;1,5\n;\nx;1.234,5\n".utf8), name: "t.csv"))
    var integers: [Int?] = []
    var decimals: [Double?] = []
    var blanks: [Bool] = []
    for _ in 0..<2 where try reader.next() {
      integers.append(try reader.integer(0))
      decimals.append(try reader.decimal(1, mark: .comma))
      blanks.append(reader.isBlank(0))
    }
    // A line of nothing but delimiters is a record for the reader of streams.
    #expect(integers == [42, nil])
    #expect(decimals == [1.5, nil])
    #expect(blanks == [false, true])
    _ = try reader.next()
    var faults: [String] = []
    do { _ = try reader.integer(0) } catch { faults.append("\(error)") }
    do { _ = try reader.decimal(1, mark: .comma) } catch { faults.append("\(error)") }
    #expect(
      faults == [
        "t.csv:4:1: error: 'x' in column 'n' is not a whole number, for example 42",
        "t.csv:4:2: error: '1.234,5' in column 'd' is not a number, for example 1234,5",
      ])
  }

  @Test("a missing file, a folder: named as such")
  func files() {
    for (path, code) in [("/nowhere/t.csv", "file.missing"), ("/tmp", "file.is-folder")] {
      do {
        _ = try ByteStream(path: path)
        Issue.record("no fault")
      } catch {
        #expect(error.code == code)
        #expect(error.kind == .missingInput)
        #expect(error.position?.file == path)
      }
    }
  }
}

extension [UInt8] {
  fileprivate var debugText: String { String(decoding: self, as: UTF8.self).debugDescription }
}

@Suite struct LineReaderTests {
  private func lines(_ text: String, piece: Int, limit: Int = 1 << 20) throws(Diagnostic) -> [String] {
    var reader = LineReader(ByteStream(bytes: Array(text.utf8), name: "l.txt", piece: piece), limit: limit)
    var seen: [String] = []
    while try reader.next() {
      seen.append(
        "\(reader.row):"
          + reader.withBytes { bytes in
            String(decoding: (0..<bytes.count).map { bytes[$0] }, as: UTF8.self)
          })
    }
    return seen
  }

  @Test("lines of any ends, however the bytes come", arguments: [1, 2, 100])
  func lines(piece: Int) throws {
    #expect(try lines("\u{FEFF}a\r\n\nbc\nlast", piece: piece) == ["1:a", "2:", "3:bc", "4:last"])
    #expect(try lines("a\n", piece: piece) == ["1:a"])
    #expect(try lines("", piece: piece) == [])
  }

  @Test("a line beyond the limit is refused with its place")
  func longLine() {
    do {
      _ = try lines("a\n" + String(repeating: "x", count: 1_000_000), piece: 1000, limit: 1000)
      Issue.record("no fault")
    } catch { #expect(error.code == "text.line-too-long" && error.position?.row == 2) }
  }
}
