internal import Calendars
public import Tables

/// What comes out of an import.
public struct TicketImport: Sendable {
  /// One for each queue, by id.
  public var histories: [IntervalHistory]
  public var report: ImportReport

  public init(histories: [IntervalHistory], report: ImportReport) {
    self.histories = histories
    self.report = report
  }
}

/// Turns exports into history: contacts and handle time by queue and interval.
///
/// Tickets of all sources are counted together, an id once; every queue's history spans from the first to the last
/// ticket of the import, zeros included. Count files and stored histories keep what they have; where they overlap with
/// each other or with tickets, the later source stands.
///
/// - Throws: what stops an import as a whole: a file that is missing, binary, empty or of no known system
///   (`import.unknown-system`), times without an offset and no zone (`import.zone-needed`), nothing usable
///   (`import.nothing-usable`), more than half of the rows unreadable (`import.too-many-bad-rows`). Single bad rows are
///   counted in the report.
/// - Complexity: one pass over every file (two where the order of day and month must be found); memory for the ids and
///   the distinct times of tickets, about 50 bytes each, and for the counts.
public func importTickets(
  _ sources: [TicketSource], options: ImportOptions = ImportOptions()
) throws(Diagnostic) -> TicketImport {
  try checkInterval(options)
  var tally = ImportTally()
  var accumulator = TicketAccumulator(options: options)
  var countRouter = QueueRouter(matches: options.queues)
  var histories: [IntervalHistory] = []
  for source in sources {
    let system = if let set = options.system { set } else { try TicketSystem.detect(source, options: options) }
    switch system {
    case .tickets, .zendeskCSV:
      try TicketTable.read(source, system: system, options: options, into: &accumulator, &tally)
    case .zendeskJSON, .json:
      try JSONTickets.read(source, system: system, options: options, into: &accumulator, &tally)
    case .queueLog: try QueueLog.read(source, options: options, into: &accumulator, &tally)
    case .counts:
      let read = try IntervalCounts.read(source, options: options, router: &countRouter, &tally)
      histories = try IntervalHistory.merge(read, into: histories)
    case .history:
      let read = try HistoryFile.read(try source.stream())
      tally.begin(ImportReport.Source(name: source.name, system: .history))
      for history in read {
        for start in history.starts {
          tally.read()
          tally.keep(at: start)
        }
      }
      histories = try IntervalHistory.merge(read, into: histories)
    }
  }
  try tally.checkUsable()
  if let span = accumulator.span {
    histories = try IntervalHistory.merge(
      accumulator.histories(from: span.lowerBound, through: span.upperBound), into: histories)
    for gap in accumulator.longGaps() {
      tally.warn(
        Diagnostic(
          "import.gap",
          "no ticket from \(gap.lowerBound) to \(gap.upperBound), \(gap.upperBound - gap.lowerBound + 1) days",
          cure: "Check for stray dates before or after; the gap counts as days without contacts."))
    }
  }
  var report = tally.finish(routers: [accumulator.router, countRouter])
  report.bulkImports = accumulator.bulkImports()
  return TicketImport(histories: histories, report: report)
}

/// - Throws: `import.interval` when the width divides no hour, or does not suit the zone's wall clock.
private func checkInterval(_ options: ImportOptions) throws(Diagnostic) {
  guard let interval = options.interval else { return }
  guard (1...60).contains(interval.rawValue), 60 % interval.rawValue == 0 else {
    throw Diagnostic(
      "import.interval", "intervals of \(interval.rawValue) minutes divide no hour",
      cure: "Choose 5, 10, 15, 20, 30 or 60 minutes.", kind: .usage)
  }
  for zone in [options.zone].compactMap({ $0 })
    + options.queueZones.values.sorted(by: { $0.identifier < $1.identifier })
  where !zone.allowsGrid(of: interval) {
    throw Diagnostic(
      "import.interval", "intervals of \(interval.rawValue) minutes do not start with the hours of \(zone)",
      cure: "Choose 15 minutes.", kind: .usage)
  }
}
