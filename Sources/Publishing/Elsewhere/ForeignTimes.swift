internal import Calendars

extension CivilDate {
  /// `11/30/2026`
  var monthFirstText: String {
    let (year, month, day) = parts
    return "\(padded(month, to: 2))/\(padded(day, to: 2))/\(padded(year, to: 4))"
  }
}

extension Instant {
  /// `2026-11-30T07:00:00Z`, for interfaces whose documentation shows seconds everywhere.
  var secondsText: String { "\(CivilTime(wallSeconds: rawValue).secondsText)Z" }
}

extension Zone {
  /// `2026-11-30T08:00:00+01:00`.
  func secondsText(of instant: Instant) -> String {
    civil(at: instant).secondsText + Zone.offsetText(secondsFromUTC(at: instant))
  }
}

extension CivilTime {
  fileprivate var secondsText: String { "\(date)T\(clock):\(padded(secondOfDay % 60, to: 2))" }
}
