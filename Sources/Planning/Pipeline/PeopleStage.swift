internal import Calendars
internal import Publishing
internal import Rostering
internal import Shifts

/// What the rota means for each person: hours, nights, weekends, wishes.
struct PeopleStage {
  var request: RosterRequest
  var rota: Rota

  /// In the order of `request.people`.
  func summaries() -> [PersonSummary] {
    let duties = Dictionary(grouping: rota.duties, by: \.person).mapValues { $0.map(\.duty) }
    let sites = Dictionary(uniqueKeysWithValues: request.sites.map { ($0.id, $0) })
    return request.people.map { person in
      summary(of: person, duties: duties[person.id] ?? [], site: sites[person.site])
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
    return PersonSummary(
      person: person.id, contractMinutes: person.contract.rawValue * (request.days / 7),
      plannedMinutes: duties.reduce(0) { $0 + $1.paid.rawValue }, absentMinutes: absentMinutes(of: person),
      shifts: duties.count, nights: nights, weekendDays: duties.filter { $0.date.weekday.isWeekend }.count,
      early: early,
      late: late, preferencesMet: wishes.met, preferencesAsked: wishes.asked, cost: cost)
  }

  /// A day off counts when no duty starts on it; a start counts when every duty it speaks of begins within half an hour.
  private func wishes(of person: Person, duties: [Duty]) -> (met: Int, asked: Int) {
    var met = 0
    var asked = 0
    let dates = request.firstDate..<request.firstDate.adding(days: request.days)
    for wish in person.wishes {
      if let date = wish.date, !dates.contains(date) { continue }
      let meant = duties.filter { wish.date == nil || $0.date == wish.date }
      switch wish.kind {
      case .dayOff:
        asked += 1
        if meant.isEmpty { met += 1 }
      case .start(let clock):
        for duty in meant {
          asked += 1
          if abs(person.zone.civil(at: duty.start).minuteOfDay - clock.minutes) <= 30 { met += 1 }
        }
      }
    }
    return (met, asked)
  }

  private func absentMinutes(of person: Person) -> Int {
    var total = 0
    for week in 0..<(request.days / 7) {
      let monday = request.firstDate.adding(days: week * 7)
      let days = (0..<5).filter { day in
        let date = monday.adding(days: day)
        return person.absences.contains { $0.paid && $0.first <= date && date <= $0.last }
      }
      total += person.contract.rawValue * days.count / 5
    }
    return total
  }
}
