internal import Calendars
internal import Optimization
internal import Searching
internal import Tables
internal import Workforce

/// Staffing with work that may wait: first the heads that it asks for in each slot, then the duties that cover them.
///
/// The relaxation chooses heads and duties together; its bound holds for every choice of heads that meets the deadlines.
/// A dive fixes whole duties, and the heads that its last relaxation has among those people are rounded to whole heads.
/// The staffing for these is compared with what the heads in the problem's demand cost at least; when it isn't proven to
/// be as good, that plan is solved, too, and the better staffing taken.
struct DeferredStaffing {
  let problem: StaffingProblem
  let options: StaffingOptions
  let tables: StaffingTables
  private var relaxation = 0.0
  private var bound = 0.0
  private var isInfeasible = false
  private var trouble: [SolverTrouble] = []
  private var best: (solver: StaffingSolver, heads: [[Int]])?
  private var iterations = 0
  /// Whether time ended the solve of the whole program.
  private var ranOut = false
  private let clock = ContinuousClock()
  private let begin: ContinuousClock.Instant
  private let seconds: Double?

  init(_ problem: StaffingProblem, _ options: StaffingOptions) {
    self.problem = problem
    self.options = options
    tables = StaffingTables(problem)
    begin = clock.now
    seconds = options.seconds ?? (options.iterations == nil ? 20 : nil)
  }

  private var elapsed: Double { (clock.now - begin) / .seconds(1) }
  private func left(_ share: Double = 1) -> Double? { seconds.map { $0 * share - elapsed } }

  /// The heads in the problem's demand, when they meet every deadline.
  private var given: [[Int]]? {
    let heads = problem.deadlines.map { problem.demand[$0.queue].required }
    return zip(problem.deadlines, heads).allSatisfy { $0.isMet(by: $1) } ? heads : nil
  }

  mutating func run() {
    let placement = Placement(tables, effort: options.effort, stop: options.stop, left: left)
    for failure in placement.trouble { trouble.note(failure) }
    relaxation = placement.bound
    bound = placement.bound * (1 - 1e-10)
    if problem.prices == nil, let unit = tables.costUnit { bound = ((bound / unit) - 1e-6).rounded(.up) * unit }
    isInfeasible = placement.isInfeasible
    if isInfeasible { bound = .infinity }
    let given = given
    guard let placed = placement.heads, placed != given else {
      solve(given ?? problem.deadlines.map(\.eagerHeads), from: placement.duties, share: 1)
      improveJointly()
      return
    }
    // What the other plan costs at least, when there is time to find out.
    var least: Double?
    if let given, (left(0.6) ?? 1) > 0 {
      do throws(SolverFailure) {
        least = try Self.bound(of: problem.asking(for: given), known: placement.columns, options) { left(0.6) }
      } catch {
        trouble.note(SolverTrouble(while: "comparing two ways of placing the work with deadlines", error))
      }
    }
    solve(placed, from: placement.duties, share: given == nil || placement.value < (least ?? 0) * 0.98 ? 1 : 0.7)
    defer { improveJointly() }
    guard options.stop?.isRaised != true, (left() ?? 1) > 0 else { return }
    if let given, (best?.solver.objective ?? .infinity) > (least ?? 0) * (1 + 1e-9) {
      solve(given, from: [], share: 1)
    } else if (left(0.9) ?? 0) > 0, let best,
      !isProven(objective: best.solver.objective, bound: bound, within: options.gap)
    {
      // The time kept for the other plan.
      solve(placed, from: best.solver.duties, share: 1)
    }
  }

  /// The most columns of the whole program for which it is worth solving as one.
  private static let mostColumns = 6000

  /// Heads and duties of a small problem in one integer program (`flowProgram`), in what is left of the time: the heads
  /// that it finds are solved for, and its bound counts.
  private mutating func improveJointly() {
    guard options.stop?.isRaised != true, (left() ?? 1) > 0, let best, !isInfeasible,
      !isProven(objective: best.solver.objective, bound: bound, within: max(options.gap, 1e-9))
    else { return }
    let program = problem.flowProgram()
    guard program.columns.count <= Self.mostColumns else { return }
    let limits = IntegerOptions(
      seconds: left().map { max(0.01, $0 * 0.85) }, nodes: options.iterations == nil ? nil : 1000, presolve: false,
      cuts: true, stop: options.stop)
    let found: IntegerOutcome
    do throws(SolverFailure) { found = try Optimization.solve(program, options: limits) } catch {
      trouble.note(SolverTrouble(while: "solving heads and duties together", error))
      return
    }
    if let failure = found.failure {
      trouble.note(SolverTrouble(while: "solving heads and duties together", failure))
    }
    if found.bound.isFinite { bound = max(bound, found.bound - 5e-10 * abs(found.bound)) }
    ranOut = found.status == .timeLimit
    guard let values = found.values else { return }
    let columns = Dictionary(
      program.columns.indices.map { (program.columns[$0].name, $0) }, uniquingKeysWith: { first, _ in first })
    let heads = problem.deadlines.map { work in
      let name = problem.demand[work.queue].queue.rawValue
      return (0..<problem.slots).map { slot in
        columns["heads[\(name),\(slot)]"].map { Int(values[$0].rounded()) } ?? 0
      }
    }
    guard heads != best.heads, zip(problem.deadlines, heads).allSatisfy({ $0.isMet(by: $1) }) else { return }
    solve(heads, from: [], share: 1)
  }

  /// Solves the problem that asks for `heads`, until `share` of the time is used, and keeps the better answer.
  private mutating func solve(_ heads: [[Int]], from duties: [PlacedDuty], share: Double) {
    var inner = options
    if let left = left(share) { inner.seconds = max(0.01, left) }
    let (offset, whole) = (elapsed, bound)
    let kept = best?.solver.objective ?? .infinity
    if let report = options.progress {
      inner.progress = { progress in
        report(
          StaffingProgress(
            stage: progress.stage, objective: min(progress.objective, kept), bound: whole,
            seconds: progress.seconds + offset))
      }
    }
    var solver = StaffingSolver(problem.asking(for: heads), inner, outerBound: bound)
    solver.run(from: duties)
    iterations += solver.moves
    for failure in solver.trouble { trouble.note(failure) }
    if best == nil || solver.objective < kept { best = (solver, heads) }
  }

  /// A bound on the cost of a problem whose demand is fixed.
  private static func bound(
    of problem: StaffingProblem, known: [PlacedDuty], _ options: StaffingOptions, left: () -> Double?
  ) throws(SolverFailure) -> Double {
    let master = try StaffingMaster(StaffingTables(problem), effort: options.effort)
    try master.add(known)
    return try master.generate(stop: options.stop, secondsLeft: left) == .infeasible ? .infinity : master.bound
  }

  /// The answer, checked against the deadlines.
  func outcome() throws(Diagnostic) -> StaffingOutcome {
    guard let best else {
      throw Diagnostic("staffing.internal", "no staffing was tried", cure: "Please report this.", kind: .internal)
    }
    var outcome = try best.solver.outcome()
    outcome.heads = best.heads
    // Who is there and would be too many works off what waits.
    let people = StaffingCheck(outcome.duties, of: problem, heads: best.heads).scheduled
    if (problem.prices?.overNext ?? 0) > 0 {
      outcome.heads = zip(problem.deadlines, best.heads).map { $0.raised($1, to: people[$0.queue]) }
    }
    let check = StaffingCheck(outcome.duties, of: problem, heads: outcome.heads)
    if let breach = check.breaches.first {
      throw Diagnostic(
        "staffing.internal", "the staffing found breaks a rule: \(breach)", cure: "Please report this.", kind: .internal
      )
    }
    outcome.objective = check.objective
    outcome.uncovered = check.uncovered
    outcome.relaxation = relaxation
    outcome.bound = min(bound, check.objective)
    outcome.iterations = iterations
    outcome.trouble = trouble
    outcome.seconds = elapsed
    outcome.status = options.status(
      objective: check.objective, bound: bound, isInfeasible: isInfeasible, isOver: ranOut || (left() ?? 1) <= 0)
    return outcome
  }
}

/// Where the relaxation of heads and duties places work with deadlines.
private struct Placement {
  /// Whole heads of each deferred queue; nil when the relaxation didn't get that far.
  var heads: [[Int]]?
  var duties: [PlacedDuty] = []
  /// Every duty that was priced in.
  var columns: [PlacedDuty] = []
  var value = Double.infinity
  var bound = 0.0
  var isInfeasible = false

  /// Where the solver failed; what was known by then stays.
  private(set) var trouble: [SolverTrouble] = []

  init(_ tables: StaffingTables, effort: RelaxationEffort?, stop: StopFlag?, left: (Double) -> Double?) {
    do throws(SolverFailure) { try place(tables, effort, stop: stop, left: left) } catch {
      trouble.note(SolverTrouble(while: "placing the work with deadlines", error))
    }
  }

  private mutating func place(
    _ tables: StaffingTables, _ effort: RelaxationEffort?, stop: StopFlag?, left: (Double) -> Double?
  ) throws(SolverFailure) {
    let master = try StaffingMaster(tables, effort: effort)
    let ending = master.generated(stop: stop) { left(0.35) }
    bound = master.bound
    value = master.value
    columns = master.duties
    isInfeasible = ending == .infeasible
    if case .trouble(let failure) = ending { throw failure }
    guard ending == .converged else { return }
    try master.readHeads()
    var fractions = [master.heads]
    if master.size < 2_000_000 {
      do throws(SolverFailure) {
        if let found = try master.dive(steps: 25, stop: stop, secondsLeft: { left(0.5) }) {
          duties = found
          fractions.insert(master.heads, at: 0)
        }
      } catch {
        trouble.note(SolverTrouble(while: "placing the work with deadlines", error))
      }
    }
    columns = master.duties
    for fraction in fractions where heads == nil {
      let rounded = tables.problem.deadlines.indices.compactMap { index in
        tables.problem.deadlines[index].rounded(fraction[index], prices: master.headPrices[index])
      }
      if rounded.count == fraction.count { heads = rounded }
    }
  }
}
