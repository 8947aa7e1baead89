import Calendars

/// Elapsed time between the end of a duty and the start of the next, days off in between or not.
struct MinimumRest: Hashable, Sendable {
  /// Slots.
  var slots: Int

  /// The first slot at which a duty may start after one that ended at `end`.
  func release(after end: Int) -> Int { end + slots }

  func isKept(end: Int, nextStart: Int) -> Bool { nextStart >= end + slots }
}
