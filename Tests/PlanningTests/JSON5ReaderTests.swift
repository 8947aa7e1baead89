import ProjectFixtures
import Tables
import Testing

@testable import Planning

@Suite("settings as they are written")
struct JSON5ReaderTests {
  private func text(_ value: SettingsValue) -> String {
    switch value {
    case .object(let fields):
      "{" + fields.keys.sorted().map { "\($0):\(text(fields[$0] ?? .null))" }.joined(separator: ",") + "}"
    case .array(let items): "[" + items.map(text).joined(separator: ",") + "]"
    case .text(let text): "'\(text)'"
    case .number(let number): "\(number)"
    case .flag(let flag): "\(flag)"
    case .null: "null"
    }
  }

  @Test(
    "what JSON5 is, is read",
    arguments: [
      ("{ a: 1, 'b': \"x\", \"c d\": [true, false, null,], }", "{a:1.0,b:'x',c d:[true,false,null]}"),
      (
        "// c\n{ /* x: 1 */ $ab_1: .5, ä: 5., n: -0x1F, e: +1e-3, big: 12E2 }",
        "{$ab_1:0.5,big:1200.0,e:0.001,n:-31.0,ä:5.0}"
      ),
      ("['it\\'s', \"a\\\nb\", '\\x41\\u00e9\\uD83D\\uDE00\\n\\q']", "['it's','ab','Aé😀\nq']"),
      ("\u{FEFF}{ \\u0061b: Infinity, c: -Infinity }", "{ab:inf,c:-inf}"), ("[]", "[]"), ("{}", "{}"),
      ("[0, -0, 0.0, 0e0]", "[0.0,-0.0,0.0,0.0]"), ("\"\u{2028}\"", "'\u{2028}'"),
    ])
  func reads(json: String, expected: String) throws {
    #expect(text(try JSON5Reader.read(json, file: "x").value) == expected)
  }

  @Test(
    "what it isn't is refused with line and column",
    arguments: [
      ("{ a: 0x1p5 }", "1:6", "'0x1p5'"), ("{ a: 010 }", "1:6", "'010'"), ("{ a: 1.2.3 }", "1:6", "1.2.3"),
      ("{ a: 0x }", "1:6", "0x"), ("{ a: 1e }", "1:6", "1e"), ("{ a: 1e999 }", "1:6", "1e999"),
      ("{ a: . }", "1:6", "'.'"),
      ("{ a: - }", "1:6", "'-'"), ("{ a: 5min }", "1:6", "5min"), ("{\n  a: yes }", "2:6", "'yes'"),
      ("{ a 1 }", "1:5", "':'"), ("{ a: 1 b: 2 }", "1:8", "','"), ("[1 2]", "1:4", "','"), ("{ a: , }", "1:6", "value"),
      ("{ , }", "1:3", "key"), ("[,]", "1:2", "value"), ("{ a: 1,, }", "1:8", "key"), ("{ 1a: 2 }", "1:3", "key"),
      ("{} x", "1:4", "after the end"), ("", "1:1", "end of the file"), ("{ a: \"x\n\" }", "1:6", "closed"),
      ("{ a: '\\1' }", "1:8", "escape"), ("{ a: '\\uD83D' }", "1:8", "half a character"),
      ("{ a: '\\u12' }", "1:11", "digits"),
      ("{ /* x }", "1:3", "comment"), ("{ a: 1, \"\\u0061\": 2 }", "1:9", "twice"), ("{ a\r\n:\r1 x }", "3:3", "','"),
      ("{ a: 1", "1:7", "'}'"),
    ])
  func refuses(json: String, place: String, words: String) {
    let error = #expect(throws: Diagnostic.self) { try JSON5Reader.read(json, file: "x") }
    #expect(error?.position?.description == "x:\(place)", "\(json): \(String(describing: error))")
    #expect(error?.message.contains(words) == true, "\(json): \(String(describing: error))")
  }

  @Test("values know their place") func places() throws {
    let read = try JSON5Reader.read("{\n  queues: [\n    { hours: 5 },\n    7,\n  ],\n}", file: "x")
    #expect(read.places["queues"] == SettingsPlace(row: 2, column: 3))
    #expect(read.places["queues[0]"] == SettingsPlace(row: 3, column: 5))
    #expect(read.places["queues[0].hours"] == SettingsPlace(row: 3, column: 7))
    #expect(read.places["queues[1]"] == SettingsPlace(row: 4, column: 5))
  }

  @Test("any text ends in a value or in a message, never otherwise") func anyText() {
    let seeds = [
      "{ a: [1, 'x\\u0041', { b: 0x1F }], /* c */ \"d\": -1e5, }",
      MemoryFiles.sound.contents["rota.json"].map { String(decoding: $0, as: UTF8.self) } ?? "",
    ]
    var state: UInt64 = 7
    func draw(_ below: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % max(1, below)
    }
    let pieces = [
      "{", "}", "[", "]", "'", "\"", "\\", ":", ",", "/", "*", "\n", "\r", "0x", "e", "+", "\\u", "é", "\u{2028}", ".",
      "1",
    ]
    for _ in 0..<3000 {
      var text = Array(seeds[draw(2)].unicodeScalars)
      for _ in 0...draw(3) {
        let at = draw(text.count)
        if draw(2) == 0, !text.isEmpty { text.remove(at: at) }
        text.insert(contentsOf: Array(pieces[draw(pieces.count)].unicodeScalars), at: min(at, text.count))
      }
      let changed = String(String.UnicodeScalarView(text))
      do throws(Diagnostic) { _ = try JSON5Reader.read(changed, file: "x") } catch {
        #expect(error.position?.row != nil && error.cure != nil, "\(changed)")
      }
    }
  }
}
