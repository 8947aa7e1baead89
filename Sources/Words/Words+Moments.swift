public import Calendars

extension Words {
  /// `Mon 2026-11-30`.
  public func day(_ date: CivilDate) -> String { "\(date.weekday.shortTitle) \(date)" }

  /// `Mon 2026-11-30 08:00`: on the wall clock of `zone`, with its offset in either pass of an hour that comes twice.
  public func moment(_ instant: Instant, in zone: Zone) -> String {
    "\(day(zone.date(at: instant))) \(zone.clockText(of: instant))"
  }
}
