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
  _ instance: RosterInstance, limits: RosterLimits, stop: StopFlag, clock: @escaping @Sendable () -> Double,
  progress: @escaping @Sendable (RosterProgress) -> Void = { _ in }
) throws(Diagnostic) -> RosterAnswer {
  let begin = clock()
  guard limits.seconds != nil || limits.iterations != nil else {
    throw Diagnostic(
      "roster.no-limit", "neither a time limit nor a number of iterations is set", cure: "Set one of them.",
      kind: .usage)
  }
  let table = try RosterTable(instance)
  let solver = RosterSolve(table: table, limits: limits, stop: stop, begin: begin, clock: clock, progress: progress)
  let solution = try solver.solve()
  let rows = solution.content.rows
  let roster = Roster(
    shifts: (0..<table.personCount).map { person in
      (0..<table.days).map { day in
        let type = rows[person * table.days + day]
        return type < 0 ? nil : Int(type)
      }
    })
  let content = solution.content
  let status: SolveStatus =
    content.bound >= content.cost
    ? .optimal
    : isProven(objective: Int64(content.cost), bound: Int64(content.bound), within: limits.gap)
      ? .gapReached : stop.isRaised ? .interrupted : limits.iterations != nil ? .iterationLimit : .timeLimit
  var answer = RosterAnswer(
    roster: roster, status: status, objective: content.cost, bound: content.bound, moves: solution.moves,
    parts: solution.parts, seconds: clock() - begin)
  answer.trouble = content.trouble
  return answer
}
