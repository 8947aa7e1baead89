/// The best tour of the only person of a roster, the rest of each week included, of which the oracle knows nothing: where
/// its answer has a week without one, each place where that rest can lie is tried with no duty in its way.
struct RestedTour {
  let roster: CompiledRoster
  let field: PriceField

  /// Nil where nothing that is asked for is possible.
  /// - Complexity: one call of the oracle where its tour has its rests, else one more for each place of a week's.
  func best() -> [DutyChoice]? {
    var found: (cost: Int32, tour: [DutyChoice])?
    search(roster, &found)
    return found?.tour
  }

  private func search(_ roster: CompiledRoster, _ best: inout (cost: Int32, tour: [DutyChoice])?) {
    let (cost, tour) = TourOracle(roster: roster).bestTour(person: 0, field: field)
    guard cost < min(PriceScale.possibleLimit, best?.cost ?? .max) else { return }
    let spans = roster.spans(of: tour)
    guard let rest = roster.people[0].weeklyRest,
      let broken = rest.weeks.indices.first(where: { !rest.isKept(week: $0, duties: spans) })
    else {
      best = (cost, tour)
      return
    }
    // Ends of duties that can be worked, on the days that reach into the week.
    let days = max(0, broken * 7 - 1)..<min(roster.dayCount, broken * 7 + 7)
    var ends: Set<Int> = []
    for day in days {
      for row in roster.rows[roster.menus[roster.people[0].menu].days[day].rows] {
        for start in row.first..<row.first + row.count { ends.insert(start + row.length) }
      }
    }
    for begin in rest.begins(week: broken, ends: ends) {
      var free = roster
      for day in days {
        free = free.keeping(0, day: day) { start, length in
          start >= begin + rest.slots || start + length <= begin
        }
      }
      search(free, &best)
    }
  }
}
