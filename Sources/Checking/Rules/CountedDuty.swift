internal import Calendars
public import Workforce

/// What one duty costs at its site and how much of it lies in the night, counted from the duty alone.
public struct CountedDuty: Hashable, Sendable {
  /// Currency units: paid time at the site's rate, and the premium for the night, unpaid breaks left out where the site
  /// pays it on paid time.
  public var pay: Double
  public var nightPremium: Double
  /// Elapsed seconds of the duty, breaks included, during which the site's wall clock shows a time of its night.
  public var nightSeconds: Int

  /// - Complexity: O(days that the duty touches).
  public init(_ duty: Duty, at site: Site) {
    nightSeconds = site.nightSeconds(of: duty)
    pay = site.payPerHour * Double(duty.paid.rawValue) / 60
    nightPremium = site.nightPremiumPerHour * Double(site.premiumSeconds(of: duty)) / 3600
  }
}
