internal import Calendars

/// What of the past is recorded.
extension ForecastNotes {
  /// How much history there is.
  var span: [String] {
    var notes: [String] = []
    let recorded = grid.isRecorded.count { $0 }
    if recorded < 21 {
      notes.append(
        "Only \(recorded) day\(recorded == 1 ? " is" : "s are") recorded (\(grid.date(0)) to "
          + "\(grid.date(grid.dayCount - 1))); weekly patterns need three weeks, reliable ones eight.")
    }
    let unseen = Weekday.allCases.filter { weekday in
      !grid.isOpen(weekday: weekday.index)
        && past.traits[grid.dayCount...].contains { $0.weekday == weekday.index && $0.isOpen }
    }
    if !unseen.isEmpty {
      notes.append("\(names(unseen)): never recorded, so forecast as a mean of the other days.")
    }
    let silence = origin - grid.date(grid.dayCount - 1) - 1
    if silence > 7 {
      notes.append("The history ends on \(grid.date(grid.dayCount - 1)), \(silence) days before \(origin).")
    }
    return notes
  }

  /// Runs of missing days, and days recorded in part.
  var gaps: [String] {
    var notes = Cleansing(run: run).gaps.map(\.reason)
    if !grid.fragments.isEmpty {
      notes.append("Recorded for less than half the day and left out: \(list(grid.fragments.map(\.date))).")
    }
    for hours in grid.longerHours {
      func times(_ spans: [Range<Int>]) -> String {
        spans.map { "from \(ClockTime(minutes: $0.lowerBound)) to \(ClockTime(minutes: $0.upperBound))" }
          .joined(separator: " and ")
      }
      notes.append(
        "Since \(hours.first) it is recorded \(times(hours.minutes))"
          + (hours.gone.isEmpty ? ", too (" : " and no more \(times(hours.gone)) (")
          + "\(names(Weekday.allCases.filter { hours.weekdays.contains($0.index) }))): earlier days are "
          + "taken as they would have been with these hours.")
    }
    if !grid.filledDays.isEmpty {
      notes.append("Recorded with gaps, filled from the day's usual shape: \(list(grid.filledDays)).")
    }
    return notes
  }
}
