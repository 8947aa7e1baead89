extension Instant {
  /// `2026-11-30T07:00Z`; seconds only where they are not zero.
  public var utcText: String { CivilTime(wallSeconds: rawValue).isoText + "Z" }
}

extension Zone {
  /// `2026-11-30T08:00+01:00`: the wall clock at `instant` with its offset.
  public func localText(of instant: Instant) -> String {
    civil(at: instant).isoText + Zone.offsetText(secondsFromUTC(at: instant))
  }

  /// `08:00` on the wall clock; `02:30+01:00` in either pass of an hour that a clock change repeats.
  public func clockText(of instant: Instant) -> String {
    let civil = civil(at: instant)
    guard case .ambiguous = reading(of: civil) else { return "\(civil.clock)" }
    return "\(civil.clock)\(Zone.offsetText(secondsFromUTC(at: instant)))"
  }

  /// `+01:00`, `-05:00`; seconds only where they are not zero.
  public static func offsetText(_ seconds: Int) -> String {
    let magnitude = abs(seconds)
    let text = "\(seconds < 0 ? "-" : "+")\(padded(magnitude / 3600, to: 2)):\(padded(magnitude / 60 % 60, to: 2))"
    return magnitude % 60 == 0 ? text : text + ":\(padded(magnitude % 60, to: 2))"
  }
}

extension CivilTime {
  /// `2026-11-30T08:00`; seconds only where they are not zero.
  public var isoText: String {
    let text = "\(date)T\(clock)"
    return secondOfDay % 60 == 0 ? text : text + ":\(padded(secondOfDay % 60, to: 2))"
  }

  /// The time of day, without seconds.
  public var clock: ClockTime { ClockTime(minutes: minuteOfDay) }
}
