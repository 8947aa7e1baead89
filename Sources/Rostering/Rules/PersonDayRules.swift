internal import Calendars
internal import Workforce

extension DayRules {
  /// The rules over days that hold for a person of a request, who works at `site`.
  ///
  /// - Parameters:
  ///   - dates: of the horizon, whole weeks from a Monday.
  ///   - fairness: what unpopular duties cost.
  init(of person: Person, at site: Site, dates: Range<CivilDate>, fairness: FairnessTerms? = nil) {
    self.init([])
    let rules = person.rules
    let settled = SettledDays(of: person, at: site, around: dates)
    take(
      ConsecutiveDays(
        maximum: rules.maximumConsecutiveDays, history: person.history.consecutiveDays,
        ahead: person.ahead?.consecutiveDays ?? 0), as: "maximumConsecutiveDays", of: rules)
    take(DaysOff(minimum: rules.minimumDaysOff), as: "minimumDaysOff", of: rules)
    addRuns(of: rules, settled)
    addWeekly(of: rules)
    addLeast(of: person, dates)
    addSuccessions(of: rules, settled)
    addWeekends(of: rules, at: site, settled)
    if rules.wholeWeekends == true {
      take(WholeWeekends(of: person, at: site, dates: dates), as: "wholeWeekends", of: rules)
    }
    if rules.workingDay24h == true {
      take(WorkingDay(before: settled.eveStart, after: settled.morrowStart), as: "workingDay24h", of: rules)
    }
    if let tolerance = rules.sameStart {
      take(SameStart(tolerance: tolerance.rawValue), as: "sameStart", of: rules)
    }
    if let pattern = person.pattern {
      take(OutsidePattern(), as: ShiftPattern.ruleName, price: pattern.price)
    }
    addFairness(of: person, at: site, dates: dates, terms: fairness)
  }

  private mutating func take(_ rule: any DayRule, as name: String, of rules: PersonRules) {
    take(rule, as: name, price: rules.price(of: name))
  }

  /// The most days in a row with duties of a class.
  private mutating func addRuns(of rules: PersonRules, _ settled: SettledDays) {
    func add(_ maximum: Int?, _ classes: DutyClasses, _ name: String, to all: inout DayRules) {
      guard let maximum else { return }
      all.take(
        ConsecutiveDays(
          maximum: maximum, history: settled.runBefore.prefix { $0.isSuperset(of: classes) }.count,
          ahead: settled.runAfter.prefix { $0.isSuperset(of: classes) }.count, classes: classes), as: name, of: rules)
    }
    add(rules.maximumConsecutiveNights, .night, "maximumConsecutiveNights", to: &self)
    add(rules.maximumConsecutiveLates, .late, "maximumConsecutiveLates", to: &self)
  }

  /// The most days of a week with duties of a class.
  private mutating func addWeekly(of rules: PersonRules) {
    func add(_ maximum: Int?, _ classes: DutyClasses, _ name: String, to all: inout DayRules) {
      guard let maximum else { return }
      all.take(WeeklyDuties(maximum: maximum, classes: classes), as: name, of: rules)
    }
    add(rules.maximumNightsWeekly, .night, "maximumNightsWeekly", to: &self)
    add(rules.maximumLatesWeekly, .late, "maximumLatesWeekly", to: &self)
    add(rules.maximumEarliesWeekly, .early, "maximumEarliesWeekly", to: &self)
  }

  /// The fewest days in a row, with and without a duty.
  private mutating func addLeast(of person: Person, _ dates: Range<CivilDate>) {
    if let days = person.rules.minimumConsecutiveDaysOff {
      let last = person.history.consecutiveDays > 0 ? dates.lowerBound.adding(days: -1) : person.history.lastDate
      take(
        LeastDaysOff(
          minimum: days, history: last.map { max(0, dates.lowerBound - $0 - 1) },
          ahead: person.ahead.map { max(0, person.zone.date(at: $0.firstStart) - dates.upperBound) }),
        as: "minimumConsecutiveDaysOff", of: person.rules)
    }
    if let days = person.rules.minimumConsecutiveDays {
      take(
        LeastDays(minimum: days, history: person.history.consecutiveDays, ahead: person.ahead?.consecutiveDays),
        as: "minimumConsecutiveDays", of: person.rules)
    }
  }

  /// What may follow a duty of a class.
  private mutating func addSuccessions(of rules: PersonRules, _ settled: SettledDays) {
    if let dates = rules.daysOffAfterNights {
      let left = settled.lastNight.map { max(0, dates + ($0 + 1)) }
      take(
        DaysOffAfterNights(dates: dates, history: left ?? 0, ahead: settled.daysUntilNight), as: "daysOffAfterNights",
        of: rules)
    }
    if rules.noEarlyAfterLate == true {
      take(
        EarlyAfterLate(
          isAfterLate: settled.eve?.isLateOrNight ?? false, isBeforeEarly: settled.morrow?.contains(.early) ?? false),
        as: "noEarlyAfterLate", of: rules)
    }
    if rules.forwardRotation == true {
      take(
        ForwardRotation(
          history: settled.runBefore.lazy.compactMap(\.step).first,
          ahead: settled.runAfter.lazy.compactMap(\.step).first), as: "forwardRotation", of: rules)
    }
  }

  private mutating func addWeekends(of rules: PersonRules, at site: Site, _ settled: SettledDays) {
    let weekend = Set(site.weekendDays.map(\.index))
    let weeks = settled.weeks(with: weekend)
    func add(_ maximum: Int, of count: Int, _ name: String, to all: inout DayRules) {
      all.take(
        WorkedWeekends(maximum: maximum, of: count, weekend: weekend, history: weeks.before, ahead: weeks.after),
        as: name, of: rules)
    }
    if let off = rules.weekendsOff { add(off.mostWorked, of: off.of, "weekendsOff", to: &self) }
    if let maximum = rules.maximumConsecutiveWeekends {
      add(maximum, of: max(maximum, maximum &+ 1), "maximumConsecutiveWeekends", to: &self)
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
