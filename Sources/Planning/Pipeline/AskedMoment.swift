internal import Calendars

/// A moment as a planner types it: `2026-11-24T10:00`, `tue 10:00`, or with an offset as files have it.
struct AskedMoment {
  var date: CivilDate?
  var weekday: Weekday?
  var clock: ClockTime
  /// `+01:00`: tells the two passes of an hour that is there twice.
  private var offset: String?

  init?(_ asked: String) {
    var text = asked
    if let found = asked.firstMatch(of: /[+-][0-9]{2}:[0-9]{2}$/) {
      offset = String(found.0)
      text.removeSubrange(found.range)
    }
    let parts = text.split { $0 == " " || $0 == "T" || $0 == "t" && text.hasPrefix("2") || $0 == "@" }
    guard parts.count == 2, let clock = ClockTime(String(parts[1])), clock.minutes < 1440 else { return nil }
    self.clock = clock
    if let date = CivilDate(String(parts[0])) {
      self.date = date
    } else if let weekday = Weekday(name: parts[0]) {
      self.weekday = weekday
    } else {
      return nil
    }
  }

  /// The instant that is meant on a date; nil where the zone's clock doesn't have the offset then.
  func instant(on date: CivilDate, in zone: Zone) -> Instant? {
    zone.instants(of: date, clock).first { instant in
      offset.map { $0 == Zone.offsetText(zone.secondsFromUTC(at: instant)) } ?? true
    }
  }
}
