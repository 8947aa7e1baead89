import Calendars
import Planning
import Tables
import Testing

@testable import rota

@Suite("Kinds of values")
struct ValueKindTests {
  private static let seconds: [(String, Double?)] = [
    ("60", 60), ("0", 0), ("1.5", 1.5), ("60s", 60), ("5m", 300), ("1h30m", 5400), ("1d", 86_400), ("90m", 5400),
    ("300ms", 0.3), ("1s500ms", 1.5), ("500ms1s", nil), ("5ms5", nil), ("5mss", nil), ("m5s", nil),
    ("", nil), ("s", nil), ("5", 5), ("-5", nil), ("5x", nil), ("5m5", nil), ("5s5m", nil), ("1m1m", nil),
    ("1.5m", nil),
    ("inf", nil), ("0x10", nil), ("1e3", 1000), ("1e999", nil), ("e3", nil), ("nan", nil), ("٣s", nil), ("5 m", nil),
    ("9999999999s", nil),
  ]

  @Test("seconds, with units or plain", arguments: seconds)
  func readsSeconds(text: String, expected: Double?) { #expect(ValueKind<Double>.seconds.read(text) == expected) }

  @Test("a limit of time is written as it is read", arguments: [0.001, 0.01, 0.3, 1.5, 2, 20, 86_400.25])
  func writesSeconds(limit: Double) {
    #expect(ValueKind<Double>.seconds.read(PlanSettings.timeLimit(limit)).map { abs($0 - limit) < 1e-9 } == true)
  }

  private static let minutes: [(String, Int?)] = [
    ("30m", 30), ("1h", 60), ("120s", 2), ("30", nil), ("90s", nil), ("0m", nil), ("25h", nil), ("24h", 1440),
    ("", nil),
  ]

  @Test("minutes need a unit", arguments: minutes)
  func readsMinutes(text: String, expected: Int?) {
    #expect(ValueKind<Minutes>.minutes(1...1440).read(text)?.rawValue == expected)
  }

  private static let shares: [(String, Double?)] = [
    ("80%", 0.8), ("0.8", 0.8), ("0", 0), ("1", 1), ("100%", 1), ("80", nil), ("101%", nil), ("-1%", nil), ("%", nil),
    ("", nil), ("nan", nil), ("+0.5", 0.5), ("0.5 %", nil),
  ]

  @Test("shares, as fractions or percentages", arguments: shares)
  func readsShares(text: String, expected: Double?) { #expect(ValueKind<Double>.share.read(text) == expected) }

  @Test("assignments keep everything after the first sign") func assignments() {
    let kind = ValueKind<Assignment>.assignment("K=V", "a pair")
    #expect(kind.read("a=b") == Assignment(key: "a", value: "b"))
    #expect(kind.read("a=b=c d") == Assignment(key: "a", value: "b=c d"))
    for text in ["", "a", "=b", "a="] { #expect(kind.read(text) == nil) }
  }

  @Test("integers and seeds reach their ends and no further") func integers() {
    let kind = ValueKind<Int>.integer(1...26)
    for (text, expected) in [("1", 1), ("26", 26), ("0", nil), ("27", nil), ("1.0", nil), ("", nil)] as [(String, Int?)]
    {
      #expect(kind.read(text) == expected)
    }
    #expect(ValueKind<UInt64>.seed.read("18446744073709551615") == .max)
    #expect(ValueKind<UInt64>.seed.read("18446744073709551616") == nil)
  }

  private static let nearest: [(String, String?)] = [
    ("pln", "plan"), ("paln", "plan"), ("PLAN", "plan"), ("exprot", "export"), ("exportmodel", "export-model"),
    ("frobnicate", nil), ("x", nil), ("", nil), ("comp", "completions"), ("imprt", "import"),
  ]

  @Test("the nearest name is suggested where one is near", arguments: nearest)
  func nearestName(text: String, expected: String?) {
    #expect(NearestName.of(text, among: CommandTable.specs.map(\.name)) == expected)
  }
}
