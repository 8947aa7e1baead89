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

/// What the solver or the guard before it refused. Everything that belonged to the solver's thread is gone when
/// `fatal` was thrown; a new program can be made at once.
public enum SolverFailure: Error, Hashable, Sendable {
  /// GLPK ended with a fatal error; its text.
  case fatal(String)
  /// The program was lost with an earlier fatal error of its thread.
  case lost
  /// A coefficient, cost or bound is NaN, or infinite where it must not be.
  case notFinite(String)
  /// A lower bound above its upper bound.
  case crossedBounds(String)
  /// An index outside the program.
  case outOfRange(String)
  /// Used on another thread than the one that made it.
  case wrongThread
  /// A solve ended without an answer though there is one: numerical trouble, no memory, or a verdict that can't be.
  case gaveUp(SolveStatus)
  /// A status that this program does not know; the raw codes.
  case unexpected(code: Int, status: Int)
}
