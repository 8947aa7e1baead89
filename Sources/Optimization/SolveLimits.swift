public import Searching

/// What one solve of a linear program may take, and how it goes about it.
public struct SolveLimits: Sendable {
  /// The simplex method to start with.
  public enum Method: Sendable {
    /// Primal after new columns or costs, dual after changed bounds, primal when both or in doubt.
    case automatic
    case primal
    case dual
  }

  public var method: Method
  /// Wall-clock seconds; nil = no limit. GLPK reads the clock at every iteration.
  public var seconds: Double?
  /// Simplex iterations; nil = no limit of the caller's. The same limit stops at the same place on every machine.
  public var iterations: Int?
  /// Read between slices of `slice` iterations; nothing else stops a running simplex method.
  public var stop: StopFlag?
  /// Iterations between two looks at `stop`. Each slice starts with a fresh factorization and fresh pricing weights.
  public var slice: Int

  public init(
    method: Method = .automatic, seconds: Double? = nil, iterations: Int? = nil, stop: StopFlag? = nil,
    slice: Int = 1000
  ) {
    self.method = method
    self.seconds = seconds
    self.iterations = iterations
    self.stop = stop
    self.slice = slice
  }
}

/// How a linear program ended.
public struct LinearOutcome: Hashable, Sendable {
  /// `optimal`, `infeasible`, `unbounded`, or why it ended before that was known.
  public var status: SolveStatus
  /// Value at the basis reached, constant included; an answer only when `status` is `optimal`.
  public var objective: Double
  /// Simplex iterations of this solve, retries included.
  public var iterations: Int

  public init(status: SolveStatus, objective: Double, iterations: Int) {
    self.status = status
    self.objective = objective
    self.iterations = iterations
  }

  /// Whether the optimum was reached before a limit, for programs that have one.
  /// - Throws: `gaveUp` when the solve ended neither by an optimum nor by a limit.
  public func isOptimal() throws(SolverFailure) -> Bool {
    switch status {
    case .optimal: return true
    case .timeLimit, .iterationLimit, .interrupted: return false
    default: throw .gaveUp(status)
    }
  }
}
