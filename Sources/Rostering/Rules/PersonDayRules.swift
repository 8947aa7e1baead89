internal import Workforce

extension DayRules {
  /// The rules over days that hold for a person of a request, who works at `site`.
  init(of person: Person, at site: Site) {
    self.init([])
    func take(_ rule: any DayRule, _ name: String, into rules: inout DayRules) {
      rules.take(rule, as: name, price: person.rules.price(of: name))
    }
    take(
      ConsecutiveDays(
        maximum: person.rules.maximumConsecutiveDays, history: person.history.consecutiveDays,
        ahead: person.ahead?.consecutiveDays ?? 0), "maximumConsecutiveDays", into: &self)
    take(DaysOff(minimum: person.rules.minimumDaysOff), "minimumDaysOff", into: &self)
    if let nights = person.rules.maximumConsecutiveNights {
      func isNight(_ duty: SettledDuty) -> Bool {
        DutyClasses(of: duty.start..<max(duty.start, duty.end), at: site, told: .night).contains(.night)
      }
      take(
        ConsecutiveDays(
          maximum: nights, history: (person.history.lastDuties ?? []).reversed().prefix(while: isNight).count,
          ahead: (person.ahead?.nextDuties ?? []).prefix(while: isNight).count, classes: .night),
        "maximumConsecutiveNights", into: &self)
    }
  }
}
