internal import Optimization
public import Searching
public import Tables

/// Makes the best roster that it finds in the time or iterations given, with a bound that no legal roster can beat.
///
/// - Parameters:
///   - stop: raised from outside, ends the work with the best roster so far.
///   - clock: monotonic seconds; read for limits and progress only.
///   - progress: called from the working threads at every better roster or bound.
/// - Throws: a `Diagnostic` when the instance can't be read, when somebody has no legal row at all, or when no limit is
///   set.
public func makeRoster(
  _ instance: RosterInstance, limits: SearchLimits, stop: StopFlag, clock: @escaping @Sendable () -> Double,
  progress: @escaping @Sendable (SearchProgress) -> Void = { _ in }
) throws(Diagnostic) -> RosterAnswer {
  let run = SearchRun(limits, stop: stop, clock: clock, progress: progress)
  guard limits.timeLimit != nil || limits.iterations != nil else {
    throw Diagnostic(
      "roster.no-limit", "neither a time limit nor a number of iterations is set", cure: "Set one of them.",
      kind: .usage)
  }
  let table = try RosterTable(instance)
  let solution = try RosterSolve(table: table, run: run).solve()
  let content = solution.content
  let rows = content.solution
  let roster = Roster(
    shifts: (0..<table.personCount).map { person in
      (0..<table.days).map { day in
        let type = rows[person * table.days + day]
        return type < 0 ? nil : Int(type)
      }
    })
  let status = run.budget.status(
    isOptimal: content.bound >= content.cost,
    isWithinGap: isProven(objective: content.cost, bound: content.bound, within: limits.gap),
    isOutOfTime: run.budget.deadline != nil)
  var answer = RosterAnswer(
    roster: roster, status: status, objective: Int(content.cost), bound: Int(min(content.bound, content.cost)),
    moves: solution.moves, parts: solution.parts, seconds: run.budget.elapsed)
  answer.trouble = content.trouble
  return answer
}
