import Calendars
import Checking
import RotaFixtures
import Workforce

/// A rule as somebody writes it, and a rota that breaks it: what `docs/rules.md` shows.
struct RuleExample: Sendable {
  let rule: String
  /// Its value in `rota.json`, or in a cell of `agents.csv` where it has no key.
  let written: String
  /// The checker's finding; nil where nothing can break it.
  let finding: String?
  private let bend: @Sendable (inout CheckFixture) -> Void

  private init(
    _ rule: String, _ written: String, finding: String? = nil,
    bend: @escaping @Sendable (inout CheckFixture) -> Void = { _ in }
  ) {
    self.rule = rule
    self.written = written
    self.finding = finding
    self.bend = bend
  }

  static let all = [
    RuleExample("minimumRest", "\"11h\"", finding: "rest.minimum") { fixture in
      fixture.request.people[0].rules.minimumRest = .hours(11)
      fixture.request.people[0].history.lastEnd = fixture.rota.duties[0].duty.start - .hours(10)
    },
    RuleExample("weeklyRest", "\"35h\"", finding: "rest.weekly") { fixture in
      fixture.request.people[0].rules.weeklyRest = .hours(35)
      for day in 4..<7 { fixture.add("ann", "day", day, hour: 9, length: 480) }
    },
    RuleExample("weeklyTolerance", "\"2h\""),
    RuleExample("shortfallPrice", "200"),
    RuleExample("maximumOvertime", "\"4h\"", finding: "week.overtime") {
      $0.request.people[0].rules.maximumWeekly = .hours(28)
      $0.request.people[0].rules.maximumOvertime = .hours(4)
    },
    RuleExample("overtimeRate", "1.25"),
    RuleExample("voluntaryTimeOff", "\"8h\"", finding: "week.time-off") {
      $0.request.people[0].rules.minimumWeekly = .hours(36)
      $0.request.people[0].rules.voluntaryTimeOff = .hours(8)
    },
    RuleExample("timeOffPrice", "4"),
    RuleExample("maximumConsecutiveDays", "5", finding: "days.consecutive") { fixture in
      fixture.request.people[0].rules.maximumConsecutiveDays = 5
      fixture.request.people[0].history.consecutiveDays = 2
    },
    RuleExample("maximumConsecutiveNights", "2", finding: "nights.consecutive") { fixture in
      fixture.request.people[1].rules.maximumConsecutiveNights = 2
    },
    RuleExample("minimumDaysOff", "4", finding: "days.off") { $0.request.people[0].rules.minimumDaysOff = 4 },
    RuleExample("maximumNightsWeekly", "2", finding: "nights.weekly") {
      $0.request.people[1].rules.maximumNightsWeekly = 2
    },
    RuleExample("maximumLatesWeekly", "1", finding: "lates.weekly") {
      $0.request.sites[0].lateAfter = ClockTime(hour: 16)
      $0.request.people[0].rules.maximumLatesWeekly = 1
    },
    RuleExample("maximumEarliesWeekly", "1", finding: "earlies.weekly") {
      $0.request.sites[0].earlyBefore = ClockTime(hour: 9)
      $0.request.people[0].rules.maximumEarliesWeekly = 1
    },
    RuleExample("maximumConsecutiveLates", "1", finding: "lates.consecutive") {
      $0.request.sites[0].lateAfter = ClockTime(hour: 16)
      $0.request.people[0].rules.maximumConsecutiveLates = 1
    },
    RuleExample("daysOffAfterNights", "2", finding: "nights.days-off") { fixture in
      let next = fixture.settled(7, hour: 9, in: fixture.warsaw)
      fixture.request.people[1].rules.daysOffAfterNights = 2
      fixture.request.people[1].ahead = WorkAhead(consecutiveDays: 1, firstStart: next.start, nextDuties: [next])
    },
    RuleExample("noEarlyAfterLate", "true", finding: "duties.early-after-late") {
      $0.request.sites[0].earlyBefore = ClockTime(hour: 10)
      $0.request.sites[0].lateAfter = ClockTime(hour: 16, minute: 30)
      $0.request.people[0].rules.noEarlyAfterLate = true
    },
    RuleExample("forwardRotation", "true", finding: "duties.rotation") { fixture in
      fixture.request.sites[0].earlyBefore = ClockTime(hour: 8, minute: 30)
      fixture.request.people[0].rules.forwardRotation = true
      fixture.request.people[0].history.consecutiveDays = 1
      fixture.request.people[0].history.lastDuties = [fixture.settled(-1, hour: 13, in: fixture.warsaw)]
    },
    RuleExample("weekendsOff", "\"1 in 1\"", finding: "weekends.off") {
      $0.request.people[1].rules.weekendsOff = WeekendsOff(fewest: 1, of: 1)
    },
    RuleExample("maximumConsecutiveWeekends", "1", finding: "weekends.consecutive") { fixture in
      fixture.request.people[1].rules.maximumConsecutiveWeekends = 1
      fixture.request.people[1].history.lastDuties = [fixture.settled(-2, hour: 9, in: fixture.warsaw)]
    },
    RuleExample("sameStart", "\"1h\"", finding: "starts.same") { fixture in
      fixture.request.people[2].rules.sameStart = .hours(1)
      fixture.rota.duties[fixture.place("cai", 2)].duty = fixture.duty(
        "cai", "day", fixture.date(2), ClockTime(hour: 12), 240)
    },
    RuleExample("workingDay24h", "true", finding: "starts.working-day") { fixture in
      fixture.request.people[0].rules.workingDay24h = true
      fixture.request.people[0].history.lastDuties = [fixture.settled(-1, hour: 9, in: fixture.warsaw)]
    },
    RuleExample("minimumConsecutiveDaysOff", "{ limit: 2, price: 40 }"),
    RuleExample("minimumConsecutiveDays", "{ limit: 3, price: 40 }"),
    RuleExample("wholeWeekends", "true"),
    RuleExample("dayOffWishPrice", "60"),
    RuleExample("startWishPricePerHour", "2"),
    RuleExample("minimumWeekly", "38", finding: "week.minimum") {
      $0.request.people[0].rules.minimumWeekly = .hours(38)
    },
    RuleExample("maximumWeekly", "28", finding: "week.maximum") {
      $0.request.people[0].rules.maximumWeekly = .hours(28)
    },
  ]

  /// `rest.minimum: …`, as the checker says it; nil where it finds nothing.
  func sentence() throws -> String? {
    guard let finding else { return nil }
    var fixture = try CheckFixture()
    bend(&fixture)
    fixture.tile()
    return checkRota(fixture.request, fixture.rota).first { $0.rule == finding }.map { "\(finding): \($0.message)" }
  }
}
