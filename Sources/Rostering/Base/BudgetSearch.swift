internal import Searching
internal import Tables
internal import Workforce

/// Makes a rota whose money, pay and premiums, stays within a budget.
///
/// Money beyond the budget has a price: with it, everything that is paid costs `1 + price` times as much. Whatever the
/// price, the least such cost less what the budget itself would pay is below every rota within the budget, so the best
/// of these bounds is one of the program with its budget. The price is found by trying: doubled until a rota fits, then
/// halved between. What a rota leaves of the budget is spent day by day where that is worth it (`BudgetFill`). Of all rotas that fit the cheapest by the plan's own prices is kept. Where none fits at the highest
/// price, the one that spends least is: the budget gives way, and whoever reads the plan is told.
struct BudgetSearch {
  let request: RosterRequest
  let amount: Double
  let options: SearchLimits
  let stop: StopFlag
  let clock: @Sendable () -> Double
  let progress: @Sendable (SearchProgress) -> Void

  func run(from start: Rota?) throws(Diagnostic) -> RosterOutcome {
    let begin = clock()
    let plain = try compileRoster(request)
    var best = try outcome(price: 0, start: start, share: 0.25, begin: begin, plain: plain)
    var bound = best.bound
    var (moves, rounds) = (best.moves, best.boundRounds)
    var price = MoneyPrice()
    if fits(best) {
      // Nothing is in the way: on without a price.
      let more = try outcome(price: 0, start: best.rota, share: 0.75, begin: begin, plain: plain)
      (moves, rounds) = (moves + more.moves, rounds + more.boundRounds)
      bound = max(bound, more.bound)
      if fits(more) || stop.isRaised {
        if more.objective <= best.objective, fits(more) { best = more }
        return finished(best, bound: bound, moves: moves, rounds: rounds, seconds: clock() - begin, isWhole: true)
      }
    }
    price.tried(fits: false)
    var last = best
    while !price.isOver, !stop.isRaised {
      let found = try outcome(
        price: price.next, start: last.rota, share: 0.75 / Double(MoneyPrice.mostTries), begin: begin, plain: plain)
      (moves, rounds) = (moves + found.moves, rounds + found.boundRounds)
      bound = max(bound, found.bound)
      last = found
      if fits(found)
        ? !fits(best) || found.objective < best.objective : !fits(best) && found.costs.money < best.costs.money
      {
        best = found
      }
      price.tried(fits: fits(found))
    }
    return finished(best, bound: bound, moves: moves, rounds: rounds, seconds: clock() - begin, isWhole: false)
  }

  private func fits(_ found: RosterOutcome) -> Bool { found.costs.money <= amount + 1e-9 }

  /// - Parameter isWhole: whether it came from a search without a price, whose status holds for it.
  private func finished(
    _ best: RosterOutcome, bound: Double, moves: Int, rounds: Int, seconds: Double, isWhole: Bool
  ) -> RosterOutcome {
    var best = best
    best.bound = min(best.objective, bound)
    (best.moves, best.boundRounds, best.seconds) = (moves, rounds, seconds)
    if best.status != .interrupted, !isWhole || best.bound < best.objective, best.status == .optimal || !isWhole {
      let isReached = options.gap > 0 && (best.gap.map { $0 <= options.gap } ?? false)
      best.status = isReached ? .gapReached : options.iterations == nil ? .timeLimit : .iterationLimit
    }
    if stop.isRaised { best.status = .interrupted }
    return best
  }

  /// A rota by the prices of a search, with its costs by those of the plan, and a bound of the program with its budget.
  private func outcome(
    price: Double, start: Rota?, share: Double, begin: Double, plain: CompiledRoster
  ) throws(Diagnostic) -> RosterOutcome {
    let dear = request.dear(by: price)
    let (listen, amount, clock, limit) = (progress, amount, clock, options.timeLimit)
    var found = try makeRota(dear, options: options.share(share), start: start, stop: stop, clock: clock) { said in
      var said = said
      said.objective = said.objective.map { $0 - price * amount }
      said.bound = said.bound.map { $0 - price * amount }
      said.elapsed = clock() - begin
      said.remaining = limit.map { max(0, $0 - said.elapsed) }
      listen(said)
    }
    guard price > 0 else { return found }
    let scale = try compileRoster(dear).scale
    found.bound =
      scale == plain.scale
      ? found.bound - price * amount - request.rounding(price, unit: 1 / scale.unitsPerCurrency)
      // In coarser units every price is another one.
      : -.infinity
    let builder = OutcomeBuilder(request: request, roster: plain)
    let searched = StartRota(request: request, roster: plain).duties(of: found.rota)
    let duties = BudgetFill(roster: plain, amount: amount).run(searched, stop: stop)
    if duties != searched { found.rota = builder.rota(duties) }
    found.costs = builder.costs(duties)
    found.objective = found.costs.total
    return found
  }
}
