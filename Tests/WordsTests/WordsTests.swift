import Calendars
import Testing
import Words

@Suite("numbers as people read them") struct WordsTests {
  @Test(
    "what is said with \"at most\" is rounded once, and upwards",
    arguments: [
      (0.093_33, "9.34"), (0.0933, "9.33"), (0.28 / 3, "9.34"), (0, "0.00"), (0.07, "7.00"), (0.57, "57.00"),
      (1e-9, "0.01"), (0.139_729_299_36, "13.98"), (1.5, "150.00"), (.infinity, "–"), (.nan, "–"),
    ])
  func upperShares(share: Double, text: String) {
    #expect(Words.plain.atMost(share) == text + " %")
  }

  @Test(
    "lengths of time",
    arguments: [(0, "0 min"), (45, "45 min"), (480, "8 h"), (450, "7 h 30 min"), (-90, "-1 h 30 min")])
  func durations(minutes: Int, text: String) {
    #expect(Words.plain.duration(Minutes(minutes)) == text)
    #expect(Words.plain.duration(seconds: minutes * 60) == text)
    #expect(Words.plain.duration(halfMinutes: minutes * 2) == text)
  }

  @Test("parts of minutes")
  func parts() {
    #expect(Words.plain.duration(seconds: 450) == "7 min 30 s" && Words.plain.duration(seconds: -30) == "-30 s")
    #expect(
      Words.plain.duration(halfMinutes: 375) == "3 h 7.5 min" && Words.plain.duration(halfMinutes: 15) == "7.5 min")
    #expect(Words.plain.duration(seconds: .min).hasPrefix("-") && Words.plain.duration(minutes: .min).hasPrefix("-"))
  }

  @Test("sums of hours")
  func hours() {
    #expect(
      Words.plain.tenthsOfHours(minutes: 2250) == "37.5 h" && Words.plain.tenthsOfHours(minutes: 91_215) == "1,520.3 h")
    #expect(Words.plain.hours(minutes: 2250) == "37.5 h" && Words.plain.hours(minutes: 91_215) == "1,520 h")
  }

  @Test("a page doesn't part a number from its unit, and has a minus of its own")
  func page() {
    #expect(
      Words.page.percent(-0.0066, places: 2) == "−0.66\u{A0}%"
        && Words.page.duration(Minutes(450)) == "7\u{A0}h 30\u{A0}min")
    #expect(Words.page.money(25_310.4, currency: "EUR") == "EUR\u{A0}25,310" && Words.page.signed(3) == "+3")
  }

  @Test("what is no number is a dash", arguments: [Double.nan, .infinity, 1e300])
  func dashes(number: Double) {
    #expect(Words.plain.rounded(number) == "–" && Words.plain.percent(number) == "– %")
  }

  @Test("lists")
  func lists() { #expect(Words.plain.list([]) == "none" && Words.plain.list(["a", "b"]) == "a, b") }
}
