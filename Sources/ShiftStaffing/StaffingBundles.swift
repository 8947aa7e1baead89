internal import Calendars
internal import Optimization
internal import Searching
internal import Tables
internal import Workforce

extension StaffingProblem {
  /// The most people whom a search moves one by one.
  static let mostPeople = 10_000.0

  /// How many people are to start their duties together, so that a search of any demand is one of `mostPeople`: 1 for
  /// every team of that size. The relaxation, and with it the bound, doesn't care how many people a column stands for.
  var bundle: Int {
    let longest = shifts.reduce(1) { longest, shift in
      max(longest, shift.slots - shift.breakWindows.reduce(0) { $0 + $1.length })
    }
    let work = demand.reduce(0.0) { sum, queue in queue.full.reduce(sum) { $0 + Double($1) } }
    return max(1, Int(min(1e9, (work / Double(longest) / Self.mostPeople).rounded(.up))))
  }

  /// The same problem for bundles of `size` people: demand and steps rounded up to whole bundles, limits down. Whatever covers it,
  /// each duty worked by `size` people, covers this one and keeps its limits.
  func inBundles(of size: Int) -> StaffingProblem {
    var scaled = self
    func bundles(_ heads: [Int]) -> [Int] { heads.map { ($0 + size - 1) / size } }
    for queue in demand.indices {
      scaled.demand[queue].required = bundles(demand[queue].required)
      scaled.demand[queue].steps?.heads = (demand[queue].steps?.heads ?? []).map(bundles)
    }
    for cap in startCaps.indices { scaled.startCaps[cap].limit /= size }
    for group in groups.indices {
      scaled.groups[group].paidLimit = groups[group].paidLimit.map { Minutes($0.rawValue / size) }
    }
    let share = 1 / Double(size)
    for index in deadlines.indices {
      scaled.deadlines[index].idle = deadlines[index].idle.map { $0 * share }
      scaled.deadlines[index].available = deadlines[index].available.map { $0 * share }
      scaled.deadlines[index].due = deadlines[index].due.map { $0 * share }
    }
    return scaled
  }
}

/// Staffs more people than a search moves one by one: the bound is that of the problem itself, the duties are found in
/// bundles of `size` people. What rounding to whole bundles costs is in the gap.
func solveInBundles(
  _ problem: StaffingProblem, of size: Int, in run: SearchRun
) throws(Diagnostic) -> StaffingOutcome {
  let budget = run.budget
  var trouble: [SolverTrouble] = []
  var (bound, isInfeasible) = (0.0, false)
  do throws(SolverFailure) {
    let master = try StaffingMaster(StaffingTables(problem), effort: run.effort)
    let ending = master.generated(within: budget.until(0.4))
    if case .trouble(let failure) = ending { throw failure }
    isInfeasible = ending == .infeasible
    bound = isInfeasible ? .infinity : master.bound * (1 - 1e-10)
  } catch {
    trouble.note(SolverTrouble(while: "proving the bound", error))
  }
  let part = run.part(lasting: budget.left, scaled: { $0 * Double(size) }, bound: bound)
  var outcome = try solveStaffing(problem.inBundles(of: size), in: part)
  for index in outcome.duties.indices { outcome.duties[index].count *= size }
  outcome.heads = zip(problem.deadlines, outcome.heads).map { work, heads in
    let heads = heads.map { $0 * size }
    // Curves are sums of many terms: what rounding leaves undone is made up for.
    return work.isMet(by: heads) ? heads : work.raised(heads, to: heads.map { $0 + size })
  }
  let check = StaffingCheck(outcome.duties, of: problem, heads: outcome.heads)
  try check.confirm()
  for failure in outcome.trouble { trouble.note(failure) }
  outcome.trouble = trouble
  outcome.bundle = size
  outcome.objective = check.objective
  outcome.uncovered = check.uncovered
  outcome.relaxation = bound
  outcome.bound = min(bound, check.objective)
  outcome.seconds = budget.elapsed
  outcome.status = run.status(
    objective: check.objective, bound: bound, isInfeasible: isInfeasible, isOutOfTime: budget.isOver)
  return outcome
}
