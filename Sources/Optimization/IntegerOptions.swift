public import Searching

/// What the solve of an integer program may take, and how it goes about it.
public struct IntegerOptions: Sendable {
  /// Wall-clock seconds; nil = no limit. Soft: a long relaxation in a node ends first.
  public var seconds: Double?
  /// Ends when the best solution is proven to lie within this share of its bound (`relativeGap`).
  public var relativeGap: Double
  /// Nodes of the search tree; nil = no limit. The same limit ends at the same place on every machine.
  public var nodes: Int?
  /// A feasible solution to start from, one value a column. Turns the presolver off.
  public var start: [Double]?
  /// GLPK's presolver; used only where every integer column has bounds at most 10,000 apart, because it can run for
  /// ever on others.
  public var presolve: Bool
  /// Gomory and mixed-integer rounding cuts.
  public var cuts: Bool
  /// The feasibility pump, for a first solution.
  public var feasibilityPump: Bool
  public var stop: StopFlag?

  public init(
    seconds: Double? = nil, relativeGap: Double = 0, nodes: Int? = nil, start: [Double]? = nil, presolve: Bool = true,
    cuts: Bool = false, feasibilityPump: Bool = false, stop: StopFlag? = nil
  ) {
    self.seconds = seconds
    self.relativeGap = relativeGap
    self.nodes = nodes
    self.start = start
    self.presolve = presolve
    self.cuts = cuts
    self.feasibilityPump = feasibilityPump
    self.stop = stop
  }
}

/// How an integer program ended.
public struct IntegerOutcome: Hashable, Sendable {
  public var status: SolveStatus
  /// The best solution found, integer columns rounded to whole numbers; nil when there is none.
  public var values: [Double]?
  /// Its objective; NaN without a solution.
  public var objective: Double
  /// No solution is better than this; infinite when nothing is proven.
  public var bound: Double
  public var nodes: Int

  /// See `relativeGap(objective:bound:)`; nil without a solution or a bound.
  public var gap: Double? { values == nil ? nil : relativeGap(objective: objective, bound: bound) }
  /// Why there may be less than the program has, where the solver failed; nil where it ended as it should.
  public var failure: SolverFailure? {
    status == .numericalTrouble || status == .outOfMemory ? .gaveUp(status) : nil
  }

  public init(status: SolveStatus, values: [Double]?, objective: Double, bound: Double, nodes: Int) {
    self.status = status
    self.values = values
    self.objective = objective
    self.bound = bound
    self.nodes = nodes
  }
}
