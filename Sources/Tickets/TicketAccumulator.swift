internal import Calendars
internal import Tables

/// Counts tickets into queues and intervals, whatever system they come from.
struct TicketAccumulator {
  let options: ImportOptions
  let interval: Minutes
  private(set) var router: QueueRouter
  private var cells: [IntervalCells] = []
  private var identities = IdentitySet()
  private var timestamps = TimestampCounts()
  /// The first and the last ticket counted.
  private(set) var span: ClosedRange<Instant>?
  private var days: Set<Int> = []
  private var lastDay = Int.min
  /// The instants outside of which a time is a mistake: zone tables end there.
  private static let plausible = Instant(rawValue: 631_152_000)..<Instant(rawValue: 2_840_140_800)

  init(options: ImportOptions) {
    self.options = options
    interval = options.interval ?? 15
    router = QueueRouter(matches: options.queues)
  }

  /// Counts one ticket, or the reason why it is none.
  ///
  /// - Throws: `import.zone-needed` at the first time without an offset, when no zone is set.
  mutating func add(
    _ draft: TicketDraft, file: String, row: Int, into tally: inout ImportTally
  ) throws(Diagnostic) {
    if let reason = draft.drop {
      tally.drop(reason, at: SourcePosition(file: file, row: row), Self.describe(draft))
      return
    }
    guard let created = draft.created else {
      tally.drop(.badRow, at: SourcePosition(file: file, row: row), "no creation time")
      return
    }
    let (instant, doubt) = try LocalTimes.instant(of: created, zone: draft.zone ?? options.zone, file: file, row: row)
    guard Self.plausible.contains(instant) else {
      tally.drop(.badRow, at: SourcePosition(file: file, row: row), "\(instant.utcText) lies outside 1990 to 2059")
      return
    }
    if let identity = draft.identity, !identities.insert(identity) {
      tally.drop(.duplicate, at: SourcePosition(file: file, row: row), Self.describe(draft))
      return
    }
    let stream = router.stream(draft.stream)
    router.count(1, in: stream)
    guard let queue = router.queue(of: stream) else {
      tally.drop(.noQueue, at: SourcePosition(file: file, row: row), Self.describe(draft))
      return
    }
    switch doubt {
    case .none: break
    case .ambiguous:
      tally.ambiguous(at: SourcePosition(file: file, row: row), Self.describe(draft), rule: ImportTally.firstPass)
    case .skipped: tally.impossible(at: SourcePosition(file: file, row: row), Self.describe(draft))
    }
    while cells.count <= queue { cells.append(IntervalCells(interval: interval)) }
    cells[queue].add(at: instant, handleSeconds: draft.handleSeconds)
    tally.count(draft.handleSource)
    timestamps.add(instant.rawValue)
    tally.keep(at: instant)
    span = span.map { min($0.lowerBound, instant)...max($0.upperBound, instant) } ?? instant...instant
    let day = instant.rawValue / 86_400
    if day != lastDay {
      days.insert(day)
      lastDay = day
    }
  }

  /// Runs of sixty and more days (UTC) without any ticket, between the first and the last: what a stray date leaves.
  func longGaps() -> [ClosedRange<CivilDate>] {
    let sorted = days.sorted()
    return zip(sorted, sorted.dropFirst()).compactMap { before, after in
      after - before > 60 ? CivilDate(dayNumber: before + 1)...CivilDate(dayNumber: after - 1) : nil
    }
  }

  /// Every queue's history over the whole span of the import.
  func histories(from first: Instant, through last: Instant) -> [IntervalHistory] {
    router.queues.indices.filter { $0 < cells.count }.map { index in
      let queue = router.queues[index]
      return cells[index].history(
        of: queue, zone: options.queueZones[queue] ?? options.zone ?? .utc, from: first, through: last)
    }
  }

  func bulkImports() -> [ImportReport.BulkImport] {
    timestamps.frequent(max(2, options.bulkThreshold)).map {
      ImportReport.BulkImport(at: Instant(rawValue: $0.second), tickets: $0.count)
    }
  }

  private static func describe(_ draft: TicketDraft) -> String {
    let parts = draft.stream.split(separator: TicketDraft.separator).map { String(decoding: $0, as: UTF8.self) }
    let time =
      switch draft.created {
      case .instant(let instant)?: instant.utcText
      case .local(let civil)?: civil.isoText
      case nil: "no time"
      }
    return ([time] + parts).joined(separator: ", ")
  }
}
