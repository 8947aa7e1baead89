internal import Calendars
internal import Tables

/// What written times mean as instants.
enum LocalTimes {
  enum Doubt { case none, ambiguous, skipped }

  /// The instant of a written time. Of one that happens twice, the first; one that clocks skip is read on a clock that
  /// was not put forward, so that an hour of tickets stays an hour of tickets.
  ///
  /// - Throws: `import.zone-needed` when the time has no offset and no zone is set.
  static func instant(
    of written: WrittenTime, zone: Zone?, file: String, row: Int
  ) throws(Diagnostic) -> (instant: Instant, doubt: Doubt) {
    switch written {
    case .instant(let instant): return (instant, .none)
    case .local(let civil):
      guard let zone else {
        throw Diagnostic(
          "import.zone-needed", "the times have no offset, and no time zone is set",
          at: SourcePosition(file: file, row: row),
          cure: "Name the zone in which the system writes them, for example --time-zone Europe/Warsaw.")
      }
      switch zone.reading(of: civil) {
      case .unique(let instant): return (instant, .none)
      case .ambiguous(let earlier, _): return (earlier, .ambiguous)
      case .skipped(let change): return (onUnmovedClock(civil, zone: zone, change: change), .skipped)
      }
    }
  }

  /// The instant at which a clock that was not put forward at `change` would have shown `civil`.
  static func onUnmovedClock(_ civil: CivilTime, zone: Zone, change: Instant) -> Instant {
    let before = zone.secondsFromUTC(at: change.adding(seconds: -1))
    return Instant(rawValue: civil.wallSeconds - before)
  }
}
