internal import Calendars
internal import Tables
internal import Words

/// Counts tickets into streams and intervals, whatever system they come from, each source by itself.
struct TicketAccumulator {
  let options: ImportOptions
  private(set) var intakes: [SourceIntake] = []
  private var current = 0
  /// When the legs of calls begin, of files that have such, by source and id.
  var legs: [String: [UInt64: Set<Int>]] = [:]
  private var timestamps = TimestampCounts()
  private var midnights = 0
  private var tickets = 0
  /// The zone in which the file's local times are read; nil where none was met.
  private var localZone: Zone?

  init(options: ImportOptions) { self.options = options }

  /// The source that is being read, with the files before.
  var source: SourceHistory? { intakes.indices.contains(current) ? intakes[current].source : nil }

  /// Whether some tickets of the source are known to come several times: only then it matters when they were updated.
  var asksForUpdates: Bool { intakes.indices.contains(current) && intakes[current].versions.knowsRepeats }

  /// What follows belongs to this source.
  /// - Parameters:
  ///   - lastVersions: what a first pass has found out about it.
  ///   - isSettled: whether its zone stands.
  mutating func begin(_ source: SourceHistory, lastVersions: [UInt64: Int], isSettled: Bool) {
    if let known = intakes.firstIndex(where: { $0.source.name == source.name }) {
      current = known
    } else {
      intakes.append(SourceIntake(source, options: options, lastVersions: lastVersions, isSettled: isSettled))
      current = intakes.count - 1
    }
    intakes[current].beginFile()
    localZone = nil
  }

  /// Counts one ticket, or the reason why it is none.
  ///
  /// - Throws: `import.zone-needed` at the first time without an offset, when no zone is set.
  mutating func add(
    _ draft: TicketDraft, file: String, row: Int, into tally: inout ImportTally
  ) throws(Diagnostic) {
    if let reason = draft.drop {
      let fate = intakes[current].pass(
        at: plainInstant(of: draft), identity: draft.identity, update: draft.update)
      tally.drop(
        fate == .repeated ? .duplicate : reason, at: SourcePosition(file: file, row: row), Self.describe(draft))
      return
    }
    guard let created = draft.created else {
      tally.drop(.badRow, at: SourcePosition(file: file, row: row), "no creation time")
      return
    }
    // Apart, since a zone that is chosen between would be copied for each ticket.
    let (instant, doubt) =
      if draft.zone == nil {
        try LocalTimes.instant(of: created, zone: options.zone, file: file, row: row)
      } else {
        try LocalTimes.instant(of: created, zone: draft.zone, file: file, row: row)
      }
    if localZone == nil, case .local = created { localZone = draft.zone ?? options.zone }
    guard QuarterHours.plausible.contains(instant) else {
      tally.drop(.badRow, at: SourcePosition(file: file, row: row), "\(instant.utcText) lies outside 1990 to 2059")
      return
    }
    if let outside = options.intake.isOutside(instant, in: intakes[current].source.zone) {
      tally.drop(.outside, at: SourcePosition(file: file, row: row), outside)
      return
    }
    let fate = intakes[current].add(
      at: instant, identity: draft.identity, stream: draft.stream, handleSeconds: draft.handleSeconds,
      update: draft.update)
    guard fate == .counted else {
      tally.drop(
        fate == .held ? .held : .duplicate, at: SourcePosition(file: file, row: row), Self.describe(draft))
      return
    }
    switch doubt {
    case .none: break
    case .ambiguous:
      tally.ambiguous(at: SourcePosition(file: file, row: row), Self.describe(draft), rule: ImportTally.firstPass)
    case .skipped: tally.impossible(at: SourcePosition(file: file, row: row), Self.describe(draft))
    }
    tally.count(draft.handleSource)
    timestamps.add(instant.rawValue)
    tally.keep(at: instant)
    tickets += 1
    if midnights == tickets - 1, isMidnight(created) { midnights += 1 }
  }

  private func isMidnight(_ time: WrittenTime) -> Bool {
    switch time {
    case .local(let civil): civil.secondOfDay == 0
    case .instant(let instant): instant.rawValue % 86_400 == 0
    }
  }

  /// The time of a row that is no contact, where it can be told without asking anything.
  private func plainInstant(of draft: TicketDraft) -> Instant? {
    guard let created = draft.created,
      let read = try? LocalTimes.instant(of: created, zone: draft.zone ?? options.zone, file: "", row: 0),
      QuarterHours.plausible.contains(read.instant)
    else { return nil }
    return read.instant
  }

  /// Settles what has no ids.
  /// - Throws: `import.shrinks`; `import.no-times` where each of many tickets came at midnight: dates without times.
  mutating func end(file: String) throws(Diagnostic) {
    if tickets >= 20, midnights == tickets {
      throw Diagnostic(
        "import.no-times", "each of the \(tickets) tickets came at midnight: the column holds dates without times",
        at: SourcePosition(file: file),
        cure: "Export the time of arrival too, or name the column that has it (--column created=…).")
    }
    (tickets, midnights) = (0, 0)
    guard intakes.indices.contains(current) else { return }
    try intakes[current].endFile(file, zone: localZone)
  }

  /// Settles a file of counts of the current source.
  /// - Parameter zone: in which its local times were read; nil where it has none.
  mutating func add(
    counts: IntervalCounts.Read, router: QueueRouter, keepsZones: Bool = false, file: String, zone: Zone?
  ) throws(Diagnostic) {
    try intakes[current].add(counts: counts, router: router, keepsZones: keepsZones, file: file, zone: zone)
  }

  /// Every source as it is kept from now on.
  mutating func finish() throws(Diagnostic) -> [SourceHistory] {
    var sources: [SourceHistory] = []
    for index in intakes.indices { sources.append(try intakes[index].finish()) }
    return sources
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
    return Words.plain.list([time] + parts)
  }
}
