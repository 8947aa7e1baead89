internal import Optimization
internal import Searching
internal import Tables
internal import Workforce

extension NearSearch {
  /// Searches near a known rota without spending more than a budget, or than the known rota less what is impossible.
  ///
  /// A change that saves nothing and needs no money costs what it costs anyway; one that does is weighed at dearer money, as
  /// in `BudgetSearch`. The known rota less what is impossible always fits.
  func within(
    _ budget: Double, _ options: SearchLimits, _ run: (SearchLimits) -> SearchRun, stop: StopFlag
  ) -> Found {
    let untouched = untouched()
    let amount = max(budget, untouched.money)
    var kept = filled(untouched, amount, stop: stop)
    var bound = -Double.infinity
    var (moves, rounds) = (0, 0)
    var trouble: [Diagnostic] = []
    var price = MoneyPrice()
    var status = SolveStatus.iterationLimit
    repeat {
      guard let search = dear(by: price.next) else { break }
      let share = options.share(price.isFirst ? 0.5 : 0.5 / Double(MoneyPrice.mostTries))
      let found = filled(search.capped(share, run, stop: stop), amount, stop: stop)
      (moves, rounds, status) = (moves + found.moves, rounds + found.rounds, found.status)
      trouble += found.trouble.filter { !trouble.contains($0) }
      bound = max(bound, found.bound - price.next * amount - request.rounding(price.next, unit: unit))
      let fits = found.money <= amount + 1e-9
      if fits, found.total < kept.total { kept = found }
      if fits, price.isFirst { break }
      price.tried(fits: fits)
    } while !price.isOver && !stop.isRaised
    let isWhole = price.isFirst
    (kept.bound, kept.moves, kept.rounds, kept.trouble) = (bound, moves, rounds, trouble)
    kept.status =
      stop.isRaised || status == .interrupted
      ? .interrupted : isWhole ? status : options.iterations == nil ? .timeLimit : .iterationLimit
    return kept
  }

  /// What a rota leaves of a budget is spent day by day where that is worth its disturbance, too.
  private func filled(_ found: Found, _ amount: Double, stop: StopFlag) -> Found {
    let duties = BudgetFill(roster: priced.roster, amount: amount).run(found.duties, stop: stop)
    guard duties != found.duties, !priced.frozen.contains(where: { duties[$0] != priced.start[$0] }) else {
      return found
    }
    var next = self.found(duties, bound: found.bound, status: found.status)
    (next.moves, next.rounds, next.trouble) = (found.moves, found.rounds, found.trouble)
    let isAllowed = base.mostChanges.map { next.changes <= $0 } ?? true
    return isAllowed && next.money <= amount + 1e-9 && next.total < found.total ? next : found
  }
}
