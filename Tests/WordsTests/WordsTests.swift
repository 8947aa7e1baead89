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
  func lists() {
    #expect(Words.plain.list([]) == "none" && Words.plain.list(["a", "b"]) == "a, b")
    #expect(Words.plain.and([]) == "none" && Words.plain.and(["a", "b", "c"].dropLast()) == "a and b")
  }

  @Test("widths and limits stay in the unit in which they are set")
  func units() {
    #expect(Words.plain.minutes(90) == "90 min" && Words.page.minutes(Minutes(15)) == "15\u{A0}min")
    #expect(Words.plain.minutesInFull(1) == "1 minute" && Words.plain.minutesInFull(Minutes(60)) == "60 minutes")
    #expect(Words.plain.seconds(20) == "20 s" && Words.plain.seconds(1200.5) == "1200.5 s")
  }

  @Test("moments are told by the clock of a zone, in either pass of an hour that comes twice")
  func moments() throws {
    let zone = Zone(
      identifier: "Test/Place", offset: 7200, changes: [(at: Instant(secondsSince1970: 1_792_998_000), offset: 3600)])
    let change = Instant(secondsSince1970: 1_792_998_000)
    #expect(Words.plain.moment(change - 1, in: zone) == "Mon 2026-10-26 08:59+02:00")
    #expect(Words.plain.moment(change, in: zone) == "Mon 2026-10-26 08:00+01:00")
    #expect(Words.plain.day(CivilDate(dayNumber: 20_787)) == "Mon 2026-11-30")
  }

  @Test("changes have a sign, shares the places that they need")
  func shares() {
    #expect(
      Words.plain.change(0.2) == "+20 %" && Words.plain.change(-0.055) == "-6 %" && Words.plain.change(0) == "0 %")
    #expect(Words.note.change(-0.2) == "−20 %" && Words.plain.change(.infinity) == "–")
    #expect(Words.plain.share(0.8) == "80 %" && Words.plain.share(0.1234, places: 1) == "12.3 %")
  }
}
