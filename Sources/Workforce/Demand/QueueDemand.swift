public import Calendars

/// How many people a queue needs in each interval of a grid, shrinkage included.
public struct QueueDemand: Hashable, Codable, Sendable {
  public var queue: QueueID
  /// Heads on the rota needed in each interval; 0 where closed. Parallel to the grid.
  public var required: [Int]

  public init(queue: QueueID, required: [Int]) {
    self.queue = queue
    self.required = required
  }
}

/// What a missing or a superfluous person costs in one hour of one queue, in currency units.
///
/// The first `⌈required · band⌉` missing cost `underFirst` each, further ones `underNext`; likewise above the need.
public struct CoveragePrices: Hashable, Codable, Sendable {
  public var underFirst: Double
  public var underNext: Double
  public var overFirst: Double
  public var overNext: Double
  /// Share of the required number that makes up the first band, 0…1.
  public var band: Double

  public init(
    underFirst: Double = 48, underNext: Double = 120, overFirst: Double = 2, overNext: Double = 8, band: Double = 0.1
  ) {
    self.underFirst = underFirst
    self.underNext = underNext
    self.overFirst = overFirst
    self.overNext = overNext
    self.band = band
  }
}
