internal import Calendars
internal import Workforce

extension DayRules {
  /// The rules over days that hold for a person of a request, who works at `site`, over its dates.
  init(of person: Person, at site: Site, dates: Range<CivilDate>) {
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
    if let days = person.rules.minimumConsecutiveDaysOff {
      let last = person.history.consecutiveDays > 0 ? dates.lowerBound.adding(days: -1) : person.history.lastDate
      take(
        LeastDaysOff(
          minimum: days, history: last.map { max(0, dates.lowerBound - $0 - 1) },
          ahead: person.ahead.map { max(0, person.zone.date(at: $0.firstStart) - dates.upperBound) }),
        "minimumConsecutiveDaysOff", into: &self)
    }
    if let days = person.rules.minimumConsecutiveDays {
      take(
        LeastDays(minimum: days, history: person.history.consecutiveDays, ahead: person.ahead?.consecutiveDays),
        "minimumConsecutiveDays", into: &self)
    }
    if person.rules.wholeWeekends == true {
      take(WholeWeekends(of: person, at: site, dates: dates), "wholeWeekends", into: &self)
    }
  }
}

extension WholeWeekends {
  fileprivate init(of person: Person, at site: Site, dates: Range<CivilDate>) {
    let weekend = Set(site.weekendDays)
    func isWeekend(_ date: CivilDate) -> Bool { weekend.count < 7 && weekend.contains(date.weekday) }
    self.init(weekend: Set((0..<7).filter { isWeekend(dates.lowerBound.adding(days: $0)) }))
    guard !dates.isEmpty else { return }
    // Of a weekend that reaches over a border, the dates of another rota: those of the run beside it have a duty.
    var date = dates.lowerBound.adding(days: -1)
    while isWeekend(date), isWeekend(dates.lowerBound) {
      before.insert(dates.lowerBound - date <= person.history.consecutiveDays ? .duty : .off)
      date = date.adding(days: -1)
    }
    guard let ahead = person.ahead else { return }
    date = dates.upperBound
    while isWeekend(date), isWeekend(dates.upperBound.adding(days: -1)) {
      after.insert(date - dates.upperBound < ahead.consecutiveDays ? .duty : .off)
      date = date.adding(days: 1)
    }
  }
}
