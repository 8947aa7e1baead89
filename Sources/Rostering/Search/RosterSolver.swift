import Foundation
import Optimization
import Searching

/// What search and bound of a solve tell each other: everybody's duties, and prices of presence.
typealias BoundExchange = SearchExchange<[DutyChoice], Int32>

/// Runs the stages of a solve on a compiled roster: greedy, sweeps, annealing and polish for the rota, and beside them
/// the proof of the bound.
struct RosterSolver: Sendable {
  let roster: CompiledRoster
  let run: SearchRun
  /// Duties to begin with, person by person; empty = nobody works yet.
  var start: [DutyChoice] = []
  /// How the annealing goes.
  var tuning = Annealing.Tuning()

  struct Solution: Sendable {
    var duties: [DutyChoice]
    /// Price units.
    var cost: Int64
    var bound: Int64
    var status: SolveStatus
    var moves: Int
    var boundRounds: Int
    var trouble: [SolverTrouble]
    var refusal: String?
    /// Whether search and proof took turns though they were to go side by side: there was no thread to be had.
    var tookTurns: Bool
  }

  private var options: SearchLimits { run.limits }
  private var budget: SearchBudget { run.budget }

  func solve() -> Solution {
    let state = SearchState(roster: roster)
    let improver = Improver(state: state)
    if !start.isEmpty { state.restore(start) }
    for person in roster.people.indices where state.isFree(person) {
      if budget.isOver { break }
      improver.respond(person: person)
    }
    let exchange = BoundExchange(
      BoundExchange.Content(solution: state.snapshot(), cost: state.cost, bound: LagrangianBound.trivial(roster)))
    report("greedy", exchange)
    improver.sweep { budget.isOver }
    offer(state.snapshot(), state.cost, to: exchange)
    report("sweeps", exchange)

    let start = exchange.now
    let legs = SearchLegs(
      roster: roster, options: options, start: start.solution, budget: budget, exchange: exchange, tuning: tuning)
    let boundStop = StopFlag()
    var proof = budget
    proof.stop = boundStop
    let proven = DispatchSemaphore(value: 0)
    let guided = DispatchSemaphore(value: 0)
    // Where the system has no second thread to give, the two take turns as with one.
    let isSideBySide =
      options.threads > 1
      && startOwnThread { [proof] in
        prove(from: start, exchange: exchange, budget: proof) { guided.signal() }
        if !boundStop.isRaised {
          search(legs, improver: Improver(state: SearchState(roster: roster)), isFirst: false, exchange: exchange)
        }
        proven.signal()
      }
    if isSideBySide {
      // The first, hot part of the annealing decides most, and is worth little before there are prices to follow: the
      // search waits for them. With iterations whatever it takes, so that it starts from the same prices whatever the
      // number of threads; with a clock a fifth of the time at most.
      while guided.wait(timeout: .now() + 0.02) == .timedOut {
        if budget.isOver { boundStop.raise() }
        if let patience = budget.until(0.2).left, patience <= 0 { break }
      }
    } else {
      // One thread: the bound first, for its prices guide the search; with a clock it has a quarter of the time.
      prove(from: start, exchange: exchange, budget: budget.lasting(budget.left.map { $0 / 4 })) {}
      report("bound", exchange)
    }
    search(legs, improver: improver, isFirst: true, exchange: exchange)
    if isSideBySide {
      // With iterations the bound takes the rounds that it was promised, unless somebody asked to stop.
      if options.iterations == nil || budget.isOver { boundStop.raise() }
      while proven.wait(timeout: .now() + 0.1) == .timedOut { if budget.isOver { boundStop.raise() } }
    }
    if options.iterations != nil, let best = legs.best { offer(best.duties, best.cost, to: exchange) }
    report("done", exchange)
    return solution(exchange.now, moves: legs.moves, tookTurns: options.threads > 1 && !isSideBySide)
  }

  /// Annealing and polish.
  /// - Parameter isFirst: on the caller's thread, which reports; not on one that has nothing left to prove.
  private func search(_ legs: SearchLegs, improver: Improver, isFirst: Bool, exchange: BoundExchange) {
    var lastReport = budget.clock()
    legs.run(
      improver: improver, isFirst: isFirst,
      report: { cost in
        let time = budget.clock()
        if isFirst, time - lastReport > 0.2 {
          lastReport = time
          report("search", exchange, cost: min(cost, legs.best?.cost ?? cost))
        }
        return options.iterations == nil && exchange.isReached(gap: options.gap, cost: cost)
      }, ended: { if options.iterations == nil { offer($0.duties, $0.cost, to: exchange) } })
  }

  /// - Parameter ascended: called when the first prices for the search to be guided by have been handed over.
  private func prove(
    from start: BoundExchange.Content, exchange: BoundExchange, budget: SearchBudget,
    ascended: @escaping @Sendable () -> Void
  ) {
    var limits = BoundSearch.Limits(ascentRounds: .max, masterRounds: nil, budget: budget, gap: options.gap)
    if let iterations = options.iterations {
      limits.ascentRounds = min(1500, max(20, iterations / 20))
      limits.masterRounds = min(200, iterations / 1000)
    }
    let chosen = limits
    blockingOnOwnThread {
      var search = BoundSearch(roster: roster, limits: chosen, start: start, exchange: exchange)
      search.run(ascended: ascended)
      solveWhole(exchange, budget: budget)
    }
  }

  /// Nodes of the whole program's tree that so many iterations are worth.
  private static func nodes(iterations: Int) -> Int { min(2000, max(20, iterations / 5)) }

  /// Solves a small team's program to proof.
  private func solveWhole(_ exchange: BoundExchange, budget: SearchBudget) {
    guard !budget.isOver, options.iterations != nil || !exchange.isReached(gap: options.gap),
      let program = SmallProgram(roster)
    else { return }
    do throws(SolverFailure) {
      let found = try program.solve(
        seconds: budget.left, nodes: options.iterations.map(Self.nodes), stop: budget.stop)
      if let failure = found.failure { exchange.note(SolverTrouble(while: "solving the whole program", failure)) }
      if let bound = found.bound { exchange.offer(bound: bound) }
      guard let duties = found.duties else { return }
      let state = SearchState(roster: roster)
      state.restore(duties)
      if TourCheck(roster: roster).isLegal(duties) { exchange.offer(duties, cost: state.cost, isPreferred: true) }
    } catch {
      exchange.note(SolverTrouble(while: "solving the whole program", error))
    }
  }

  /// An incumbent counts only after the plain reading of the rules agrees.
  private func offer(_ duties: [DutyChoice], _ cost: Int64, to exchange: BoundExchange) {
    let check = TourCheck(roster: roster)
    guard check.isLegal(duties) else {
      let faults = check.faults(in: duties)
      assertionFailure("the search made an illegal rota: \(faults)")
      exchange.refuse(faults.first ?? "no reason given")
      return
    }
    exchange.offer(duties, cost: cost)
  }

  private func solution(_ content: BoundExchange.Content, moves: Int, tookTurns: Bool) -> Solution {
    let isStopped = budget.stop?.isRaised == true
    // Whoever stopped it is told so, however good it is by then.
    let isWithinGap = isProven(objective: content.cost, bound: content.bound, within: options.gap) && !isStopped
    let status = budget.status(
      isOptimal: content.bound >= content.cost, isWithinGap: isWithinGap, isOutOfTime: budget.deadline != nil)
    return Solution(
      duties: content.solution, cost: content.cost, bound: content.bound, status: status, moves: moves,
      boundRounds: content.rounds, trouble: content.trouble, refusal: content.refusal, tookTurns: tookTurns)
  }

  private func report(_ stage: String, _ exchange: BoundExchange, cost: Int64 = .max) {
    let content = exchange.now
    run.report(
      stage, objective: roster.scale.currency(min(content.cost, cost)), bound: roster.scale.currency(content.bound))
  }
}
