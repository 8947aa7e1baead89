internal import Calendars
internal import Optimization
public import Searching
public import Tables

/// Finds how many people start which duty so that the queues are covered at least cost, and proves how good that is.
///
/// Greedy cover; the linear relaxation by column generation, which gives the bound; a dive from it to whole people on
/// problems of moderate size; annealing by exact responses; then windows of a few hours solved as integer programs until
/// the limit. With `iterations` and without a time limit the answer is the same on every machine.
///
/// Work with deadlines is placed first, by the relaxation of heads and duties together (`DeferredStaffing`); what follows
/// covers the heads found. The bound is that of the joint problem.
///
/// Runs on the calling thread and keeps it busy (`onOwnThread`). The answer has passed `StaffingCheck`.
/// - Parameters:
///   - limits: time and moves, of each of two annealings, may both be limited; with neither it takes 20 s. Threads change
///     no answer that the clock doesn't.
///   - progress: called now and then from the thread that searches.
/// - Throws: the first of `problem.problems()`.
public func solveStaffing(
  _ problem: StaffingProblem, limits: SearchLimits, stop: StopFlag? = nil,
  progress: @escaping @Sendable (SearchProgress) -> Void = { _ in }
) throws(Diagnostic) -> StaffingOutcome {
  let seconds = limits.timeLimit ?? (limits.iterations == nil ? 20 : nil)
  var run = SearchRun(limits, stop: stop, progress: progress)
  run.budget = run.budget.lasting(seconds)
  return try solveStaffing(problem, in: run)
}

/// The same within a run that has begun.
func solveStaffing(_ problem: StaffingProblem, in run: SearchRun) throws(Diagnostic) -> StaffingOutcome {
  if let first = problem.problems().first { throw first }
  let bundle = problem.bundle
  if bundle > 1 { return try solveInBundles(problem, of: bundle, in: run) }
  guard problem.deadlines.isEmpty else {
    var joint = DeferredStaffing(problem, run)
    joint.solve()
    return try joint.outcome()
  }
  var solver = StaffingSolver(problem, run)
  solver.solve()
  return try solver.outcome()
}

/// The run of one solve: what is left of the budget, and what is known so far.
struct StaffingSolver {
  let problem: StaffingProblem
  let run: SearchRun
  let tables: StaffingTables
  private var search: StaffingSearch
  private var relaxation = 0.0
  /// Rewards of the relaxation, for the annealing to follow; empty when there are none.
  private var guide: [Double] = []
  /// Moves of all searches together.
  private(set) var moves = 0
  private(set) var bound = 0.0
  private(set) var isInfeasible = false
  private(set) var trouble: [SolverTrouble] = []
  /// The whole problem, of which this one holds a part fixed, cannot be solved below this.
  private let outerBound: Double

  /// - Parameter outerBound: a proven bound on whatever takes this problem's answer; ends the search when it is reached,
  ///   and the gap asked for counts from it. Nil = this problem's own.
  init(_ problem: StaffingProblem, _ run: SearchRun, outerBound: Double? = nil) {
    self.problem = problem
    self.run = run
    self.outerBound = outerBound ?? .infinity
    tables = StaffingTables(problem)
    search = StaffingSearch(tables, seed: run.limits.seed)
  }

  private var isOver: Bool { run.budget.isOver || isDone }
  private var isDone: Bool {
    if isProven(objective: search.bestObjective, bound: bound, within: 1e-9) { return true }
    return isProven(
      objective: search.bestObjective, bound: min(bound, outerBound), within: max(run.limits.gap, 1e-9))
  }
  var objective: Double { search.bestObjective }
  var duties: [PlacedDuty] { search.best }

  /// - Parameter start: duties to begin from as well, better than nothing.
  mutating func solve(from start: [PlacedDuty] = []) {
    search.finish(from: [])
    if !start.isEmpty { search.finish(from: start) }
    report("bound")
    let master: StaffingMaster
    do throws(SolverFailure) {
      master = try StaffingMaster(tables, effort: run.effort)
      try master.add(search.best)
    } catch {
      // No bound, but a staffing all the same.
      trouble.note(SolverTrouble(while: "proving the bound", error))
      anneal(share: 1, heat: 0.5)
      return
    }
    let ending = master.generated(within: run.budget.until(0.5))
    if case .trouble(let failure) = ending { trouble.note(SolverTrouble(while: "proving the bound", failure)) }
    relaxation = master.bound
    bound = tables.proven(by: master.bound)
    guide = master.rounds > 0 ? master.rewards : []
    report("bound")
    if ending == .infeasible {
      isInfeasible = true
      bound = .infinity
      return
    }
    guard !isOver else { return }
    do throws(SolverFailure) {
      try improve(from: master, hasConverged: ending == .converged)
    } catch {
      trouble.note(SolverTrouble(while: "improving the staffing", error))
      anneal(share: 1, heat: 0.5)
    }
  }

  /// From the relaxation to whole people, and better.
  private mutating func improve(from master: StaffingMaster, hasConverged: Bool) throws(SolverFailure) {
    let canDive = hasConverged && master.size < 2_000_000
    if canDive, let duties = try master.dive(steps: 25, within: run.budget.until(0.6)) {
      search.finish(from: duties)
      report("search")
    }
    anneal(share: canDive ? 0.05 : 0.4, heat: canDive ? 0.3 : 1)
    try master.add(search.best)
    let limits = run.limits
    var windows = StaffingWindows(master, seed: limits.seed)
    var count = 0
    while !isOver, count < (limits.iterations.map { 20 + $0 / 1000 } ?? Int.max) {
      let seconds = run.budget.left.map { max(0.01, min($0, 1)) }
      let found = try windows.improve(
        search.best, seconds: seconds, threads: limits.threads, stop: run.budget.stop)
      count += found.windows
      for failure in found.failures { trouble.note(SolverTrouble(while: "improving the staffing by parts", failure)) }
      if search.consider(found.staffing) { report("polish") }
      if found.isBest { bound = max(bound, search.bestObjective) }
    }
    search.finish(from: search.best)
  }

  /// Anneals for `share` of what is left, with two seeds side by side, and keeps the better; with one seed where one
  /// thread works against the clock.
  private mutating func anneal(share: Double, heat: Double) {
    guard !isOver else { return }
    let limits = run.limits
    let count = limits.threads > 1 || run.budget.deadline == nil ? 2 : 1
    let budget = run.budget.lasting(run.budget.left.map { max(1e-3, $0) * share })
    let (seed, start, tables, guide) = (limits.seed, search.best, tables, guide)
    let found = blockingOnOwnThreads(count: count, threads: limits.threads) { number in
      var chance = SeededGenerator(seed: seed, stream: UInt64(3 + number))
      var search = StaffingSearch(tables, seed: chance.next())
      search.follow(guide)
      search.consider(start)
      search.anneal(from: start, heat: heat, within: budget)
      return (duties: search.best, moves: search.moves)
    }
    for answer in found {
      search.consider(answer.duties)
      moves += answer.moves
    }
    report("search")
  }

  private func report(_ stage: String) {
    run.report(stage, objective: search.bestObjective, bound: bound)
  }

  /// The answer, checked.
  func outcome() throws(Diagnostic) -> StaffingOutcome {
    var counts: [PlacedDuty: Int] = [:]
    for duty in search.best { counts[duty, default: 0] += 1 }
    var duties = counts.map { duty, count in
      let entry = tables.entries[duty.entry]
      return StaffedDuty(
        shift: Int(entry.shift), breaks: (0..<Int(entry.breaks)).map { duty.offset($0) }, count: count)
    }
    duties.sort { $0.shift != $1.shift ? $0.shift < $1.shift : $0.breaks.lexicographicallyPrecedes($1.breaks) }
    let check = StaffingCheck(duties, of: problem)
    try check.confirm()
    var outcome = StaffingOutcome(
      status: run.status(
        objective: check.objective, bound: bound, isInfeasible: isInfeasible, isOutOfTime: run.budget.isOver),
      duties: duties, objective: check.objective, bound: min(bound, check.objective), relaxation: relaxation,
      uncovered: check.uncovered, iterations: moves, seconds: run.budget.elapsed)
    outcome.trouble = trouble
    return outcome
  }
}
