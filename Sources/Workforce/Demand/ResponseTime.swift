internal import Words

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

  /// `8 opening hours`, `24 hours`, `45 minutes of opening hours`.
  public var words: String {
    let hours = seconds / 3600
    if seconds >= 3600, abs(hours * 100 - (hours * 100).rounded()) < 1e-9 {
      return "\(Words.plain.short(hours)) \(clock == .elapsed ? "hours" : "opening hours")"
    }
    let minutes = "\(Words.plain.short(seconds / 60)) \(seconds == 60 ? "minute" : "minutes")"
    return clock == .elapsed ? minutes : "\(minutes) of opening hours"
  }
}
