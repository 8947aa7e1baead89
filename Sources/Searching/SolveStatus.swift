/// Why a solve ended and what it proves. Never "optimal" without a proof.
public enum SolveStatus: String, Codable, Hashable, Sendable {
  /// Proven best (within the tolerance of the solver).
  case optimal
  /// A solution within the gap that was asked for.
  case gapReached
  /// The time was up; the best solution so far is usable if there is one.
  case timeLimit
  /// The number of iterations was up.
  case iterationLimit
  /// The method has nothing left to try, though neither time nor iterations are up.
  case exhausted
  /// Stopped from outside.
  case interrupted
  /// Proven: no solution keeps every row.
  case infeasible
  /// The objective has no limit.
  case unbounded
  /// No memory for the problem.
  case outOfMemory
  /// The solver lost its numerical footing and no retry helped.
  case numericalTrouble
}
