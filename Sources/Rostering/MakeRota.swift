import Foundation
internal import Optimization
public import Searching
public import Tables
public import Workforce

/// Makes the best rota that it finds in the time or iterations given, with a bound that no rota can beat.
///
/// A rota always comes out: what cannot be covered costs its price. The objective is the sum of whole price units
/// (`PriceScale`), so the same request, seed and `iterations` give the same bytes on every machine and with any number
/// of threads. With two threads or more the bound is proven beside the search; with one they take turns.
///
/// A budget of the request is kept as far as rules and contracts allow (`BudgetSearch`).
///
/// - Parameters:
///   - start: an earlier rota to begin with, of a like request; whatever of it does not fit is left out. The result still
///     depends on nothing but the arguments.
///   - stop: raised from outside, ends the work at once with the best rota so far.
///   - clock: monotonic seconds; only read for limits and progress.
///   - progress: called from the working threads, a few times a second.
/// - Throws: a `Diagnostic` when the request cannot be planned: unknown names, prices that fall where they must rise, a
///   shift that does not fit the grid, no limit at all.
public func makeRota(
  _ request: RosterRequest, options: SearchLimits, start: Rota? = nil, stop: StopFlag,
  clock: @escaping @Sendable () -> Double,
  progress: @escaping @Sendable (SearchProgress) -> Void
) throws(Diagnostic) -> RosterOutcome {
  guard options.timeLimit != nil || options.iterations != nil else {
    throw Diagnostic(
      "roster.no-limit", "neither a time limit nor a number of iterations is set", cure: "Set one of them.",
      kind: .usage)
  }
  if let budget = request.budget {
    let search = BudgetSearch(
      request: request, amount: budget, options: options, stop: stop, clock: clock, progress: progress)
    return try search.run(from: start)
  }
  let run = SearchRun(options, stop: stop, clock: clock, progress: progress)
  let roster = try compileRoster(request)
  let solver = RosterSolver(
    roster: roster, run: run, start: start.map { StartRota(request: request, roster: roster).duties(of: $0) } ?? [])
  let solution = solver.solve()
  let builder = OutcomeBuilder(request: request, roster: roster)
  let costs = builder.costs(solution.duties)
  var outcome = RosterOutcome(
    rota: builder.rota(solution.duties), status: solution.status, objective: costs.total,
    bound: min(costs.total, roster.scale.currency(solution.bound)), costs: costs, moves: solution.moves,
    boundRounds: solution.boundRounds, seconds: 0)
  outcome.notes = solution.trouble.map(\.warning)
  if solution.tookTurns, options.iterations == nil {
    outcome.notes.append(
      Diagnostic(
        "roster.no-thread", "the system gave no second thread: search and proof took turns in the same time",
        cure: "Allow the program more processes or memory, or give it more time.", severity: .warning))
  }
  if let refusal = solution.refusal {
    outcome.notes.append(
      Diagnostic(
        "roster.search-refused",
        "the search offered a rota that breaks a rule (\(refusal)); it was refused, the published rota keeps every rule",
        cure: "Report this: it is a fault of the program.", severity: .warning))
  }
  outcome.seconds = run.budget.elapsed
  return outcome
}
