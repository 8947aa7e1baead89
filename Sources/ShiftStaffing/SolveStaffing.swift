internal import Calendars
internal import Optimization
internal import Searching
public import Tables

/// Finds how many people start which duty so that the queues are covered at least cost, and proves how good that is.
///
/// Greedy cover; the linear relaxation by column generation, which gives the bound; a dive from it to whole people on
/// problems of moderate size; annealing by exact responses; then windows of a few hours solved as integer programs until
/// the limit. With `iterations` and without `seconds` the answer is the same on every machine.
///
/// Work with deadlines is placed first, by the relaxation of heads and duties together (`DeferredStaffing`); what follows
/// covers the heads found. The bound is that of the joint problem.
///
/// Runs on the calling thread and keeps it busy (`onOwnThread`). The answer has passed `StaffingCheck`.
/// - Throws: the first of `problem.problems()`.
public func solveStaffing(
  _ problem: StaffingProblem, options: StaffingOptions = StaffingOptions()
) throws(Diagnostic) -> StaffingOutcome {
  if let first = problem.problems().first { throw first }
  let bundle = problem.bundle
  if bundle > 1 { return try solveInBundles(problem, of: bundle, options: options) }
  guard problem.deadlines.isEmpty else {
    var joint = DeferredStaffing(problem, options)
    joint.run()
    return try joint.outcome()
  }
  var solver = StaffingSolver(problem, options)
  solver.run()
  return try solver.outcome()
}

/// The run of one solve: what is left of the budget, and what is known so far.
struct StaffingSolver {
  let problem: StaffingProblem
  let options: StaffingOptions
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
  private let unit: Double?
  private let clock = ContinuousClock()
  private let begin: ContinuousClock.Instant
  private let seconds: Double?
  private let effort: RelaxationEffort?

  /// - Parameter outerBound: a proven bound on whatever takes this problem's answer; ends the search when it is reached,
  ///   and `options.gap` counts from it. Nil = this problem's own.
  init(_ problem: StaffingProblem, _ options: StaffingOptions, outerBound: Double? = nil) {
    self.problem = problem
    self.options = options
    self.outerBound = outerBound ?? .infinity
    begin = clock.now
    tables = StaffingTables(problem)
    search = StaffingSearch(tables, seed: options.seed)
    unit = problem.prices == nil ? tables.costUnit : nil
    seconds = options.seconds ?? (options.iterations == nil ? 20 : nil)
    effort = options.effort
  }

  private var elapsed: Double { (clock.now - begin) / .seconds(1) }
  private func left(_ share: Double = 1) -> Double? { seconds.map { $0 * share - elapsed } }
  private var isOver: Bool { options.stop?.isRaised == true || (left() ?? 1) <= 0 || isDone }
  private var isDone: Bool {
    if isProven(objective: search.bestObjective, bound: bound, within: 1e-9) { return true }
    return isProven(
      objective: search.bestObjective, bound: min(bound, outerBound), within: max(options.gap, 1e-9))
  }
  var objective: Double { search.bestObjective }
  var duties: [PlacedDuty] { search.best }

  /// - Parameter start: duties to begin from as well, better than nothing.
  mutating func run(from start: [PlacedDuty] = []) {
    search.finish(from: [])
    if !start.isEmpty { search.finish(from: start) }
    report(.bound)
    let master: StaffingMaster
    do throws(SolverFailure) {
      master = try StaffingMaster(tables, effort: effort)
      try master.add(search.best)
    } catch {
      // No bound, but a staffing all the same.
      trouble.note(SolverTrouble(while: "proving the bound", error))
      anneal(share: 1, heat: 0.5)
      return
    }
    let ending = master.generated(stop: options.stop) { left(0.5) }
    if case .trouble(let failure) = ending { trouble.note(SolverTrouble(while: "proving the bound", failure)) }
    relaxation = master.bound
    bound = master.bound * (1 - 1e-10)
    if let unit { bound = ((bound / unit) - 1e-6).rounded(.up) * unit }
    guide = master.rounds > 0 ? master.rewards : []
    report(.bound)
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
    if canDive, let duties = try master.dive(steps: 25, stop: options.stop, secondsLeft: { left(0.6) }) {
      search.finish(from: duties)
      report(.search)
    }
    anneal(share: canDive ? 0.05 : 0.4, heat: canDive ? 0.3 : 1)
    try master.add(search.best)
    var windows = StaffingWindows(master, seed: options.seed)
    var count = 0
    while !isOver, count < (options.iterations.map { 20 + $0 / 1000 } ?? Int.max) {
      let seconds = left().map { max(0.01, min($0, 1)) }
      let found = try windows.improve(
        search.best, seconds: seconds, threads: options.threads, stop: options.stop)
      count += found.windows
      for failure in found.failures { trouble.note(SolverTrouble(while: "improving the staffing by parts", failure)) }
      if search.consider(found.staffing) { report(.polish) }
      if found.isBest { bound = max(bound, search.bestObjective) }
    }
    search.finish(from: search.best)
  }

  /// Anneals for `share` of what is left, with two seeds side by side, and keeps the better; with one seed where one
  /// thread works against the clock.
  private mutating func anneal(share: Double, heat: Double) {
    guard !isOver else { return }
    let count = options.threads > 1 || seconds == nil ? 2 : 1
    let from = elapsed
    let time = left().map { max(1e-3, $0) * share }
    let (stop, limit, seed) = (options.stop, options.iterations, options.seed)
    let (clock, begin) = (clock, begin)
    let (start, tables, guide) = (search.best, tables, guide)
    let found = blockingOnOwnThreads(count: count, threads: options.threads) { number in
      var chance = SeededGenerator(seed: seed, stream: UInt64(3 + number))
      var search = StaffingSearch(tables, seed: chance.next())
      search.follow(guide)
      search.consider(start)
      search.anneal(from: start, heat: heat) { moves in
        guard stop?.isRaised != true else { return nil }
        var used = 0.0
        if let time { used = ((clock.now - begin) / .seconds(1) - from) / time }
        if let limit { used = max(used, Double(moves) / Double(max(1, limit))) }
        return used < 1 ? used : nil
      }
      return (duties: search.best, moves: search.moves)
    }
    for answer in found {
      search.consider(answer.duties)
      moves += answer.moves
    }
    report(.search)
  }

  private func report(_ stage: StaffingProgress.Stage) {
    options.progress?(
      StaffingProgress(stage: stage, objective: search.bestObjective, bound: bound, seconds: elapsed))
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
    if let breach = check.breaches.first {
      throw Diagnostic(
        "staffing.internal", "the staffing found breaks a rule: \(breach)", cure: "Please report this.", kind: .internal
      )
    }
    var outcome = StaffingOutcome(
      status: options.status(
        objective: check.objective, bound: bound, isInfeasible: isInfeasible, isOver: (left() ?? 1) <= 0),
      duties: duties, objective: check.objective, bound: min(bound, check.objective), relaxation: relaxation,
      uncovered: check.uncovered, iterations: moves, seconds: elapsed)
    outcome.trouble = trouble
    return outcome
  }
}

extension StaffingOptions {
  /// What relaxations may take together; nil where time limits them.
  var effort: RelaxationEffort? { seconds == nil ? iterations.map(RelaxationEffort.init) : nil }

  /// How a search under these limits ended.
  func status(objective: Double, bound: Double, isInfeasible: Bool, isOver: Bool) -> SolveStatus {
    if isInfeasible {
      .infeasible
    } else if isProven(objective: objective, bound: bound, within: 1e-9) {
      .optimal
    } else if isProven(objective: objective, bound: bound, within: gap) {
      .gapReached
    } else if stop?.isRaised == true {
      .interrupted
    } else if isOver {
      .timeLimit
    } else {
      iterations == nil ? .exhausted : .iterationLimit
    }
  }
}
