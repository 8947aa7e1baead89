internal import Calendars

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// Counts in which intervals without contacts have no row, as a query that groups by interval writes them.
///
/// Exports of one source may differ in that, so it is decided by days. On a run of days without a single 0 they are left out
/// where the run should have some: ten or more by what its times of the week usually bring (one run in twenty thousand lacks
/// them by chance), or where no day has any. A 0 says that its day has them all, unless the days that have some lack a fifth
/// of theirs and as many rows: some reports write a row wherever anything happened.
///
/// An interval without a row on such days is a zero where that is likely: where its time of the week brings seven contacts or
/// fewer when it has a row (one in a thousand such intervals is empty by chance). What is missing at busier times was not
/// recorded; a time of the week that never has a row is closed, and so is one before its first row and after its last where
/// a row would have come by then if it had been open (`OpenedTimes`): hours that were made longer have no zeros before.
struct OmittedZeros {
  private static let most = 7.0
  private static let fewest = 10.0
  private let history: IntervalHistory
  /// On whose clock times of the week are alike.
  private let zone: Zone
  /// By time of the week: contacts, and rows.
  private var sums: [Double]
  private var rows: [Double]
  /// By time of the week: the dates of its first and last row.
  private var seen: [ClosedRange<CivilDate>?]
  private let opened: OpenedTimes
  /// The history with the zeros put in.
  private(set) var filled: IntervalHistory

  /// - Parameter zone: that of the file's times; the desk that is counted opens by its clock.
  init(_ history: IntervalHistory, zone: Zone, coverage: SourceCoverage) {
    self.history = history
    self.zone = zone
    filled = history
    opened = OpenedTimes(history, zone: zone, known: coverage.known)
    sums = Array(repeating: 0, count: 7 * 1440 / history.interval.rawValue)
    rows = sums
    seen = Array(repeating: nil, count: sums.count)
    var (recorded, zeroDays): (Set<CivilDate>, Set<CivilDate>) = ([], [])
    for row in history.starts.indices {
      let place = slot(history.starts[row])
      sums[place] += history.contacts[row]
      rows[place] += 1
      let date = zone.date(at: history.starts[row])
      seen[place] = seen[place].map { min($0.lowerBound, date)...max($0.upperBound, date) } ?? date...date
      recorded.insert(date)
      if history.contacts[row] == 0 { zeroDays.insert(date) }
    }
    if omitsSome(on: zeroDays) { zeroDays = [] }
    var zeros = IntervalHistory(queue: history.queue, zone: history.zone, interval: history.interval)
    for run in runs(coverage, without: zeroDays)
    where zeroDays.isEmpty || expectedZeros(run, recorded: recorded) >= Self.fewest {
      for start in starts(run) where sums[slot(start)] <= Self.most * rows[slot(start)] {
        guard opened.isOpen(at: slot(start), on: zone.date(at: start)) else { continue }
        zeros.starts.append(start)
        zeros.contacts.append(0)
        zeros.timedContacts.append(0)
        zeros.handleSeconds.append(0)
      }
    }
    if !zeros.starts.isEmpty { filled = history.adding(zeros) }
  }

  private func slot(_ start: Instant) -> Int {
    let civil = zone.civil(at: start)
    return (civil.date.weekday.index * 1440 + civil.minuteOfDay) / history.interval.rawValue
  }

  /// The known dates without those that have zeros; days that a span divides belong to two runs.
  private func runs(_ coverage: SourceCoverage, without zeroDays: Set<CivilDate>) -> [ClosedRange<CivilDate>] {
    var runs: [ClosedRange<CivilDate>] = []
    for span in coverage.known.spans {
      var first = span.lowerBound
      for date in zeroDays.filter(span.contains).sorted() {
        if first < date { runs.append(first...date.adding(days: -1)) }
        first = date.adding(days: 1)
      }
      if first <= span.upperBound { runs.append(first...span.upperBound) }
    }
    return runs
  }

  /// Whether the days that have zeros lack some of them: as many as there are times without a row. Where rows are missing
  /// since nothing was recorded, they are more than the zeros that are missing. Times of the week before their first row and
  /// after their last say nothing: the desk may have been closed then.
  private func omitsSome(on days: Set<CivilDate>) -> Bool {
    func isSeldom(_ place: Int) -> Bool { sums[place] <= Self.most * rows[place] }
    var (expected, found, missing) = (0.0, 0.0, 0.0)
    for date in days.sorted() {
      for start in starts(date...date) {
        let place = slot(start)
        guard isSeldom(place), seen[place]?.contains(date) == true else { continue }
        expected += exp(-sums[place] / rows[place])
        missing += 1
      }
    }
    for row in history.starts.indices where isSeldom(slot(history.starts[row])) {
      guard days.contains(zone.date(at: history.starts[row])) else { continue }
      missing -= 1
      if history.contacts[row] == 0 { found += 1 }
    }
    let lacking = expected - found
    return lacking >= max(Self.fewest, 3 * expected.squareRoot(), expected / 5)
      && (lacking / 2...lacking * 3).contains(missing)
  }

  /// Zeros that the days with rows of a run have if they leave none out. A day without any row says nothing.
  private func expectedZeros(_ run: ClosedRange<CivilDate>, recorded: Set<CivilDate>) -> Double {
    starts(run).reduce(0) { sum, start in
      recorded.contains(zone.date(at: start)) ? sum + exp(-sums[slot(start)] / rows[slot(start)]) : sum
    }
  }

  /// The intervals of the dates, on the grid of the rows, whose time of the week has rows.
  private func starts(_ run: ClosedRange<CivilDate>) -> [Instant] {
    guard let first = history.starts.first else { return [] }
    let width = history.interval.seconds
    let from = zone.instant(of: run.lowerBound).rawValue
    let end = zone.instant(of: run.upperBound.adding(days: 1)).rawValue
    let begin = from + ((first.rawValue - from) % width + width) % width
    return stride(from: begin, to: end, by: width).map(Instant.init(rawValue:)).filter { rows[slot($0)] > 0 }
  }
}
