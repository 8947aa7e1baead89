internal import Calendars
public import Shifts

/// What one duty costs: paid time at the site's rate, and the premium for the part of it that lies in the site's night.
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
    var seconds = 0
    // Night windows may reach a day past the date they belong to, on either side of the duty.
    var date = site.zone.date(at: duty.start).adding(days: -2)
    let last = site.zone.date(at: duty.end).adding(days: 1)
    while date <= last {
      let from = max(duty.start, site.zone.instant(of: date, site.nightFrom))
      let to = min(duty.end, site.zone.instant(of: date, site.nightTo))
      seconds += max(0, to - from)
      date = date.adding(days: 1)
    }
    nightMinutes = seconds / 60
    pay = site.payPerHour * Double(duty.paid.rawValue) / 60
    nightPremium = site.nightPremiumPerHour * Double(nightMinutes) / 60
  }
}
