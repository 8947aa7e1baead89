internal import Foundation
internal import Optimization
internal import Searching
internal import Tables

/// What search and proof of a solve tell each other: the rows of the roster, `person * days + day`, and prices of cover,
/// `day * types + type`.
typealias Exchange = SearchExchange<[Int16], Double>

extension Exchange {
  /// - Parameter bound: of the whole objective; a whole objective can't lie below its next whole number.
  func raise(_ bound: Double) {
    guard bound.isFinite, abs(bound) < 1e15 else { return }
    offer(bound: Int64((bound - 1e-5).rounded(.up)))
  }
}

/// The stages of a solve: a legal roster, annealing, and beside them the root of the column generation, dives from it,
/// and at last parts of the roster planned anew.
struct RosterSolve: Sendable {
  let table: RosterTable
  let run: SearchRun

  struct Solution: Sendable {
    var content: Exchange.Content
    var moves = 0
    var parts = 0
  }

  private var limits: SearchLimits { run.limits }
  private var budget: SearchBudget { run.budget }

  func solve() throws(Diagnostic) -> Solution {
    let state = RosterState(table)
    let responder = Responder(state: state, seed: limits.seed)
    try FirstRoster(responder: responder).make()
    // No wish can be met for less than nothing, no cover either.
    let exchange = Exchange(Exchange.Content(solution: state.snapshot(), cost: Int64(state.cost), bound: 0))
    report("greedy", exchange)
    // Where iterations bound the run, nothing may depend on which of the two is ahead: each works on its own.
    let proven = limits.iterations == nil ? exchange : Exchange(exchange.now)
    let proof = DispatchSemaphore(value: 0)
    let isSideBySide =
      limits.threads > 1
      && startOwnThread {
        prove(proven)
        proof.signal()
      }
    let moves = anneal(responder, exchange)
    if !isSideBySide {
      blockingOnOwnThread { prove(proven) }
    } else if limits.iterations != nil {
      proof.wait()
    }
    if limits.iterations != nil {
      let known = proven.now
      exchange.offer(known.solution, cost: known.cost)
      exchange.offer(bound: known.bound)
      for trouble in known.trouble { exchange.note(trouble) }
    }
    let start = exchange.now.solution
    let parts = blockingOnOwnThread { improve(start, exchange) }
    if isSideBySide, limits.iterations == nil { proof.wait() }
    report("done", exchange)
    return Solution(content: exchange.now, moves: moves, parts: parts)
  }

  private func anneal(_ responder: Responder, _ exchange: Exchange) -> Int {
    let annealing = RosterAnnealing(responder: responder, seed: limits.seed)
    // Where no dive follows, annealing has the work to itself.
    let share = isTooLongToPrice ? (limits.threads > 1 ? 0.97 : 0.6) : 0.06
    let left = budget.until(share).left
    let part = budget.lasting(isTooLongToPrice ? left : left.map { min($0, 20 - budget.elapsed) })
    var guideVersion = 0
    annealing.run { moves in
      if limits.iterations == nil {
        if exchange.isReached(gap: limits.gap) { return 1 }
        if moves % 1024 == 0, let prices = exchange.guide(newerThan: &guideVersion) { responder.follow(prices) }
        if moves % 65_536 == 0 { exchange.offer(annealing.best, cost: Int64(annealing.bestCost)) }
      }
      return part.used(moves: moves)
    }
    responder.state.restore(annealing.best)
    if exchange.offer(annealing.best, cost: Int64(annealing.bestCost)) { report("annealing", exchange) }
    return annealing.moves
  }

  /// True where exact tours of some people have so many states that columns of whole tours can't be priced.
  private var isTooLongToPrice: Bool {
    table.people.indices.contains { StretchOracle.tourStates(table, person: $0) > 4_000_000 }
  }

  /// The root, its bound, and dives from it.
  private func prove(_ exchange: Exchange) {
    guard !isTooLongToPrice else {
      let rounds = limits.iterations.map { max(10, $0 / 20) } ?? .max
      let end = limits.threads > 1 ? 1 : 0.8
      var ascent = DualAscent(table)
      var target = exchange.cost
      // Steps are measured by the distance to the best roster, and prices found with a target far off hold the ascent
      // where it is: when the roster is much better, it starts from the beginning.
      repeat {
        if Double(exchange.cost) < 0.96 * Double(target) {
          target = exchange.cost
          ascent = DualAscent(table)
        }
        ascent.run(
          maximumRounds: rounds, target: { Double(exchange.cost) },
          isOver: { isOver(end) || exchange.isReached(gap: limits.gap) },
          onBound: { exchange.raise($0) })
        report("root", exchange)
      } while limits.iterations == nil && !isOver(end) && !exchange.isReached(gap: limits.gap)
      return
    }
    do throws(SolverFailure) {
      let state = RosterState(table)
      state.restore(exchange.now.solution)
      let idle = table.people.reduce(0) { $0 + $1.idlePrice }
      let part = RosterPart(people: Array(0..<table.personCount), first: 0, end: table.days)
      var solver = try PartSolver(state, part: part, pricer: PartPricer(table))
      let rootEnd = limits.threads > 1 ? 1 : 0.4
      let rounds = limits.iterations.map { max(10, $0 / 200) } ?? .max
      let isSolved = try solver.generate(
        cutoff: .infinity, maximumRounds: rounds, limits: lpLimits,
        isOver: { isOver(rootEnd) || exchange.isReached(gap: limits.gap) }
      ) { exchange.raise($0 + Double(idle)) }
      report("root", exchange)
      if let centre = solver.centre { exchange.offer(guide: centre.cover) }
      guard isSolved else { return }
      if let stronger = try withLeastShortage(
        solver, state, part, rounds, { isOver(rootEnd) || exchange.isReached(gap: limits.gap) })
      {
        exchange.raise(stronger.bound + Double(idle))
        solver = stronger
        report("shortage", exchange)
      }
      var attempt = 0
      let attempts = limits.iterations == nil && limits.threads > 1 ? Int.max : 3
      while attempt < attempts, !isOver(limits.threads > 1 ? 1 : 0.55), !exchange.isReached(gap: limits.gap) {
        var options = DiveOptions(cutoff: Double(exchange.cost - Int64(idle)) - 0.999)
        options.offset = idle
        options.threshold = [0.75, 0.9, 0.6][attempt % 3]
        options.share = [0.08, 0.04, 0.15][attempt / 3 % 3]
        options.noise = attempt == 0 ? 0 : 0.15
        options.seed = limits.seed &+ UInt64(attempt)
        options.limits = lpLimits
        options.integer = IntegerOptions(seconds: limits.iterations == nil ? 5 : nil, nodes: 300, stop: budget.stop)
        if let choice = try solver.dive(
          options, isOver: { isOver(limits.threads > 1 ? 1 : 0.6) || exchange.isReached(gap: limits.gap) })
        {
          for column in choice {
            for (offset, type) in column.types.enumerated() { state.set(part.people[column.member], offset, type) }
          }
          if exchange.offer(state.snapshot(), cost: Int64(state.cost)) { report("dive", exchange) }
        }
        attempt += 1
      }
    } catch {
      // Bound and rosters so far stand.
      exchange.note(SolverTrouble(while: "proving the bound", error))
      report("solver gave up", exchange)
    }
  }

  /// Where the root leaves a fraction of a person missing: proves how many are missing at least, and solves the root
  /// again with that number. Nil when there's nothing to gain.
  private func withLeastShortage(
    _ root: PartSolver, _ state: RosterState, _ part: RosterPart, _ rounds: Int, _ isOver: () -> Bool
  ) throws(SolverFailure) -> PartSolver? {
    let shortage = try root.master.shortage()
    guard shortage - shortage.rounded(.down) > 1e-4, shortage.rounded(.up) - shortage > 1e-4 else { return nil }
    let counting = table.countingShortageOnly()
    let fewest = RosterState(counting)
    fewest.restore(state.snapshot())
    let counter = try PartSolver(fewest, part: part, pricer: PartPricer(counting))
    _ = try counter.generate(
      cutoff: shortage.rounded(.down) + 1e-3, maximumRounds: rounds, limits: lpLimits, isOver: isOver)
    let least = (counter.bound - 1e-5).rounded(.up)
    guard least > shortage else { return nil }
    let solver = try PartSolver(state, part: part, pricer: PartPricer(table), leastShortage: Int(least))
    _ = try solver.master.add(root.master.columns)
    guard try solver.generate(cutoff: .infinity, maximumRounds: rounds, limits: lpLimits, isOver: isOver) else {
      return nil
    }
    return solver
  }

  private func improve(_ start: [Int16], _ exchange: Exchange) -> Int {
    let state = RosterState(table)
    state.restore(start)
    let search = PartSearch(state: state, seed: limits.seed)
    let steps = limits.iterations.map { $0 / 200 } ?? .max
    do throws(SolverFailure) {
      while search.steps < steps, !isOver(1), !exchange.isReached(gap: limits.gap) {
        let gain = try search.step(
          isOver: { isOver(1) }, limits: lpLimits,
          integer: IntegerOptions(seconds: limits.iterations == nil ? 2 : nil, nodes: 300, stop: budget.stop))
        if gain > 0, exchange.offer(state.snapshot(), cost: Int64(state.cost)) { report("parts", exchange) }
        if limits.iterations == nil, exchange.cost < state.cost { state.restore(exchange.now.solution) }
      }
    } catch {
      exchange.note(SolverTrouble(while: "planning parts of the roster anew", error))
      report("solver gave up", exchange)
    }
    return search.steps
  }

  private var lpLimits: SolveLimits {
    SolveLimits(seconds: budget.left.map { max(0.1, $0) }, stop: budget.stop)
  }

  /// Whether `share` of the time is over, or somebody asked to stop.
  private func isOver(_ share: Double) -> Bool { budget.until(share).isOver }

  private func report(_ stage: String, _ exchange: Exchange) {
    let now = exchange.now
    run.report(stage, objective: Double(now.cost), bound: Double(now.bound))
  }
}
