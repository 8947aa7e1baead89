/// A wall-clock time in minutes after midnight. Above 24:00 it means the day after (an overnight end: `30:00` is 06:00).
/// `"08:30"` in JSON.
public struct ClockTime: Hashable, Comparable, Sendable {
  public var minutes: Int

  public init(minutes: Int) { self.minutes = minutes }
  public init(hour: Int, minute: Int = 0) { minutes = hour * 60 + minute }

  public static func < (left: Self, right: Self) -> Bool { left.minutes < right.minutes }
}

extension ClockTime: CustomStringConvertible, LosslessStringConvertible, Codable {
  public var description: String { "\(padded(minutes / 60, to: 2)):\(padded(minutes % 60, to: 2))" }

  /// Reads `H:MM` or `HH:MM`, 0:00 to 48:00.
  public init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let hour = Int(parts[0]), let minute = Int(parts[1]), minute < 60, hour * 60 + minute <= 48 * 60
    else { return nil }
    self.init(hour: hour, minute: minute)
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let time = ClockTime(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' isn't a time of day; expected HH:MM, for example 08:30")
    }
    self = time
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// A date with a wall-clock time to the second, without a zone.
public struct CivilTime: Hashable, Comparable, Sendable {
  public var date: CivilDate
  /// 0..<86400.
  public var secondOfDay: Int

  public init(date: CivilDate, secondOfDay: Int) {
    self.date = date
    self.secondOfDay = secondOfDay
  }

  /// Times past 24:00 roll over into the following days.
  public init(date: CivilDate, clock: ClockTime) {
    self.date = date.adding(days: clock.minutes / 1440)
    secondOfDay = clock.minutes % 1440 * 60
  }

  public var minuteOfDay: Int { secondOfDay / 60 }
  /// Seconds since 1970-01-01T00:00 on the same wall clock.
  public var wallSeconds: Int { date.dayNumber * 86_400 + secondOfDay }

  public init(wallSeconds: Int) {
    let day = wallSeconds >= 0 ? wallSeconds / 86_400 : -((-wallSeconds + 86_399) / 86_400)
    self.init(date: CivilDate(dayNumber: day), secondOfDay: wallSeconds - day * 86_400)
  }

  public static func < (left: Self, right: Self) -> Bool { left.wallSeconds < right.wallSeconds }
}
