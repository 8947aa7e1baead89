public import Optimization
public import Searching

/// How long to search, and how.
public struct RosterLimits: Hashable, Codable, Sendable {
  /// Wall-clock seconds for search and bound together; nil = no limit (then `iterations` must be set).
  public var seconds: Double?
  /// Search moves and, in proportion, everything else; with it the result does not depend on the machine or on the
  /// number of threads.
  public var iterations: Int?
  public var seed: UInt64
  /// With two or more the bound is proven beside the search; with one they take turns.
  public var threads: Int
  /// Stop as soon as objective ÷ bound − 1 is at most this.
  public var gap: Double

  public init(seconds: Double? = 60, iterations: Int? = nil, seed: UInt64 = 1, threads: Int = 2, gap: Double = 0) {
    self.seconds = seconds
    self.iterations = iterations
    self.seed = seed
    self.threads = threads
    self.gap = gap
  }
}

/// What the search says while it runs.
public struct RosterProgress: Hashable, Sendable {
  public var stage: String
  public var objective: Int
  public var bound: Int
  /// Seconds since the start.
  public var elapsed: Double

  public init(stage: String, objective: Int, bound: Int, elapsed: Double) {
    self.stage = stage
    self.objective = objective
    self.bound = bound
    self.elapsed = elapsed
  }
}

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
