internal import Searching

/// Spends what a rota leaves of its budget: each person's day in turn takes its best duty by the plan's own prices, while
/// the rota becomes cheaper and its money stays within the budget.
///
/// At the one price of money at which an hour is neither worth it nor not, rotas jump from too dear to far too cheap. This
/// goes the steps between.
struct BudgetFill {
  let roster: CompiledRoster
  /// In currency units.
  let amount: Double

  /// - Returns: the same duties where nothing can be bought, or where they cost more than the budget already.
  func run(_ duties: [DutyChoice], stop: StopFlag) -> [DutyChoice] {
    let state = SearchState(roster: roster)
    state.restore(duties)
    let improver = Improver(state: state)
    let limit = Int64((amount * roster.scale.unitsPerCurrency + 1e-6).rounded(.down))
    var money = roster.people.indices.reduce(Int64(0)) { $0 + self.money(of: $1, in: state) }
    guard money <= limit else { return duties }
    var improved = true
    while improved, !stop.isRaised {
      improved = false
      for day in 0..<roster.dayCount {
        for person in roster.people.indices {
          let (cost, spent, duty) = (state.cost, self.money(of: person, in: state), state.duty(person, day))
          state.set(person, day, to: .off)
          improver.respond(person: person, day: day)
          let more = self.money(of: person, in: state) - spent
          if state.cost < cost, money + more <= limit {
            money += more
            improved = true
          } else {
            state.set(person, day, to: duty)
          }
        }
      }
    }
    return roster.people.indices.flatMap { state.tour($0) }
  }

  /// What a person is paid, in price units.
  private func money(of person: Int, in state: SearchState) -> Int64 {
    var sum: Int64 = 0
    for day in 0..<roster.dayCount {
      let duty = state.duty(person, day)
      guard duty.isWorked else { continue }
      let row = roster.rows[Int(duty.row)]
      sum += Int64(roster.rowCosts[row.cost + Int(duty.start) - row.first])
    }
    for (number, week) in roster.people[person].weeks.enumerated() where !week.overtime.isEmpty {
      sum += Int64(week.overtime[state.paid(person, week: number)])
    }
    return sum
  }
}
