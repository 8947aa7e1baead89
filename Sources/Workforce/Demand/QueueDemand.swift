public import Calendars

/// How many people a queue needs in each interval of a grid, shrinkage included.
public struct QueueDemand: Hashable, Codable, Sendable {
  public var queue: QueueID
  /// Heads on the rota needed in each interval; 0 where closed. Parallel to the grid.
  public var required: [Int]
  /// What heads are worth by the contacts that they bring in time; nil = by their distance from `required`.
  public var steps: ServiceSteps?

  public init(queue: QueueID, required: [Int], steps: ServiceSteps? = nil) {
    self.queue = queue
    self.required = required
    self.steps = steps
  }
}

/// What further heads on a queue are worth, interval by interval: the slopes of its expected service, rounded down onto the
/// prices of `CoveragePrices.ladder`.
public struct ServiceSteps: Hashable, Codable, Sendable {
  /// What one contact in time is worth in each interval, in currency units: one number a day of the queue as a rule.
  public var contactPrice: [Double]
  /// Of each price of the ladder, by interval: how many heads there are before one more is worth less than it. Never falling
  /// from price to price. Up to the first number heads are below the floor; from the last on they are superfluous.
  public var heads: [[Int]]

  public init(contactPrice: [Double], heads: [[Int]]) {
    self.contactPrice = contactPrice
    self.heads = heads
  }
}
