internal import Calendars

/// Days of tickets whose times were rounded to the full or half hour, in a source that has other days of exact times: their
/// contacts came during the hour, not in its first quarter.
///
/// A run of days is taken so where twenty or more of its contacts lie on the full hour, or 24 on the half, and none between:
/// by chance that happens less than once in ten million runs.
struct RoundedDays {
  private static let grains: [(minutes: Minutes, least: Double)] = [(60, 20), (30, 24)]
  private(set) var spread: IntervalHistory

  /// - Parameter history: of tickets; a row an interval.
  init(_ history: IntervalHistory) {
    spread = history
    for (grain, least) in Self.grains where grain > history.interval && grain.rawValue % history.interval.rawValue == 0
    {
      for run in Self.runs(of: spread, grain: grain) {
        let contacts = run.reduce(0) { $0 + spread.contacts[$1] }
        if contacts >= least { spread(rows: run, over: grain) }
      }
    }
  }

  /// Runs of whole days, as rows, in which every contact lies on the grain of the wall clock.
  private static func runs(of history: IntervalHistory, grain: Minutes) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var begin: Int?
    var row = 0
    while row < history.starts.count {
      let date = history.zone.date(at: history.starts[row])
      var isRounded = true
      let first = row
      while row < history.starts.count, history.zone.date(at: history.starts[row]) == date {
        if history.contacts[row] > 0, minute(row, of: history) % grain.rawValue != 0 { isRounded = false }
        row += 1
      }
      if isRounded {
        begin = begin ?? first
      } else if let from = begin {
        runs.append(from..<first)
        begin = nil
      }
    }
    if let begin { runs.append(begin..<row) }
    return runs
  }

  private static func minute(_ row: Int, of history: IntervalHistory) -> Int {
    history.zone.civil(at: history.starts[row]).minuteOfDay
  }

  /// Divides what lies on the grain evenly over the rows up to the next.
  private mutating func spread(rows: Range<Int>, over grain: Minutes) {
    for row in rows where spread.contacts[row] > 0 && Self.minute(row, of: spread) % grain.rawValue == 0 {
      let end = spread.starts[row] + grain
      let parts = (row..<rows.upperBound).prefix { spread.starts[$0] < end }
      let share = 1 / Double(parts.count)
      let (contacts, timed, seconds) = (spread.contacts[row], spread.timedContacts[row], spread.handleSeconds[row])
      (spread.contacts[row], spread.timedContacts[row], spread.handleSeconds[row]) = (0, 0, 0)
      for part in parts {
        spread.contacts[part] += contacts * share
        spread.timedContacts[part] += timed * share
        spread.handleSeconds[part] += seconds * share
      }
    }
  }
}
