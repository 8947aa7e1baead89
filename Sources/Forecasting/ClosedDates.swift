import Calendars
import Tickets

extension DayGrid {
  /// Whether a day brought more than half of what its weekday usually brings. A queue that did was open, whatever its
  /// calendar says; a few calls to a closed one are less.
  func wasOpen(_ day: Int) -> Bool {
    guard isRecorded.indices.contains(day), isRecorded[day], totals[day] > 0 else { return false }
    let alike = isRecorded.indices.filter { isRecorded[$0] && weekday($0) == weekday(day) }
    return 2 * totals[day] > median(alike.map { totals[$0] })
  }
}

extension ForecastRequest {
  /// The dates on which the queue is closed, without past ones on which it was open all the same: a back-test asks what
  /// would have been forecast of days that came.
  var datesClosedInFact: Set<CivilDate> {
    let starts = history.starts
    guard !closedDates.isEmpty, let first = starts.first, let last = starts.last,
      1440 % max(1, history.interval.rawValue) == 0,
      let grid = DayGrid(
        history, in: history.zone.date(at: first)..<history.zone.date(at: last).adding(days: 1),
        slotMinutes: history.interval.rawValue, keepsShape: closedDates)
    else { return closedDates }
    return closedDates.filter { !grid.wasOpen($0 - grid.first) }
  }
}
