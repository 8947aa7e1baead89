/// Which time counts towards a deadline.
public enum DeadlineClock: String, Hashable, Codable, Sendable, CaseIterable {
  /// Every hour, nights and closed days included.
  case elapsed
  /// Only the hours in which the queue is open.
  case openingHours
}

/// Within what time deferrable work is to be done, and by which clock. The choice of the clock outweighs any other.
public struct ResponseTime: Hashable, Codable, Sendable {
  /// > 0.
  public var seconds: Double
  public var clock: DeadlineClock

  public init(seconds: Double, clock: DeadlineClock) {
    self.seconds = seconds
    self.clock = clock
  }

  /// `8 opening hours`, `24 hours`.
  var words: String {
    switch clock {
    case .elapsed: "\(decimal(seconds / 3600)) hours"
    case .openingHours: "\(decimal(seconds / 3600)) opening hours"
    }
  }
}
