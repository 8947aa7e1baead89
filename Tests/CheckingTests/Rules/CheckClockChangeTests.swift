import RotaFixtures
import Calendars
import Testing

@testable import Checking
@testable import Workforce

@Suite("The checker across clock changes and at the edges of the history")
struct CheckClockChangeTests {
  /// The week of Europe's spring change: 2026-03-23 to 2026-03-29.
  static let spring = CivilDate(dayNumber: 20_535)

  @Test("the dates of these tests are what they say") func dates() {
    #expect(CheckFixture.monday.description == "2026-10-19")
    #expect(Self.spring.description == "2026-03-23")
  }

  /// Ann works Saturday until `end` and Sunday from `start`; nobody else works.
  private func weekend(_ monday: CivilDate, end: ClockTime, start: ClockTime, rest: Minutes) throws -> CheckFixture {
    var fixture = try CheckFixture(firstDate: monday)
    fixture.request.people[0].fixedDaysOff = []
    fixture.request.people[0].rules.minimumRest = rest
    fixture.request.templates[0].earliestStart = ClockTime(hour: 4)
    fixture.request.templates[0].latestStart = ClockTime(hour: 20)
    fixture.request.templates[0].latestEnd = nil
    fixture.rota.duties = [
      AssignedDuty(
        person: "ann",
        duty: fixture.duty("ann", "day", fixture.date(5), ClockTime(minutes: end.minutes - 240), 240)),
      AssignedDuty(person: "ann", duty: fixture.duty("ann", "day", fixture.date(6), start, 240)),
    ]
    fixture.tile()
    return fixture
  }

  @Test("in the night that the clocks go forward, eleven hours on the wall are ten of rest")
  func springRest() throws {
    let fixture = try weekend(Self.spring, end: ClockTime(hour: 21), start: ClockTime(hour: 8), rest: 660)
    #expect(fixture.findings() == ["rest.minimum ann 2026-03-29"])
    #expect(checkRota(fixture.request, fixture.rota)[0].message.contains("rests 10 h "))
    let enough = try weekend(Self.spring, end: ClockTime(hour: 21), start: ClockTime(hour: 8), rest: 600)
    #expect(enough.findings() == [])
  }

  @Test("in the night that the clocks go back, ten hours on the wall are eleven of rest") func autumnRest() throws {
    let fixture = try weekend(
      CheckFixture.monday, end: ClockTime(hour: 22), start: ClockTime(hour: 8), rest: 660)
    #expect(fixture.findings() == [])
    let short = try weekend(CheckFixture.monday, end: ClockTime(hour: 22), start: ClockTime(hour: 8), rest: 661)
    #expect(short.findings() == ["rest.minimum ann 2026-10-25"])
  }

  @Test(
    "a start that the clocks skip means the moment of the change",
    arguments: [(2, true), (3, true), (1, true), (4, false)])
  func skippedStart(hour: Int, legal: Bool) throws {
    var fixture = try CheckFixture(firstDate: Self.spring)
    fixture.request.people[0].fixedDaysOff = []
    // From 02:00 to 03:00: both, and 02:30, mean 01:00 UTC. 01:00 lies in the window when it starts there.
    fixture.request.templates[0].earliestStart = ClockTime(hour: min(hour, 2))
    fixture.request.templates[0].latestStart = ClockTime(hour: 3)
    fixture.rota.duties = [
      AssignedDuty(person: "ann", duty: fixture.duty("ann", "day", fixture.date(6), ClockTime(hour: hour), 240))
    ]
    fixture.tile()
    #expect(fixture.findings() == (legal ? [] : ["duty.start ann 2026-03-29"]))
  }

  @Test("a start that comes twice means its first pass") func doubledStart() throws {
    var fixture = try CheckFixture()
    fixture.request.people[0].fixedDaysOff = []
    fixture.request.templates[0].earliestStart = ClockTime(hour: 2)
    fixture.request.templates[0].latestStart = ClockTime(hour: 2)
    fixture.rota.duties = [
      AssignedDuty(person: "ann", duty: fixture.duty("ann", "day", fixture.date(6), ClockTime(hour: 2), 240))
    ]
    fixture.tile()
    #expect(fixture.findings() == [])
    fixture.rota.duties[0].duty.start = fixture.rota.duties[0].duty.start + 60
    fixture.tile()
    #expect(fixture.findings() == ["duty.start ann 2026-10-25"])
  }

  @Test("the latest end is read on the clock of the start, whatever the clocks do in the night")
  func latestEnd() throws {
    for monday in [Self.spring, CheckFixture.monday] {
      var fixture = try CheckFixture(firstDate: monday)
      fixture.request.templates[1].latestEnd = ClockTime(hour: 30)
      fixture.rota.duties = [
        AssignedDuty(person: "ben", duty: fixture.duty("ben", "night", fixture.date(5), ClockTime(hour: 22), 480))
      ]
      fixture.tile()
      #expect(fixture.findings() == [])
      fixture.request.templates[1].latestEnd = ClockTime(hour: 29, minute: 59)
      #expect(fixture.findings() == ["duty.latest-end ben \(monday.adding(days: 5))"])
    }
  }

  @Test("the night premium follows the site's wall clock through clock changes") func nightPremium() throws {
    func nightHours(_ monday: CivilDate, _ hour: Int, _ length: Minutes, from: Int = 22, to: Int = 30) throws -> Double
    {
      let fixture = try CheckFixture(firstDate: monday)
      let duty = fixture.duty("ben", "night", fixture.date(5), ClockTime(hour: hour), length)
      var site = fixture.request.sites[0]
      site.nightFrom = ClockTime(hour: from)
      site.nightTo = ClockTime(hour: to)
      return Double(site.nightSeconds(of: duty)) / 3600
    }
    // Eight hours from 22:00 end at 07:00 in spring and at 05:00 in autumn.
    #expect(try nightHours(Self.spring, 22, 480) == 7)
    #expect(try nightHours(CheckFixture.monday, 22, 480) == 8)
    #expect(try nightHours(CheckFixture.monday, 22, 600) == 9)
    // A night that ends at 02:30: in autumn, 02:00 to 02:30 comes twice.
    #expect(try nightHours(CheckFixture.monday, 22, 480, from: 22, to: 26) == 4)
    #expect(try nightHours(CheckFixture.monday, 22, 480, from: 22, to: 27) == 6)
    #expect(try nightHours(Self.spring, 22, 480, from: 22, to: 27) == 4)
    // A night given as 0:00 to 6:00, a morning before it, and the evening before midnight.
    #expect(try nightHours(CheckFixture.monday.adding(days: -7), 22, 480, from: 0, to: 6) == 6)
    #expect(try nightHours(CheckFixture.monday, 8, 480) == 0)
    #expect(try nightHours(CheckFixture.monday, 4, 480) == 2)
    #expect(try nightHours(CheckFixture.monday, 15, 480) == 1)
    #expect(try nightHours(CheckFixture.monday, 8, 480, from: 0, to: 24) == 8)
    #expect(try nightHours(CheckFixture.monday, 22, 480, from: 0, to: 48) == 8)
  }

  @Test("the night of a duty agrees with a walk minute by minute on the wall clock") func nightByMinutes() throws {
    let zones = try ["Europe/Warsaw", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Cairo"].map { name in
      try Zone(name)
    }
    for zone in zones {
      let site = Site(
        id: "s", name: "", zone: zone, nightFrom: ClockTime(hour: 21, minute: 45),
        nightTo: ClockTime(hour: 29, minute: 15))
      for hour in stride(from: 0, to: 24 * 220, by: 7) {
        let start = Instant(secondsSince1970: 1_774_000_000 / 900 * 900 + hour * 3600)
        let duty = Duty(template: "t", date: zone.date(at: start), start: start, length: 495, breaks: [])
        let minutes = (0..<495).count { minute in
          let shown = zone.civil(at: start + Minutes(minute)).minuteOfDay
          let night = site.nightFrom.minutes..<site.nightTo.minutes
          return night.contains(shown) || night.contains(shown + 1440)
        }
        #expect(site.nightSeconds(of: duty) == minutes * 60, "\(zone) \(start.utcText)")
      }
    }
  }

  @Test("rest counts from the end of the last duty before the horizon, to the minute") func historyRest() throws {
    var fixture = try CheckFixture()
    fixture.request.people[0].history.lastEnd = fixture.rota.duties[0].duty.start - .hours(11)
    #expect(fixture.findings() == [])
    fixture.request.people[0].history.lastEnd = fixture.rota.duties[0].duty.start - Minutes(659)
    #expect(fixture.findings() == ["rest.minimum ann 2026-10-19"])
  }

  @Test("days in a row count from the history only where the first date is worked") func historyRun() throws {
    for (history, limit, expected) in [
      (1, 5, nil), (2, 5, "2026-10-22"), (5, 5, "2026-10-19"), (9, 5, "2026-10-19"), (0, 3, "2026-10-22"), (0, 4, nil),
    ] as [(Int, Int, String?)] {
      var fixture = try CheckFixture()
      fixture.request.people[0].history.consecutiveDays = history
      fixture.request.people[0].rules.maximumConsecutiveDays = limit
      #expect(fixture.findings() == (expected.map { ["days.consecutive ann \($0)"] } ?? []))
    }
    // Ben is away on Monday: a long history is over before his first duty.
    var fixture = try CheckFixture()
    fixture.request.people[1].history.consecutiveDays = 30
    #expect(fixture.findings() == [])
  }

  @Test("paid absence is counted by distinct weekdays Monday to Friday") func absentDays() throws {
    var fixture = try CheckFixture()
    let monday = fixture.date(0)
    fixture.request.people[1].contract = Minutes(2311)
    fixture.request.people[1].absences = [
      Absence(first: monday.adding(days: -20), last: monday.adding(days: 1)),
      Absence(first: monday, last: monday.adding(days: 2)),
      Absence(first: monday.adding(days: 3), last: monday.adding(days: 3), paid: false),
      Absence(first: monday.adding(days: 5), last: monday.adding(days: 9)),
    ]
    let reading = RotaReading(fixture.request, fixture.rota)
    let week = PaidWeek(reading.tours[1], from: monday)
    #expect(week.absentParts == 3 * 2311)
    #expect(week.maximumParts == 5 * 2400 - 3 * 2311)
    #expect(PaidWeek(reading.tours[1], from: monday.adding(days: 7)).absentParts == 3 * 2311)
    // What a day is worth may be said, of any weekday.
    fixture.request.people[1].absences = [
      Absence(first: monday.adding(days: 4), last: monday.adding(days: 4), minutesADay: 0),
      Absence(first: monday.adding(days: 5), last: monday.adding(days: 6), minutesADay: 500),
    ]
    #expect(PaidWeek(RotaReading(fixture.request, fixture.rota).tours[1], from: monday).absentParts == 1000 * 5)
    fixture.request.people[1].rules.maximumWeekly = Minutes(100)
    #expect(PaidWeek(RotaReading(fixture.request, fixture.rota).tours[1], from: monday).maximumParts == 0)
  }

  @Test("a duty until midnight doesn't touch the absence after it; one a quarter longer does") func untilMidnight()
    throws
  {
    for (length, expected) in [(300, []), (315, ["absence.overrun cai 2026-10-20"])] as [(Minutes, [String])] {
      var fixture = try CheckFixture()
      fixture.request.templates[0].latestStart = ClockTime(hour: 19)
      fixture.request.templates[0].latestEnd = nil
      fixture.request.templates[0].lengths.append(length)
      fixture.request.people[2].absences = [Absence(first: fixture.date(2), last: fixture.date(3))]
      fixture.rota.duties = [
        AssignedDuty(person: "cai", duty: fixture.duty("cai", "day", fixture.date(1), ClockTime(hour: 19), length))
      ]
      fixture.tile()
      #expect(fixture.findings() == expected)
    }
  }

  @Test("the middle of a shift is half its length, be it between two minutes") func middle() throws {
    // 495 minutes: the middle is 247.5; the window of the lunch runs from 187.5 to 277.5, on the grid from 195 to 270.
    for (offset, legal) in [(180, false), (195, true), (270, true), (285, false)] as [(Minutes, Bool)] {
      var fixture = try CheckFixture()
      fixture.request.templates[0].lengths.append(495)
      fixture.rota.duties = [
        AssignedDuty(person: "ann", duty: fixture.duty("ann", "day", fixture.date(0), ClockTime(hour: 8), 495))
      ]
      fixture.rota.duties[0].duty.breaks[1].offset = offset
      fixture.tile()
      #expect(fixture.findings() == (legal ? [] : ["breaks.window ann 2026-10-19"]))
    }
  }

  @Test("a duty inside a longer one doesn't end the rest that the longer one begins") func nested() throws {
    var fixture = try CheckFixture()
    // A long duty on Monday with a short one inside it, then one on Tuesday after 16 h.
    fixture.request.people[0].rules.minimumRest = Minutes(16 * 60)
    let tuesday = fixture.date(1)
    fixture.rota.duties.removeAll { $0.person == "ann" && $0.duty.date > tuesday }
    fixture.rota.duties.append(
      AssignedDuty(person: "ann", duty: fixture.duty("ann", "day", fixture.date(0), ClockTime(hour: 9), 240)))
    fixture.tile()
    let rests = fixture.findings().filter { $0.hasPrefix("rest") }
    #expect(rests == ["rest.minimum ann 2026-10-19"])
    fixture.request.people[0].rules.minimumRest = Minutes(16 * 60 + 1)
    #expect(fixture.findings().count { $0.hasPrefix("rest") } == 2)
  }
}
