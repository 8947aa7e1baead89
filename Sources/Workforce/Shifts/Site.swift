public import Calendars

/// A place that people work from: its wall clock and what an hour costs there.
public struct Site: Hashable, Codable, Sendable {
  public var id: SiteID
  public var name: String
  public var zone: Zone
  /// Currency units a paid hour.
  public var payPerHour: Double
  /// Extra currency units an hour inside the night window, of the time that `nightPremiumOn` says.
  public var nightPremiumPerHour: Double
  /// The night on the site's wall clock, for example 22:00 to 30:00 (06:00 of the day after).
  public var nightFrom: ClockTime
  public var nightTo: ClockTime
  /// A duty that starts before this time of the site's wall clock, and is no night, is early; nil means 08:00.
  public var earlyBefore: ClockTime?
  /// A duty that ends after this time of the date on which it starts, and is no night, is late; nil means 20:00. One that
  /// ends on the day after ends after 24:00.
  public var lateAfter: ClockTime?
  /// What both can be.
  public static let limitsOfDay = ClockTime(hour: 0)...ClockTime(hour: 24)
  /// Nil means elapsed time, as plans have it that don't say.
  public var nightPremiumOn: NightPremiumBasis?
  /// Weekdays that count as weekend here; nil means Saturday and Sunday.
  public var weekend: [Weekday]?
  /// The most people of the site who may start on one date (its desks); nil means any number.
  public var maximumStartsPerDay: Int?
  /// What that limit can be.
  public static let startsPerDay = 0...100_000

  public init(
    id: SiteID, name: String, zone: Zone, payPerHour: Double = 20, nightPremiumPerHour: Double = 5,
    nightFrom: ClockTime = ClockTime(hour: 22), nightTo: ClockTime = ClockTime(hour: 30),
    nightPremiumOn: NightPremiumBasis? = nil, weekend: [Weekday]? = nil, maximumStartsPerDay: Int? = nil
  ) {
    self.id = id
    self.name = name
    self.zone = zone
    self.payPerHour = payPerHour
    self.nightPremiumPerHour = nightPremiumPerHour
    self.nightFrom = nightFrom
    self.nightTo = nightTo
    self.nightPremiumOn = nightPremiumOn
    self.weekend = weekend
    self.maximumStartsPerDay = maximumStartsPerDay
  }

  /// What holds of `earlyBefore` and `lateAfter`.
  public var earlyLimit: ClockTime { earlyBefore ?? ClockTime(hour: 8) }
  public var lateLimit: ClockTime { lateAfter ?? ClockTime(hour: 20) }

  /// The weekdays that count as weekend.
  public var weekendDays: [Weekday] { weekend ?? [.saturday, .sunday] }
}

/// The time inside a site's night for which its premium is paid.
public enum NightPremiumBasis: String, Hashable, Codable, Sendable, CaseIterable {
  /// Paid time: unpaid breaks earn none.
  case paid
  /// All of the duty, breaks included.
  case elapsed
}
