public import Optimization
public import Tables

/// How long to search, and how.
public struct RosterOptions: Hashable, Codable, Sendable {
  /// Seconds of wall-clock time for search and bound together; nil = no limit (then `iterations` must be set).
  public var timeLimit: Double?
  /// Number of search moves. With it the result does not depend on the machine: the rounds of the bound follow from it
  /// alone, 20 to 1,500 of the ascent (a twentieth), up to 200 of the master (a thousandth), 20 to 2,000 nodes of a small
  /// team's whole program (a fifth).
  public var iterations: Int?
  public var seed: UInt64
  public var threads: Int
  /// Stop as soon as objective ÷ bound − 1 is at most this.
  public var gap: Double

  public init(
    timeLimit: Double? = 60, iterations: Int? = nil, seed: UInt64 = 1, threads: Int = 2, gap: Double = 0
  ) {
    self.timeLimit = timeLimit
    self.iterations = iterations
    self.seed = seed
    self.threads = threads
    self.gap = gap
  }
}

/// What the search says while it runs.
public struct RosterProgress: Hashable, Sendable {
  public var stage: String
  public var objective: Double?
  public var bound: Double?
  /// Seconds since the start, and left where a limit is set.
  public var elapsed: Double
  public var remaining: Double?

  public init(stage: String, objective: Double?, bound: Double?, elapsed: Double, remaining: Double?) {
    self.stage = stage
    self.objective = objective
    self.bound = bound
    self.elapsed = elapsed
    self.remaining = remaining
  }

  /// See `relativeGap(objective:bound:)`; nil where nothing is proven yet.
  public var gap: Double? {
    guard let objective, let bound else { return nil }
    return relativeGap(objective: objective, bound: bound)
  }
}

/// The parts of the objective, in currency units.
public struct CostParts: Hashable, Codable, Sendable {
  public var pay: Double
  public var nightPremium: Double
  public var wishes: Double
  /// Price of paid hours below the weekly minimum.
  public var contractShortfall: Double
  public var understaffing: Double
  public var overstaffing: Double

  public init(
    pay: Double = 0, nightPremium: Double = 0, wishes: Double = 0, contractShortfall: Double = 0,
    understaffing: Double = 0, overstaffing: Double = 0
  ) {
    self.pay = pay
    self.nightPremium = nightPremium
    self.wishes = wishes
    self.contractShortfall = contractShortfall
    self.understaffing = understaffing
    self.overstaffing = overstaffing
  }

  public var total: Double {
    pay + nightPremium + wishes + contractShortfall + understaffing + overstaffing
  }
}

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
