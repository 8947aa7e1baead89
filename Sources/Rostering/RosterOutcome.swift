public import Searching
public import Tables
public import Workforce

/// A rota with what is proven about it.
public struct RosterOutcome: Hashable, Sendable {
  public var rota: Rota
  public var status: SolveStatus
  /// Of the whole program: `costs.total`.
  public var objective: Double
  /// No rota under these rules costs less.
  public var bound: Double
  public var costs: CostParts
  /// Search moves and bound rounds made.
  public var moves: Int
  public var boundRounds: Int
  public var seconds: Double
  /// What the reader should know about how it went, for example that the solver failed and the bound stopped early.
  public var notes: [Diagnostic] = []

  /// See `relativeGap(objective:bound:)`; nil where no bound above 0 was proven.
  public var gap: Double? { relativeGap(objective: objective, bound: bound) }

  public init(
    rota: Rota, status: SolveStatus, objective: Double, bound: Double, costs: CostParts, moves: Int, boundRounds: Int,
    seconds: Double
  ) {
    self.rota = rota
    self.status = status
    self.objective = objective
    self.bound = bound
    self.costs = costs
    self.moves = moves
    self.boundRounds = boundRounds
    self.seconds = seconds
  }
}
