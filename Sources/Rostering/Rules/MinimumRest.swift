import Calendars

/// Elapsed time between the end of a duty and the start of the next, days off in between or not.
struct MinimumRest: Hashable, Sendable {
  /// Slots.
  var slots: Int

  /// The first slot at which a duty may start after one that ended at `end`.
  func release(after end: Int) -> Int { end + slots }

  func isKept(end: Int, nextStart: Int) -> Bool { nextStart >= end + slots }

  static func statement(_ rest: Minutes) -> String {
    "at least \(durationWords(rest)) between the end of a duty and the start of the next"
  }
}

/// `11 h`, `90 min`, `11 h 30 min`.
func durationWords(_ minutes: Minutes) -> String {
  let hours = minutes.rawValue / 60
  let rest = minutes.rawValue % 60
  if rest == 0 { return "\(hours) h" }
  return hours == 0 ? "\(rest) min" : "\(hours) h \(rest) min"
}
