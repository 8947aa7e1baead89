/// A week of ISO 8601: Monday to Sunday, numbered so that week 1 holds the year's first Thursday. `"2026-W49"` in JSON.
public struct ISOWeek: Hashable, Comparable, Sendable {
  public var year: Int
  /// 1…52 or 53.
  public var week: Int

  /// Nil when the year has no such week.
  public init?(year: Int, week: Int) {
    guard week >= 1, week <= Self.weeks(in: year) else { return nil }
    self.year = year
    self.week = week
  }

  public init(containing date: CivilDate) {
    let thursday = date.adding(days: 3 - date.weekday.index)
    year = thursday.year
    week = (thursday.dayNumber - CivilDate.firstOfJanuary(of: thursday.year).dayNumber) / 7 + 1
  }

  public var monday: CivilDate {
    let fourth = CivilDate.firstOfJanuary(of: year).adding(days: 3)
    return fourth.adding(days: -fourth.weekday.index + (week - 1) * 7)
  }

  public func adding(weeks: Int) -> ISOWeek { ISOWeek(containing: monday.adding(days: weeks * 7)) }
  public static func < (left: Self, right: Self) -> Bool { (left.year, left.week) < (right.year, right.week) }

  /// 52 or 53: 28 December always lies in the year's last week.
  public static func weeks(in year: Int) -> Int {
    ISOWeek(containing: CivilDate.firstOfJanuary(of: year + 1).adding(days: -4)).week
  }
}

extension CivilDate {
  static func firstOfJanuary(of year: Int) -> CivilDate {
    CivilDate(year: year, month: 1, day: 1) ?? CivilDate(dayNumber: 0)
  }
}

extension ISOWeek: CustomStringConvertible, LosslessStringConvertible, Codable {
  public var description: String { "\(padded(year, to: 4))-W\(padded(week, to: 2))" }

  /// Reads `2026-W49`.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count == 4, parts[1].utf8.count == 3,
      parts[1].first == "W" || parts[1].first == "w",
      parts[0].utf8.allSatisfy({ (48...57).contains($0) }),
      parts[1].utf8.dropFirst().allSatisfy({ (48...57).contains($0) }),
      let year = Int(parts[0]), let week = Int(parts[1].dropFirst())
    else { return nil }
    self.init(year: year, week: week)
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let week = ISOWeek(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' isn't an ISO week; expected YYYY-Www, for example 2026-W49")
    }
    self = week
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
