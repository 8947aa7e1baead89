internal import Calendars
internal import Workforce

extension DayRules {
  /// The rules over days that hold for a person of a request, who works at `site`.
  ///
  /// - Parameter dates: of the horizon, whole weeks from a Monday.
  init(of person: Person, at site: Site, dates: Range<CivilDate>) {
    self.init([
      ConsecutiveDays(
        maximum: person.rules.maximumConsecutiveDays, history: person.history.consecutiveDays,
        ahead: person.ahead?.consecutiveDays ?? 0),
      DaysOff(minimum: person.rules.minimumDaysOff),
    ])
    let settled = SettledDays(of: person, at: site, around: dates)
    let inARow = [
      (person.rules.maximumConsecutiveNights, .night), (person.rules.maximumConsecutiveLates, DutyClasses.late),
    ]
    for case (let maximum?, let classes) in inARow {
      rules.append(
        ConsecutiveDays(
          maximum: maximum, history: settled.runBefore.prefix { $0.isSuperset(of: classes) }.count,
          ahead: settled.runAfter.prefix { $0.isSuperset(of: classes) }.count, classes: classes))
    }
    let weekly = [
      (person.rules.maximumNightsWeekly, .night), (person.rules.maximumLatesWeekly, .late),
      (person.rules.maximumEarliesWeekly, DutyClasses.early),
    ]
    for case (let maximum?, let classes) in weekly { rules.append(WeeklyDuties(maximum: maximum, classes: classes)) }
    addSuccessions(of: person.rules, settled)
    addWeekends(of: person.rules, at: site, settled)
  }

  /// What may follow a duty of a class.
  private mutating func addSuccessions(of rules: PersonRules, _ settled: SettledDays) {
    if let dates = rules.daysOffAfterNights {
      let left = settled.lastNight.map { max(0, dates + 1 + $0) }
      self.rules.append(DaysOffAfterNights(dates: dates, history: left ?? 0, ahead: settled.daysUntilNight))
    }
    if rules.noEarlyAfterLate == true {
      self.rules.append(
        EarlyAfterLate(
          isAfterLate: settled.eve?.isLateOrNight ?? false, isBeforeEarly: settled.morrow?.contains(.early) ?? false))
    }
    if rules.forwardRotation == true {
      self.rules.append(
        ForwardRotation(
          history: settled.runBefore.lazy.compactMap(\.step).first,
          ahead: settled.runAfter.lazy.compactMap(\.step).first))
    }
  }

  private mutating func addWeekends(of rules: PersonRules, at site: Site, _ settled: SettledDays) {
    let weekend = Set(site.weekendDays.map(\.index))
    let weeks = settled.weeks(with: weekend)
    func add(_ maximum: Int, of count: Int) {
      self.rules.append(
        WorkedWeekends(maximum: maximum, of: count, weekend: weekend, history: weeks.before, ahead: weeks.after))
    }
    if let off = rules.weekendsOff { add(off.mostWorked, of: off.of) }
    if let maximum = rules.maximumConsecutiveWeekends { add(maximum, of: max(maximum, maximum &+ 1)) }
  }
}
