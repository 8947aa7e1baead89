internal import Optimization
public import Searching

extension TourInstance {
  /// What a solve came to.
  public struct Outcome: Sendable {
    /// Pay, premiums, wishes and coverage, in the instance's money.
    public var objective: Double
    /// No tours cost less.
    public var bound: Double
    public var status: SolveStatus
    public var moves: Int
    public var boundRounds: Int
    /// The answer in the benchmark's form: objective, bound, and each duty's person, day, local start, length and the
    /// offsets of its breaks.
    public var answer: String

    public var gap: Double? { relativeGap(objective: objective, bound: bound) }
  }

  /// Searches and proves as `makeRota` does.
  ///
  /// - Parameters: as of `makeRota`; the options must set a time limit or a number of iterations.
  public func solve(
    options: SearchLimits, stop: StopFlag = StopFlag(), clock: @escaping @Sendable () -> Double,
    progress: @escaping @Sendable (SearchProgress) -> Void
  ) -> Outcome {
    let run = SearchRun(options, stop: stop, clock: clock, progress: progress)
    let roster = compiled()
    let solution = RosterSolver(roster: roster, run: run).solve()
    let objective = roster.scale.currency(solution.cost)
    let bound = roster.scale.currency(solution.bound)
    var duties: [String] = []
    for (index, duty) in solution.duties.enumerated() where duty.isWorked {
      let (person, day) = (index / roster.dayCount, index % roster.dayCount)
      let site = sites[agents[person].site]
      let row = roster.rows[Int(duty.row)]
      let start = Int(duty.start) - origin + site.utcOffsetQ - 96 * day
      let breaks = roster.kinds[row.kind].breaks.indices.map { String(duty.breaks[$0]) }.joined(separator: ",")
      duties.append(
        "{\"agent\":\(person),\"day\":\(day),\"start\":\(start),\"length\":\(row.length),\"breaks\":[\(breaks)]}")
    }
    return Outcome(
      objective: objective, bound: bound, status: solution.status, moves: solution.moves,
      boundRounds: solution.boundRounds,
      answer: "{\"objective\":\(objective),\"bound\":\(bound),\"duties\":[\(duties.joined(separator: ","))]}\n")
  }
}
