import Testing

@testable import Tables

@Suite("Text of other scripts and code pages")
struct ForeignTextTests {
  private func read(_ bytes: [UInt8], piece: Int, as encoding: TextEncoding?) throws -> (rows: [[String]], asked: Bool)
  {
    var reader = try CSVReader(
      ByteStream(bytes: bytes, name: "t.csv", piece: piece), options: CSVOptions(encoding: encoding, hasHeader: false))
    var rows: [[String]] = []
    while try reader.next() { rows.append((0..<reader.fieldCount).map { reader.text($0) }) }
    return (rows, reader.foreignText != nil)
  }

  /// A word in each encoding, among them bytes of `|` and `\` as second halves.
  private static let words: [(TextEncoding, String, [UInt8])] = [
    (.windows1251, "Поддержка", [0xCF, 0xEE, 0xE4, 0xE4, 0xE5, 0xF0, 0xE6, 0xEA, 0xE0]),
    (.koi8, "Поддержка", [0xF0, 0xCF, 0xC4, 0xC4, 0xC5, 0xD2, 0xD6, 0xCB, 0xC1]),
    (.isoCyrillic, "Поддержка", [0xBF, 0xDE, 0xD4, 0xD4, 0xD5, 0xE0, 0xD6, 0xDA, 0xD0]),
    (.windows1253, "Υποστήριξη", [0xD5, 0xF0, 0xEF, 0xF3, 0xF4, 0xDE, 0xF1, 0xE9, 0xEE, 0xE7]),
    (.shiftJIS, "サポート", [0x83, 0x54, 0x83, 0x7C, 0x81, 0x5B, 0x83, 0x67]),
    (.gbk, "支持部门", [0xD6, 0xA7, 0xB3, 0xD6, 0xB2, 0xBF, 0xC3, 0xC5]),
    (.big5, "功能支援", [0xA5, 0x5C, 0xAF, 0xE0, 0xA4, 0xE4, 0xB4, 0xA9]),
    (.eucKorean, "고객지원", [0xB0, 0xED, 0xB0, 0xB4, 0xC1, 0xF6, 0xBF, 0xF8]),
  ]

  @Test("is read as is said, in pieces of any size, and asked about otherwise", arguments: [1, 2, 3, 1000])
  func words(piece: Int) throws {
    for (encoding, word, bytes) in Self.words {
      let file = Array("1,".utf8) + bytes + Array(",x\n2,\"".utf8) + bytes + Array("\",y\n".utf8)
      #expect(try read(file, piece: piece, as: encoding).rows == [["1", word, "x"], ["2", word, "y"]], "\(encoding)")
      if piece == 1000 { #expect(try read(file, piece: piece, as: nil).asked, "\(encoding)") }
    }
    #expect(
      try read(Array("1,".utf8) + [0xB6, 0x77, 0x69, 0xEA, 0x74, 0x6F], piece: piece, as: .latin2).rows == [
        ["1", "święto"]
      ])
    #expect(
      try read(Array("1,".utf8) + [0xDE, 0x69, 0xFE, 0x6C, 0x69], piece: piece, as: .windows1254).rows == [
        ["1", "Şişli"]
      ])
  }

  @Test("European text is not asked about")
  func european() throws {
    // Windows-1252 and 1250: French, German, Spanish, Danish; Polish, Czech.
    for bytes: [UInt8] in [
      [0xC9, 0x71, 0x75, 0x69, 0x70, 0x65, 0x20, 0xAB, 0xA0, 0x64, 0xE9, 0x6A, 0xE0, 0xA0, 0xBB],
      [0x42, 0xFC, 0x72, 0x6F, 0x20, 0x47, 0x72, 0xF6, 0xDF, 0x65, 0x20, 0x96, 0x20, 0x80], [0x63, 0x72, 0xE9, 0xE9],
      [0x41, 0x74, 0x65, 0x6E, 0x63, 0x69, 0xF3, 0x6E, 0x20, 0x61, 0xF1, 0x6F], [0x53, 0xF8, 0x72, 0x65, 0x6E],
      [0x5A, 0x61, 0xBF, 0x61, 0x6C, 0x65, 0x6E, 0x69, 0x61, 0x20, 0xA3, 0xF3, 0x64, 0x9F, 0x20, 0x9C, 0x63, 0x69],
      [0x50, 0xF8, 0xED, 0x6A, 0x65, 0x6D, 0x20, 0x9E, 0xE1, 0x64, 0x6F, 0x73, 0x74, 0xED],
    ] {
      #expect(try !read(Array("1,".utf8) + bytes + [10], piece: 1000, as: nil).asked, "\(bytes)")
    }
    // In ISO-8859-2 letters stand where Windows-1250 has signs.
    #expect(
      try read([0xA6, 0x6C, 0xB1, 0x73, 0x6B, 0x2C, 0x6D, 0x69, 0xB1, 0x73, 0x74, 0x6F, 10], piece: 1000, as: nil).asked
    )
  }

  @Test("accented letters side by side are no other script in words that are ASCII else; what is asked is no untruth")
  func sideBySide() throws {
    // Windows-1250: Małgorzata Żółć; Żółć alone.
    let name: [UInt8] = [0xAF, 0xF3, 0xB3, 0xE6]
    let beside = try read(
      Array("1,Ma".utf8) + [0xB3] + Array("gorzata ".utf8) + name + [10], piece: 1000, as: nil)
    #expect(beside.rows == [["1", "Małgorzata Żółć"]] && !beside.asked)
    var reader = try CSVReader(
      ByteStream(bytes: Array("1,".utf8) + name + [10], name: "t.csv"), options: CSVOptions(hasHeader: false))
    while try reader.next() {}
    let question = reader.foreignText
    let asked = try #require(question)
    #expect(asked.message.contains("nothing tells its encoding") && !asked.message.contains("neither"))
    #expect(asked.cure?.contains("--encoding windows-1250 reads 'Żółć'") == true, "\(asked)")
  }

  @Test("fields for programs are quoted by bytes")
  func quoted() {
    #expect(CSVText.quoted("plain") == "plain" && CSVText.quoted("a b") == "a b" && CSVText.quoted(" a") == "\" a\"")
    for (text, field) in [
      ("a\"\u{FE0F}", "\"a\"\"\u{FE0F}\""), ("\"\u{301},", "\"\"\"\u{301},\""), ("\r\n\u{301}", "\"\r\n\u{301}\""),
    ] {
      #expect(Array(CSVText.quoted(text).utf8) == Array(field.utf8))
    }
  }

  @Test("a column like one of ours is an error; others that nobody reads are noted once")
  func columns() throws {
    func read(_ header: String) throws -> Diagnostic? {
      try Table.read(Array("\(header)\n1,2\n".utf8), file: "q.csv").refuseMisspelt(
        known: ["id", "max_occ"], besides: ["asa_s"])
    }
    for name in ["max_ocupancy", "max_oc", "mx_occ"] {
      let fault = #expect(throws: Diagnostic.self) { try read("id,\(name)") }
      #expect(
        fault?.code == "table.unknown-column" && fault?.cure?.hasPrefix("Did you mean 'max_occ' for '\(name)'?") == true
      )
    }
    #expect(try read("id,Max Occ") == nil)
    #expect(try read("id,asa_s") == nil)
    let note = try read("id,remark")
    #expect(note?.severity == .note && note?.message == "not used: 'remark'")
  }
}
