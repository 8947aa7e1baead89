internal import Calendars
internal import Plans
internal import Workforce

extension PlanFigures {
  /// What the plan says of each person: hours, nights, weekends, wishes, pay.
  mutating func checkPeople() {
    for (number, (stated, person)) in zip(plan.people, plan.request.people).enumerated() {
      let counted = PersonCount(person, reading)
      let path = "people[\(number)]"
      let figures: [(String, Int, Int)] = [
        ("contractMinutes", stated.contractMinutes, counted.contractMinutes),
        ("plannedMinutes", stated.plannedMinutes, counted.plannedMinutes),
        ("absentMinutes", stated.absentMinutes, counted.absentMinutes), ("shifts", stated.shifts, counted.shifts),
        ("nights", stated.nights, counted.nights), ("weekendDays", stated.weekendDays, counted.weekendDays),
        ("early", stated.early, counted.early), ("late", stated.late, counted.late),
        ("preferencesMet", stated.preferencesMet, counted.wishesMet),
        ("preferencesAsked", stated.preferencesAsked, counted.wishesAsked),
      ]
      for (name, stated, counted) in figures {
        equal("figures.people", "\(path).\(name)", stated, counted, person: person.id)
      }
      agree("figures.people", "\(path).cost", stated.cost, counted.cost, within: 1e-6, person: person.id)
    }
    checkFairness()
  }

  /// Unpopular duties of each person, and what they cost.
  private mutating func checkFairness() {
    let rota = RotaReading(plan.request, plan.rota)
    let fairness = FairnessReading(rota)
    let tours = Dictionary(uniqueKeysWithValues: rota.tours.map { ($0.person.id, $0) })
    for (number, stated) in plan.people.enumerated() {
      let path = "people[\(number)].fairness"
      guard let summary = stated.fairness, let fairness, let tour = tours[stated.person] else {
        if (stated.fairness == nil) != (fairness == nil) {
          say(
            "figures.people", path,
            stated.fairness == nil
              ? "found nothing, expected unpopular duties" : "found duties that the plan doesn't count")
        }
        continue
      }
      let counted = fairness.counts(of: tour)
      equal(
        "figures.people", "\(path).counts.contractMinutes", summary.counts.contractMinutes, counted.contractMinutes,
        person: stated.person)
      for kind in FairKind.allCases {
        equal(
          "figures.people", "\(path).counts.\(kind.countName)", summary.counts[kind], counted[kind],
          person: stated.person)
      }
      agree(
        "figures.people", "\(path).cost", summary.cost, fairness.cost(of: tour) { $0 }, within: 1e-6,
        person: stated.person)
    }
  }

  /// The headline figures, from the coverage and the rota.
  mutating func checkSummary(_ costs: CostParts) {
    let minutes = reading.grid.interval.rawValue
    let slots = plan.coverage.flatMap { coverage in zip(coverage.required, coverage.scheduled).map { ($0, $1) } }
    let rule = "figures.summary"
    let summary = plan.summary
    equal(rule, "summary.requiredMinutes", summary.requiredMinutes, slots.reduce(0) { $0 + $1.0 } * minutes)
    equal(
      rule, "summary.uncoveredMinutes", summary.uncoveredMinutes, slots.reduce(0) { $0 + max(0, $1.0 - $1.1) } * minutes
    )
    equal(
      rule, "summary.overstaffedMinutes", summary.overstaffedMinutes,
      slots.reduce(0) { $0 + max(0, $1.1 - $1.0) } * minutes)
    equal(
      rule, "summary.paidMinutes", summary.paidMinutes, plan.rota.duties.reduce(0) { $0 + $1.duty.paid.rawValue })
    agree(rule, "summary.cost", summary.cost, costs.money, within: 1e-6)
    var all = (answered: 0.0, contacts: 0.0)
    for (number, coverage) in plan.coverage.enumerated() {
      var own = (answered: 0.0, contacts: 0.0)
      for (level, contacts) in zip(coverage.expectedService ?? coverage.serviceLevel, coverage.contacts) {
        guard let level else { continue }
        own.answered += level * contacts
        own.contacts += contacts
      }
      agree(
        rule, "summary.serviceLevelByQueue[\(number)]", summary.serviceLevelByQueue[number],
        own.contacts > 0 ? own.answered / own.contacts : nil)
      all.answered += own.answered
      all.contacts += own.contacts
    }
    agree(rule, "summary.serviceLevel", summary.serviceLevel, all.contacts > 0 ? all.answered / all.contacts : nil)
  }
}

/// A person's figures, counted from the rota alone.
struct PersonCount {
  var contractMinutes = 0
  var plannedMinutes = 0
  var absentMinutes = 0
  var shifts = 0
  var nights = 0
  var weekendDays = 0
  var early = 0
  var late = 0
  var wishesMet = 0
  var wishesAsked = 0
  var cost = 0.0

  init(_ person: Person, _ reading: PlanReading) {
    let duties = reading.duties[person.id] ?? []
    let weeks = reading.plan.request.days / 7
    contractMinutes = person.contract.rawValue * weeks
    shifts = duties.count
    for duty in duties {
      plannedMinutes += duty.paid.rawValue
      if (reading.sites[person.site]?.weekend ?? [.saturday, .sunday]).contains(duty.date.weekday) { weekendDays += 1 }
      // Minutes on the person's wall clock, from midnight of the date on which it starts.
      let begin = person.zone.civil(at: duty.start)
      let midnight = CivilTime(date: begin.date, secondOfDay: 0).wallSeconds
      if begin.wallSeconds - midnight < 7 * 3600 { early += 1 }
      if person.zone.civil(at: duty.end).wallSeconds / 60 - midnight / 60 > 20 * 60 { late += 1 }
      guard let site = reading.sites[person.site] else { continue }
      let counted = CountedDuty(duty, at: site)
      cost += counted.pay + counted.nightPremium
      if counted.nightSeconds >= 3 * 3600 { nights += 1 }
    }
    count(person.wishes, of: person, duties, dates: reading.dates)
    let away = AwayTime(person)
    absentMinutes = (0..<weeks).reduce(0) {
      $0 + away.credited(inWeekFrom: reading.dates.lowerBound.adding(days: 7 * $1)) / away.parts
    }
  }

  private func minute(_ instant: Instant, of date: CivilDate, _ zone: Zone) -> Int {
    let civil = zone.civil(at: instant)
    return (civil.date - date) * 1440 + civil.minuteOfDay
  }

  /// A day off is met where no duty starts and none of the days before ends on it past one o'clock; a start by each duty
  /// that begins within half an hour of it; the earliest start and the latest end by each that keeps them.
  private mutating func count(_ wishes: [Wish], of person: Person, _ duties: [Duty], dates: Range<CivilDate>) {
    for wish in wishes where wish.date.map(dates.contains) ?? true {
      let meant = duties.filter { $0.date == wish.date ?? $0.date }
      switch wish.kind {
      case .dayOff:
        wishesAsked += 1
        var ends = duties.map { (date: $0.date, end: $0.end) }
        if let last = person.history.lastEnd { ends.append((date: dates.lowerBound.adding(days: -1), end: last)) }
        let reaches = ends.contains { before in
          guard let date = wish.date, before.date < date else { return false }
          let end = person.zone.civil(at: before.end)
          return (end.date - date) * 86_400 + end.secondOfDay > 3600
        }
        wishesMet += meant.isEmpty && !reaches ? 1 : 0
      case .start(let clock):
        wishesAsked += meant.count
        wishesMet += meant.count { abs(person.zone.civil(at: $0.start).minuteOfDay - clock.minutes) <= 30 }
      case .notBefore(let clock):
        wishesAsked += meant.count
        wishesMet += meant.count { minute($0.start, of: $0.date, person.zone) >= clock.minutes }
      case .notAfter(let clock):
        wishesAsked += meant.count
        wishesMet += meant.count { minute($0.end, of: $0.date, person.zone) <= clock.minutes }
      }
    }
  }
}
