import Searching
import Tables
import Testing

@Suite struct CSVTextTests {
  @Test("what is written reads back, whatever the cells hold")
  func roundTrip() {
    let pieces = ["", "a", "ż", "👩🏽‍💻", ",", "\"", "\n", "\r\n", " ", ";", "=", "-", "'", "é", "\u{0}", "plain words"]
    var generator = SeededGenerator(seed: 11)
    for width in 1...4 {
      let header = (0..<width).map { "column \($0)" }
      var table = CSVText(header: header)
      var expected = [header]
      for _ in 0..<200 {
        let row = (0..<width).map { _ in
          (0..<generator.nextIndex(below: 4)).map { _ in pieces[generator.nextIndex(below: pieces.count)] }.joined()
        }
        table.append(row.map { .text($0) })
        expected.append(row)
      }
      let read = readCSV(table.bytes)
      #expect(read.count == expected.count)
      for (found, wanted) in zip(read, expected) {
        #expect(found.map(undefused) == wanted.map(undefused), "width \(width)")
      }
    }
  }

  /// The defusing apostrophe, taken off on both sides: a cell that held one anyway keeps its meaning.
  private func undefused(_ text: String) -> String {
    var text = text
    while text.utf8.first == UInt8(ascii: "'") { text.removeFirst() }
    return text
  }

  @Test(
    "a cell that a spreadsheet would run is defused",
    arguments: [
      "=1+1", "+48 600", "-2", "@SUM(A1)", "\t=1", "\r=1", "\u{1}", "＝1+1", "＋48", "－2", "＠SUM(A1)", "﹦1", "﹣2",
      "\u{200B}=1", "\u{FEFF}=1", "\u{200F}＝1", "\u{A0}+1", " =1+1", "\u{3000}@x", "\u{AD}=1", "\u{2060}\u{FE0F}-1",
    ])
  func defused(cell: String) {
    var table = CSVText(header: ["a", "b"])
    table.append([.text(cell), .text("x")])
    #expect(readCSV(table.bytes)[1][0] == "'" + cell)
  }

  @Test("ordinary text is left alone", arguments: ["Anna", "1-2", "a=b", "'quoted'", "ż", "7", "\u{200F}שלום", "李＝"])
  func untouched(cell: String) {
    var table = CSVText(header: ["a", "b"])
    table.append([.text(cell), .text("x")])
    #expect(table.description == "a,b\n\(cell),x\n")
  }

  @Test("characters that turn the direction of what follows go away")
  func direction() {
    var table = CSVText(header: ["a", "b"])
    table.append([.text("Anna\u{202E}gnp.exe"), .text("\u{2067}=1\u{2069}")])
    #expect(table.description == "a,b\nAnnagnp.exe,'=1\n")
    #expect(BidirectionalText.isolated("Anna") == "Anna")
    #expect(BidirectionalText.isolated("\u{202E}נועה") == "\u{2068}נועה\u{2069}")
    #expect(BidirectionalText.isolated("ليلى") == "\u{2068}ليلى\u{2069}")
  }

  @Test("numbers of our own stay numbers, negative ones too")
  func numbers() {
    var table = CSVText(header: ["a", "b", "c", "d"])
    table.append([.integer(-12), .decimal(-0.5, places: 2), CSVField(nil, places: 2), .flag(true)])
    table.append([.integer(Int.min), .decimal(.nan, places: 2), .decimal(-0.001, places: 2), .empty])
    #expect(table.description == "a,b,c,d\n-12,-0.5,,true\n-9223372036854775808,,0,\n")
  }

  @Test(
    "decimals are rounded, without trailing zeros",
    arguments: [
      (0.0, 4, "0"), (1.0, 4, "1"), (1.25, 1, "1.3"), (-1.25, 1, "-1.3"), (0.05, 2, "0.05"), (0.005, 2, "0.01"),
      (12.5, 0, "13"), (1234.5678, 3, "1234.568"), (0.000001, 6, "0.000001"), (99.9999, 2, "100"), (100, 0, "100"),
      (1e300, 2, "1e+300"),
    ])
  func decimals(value: Double, places: Int, text: String) {
    #expect(CSVText.decimalText(value, places: places) == text)
  }

  @Test("a decimal is the nearest one with that many places")
  func decimalsAreNearest() throws {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<2000 {
      let value = (generator.nextUnit() - 0.5) * 1e5
      for places in [0, 1, 2, 4, 6] {
        let text = CSVText.decimalText(value, places: places)
        let read = try #require(Double(text))
        var half = 0.5
        for _ in 0..<places { half /= 10 }
        #expect(abs(read - value) <= half * (1 + 1e-6) + 1e-9)
        #expect(!text.contains(".") || !text.hasSuffix("0"))
      }
    }
  }

  @Test("a table of one column has no empty lines, which would be no rows")
  func oneColumn() {
    var table = CSVText(header: ["a"])
    table.append([.empty])
    table.append([.text("")])
    table.append([.decimal(.infinity, places: 1)])
    #expect(table.description == "a\n\"\"\n\"\"\n\"\"\n")
  }

  @Test("a row of another width is a programming error")
  func widthIsChecked() async {
    await #expect(processExitsWith: .failure) {
      var table = CSVText(header: ["a", "b"])
      table.append([.empty])
    }
  }
}

/// RFC 4180 in a dozen lines, independent of the program's own reader.
func readCSV(_ bytes: [UInt8]) -> [[String]] {
  var rows: [[String]] = []
  var row: [String] = []
  var cell: [UInt8] = []
  var quoted = false
  var place = 0
  while place < bytes.count {
    let byte = bytes[place]
    let next = place + 1 < bytes.count ? bytes[place + 1] : 0
    if quoted, byte == UInt8(ascii: "\""), next == UInt8(ascii: "\"") {
      cell.append(byte)
      place += 1
    } else if byte == UInt8(ascii: "\"") {
      quoted.toggle()
    } else if !quoted, byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") {
      row.append(String(decoding: cell, as: UTF8.self))
      cell = []
      if byte == UInt8(ascii: "\n") {
        rows.append(row)
        row = []
      }
    } else {
      cell.append(byte)
    }
    place += 1
  }
  return rows
}
