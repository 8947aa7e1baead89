import Testing

@testable import Tables

@Suite struct FieldNumberTests {
  private func integer(_ text: String) -> Int? { FieldNumber.integer(Array(text.utf8).span) }
  private func decimal(_ text: String, _ mark: DecimalMark = .point) -> Double? {
    FieldNumber.decimal(Array(text.utf8).span, mark: mark)
  }

  @Test("whole numbers, to the edges of what fits")
  func integers() {
    #expect(integer("0") == 0)
    #expect(integer(" +12\t") == 12)
    #expect(integer("-9223372036854775808") == .min)
    #expect(integer("9223372036854775807") == .max)
    for text in ["", " ", "-", "+", "1 2", "1.0", "9223372036854775808", "-9223372036854775809", "٣", "0x1"] {
      #expect(integer(text) == nil, "\(text)")
    }
  }

  @Test("numbers read as the standard library reads them")
  func decimals() {
    var state: UInt64 = 1
    for text in [
      "0", "-0.0", "1.5", ".5", "5.", "0.1", "123456789012345", "1234567890123456789", "0.000000000000001", "1e3",
      "1.5E-3", "4.35", "999999999999999.9", "00012.50", "+7",
    ] {
      #expect(decimal(text) == Double(text) ?? Double(text + "0") ?? Double("0" + text), "\(text)")
    }
    for _ in 0..<2000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let value = (Double(state >> 11) / 0x1p53 - 0.5) * 2e6
      #expect(decimal("\(value)") == value)
      #expect(decimal("\(value)".replacing(".", with: ","), .comma) == value)
    }
  }

  @Test("what may mean two things, or nothing, is refused")
  func refused() {
    for text in ["", "-", ".", "1,5", "1.2.3", "1 000", "nan", "inf", "0x10", "1e", "1e999", "e5", "12h"] {
      #expect(decimal(text) == nil, "\(text)")
    }
    #expect(decimal("1.234,5", .comma) == nil)
    #expect(decimal("1.5", .comma) == nil)
  }
}
