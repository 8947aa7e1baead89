public import Optimization
public import Searching

/// A roster with what is proven about it.
public struct RosterAnswer: Hashable, Sendable {
  public var roster: Roster
  /// `optimal` when the bound has reached the objective.
  public var status: SolveStatus
  public var objective: Int
  /// No legal roster costs less. Whole, because every price is.
  public var bound: Int
  /// Moves of the annealing.
  public var moves: Int
  /// Parts of the roster planned anew by column generation.
  public var parts: Int
  public var seconds: Double
  /// Where the solver failed on the way; what it had proven until then counts.
  public var trouble: [SolverTrouble] = []

  /// See `relativeGap(objective:bound:)`; nil where no bound above 0 was proven.
  public var gap: Double? { relativeGap(objective: Double(objective), bound: Double(bound)) }

  public init(
    roster: Roster, status: SolveStatus, objective: Int, bound: Int, moves: Int, parts: Int, seconds: Double
  ) {
    self.roster = roster
    self.status = status
    self.objective = objective
    self.bound = bound
    self.moves = moves
    self.parts = parts
    self.seconds = seconds
  }
}
