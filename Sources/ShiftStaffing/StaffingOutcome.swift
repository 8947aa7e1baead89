public import Optimization
public import Searching

/// A shift with its breaks placed, worked by `count` people.
public struct StaffedDuty: Hashable, Sendable {
  /// Position in `StaffingProblem.shifts`.
  public var shift: Int
  /// Slots from the shift's start to each break, parallel to its windows.
  public var breaks: [Int]
  public var count: Int

  public init(shift: Int, breaks: [Int], count: Int) {
    self.shift = shift
    self.breaks = breaks
    self.count = count
  }
}

/// How many people start which duty, and how good that is.
public struct StaffingOutcome: Hashable, Sendable {
  public var status: SolveStatus
  /// Duties by shift and then breaks. Empty when no cover was found.
  public var duties: [StaffedDuty]
  /// Pay of the duties and prices of cover; infinite when a slot that must be covered is not.
  public var objective: Double
  /// No staffing costs less than this.
  public var bound: Double
  /// Value of the linear relaxation as far as it was solved: the bound without rounding.
  public var relaxation: Double
  /// Agent-slots of demand not covered.
  public var uncovered: Int
  /// For each of `StaffingProblem.deadlines` the heads of each slot that were covered in place of its demand; together they
  /// meet every deadline.
  public var heads: [[Int]] = []
  /// Moves of all annealings.
  public var iterations: Int
  public var seconds: Double
  /// How many people start a duty together at least: 1 where the search moved them one by one.
  public var bundle = 1
  /// Where the solver failed on the way; what it had proven until then counts.
  public var trouble: [SolverTrouble] = []

  /// See `relativeGap(objective:bound:)`; nil where no bound above 0 was proven.
  public var gap: Double? { relativeGap(objective: objective, bound: bound) }

  public init(
    status: SolveStatus, duties: [StaffedDuty], objective: Double, bound: Double, relaxation: Double, uncovered: Int,
    iterations: Int, seconds: Double
  ) {
    self.status = status
    self.duties = duties
    self.objective = objective
    self.bound = bound
    self.relaxation = relaxation
    self.uncovered = uncovered
    self.iterations = iterations
    self.seconds = seconds
  }
}
