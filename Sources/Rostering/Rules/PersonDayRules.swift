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
    if let nights = person.rules.maximumConsecutiveNights {
      func isNight(_ duty: SettledDuty) -> Bool {
        DutyClasses(of: duty.start..<max(duty.start, duty.end), at: site, told: .night).contains(.night)
      }
      rules.append(
        ConsecutiveDays(
          maximum: nights, history: (person.history.lastDuties ?? []).reversed().prefix(while: isNight).count,
          ahead: (person.ahead?.nextDuties ?? []).prefix(while: isNight).count, classes: .night))
    }
  }
}
