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
  let run: SearchRun
  let tables: StaffingTables
  private var relaxation = 0.0
  private var bound = 0.0
  private var isInfeasible = false
  private var trouble: [SolverTrouble] = []
  private var best: (solver: StaffingSolver, heads: [[Int]])?
  private var iterations = 0
  /// Whether time ended the solve of the whole program.
  private var ranOut = false

  init(_ problem: StaffingProblem, _ run: SearchRun) {
    self.problem = problem
    self.run = run
    tables = StaffingTables(problem)
  }

  private var budget: SearchBudget { run.budget }

  /// The heads in the problem's demand, when they meet every deadline.
  private var given: [[Int]]? {
    let heads = problem.deadlines.map { problem.demand[$0.queue].required }
    return zip(problem.deadlines, heads).allSatisfy { $0.isMet(by: $1) } ? heads : nil
  }

  mutating func solve() {
    let placement = Placement(tables, run)
    for failure in placement.trouble { trouble.note(failure) }
    relaxation = placement.bound
    bound = tables.proven(by: placement.bound)
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
    if let given, (budget.until(0.6).left ?? 1) > 0 {
      do throws(SolverFailure) {
        least = try leastCost(of: problem.asking(for: given), known: placement.columns)
      } catch {
        trouble.note(SolverTrouble(while: "comparing two ways of placing the work with deadlines", error))
      }
    }
    solve(placed, from: placement.duties, share: given == nil || placement.value < (least ?? 0) * 0.98 ? 1 : 0.7)
    defer { improveJointly() }
    guard !budget.isOver else { return }
    if let given, (best?.solver.objective ?? .infinity) > (least ?? 0) * (1 + 1e-9) {
      solve(given, from: [], share: 1)
    } else if (budget.until(0.9).left ?? 0) > 0, let best,
      !isProven(objective: best.solver.objective, bound: bound, within: run.limits.gap)
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
    guard !budget.isOver, let best, !isInfeasible,
      !isProven(objective: best.solver.objective, bound: bound, within: max(run.limits.gap, 1e-9))
    else { return }
    let program = problem.flowProgram()
    guard program.columns.count <= Self.mostColumns else { return }
    let limits = IntegerOptions(
      seconds: budget.left.map { max(0.01, $0 * 0.85) }, nodes: budget.iterations == nil ? nil : 1000,
      presolve: false, cuts: true, stop: budget.stop)
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
    let kept = best?.solver.objective ?? .infinity
    let part = run.part(lasting: budget.until(share).left, scaled: { min($0, kept) }, bound: bound)
    var solver = StaffingSolver(problem.asking(for: heads), part, outerBound: bound)
    solver.solve(from: duties)
    iterations += solver.moves
    for failure in solver.trouble { trouble.note(failure) }
    if best == nil || solver.objective < kept { best = (solver, heads) }
  }

  /// A bound on the cost of a problem whose demand is fixed.
  private func leastCost(of problem: StaffingProblem, known: [PlacedDuty]) throws(SolverFailure) -> Double {
    let master = try StaffingMaster(StaffingTables(problem), effort: run.effort)
    try master.add(known)
    return try master.generate(within: budget.until(0.6)) == .infeasible ? .infinity : master.bound
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
    try check.confirm()
    outcome.objective = check.objective
    outcome.uncovered = check.uncovered
    outcome.relaxation = relaxation
    outcome.bound = min(bound, check.objective)
    outcome.iterations = iterations
    outcome.trouble = trouble
    outcome.seconds = budget.elapsed
    outcome.status = run.status(
      objective: check.objective, bound: bound, isInfeasible: isInfeasible, isOutOfTime: ranOut || budget.isOver)
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

  init(_ tables: StaffingTables, _ run: SearchRun) {
    do throws(SolverFailure) { try place(tables, run) } catch {
      trouble.note(SolverTrouble(while: "placing the work with deadlines", error))
    }
  }

  private mutating func place(_ tables: StaffingTables, _ run: SearchRun) throws(SolverFailure) {
    let master = try StaffingMaster(tables, effort: run.effort)
    let ending = master.generated(within: run.budget.until(0.35))
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
        if let found = try master.dive(steps: 25, within: run.budget.until(0.5)) {
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
