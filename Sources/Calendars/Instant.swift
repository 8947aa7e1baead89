/// A point in time: whole seconds since 1970-01-01T00:00:00Z. All logic runs on instants; local time exists at the edges.
public struct Instant: RawRepresentable, Hashable, Comparable, Codable, Sendable {
  public var rawValue: Int

  public init(rawValue: Int) { self.rawValue = rawValue }
  public init(secondsSince1970 seconds: Int) { rawValue = seconds }

  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  /// Elapsed seconds from `right` to `left`.
  public static func - (left: Self, right: Self) -> Int { left.rawValue - right.rawValue }
  public static func + (left: Self, right: Minutes) -> Instant { Instant(rawValue: left.rawValue + right.seconds) }
  public static func - (left: Self, right: Minutes) -> Instant { Instant(rawValue: left.rawValue - right.seconds) }

  public func adding(seconds: Int) -> Instant { Instant(rawValue: rawValue + seconds) }
  /// Elapsed whole minutes from `other` to this instant, rounded towards the past.
  public func minutes(since other: Instant) -> Minutes {
    let seconds = rawValue - other.rawValue
    return Minutes(seconds >= 0 ? seconds / 60 : -((-seconds + 59) / 60))
  }
}

extension Instant {
  /// 1900 to 2200: far outside what any document means, far inside what arithmetic holds.
  public static let readable = Instant(rawValue: -2_208_988_800)...Instant(rawValue: 7_258_118_400)

  /// - Throws: `DecodingError.dataCorrupted` outside `readable`.
  public init(from decoder: any Decoder) throws {
    self.init(
      rawValue: try decoder.whole(in: Self.readable.lowerBound.rawValue...Self.readable.upperBound.rawValue) {
        "seconds since 1970-01-01T00:00:00Z from 1900 to 2200"
      })
  }
}
