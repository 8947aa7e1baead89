internal import Calendars

/// What one duty costs: paid time at the site's rate, and the premium for the part of it that lies in the site's night,
/// unpaid breaks left out where the site says so.
public struct DutyCost: Hashable, Sendable {
  /// Currency units.
  public var pay: Double
  public var nightPremium: Double
  /// Elapsed minutes inside the night window, breaks included.
  public var nightMinutes: Int

  public var total: Double { pay + nightPremium }

  public init(pay: Double, nightPremium: Double, nightMinutes: Int) {
    self.pay = pay
    self.nightPremium = nightPremium
    self.nightMinutes = nightMinutes
  }

  /// Nights are read off the site's wall clock, so the night of a clock change is an hour shorter or longer.
  public init(of duty: Duty, at site: Site) {
    let nights = NightHours(site: site, around: duty.date)
    nightMinutes = nights.minutes(in: duty.start..<duty.end).rawValue
    pay = site.payPerHour * Double(duty.paid.rawValue) / 60
    nightPremium = site.nightPremiumPerHour * Double(nights.premiumMinutes(of: duty, at: site).rawValue) / 60
  }
}
