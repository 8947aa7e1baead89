internal import Calendars
internal import Tables

/// What is usual of a source's tickets and counts by weekday and time of day.
extension SourceHistory {
  private var tickets: [IntervalHistory] { streams.filter { $0.form != .counts }.map(\.cells) }

  /// How many come on a day, by weekday: a desk that is closed on some has none then.
  var ticketsByWeekday: [Double] {
    var sums = Array(repeating: 0.0, count: 7)
    var days = sums
    for date in coverage.known.dates { days[date.weekday.index] += 1 }
    for cells in tickets {
      var clock = DayClock(zone: zone)
      for (start, count) in zip(cells.starts, cells.contacts) { sums[clock.date(at: start).weekday.index] += count }
    }
    return (0..<7).map { sums[$0] / max(1, days[$0]) }
  }

  /// Fewer days of a weekday don't say what is usual.
  private static let leastWeeks = 3
  private static let weeks = 8
  /// So many are missing on a day that breaks off: e^-10 of all days end so by chance.
  private static let unlikely = 10.0

  /// That the last day ends in its middle, as one that was exported before it was over; nil where it doesn't, or is
  /// said to be covered.
  var brokenDayNote: Diagnostic? {
    let tickets = tickets
    if let day = coverage.known.last, let note = brokenDayNote(day, of: tickets) { return note }
    // Counts of which every interval has a row have none for what was not recorded.
    let counts = countsWithZerosPutIn
    guard let day = counts.compactMap({ $0.starts.last.map(zone.date) }).max() else { return nil }
    return brokenDayNote(day, of: counts)
  }

  /// By name, the counts that leave zeros out up to the last day.
  private var countsWithZerosPutIn: [IntervalHistory] {
    let counts = streams.filter { $0.form == .counts }
    return Set(counts.map(\.name)).sorted().flatMap { name -> [IntervalHistory] in
      let own = counts.filter { $0.name == name }
      let last = own.compactMap(\.cells.starts.last).max()
      return histories(of: own, queue: "", zone: zone).filter { filled in
        if let last, let end = filled.starts.last { end > last } else { false }
      }
    }
  }

  private func brokenDayNote(_ day: CivilDate, of all: [IntervalHistory]) -> Diagnostic? {
    guard !declared.contains(day) else { return nil }
    let lasts = all.compactMap { cells in
      cells.starts.indices.last { cells.contacts[$0] > 0 }.map {
        cells.starts[$0].adding(seconds: cells.interval.seconds)
      }
    }
    guard let last = lasts.max(), zone.date(at: last.adding(seconds: -1)) == day, zone.date(at: last) == day else {
      return nil
    }
    let time = zone.civil(at: last)
    let known = DaySpans(coverage.known.spans + countCoverage.known.spans)
    let same = (1...Self.weeks).map { day.adding(days: -7 * $0) }.filter(known.contains)
    guard let first = same.last, same.count >= Self.leastWeeks else { return nil }
    let from = zone.instant(of: first)
    var (sooner, later) = (0.0, 0.0)
    for cells in all {
      for row in cells.starts.indices.reversed() {
        let start = cells.starts[row]
        guard start >= from else { break }
        let civil = zone.civil(at: start)
        if civil.date == day { sooner += cells.contacts[row] }
        if civil.minuteOfDay >= time.minuteOfDay, same.contains(civil.date) { later += cells.contacts[row] }
      }
    }
    let usual = later / Double(same.count)
    // The first contacts of a morning make no day that counts.
    guard usual >= Self.unlikely, 4 * sooner >= usual else { return nil }
    return Diagnostic(
      "import.day-broken-off",
      "'\(name)' ends on \(day) at \(time.clock), after which \(CountText.text(usual.rounded())) contacts more are usual on "
        + "such a day: it is taken as a whole day, on which too little came",
      cure: "Import the rest of the day before you plan; or take the import back (rota import --undo) and say --to "
        + "\(day.adding(days: -1)).", severity: .warning)
  }
}
