public import Searching
public import Tables
public import Workforce

/// Makes the best rota that differs as little as it is worth from one that people know, with a bound that no rota can beat.
///
/// What counts is the objective and the disturbance together (`DisturbancePrices`); the bound is one of both. Dates that are
/// frozen stay as they are unless a rule, an absence or a lost shift forbids that. The search begins with the known rota
/// less what is impossible. Work on queues is nearest to the known one among what costs least.
///
/// A budget of the request is kept, or what the known rota spends already where that is more.
///
/// - Parameters:
///   - base: the rota that is known; people and dates that the request doesn't know are passed over.
///   - request: as it is now; see `makeRota` for the other parameters.
/// - Throws: as `makeRota`; also `prices.too-large` where prices of disturbance don't fit beside the others.
public func makeRota(
  _ request: RosterRequest, near base: RotaBase, options: SearchLimits, stop: StopFlag,
  clock: @escaping @Sendable () -> Double, progress: @escaping @Sendable (SearchProgress) -> Void
) throws(Diagnostic) -> RosterOutcome {
  guard options.timeLimit != nil || options.iterations != nil else {
    throw Diagnostic(
      "roster.no-limit", "neither a time limit nor a number of iterations is set", cure: "Set one of them.",
      kind: .usage)
  }
  let search = try NearSearch(request, base: base)
  let begin = clock()
  func run(_ limits: SearchLimits) -> SearchRun {
    SearchRun(limits, stop: stop, clock: clock, progress: progress)
  }
  guard let budget = request.budget else {
    return search.outcome(search.capped(options, run, stop: stop), seconds: clock() - begin)
  }
  return search.outcome(search.within(budget, options, run, stop: stop), seconds: clock() - begin)
}
