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

extension IntervalGrid {
  private enum CodingKeys: String, CodingKey { case start, interval, count }

  /// - Throws: `DecodingError.dataCorrupted` for a width that does not divide a day, and for more intervals than any plan
  ///   has.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    start = try container.decode(Instant.self, forKey: .start)
    interval = try container.decode(Minutes.self, forKey: .interval)
    guard (1...1440).contains(interval.rawValue), 1440 % interval.rawValue == 0 else {
      throw DecodingError.dataCorruptedError(
        forKey: .interval, in: container,
        debugDescription: "found \(interval.rawValue); expected a width in minutes that divides a day, such as 15 or 30"
      )
    }
    count = try container.decode(Int.self, forKey: .count)
    guard (0...1_000_000).contains(count) else {
      throw DecodingError.dataCorruptedError(
        forKey: .count, in: container, debugDescription: "found \(count); expected intervals from 0 to 1000000")
    }
  }
}
