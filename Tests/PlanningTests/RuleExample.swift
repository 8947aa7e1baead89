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
    RuleExample("weeklyTolerance", "\"2h\""),
    RuleExample("shortfallPrice", "200"),
    RuleExample("maximumConsecutiveDays", "5", finding: "days.consecutive") { fixture in
      fixture.request.people[0].rules.maximumConsecutiveDays = 5
      fixture.request.people[0].history.consecutiveDays = 2
    },
    RuleExample("maximumConsecutiveNights", "2", finding: "nights.consecutive") { fixture in
      fixture.request.people[1].rules.maximumConsecutiveNights = 2
    },
    RuleExample("minimumDaysOff", "4", finding: "days.off") { $0.request.people[0].rules.minimumDaysOff = 4 },
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
