public import Searching
public import Tables
public import Workforce

/// A rota with what is proven about it.
public struct RosterOutcome: Hashable, Sendable {
  public var rota: Rota
  public var status: SolveStatus
  /// Of the whole program: `costs.total`.
  public var objective: Double
  /// No rota under these rules costs less; where one is known (`RotaBase`), objective and disturbance together.
  public var bound: Double
  /// What the changes to the known rota come to; nil where none is known.
  public var disturbance: Double?
  public var costs: CostParts
  /// Search moves and bound rounds made.
  public var moves: Int
  public var boundRounds: Int
  public var seconds: Double
  /// What the reader should know about how it went, for example that the solver failed and the bound stopped early.
  public var notes: [Diagnostic] = []

  /// See `relativeGap(objective:bound:)`; nil where no bound above 0 was proven.
  public var gap: Double? { relativeGap(objective: objective + (disturbance ?? 0), bound: bound) }

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
