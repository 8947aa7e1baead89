public import Calendars

/// A place that people work from: its wall clock and what an hour costs there.
public struct Site: Hashable, Codable, Sendable {
  public var id: SiteID
  public var name: String
  public var zone: Zone
  /// Currency units a paid hour.
  public var payPerHour: Double
  /// Extra currency units an hour worked inside the night window, breaks included.
  public var nightPremiumPerHour: Double
  /// The night on the site's wall clock, for example 22:00 to 30:00 (06:00 of the day after).
  public var nightFrom: ClockTime
  public var nightTo: ClockTime

  public init(
    id: SiteID, name: String, zone: Zone, payPerHour: Double = 20, nightPremiumPerHour: Double = 5,
    nightFrom: ClockTime = ClockTime(hour: 22), nightTo: ClockTime = ClockTime(hour: 30)
  ) {
    self.id = id
    self.name = name
    self.zone = zone
    self.payPerHour = payPerHour
    self.nightPremiumPerHour = nightPremiumPerHour
    self.nightFrom = nightFrom
    self.nightTo = nightTo
  }
}
