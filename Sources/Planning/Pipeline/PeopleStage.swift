internal import Calendars
internal import Plans
internal import Workforce

/// What the rota means for each person: hours, nights, weekends, wishes.
struct PeopleStage: Stage {
  var request: RosterRequest
  var rota: Rota

  /// In the order of `request.people`.
  func run() -> [PersonSummary] {
    let duties = Dictionary(grouping: rota.duties, by: \.person).mapValues { $0.map(\.duty) }
    let sites = Dictionary(uniqueKeysWithValues: request.sites.map { ($0.id, $0) })
    return request.people.map { person in
      var summary = summary(of: person, duties: duties[person.id] ?? [], site: sites[person.site])
      summary.fairness = fairness(of: person, duties: duties[person.id] ?? [], site: sites[person.site])
      return summary
    }
  }

  private func summary(of person: Person, duties: [Duty], site: Site?) -> PersonSummary {
    var nights = 0
    var early = 0
    var late = 0
    var cost = 0.0
    for duty in duties {
      let start = person.zone.civil(at: duty.start)
      let end = person.zone.civil(at: duty.end)
      if start.minuteOfDay < 7 * 60 { early += 1 }
      if end.date > start.date || end.minuteOfDay > 20 * 60 { late += 1 }
      guard let site else { continue }
      let price = DutyCost(of: duty, at: site)
      if price.nightMinutes >= 180 { nights += 1 }
      cost += price.total
    }
    let wishes = wishes(of: person, duties: duties)
    let weekend = site?.weekendDays ?? [.saturday, .sunday]
    return PersonSummary(
      person: person.id, contractMinutes: person.contract.rawValue * (request.days / 7),
      plannedMinutes: duties.reduce(0) { $0 + $1.paid.rawValue }, absentMinutes: absentMinutes(of: person),
      shifts: duties.count, nights: nights, weekendDays: duties.count { weekend.contains($0.date.weekday) },
      early: early, late: late, preferencesMet: wishes.met, preferencesAsked: wishes.asked, cost: cost)
  }

  /// Unpopular duties and what they cost; nil where they aren't counted.
  private func fairness(of person: Person, duties: [Duty], site: Site?) -> FairnessSummary? {
    guard let terms = request.fairness, let site else { return nil }
    var counts = DutyCounts(of: duties, at: site, holidays: Set(terms.holidays))
    counts.contractMinutes = person.availableMinutes(in: request)
    let costs = zip(terms.kinds, person.fairness?.steps ?? []).map { kind, steps in
      let tenths = (0..<counts[kind.kind]).reduce(0) { $0 + steps[min($1, steps.count - 1)] }
      return kind.price * Double(tenths) / Double(FairnessTerms.stepsPerDuty)
    }
    return FairnessSummary(counts: counts, cost: costs.reduce(0, +))
  }

  private func wishes(of person: Person, duties: [Duty]) -> (met: Int, asked: Int) {
    let dates = request.firstDate..<request.firstDate.adding(days: request.days)
    let asked = person.wishes.flatMap { $0.asked(of: person, duties, in: dates) }
    return (asked.count(where: \.isMet), asked.count)
  }

  private func absentMinutes(of person: Person) -> Int {
    (0..<(request.days / 7)).reduce(0) { total, week in
      let monday = request.firstDate.adding(days: week * 7)
      return total + person.creditedMinutes(inWeekFrom: monday)
    }
  }
}
