/// A run of equal intervals in UTC, on which demand and presence are counted. Interval `i` is
/// `[start + i·interval, start + (i+1)·interval)`.
public struct IntervalGrid: Hashable, Codable, Sendable {
  public var start: Instant
  /// 15 minutes unless every zone in play allows 30.
  public var interval: Minutes
  public var count: Int

  public init(start: Instant, interval: Minutes, count: Int) {
    self.start = start
    self.interval = interval
    self.count = count
  }

  public var end: Instant { start.adding(seconds: count * interval.seconds) }
  public var range: Range<Instant> { start..<end }
  public func instant(at index: Int) -> Instant { start.adding(seconds: index * interval.seconds) }

  /// The interval that holds `instant`; may lie outside `0..<count` (rounds towards the past).
  public func index(of instant: Instant) -> Int {
    let seconds = instant - start
    let width = interval.seconds
    return seconds >= 0 ? seconds / width : -((-seconds + width - 1) / width)
  }
}
