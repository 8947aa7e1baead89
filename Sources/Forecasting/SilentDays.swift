import Calendars
import Tickets

/// A history without the days on which no contact is recorded though chance can't explain it: they are gaps, and a score
/// that took their zeros for contacts would measure the gap.
struct SilentDays {
  let rest: IntervalHistory
  /// What was left out, in sentences.
  let notes: [String]

  /// - Returns: nil where there are none.
  init?(_ request: ForecastRequest) {
    var history = request.history
    let marked = request.events.filter { $0.concerns(history.queue) }.flatMap(\.days)
    let dates = history.starts.map { history.zone.date(at: $0) }
    guard let first = dates.first, let last = dates.last, 1440 % max(1, history.interval.rawValue) == 0,
      let grid = DayGrid(
        history, in: first..<last.adding(days: 1), slotMinutes: history.interval.rawValue,
        keepsShape: SpecialDays(request.holidays).dates.union(marked))
    else { return nil }
    let silences = grid.silences.filter { !$0.isLast }
    guard !silences.isEmpty else { return nil }
    let kept = history.starts.indices.filter { row in
      !silences.contains { ($0.first...$0.last).contains(dates[row]) }
    }
    let isTimed = history.timedContacts.count == dates.count && history.handleSeconds.count == dates.count
    history.starts = kept.map { history.starts[$0] }
    history.contacts = kept.map { request.history.contacts[$0] }
    history.timedContacts = isTimed ? kept.map { request.history.timedContacts[$0] } : []
    history.handleSeconds = isTimed ? kept.map { request.history.handleSeconds[$0] } : []
    rest = history
    notes = silences.map {
      "No contact is recorded from \($0.first) to \($0.last), more days than chance explains: they aren't scored."
    }
  }
}
