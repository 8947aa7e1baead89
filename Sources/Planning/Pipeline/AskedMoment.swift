internal import Calendars

/// A moment as a planner types it: `2026-11-24T10:00` or `tue 10:00`.
struct AskedMoment {
  var date: CivilDate?
  var weekday: Weekday?
  var clock: ClockTime

  init?(_ text: String) {
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
}
