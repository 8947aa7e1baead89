public import Calendars

/// The hours of the day between which somebody's duties lie, on the person's wall clock. Times are those of the duty's date.
public struct DayHours: Hashable, Codable, Sendable {
  /// No duty starts earlier; nil = no limit.
  public var earliestStart: ClockTime?
  /// No duty ends later; above 24:00 lies on the day after. Nil = no limit.
  public var latestEnd: ClockTime?
  /// What either can be.
  package static let range = 0...2880

  public init(earliestStart: ClockTime? = nil, latestEnd: ClockTime? = nil) {
    self.earliestStart = earliestStart
    self.latestEnd = latestEnd
  }

  /// Whether a duty keeps to them, by the clock on the wall at its start and at its end. Its date is that of its start.
  package func hold(_ span: Range<Instant>, in zone: Zone) -> Bool {
    let start = zone.civil(at: span.lowerBound)
    let midnight = CivilTime(date: start.date, clock: ClockTime(minutes: 0)).wallSeconds
    if let earliestStart, start.wallSeconds - midnight < earliestStart.minutes * 60 { return false }
    guard let latestEnd else { return true }
    return zone.civil(at: span.upperBound).wallSeconds - midnight <= latestEnd.minutes * 60
  }
}
