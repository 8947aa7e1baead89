/// What a search says while it runs.
public struct SearchProgress: Hashable, Sendable {
  public var stage: String
  /// Best so far, and what nothing can go below; nil before there is any.
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
