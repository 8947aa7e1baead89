internal import Workforce

extension DayRules {
  /// The rules over days that hold for a person of a request, who works at `site`.
  init(of person: Person, at site: Site) {
    self.init([
      ConsecutiveDays(
        maximum: person.rules.maximumConsecutiveDays, history: person.history.consecutiveDays,
        ahead: person.ahead?.consecutiveDays ?? 0),
      DaysOff(minimum: person.rules.minimumDaysOff),
    ])
  }
}
