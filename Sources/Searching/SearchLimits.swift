/// How long to search, and how.
public struct SearchLimits: Hashable, Codable, Sendable {
  /// Seconds of wall-clock time for search and bound together; nil = no limit (then `iterations` must be set).
  public var timeLimit: Double?
  /// Number of search moves. With it the result does not depend on the machine: for named people the rounds of the bound
  /// follow from it alone, 20 to 1,500 of the ascent (a twentieth), up to 200 of the master (a thousandth), 20 to 2,000
  /// nodes of a small team's whole program (a fifth).
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
