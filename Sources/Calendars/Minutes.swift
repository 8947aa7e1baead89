/// A length of time in whole minutes. A point in time is an `Instant`; a time of day is a `ClockTime`.
public struct Minutes: RawRepresentable, Hashable, Comparable, Codable, Sendable, ExpressibleByIntegerLiteral {
  public var rawValue: Int

  public init(rawValue: Int) { self.rawValue = rawValue }
  public init(_ minutes: Int) { rawValue = minutes }
  public init(integerLiteral value: Int) { rawValue = value }

  public static func hours(_ hours: Int) -> Minutes { Minutes(hours * 60) }
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  public static func + (left: Self, right: Self) -> Minutes { Minutes(left.rawValue + right.rawValue) }
  public static func - (left: Self, right: Self) -> Minutes { Minutes(left.rawValue - right.rawValue) }
  public static func += (left: inout Self, right: Self) { left.rawValue += right.rawValue }

  /// Length in seconds.
  public var seconds: Int { rawValue * 60 }
}

extension Minutes {
  /// Nearly two years, either way: generous, since some rules say "no limit" with a large number.
  public static let readable = Minutes(-1_000_000)...Minutes(1_000_000)

  /// - Throws: `DecodingError.dataCorrupted` outside `readable`.
  public init(from decoder: any Decoder) throws {
    self.init(
      try decoder.whole(in: Self.readable.lowerBound.rawValue...Self.readable.upperBound.rawValue) {
        "minutes from -1000000 to 1000000"
      })
  }
}
