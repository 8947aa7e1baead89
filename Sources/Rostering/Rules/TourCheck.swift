/// Whether finished tours keep every rule, read from the duties alone.
///
/// The oracle and the responses of one and two days each make sure of this in their own way; this is the plain reading that every
/// incumbent passes before it counts.
struct TourCheck {
  let roster: CompiledRoster

  /// Every rule that a rota breaks, in words for developers; empty when it is legal.
  func faults(in duties: [DutyChoice]) -> [String] {
    roster.people.indices.flatMap { person in
      faults(of: person, tour: duties[person * roster.dayCount..<(person + 1) * roster.dayCount])
    } + startFaults(in: duties)
  }

  func isLegal(_ duties: [DutyChoice]) -> Bool {
    roster.people.indices.allSatisfy { person in
      faults(of: person, tour: duties[person * roster.dayCount..<(person + 1) * roster.dayCount]).isEmpty
    } && startFaults(in: duties).isEmpty
  }

  /// Days on which more people of a site start than may.
  private func startFaults(in duties: [DutyChoice]) -> [String] {
    roster.startLimits.most.enumerated().flatMap { limit, most in
      (0..<roster.dayCount).compactMap { day in
        let starts = roster.people.indices.count {
          roster.people[$0].startLimit == limit && duties[$0 * roster.dayCount + day].isWorked
        }
        return starts > most ? "day \(day) has \(starts) starts of limit \(limit), \(most) at most" : nil
      }
    }
  }

  /// Those of one person's tour.
  func faults(of index: Int, tour: ArraySlice<DutyChoice>) -> [String] {
    let person = roster.people[index]
    let rest = MinimumRest(slots: person.rest)
    let duties = Array(tour)
    var faults: [String] = []
    func fault(_ text: String) { faults.append("person \(index): \(text)") }
    var lastEnd: Int?
    for (day, duty) in duties.enumerated() where duty.isWorked {
      let menuDay = roster.menus[person.menu].days[day]
      guard menuDay.rows.contains(Int(duty.row)) else {
        fault("day \(day) has a shift of another menu")
        continue
      }
      let row = roster.rows[Int(duty.row)]
      let start = Int(duty.start)
      let end = start + row.length
      if !person.days[day].isAllowed { fault("day \(day) is not allowed") }
      if start < row.first || start >= row.first + row.count
        || roster.rowCosts[row.cost + start - row.first] >= PriceScale.possibleLimit
      {
        fault("day \(day) starts off the grid of its shift")
      }
      if start < person.earliestStart { fault("day \(day) starts before the rest after the last rota") }
      if end > person.days[day].endLimit {
        fault("day \(day) reaches into an absence or the rest before the next rota")
      }
      if let lastEnd, !rest.isKept(end: lastEnd, nextStart: start) {
        fault("day \(day) starts before the rest is over")
      }
      lastEnd = end
      var place = 0
      for (number, window) in roster.kinds[row.kind].breaks.enumerated() {
        let offset = Int(duty.breaks[number])
        if offset < window.earliest || offset > window.latest || offset < place {
          fault("day \(day) has break \(number) outside its window")
        }
        place = offset + window.length
      }
    }
    for (number, weekly) in person.weeks.enumerated() {
      let days = number * 7..<min(duties.count, number * 7 + 7)
      let paid = days.reduce(0) { $0 + (duties[$1].isWorked ? roster.rows[Int(duties[$1].row)].paid : 0) }
      if !weekly.isKept(paid: paid) { fault("week \(number) has more paid time than its maximum") }
    }
    if let weekly = person.weeklyRest {
      let spans = roster.spans(of: duties)
      for week in weekly.weeks.indices where !weekly.isKept(week: week, duties: spans) {
        fault("week \(week) has no rest of \(weekly.slots) slots")
      }
    }
    let letters = duties.map(roster.letter)
    for rule in person.dayRules.rules {
      if let day = rule.firstBreach(in: letters) { fault("day \(day) breaks \(rule)") }
    }
    return faults
  }
}
