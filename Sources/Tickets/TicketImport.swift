internal import Calendars
public import Tables
internal import Words

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
/// As an import into an empty store, of which each queue's history is taken. See `importTickets(_:options:into:)`.
public func importTickets(
  _ sources: [TicketSource], options: ImportOptions = ImportOptions()
) throws(Diagnostic) -> TicketImport {
  var store = HistoryStore()
  var report = try importTickets(sources, options: options, into: &store)
  let histories = try store.histories(
    routing: options.routing, zones: options.queueZones, zone: options.zone ?? .utc, interval: options.interval)
  report.warnings += store.notes(of: store.sources.map(\.name)) + store.absenceNotes(routing: options.routing)
  return TicketImport(histories: histories, report: report)
}

/// Joins exports with what is kept.
///
/// Each file belongs to a source (its system and header, or the one that is named). Within a source tickets count once, by
/// id; what has no ids replaces whole local days. So neither the order of files nor how an export is cut into files nor
/// repetition changes what is kept. Contacts are kept by channel, group, language and queue name, whether or not a queue
/// claims them.
///
/// - Throws: what stops an import as a whole, the store being left as it was: a file that is missing, binary, empty or of
///   no known system (`import.unknown-system`), times without an offset and no zone (`import.zone-needed`), nothing usable
///   (`import.nothing-usable`), more than half of the rows unreadable (`import.too-many-bad-rows`), fewer contacts than are
///   recorded (`import.shrinks`), dates without times (`import.no-times`). Single bad rows are counted in the report.
/// - Complexity: one pass over every file (two where the order of day and month must be found, or a ticket comes several
///   times; three where the version that was updated last isn't the one read last); memory for the ids (`IdentitySet`),
///   the times of tickets (4 bytes each) and the counts.
public func importTickets(
  _ sources: [TicketSource], options: ImportOptions, into store: inout HistoryStore
) throws(Diagnostic) -> ImportReport {
  try options.checkInterval()
  try options.intake.check()
  var files: [ImportFile] = []
  for source in sources {
    let system = if let set = options.system { set } else { try TicketSystem.detect(source, options: options) }
    let (name, words) = try source.key(system, options: options, known: store)
    files.append(ImportFile(source: source, system: system, name: name, words: words))
  }
  var pass = ImportPass(options: options)
  try pass.run(files, store: store, lastVersions: [:])
  var dates: [String: SourceDates] = [:]
  if pass.hasOtherDates(since: store) {
    // What the source's dates say together is known now.
    dates = pass.dates(since: store)
    pass = ImportPass(options: options, dates: dates)
    try pass.run(files, store: store, lastVersions: [:])
  }
  let zones = pass.zones(since: store)
  if !zones.isEmpty {
    // By whose days the files are cut is known now.
    pass = ImportPass(options: options, zones: zones, dates: dates)
    try pass.run(files, store: store, lastVersions: [:])
  }
  let repeats = pass.repeats
  if repeats.values.contains(where: { !$0.isEmpty }) {
    // Which tickets come several times is known now; most files have their last versions last.
    pass = ImportPass(options: options, zones: zones, dates: dates)
    try pass.run(files, store: store, lastVersions: repeats)
    let lastVersions = pass.lastVersions
    if lastVersions != repeats {
      pass = ImportPass(options: options, zones: zones, dates: dates)
      try pass.run(files, store: store, lastVersions: lastVersions)
      pass.tellVersions(lastVersions, readLast: repeats)
    }
  }
  try pass.tally.checkUsable()
  return try pass.finish(into: &store)
}

/// A file with the source that it belongs to.
private struct ImportFile {
  var source: TicketSource
  var system: TicketSystem
  var name: String
  var words: String
}

/// One pass over all files of an import.
private struct ImportPass {
  let options: ImportOptions
  /// Of sources whose zone a pass before has found: they begin anew in it.
  let zones: [String: Zone]
  /// Of sources whose dates a pass before has found to have another order.
  let dates: [String: SourceDates]
  /// What the files of a source say of their dates, and the orders that were taken.
  private var evidence: [String: DateOrder.Evidence] = [:]
  private var orders: [String: Set<DateOrder>] = [:]
  private var doubtful: Set<String> = []
  var tally = ImportTally()
  var accumulator: TicketAccumulator
  var countRouters: [QueueRouter] = []

  init(options: ImportOptions, zones: [String: Zone] = [:], dates: [String: SourceDates] = [:]) {
    self.options = options
    self.zones = zones
    self.dates = dates
    accumulator = TicketAccumulator(options: options)
  }

  /// Ids that come more than once, by source.
  var repeats: [String: [UInt64: Int]] {
    [String: [UInt64: Int]](accumulator.intakes.map { ($0.source.name, $0.repeats) }) { first, _ in first }
  }

  /// Of these the version of the latest update, by source; where no update is known the one read last.
  var lastVersions: [String: [UInt64: Int]] {
    [String: [UInt64: Int]](accumulator.intakes.map { ($0.source.name, $0.versions.lastRows) }) { first, _ in first }
  }

  mutating func tellVersions(_ last: [String: [UInt64: Int]], readLast: [String: [UInt64: Int]]) {
    let count = last.reduce(0) { sum, source in
      sum + source.value.count { readLast[source.key]?[$0.key] != $0.value }
    }
    tally.note(
      Diagnostic(
        "import.versions",
        "of \(count) ticket\(count == 1 ? "" : "s") the version that was updated last counts, not the one read last"))
  }

  /// Of sources whose local days are those of another zone than was taken.
  func zones(since store: HistoryStore) -> [String: Zone] {
    var zones: [String: Zone] = [:]
    for intake in accumulator.intakes {
      zones[intake.source.name] = intake.otherZone(isNew: store.source(named: intake.source.name) == nil)
    }
    return zones
  }

  /// What the files and the past of each source say of its dates.
  func dates(since store: HistoryStore) -> [String: SourceDates] {
    Dictionary(
      uniqueKeysWithValues: evidence.map { ($0.key, SourceDates($0.value, source: store.source(named: $0.key))) })
  }

  /// Whether some file was read in another order than its source's files say together, or in doubt where they are in none.
  func hasOtherDates(since store: HistoryStore) -> Bool {
    dates(since: store).contains { name, dates in
      dates.order.map { orders[name, default: []] != [$0] } ?? false || dates.isSure && doubtful.contains(name)
    }
  }

  private mutating func note(_ found: DateOrders.Found?, of file: ImportFile) {
    guard let found, found.isNeeded else { return }
    evidence[file.name, default: DateOrder.Evidence()].add(found.evidence ?? DateOrder.Evidence())
    if found.evidence?.isProven != true { orders[file.name, default: []].insert(found.order) }
    if found.warning != nil { doubtful.insert(file.name) }
  }

  /// Keeps the order of a source's dates, and says where it isn't the one that was taken before.
  private mutating func settleDates(of source: inout SourceHistory, since store: HistoryStore) {
    guard let evidence = evidence[source.name] else { return }
    let before = store.source(named: source.name)?.dateOrder
    if let said = options.dateOrder {
      source.dateOrder = SourceDates.Kept(order: said, isProven: true)
    } else {
      source.dateOrder = SourceDates(evidence, source: store.source(named: source.name)).kept
    }
    guard let before, let now = source.dateOrder, before.order != now.order else { return }
    tally.warn(
      Diagnostic(
        "import.date-order-changed",
        "the dates of '\(source.name)' were taken as \(before.order.rawValue) in earlier imports, and are "
          + "\(now.order.rawValue) in this one",
        cure:
          "If \(now.order.rawValue) is right, remove its file from the project's history folder and import all of its "
          + "exports again with --date-order \(now.order.rawValue); else take this import back (rota import --undo) and say --date-order."
      ))
  }

  /// The source as the import finds it.
  private func kept(_ file: ImportFile, in store: HistoryStore) -> SourceHistory {
    let known = store.source(named: file.name)
    if let known, zones[file.name] == nil { return known }
    var source = SourceHistory(
      name: file.name, words: file.words,
      zone: zones[file.name] ?? options.zone ?? options.intake.dayZone ?? .utc)
    if let known { (source.declared, source.dateOrder) = (known.declared, known.dateOrder) }
    return source
  }

  mutating func run(
    _ files: [ImportFile], store: HistoryStore, lastVersions: [String: [UInt64: Int]]
  ) throws(Diagnostic) {
    for file in files {
      let (source, name) = (file.source, file.source.name)
      var options = options
      options.sourceDates = dates[file.name] ?? SourceDates(store.source(named: file.name))
      tally.dates = nil
      accumulator.begin(
        kept(file, in: store), lastVersions: lastVersions[file.name] ?? [:],
        isSettled: !zones.isEmpty || store.source(named: file.name) != nil)
      switch file.system {
      case .tickets, .zendeskCSV:
        try TicketTable.read(source, system: file.system, options: options, into: &accumulator, &tally)
        try accumulator.end(file: name)
      case .zendeskJSON, .json:
        try JSONTickets.read(source, system: file.system, options: options, into: &accumulator, &tally)
        try accumulator.end(file: name)
      case .queueLog:
        try QueueLog.read(source, options: options, into: &accumulator, &tally)
        try accumulator.end(file: name)
      case .counts:
        var router = QueueRouter(options.routing, pinned: options.intake.queue, keepsApart: true)
        let read = try IntervalCounts.read(
          source, options: options, known: accumulator.source, router: &router, &tally)
        let zone = tally.report.sources.last?.zone
        try accumulator.add(counts: read, router: router, file: name, zone: zone)
        countRouters.append(router)
      case .history: try readHistory(source)
      }
      note(tally.dates, of: file)
      tally.changeSource { $0.source = file.name }
    }
  }

  /// A file of histories by queue.
  private mutating func readHistory(_ source: TicketSource) throws(Diagnostic) {
    let read = try HistoryFile.read(try source.stream())
    tally.begin(ImportReport.Source(name: source.name, system: .history))
    for history in read {
      for start in history.starts {
        tally.read()
        tally.keep(at: start)
      }
      var router = QueueRouter(options.routing, pinned: options.intake.queue ?? history.queue, keepsApart: true)
      router.count(Int(min(history.contacts.reduce(0, +), 1e15)), in: router.stream([]))
      let counts = IntervalCounts.Read(histories: [history])
      try accumulator.add(counts: counts, router: router, keepsZones: true, file: source.name, zone: nil)
      countRouters.append(router)
    }
  }

  /// Puts what was read into the store.
  mutating func finish(into store: inout HistoryStore) throws(Diagnostic) -> ImportReport {
    for intake in accumulator.intakes {
      if let warning = try intake.checkVersions() { tally.warn(warning) }
      if let warning = try intake.checkRecurrence() { tally.warn(warning) }
      if let warning = intake.strangersNote { tally.warn(warning) }
    }
    for warning in tally.pageEnds.warnings { tally.warn(warning) }
    if options.intake.assumesZone, let zone = options.zone, tally.report.sources.contains(where: { $0.zone == zone }) {
      tally.warn(
        Diagnostic(
          "import.zone-assumed",
          "the queues live in several zones: local times were read as those of the project, \(zone)",
          cure: "Say --time-zone if they are others."))
    }
    let routers = accumulator.intakes.map(\.router) + countRouters
    var united = store
    var kept: [ImportReport.Kept] = []
    for (place, read) in try accumulator.finish().enumerated() {
      var source = read
      settleDates(of: &source, since: store)
      let before = store.source(named: source.name)?.contacts ?? 0
      kept.append(
        ImportReport.Kept(
          source: source.name, before: before, after: source.contacts, first: source.span?.lowerBound,
          last: source.span?.upperBound))
      for note in accumulator.intakes[place].notes {
        if note.severity == .note { tally.note(note) } else { tally.warn(note) }
      }
      let twins = Twins(
        of: source, fresh: accumulator.intakes[place].fresh, known: store.source(named: source.name),
        rule: options.intake.overlap)
      for twin in try twins.warnings(among: united.sources) { tally.warn(twin) }
      united.set(source)
      if source.isRounded {
        tally.warn(
          Diagnostic(
            "import.rounded",
            "every time lies on the full \(source.grain == 60 ? "hour" : "half hour"): contacts are counted by "
              + "\(Words.plain.minutesInFull(source.grain))",
            cure: "Export times to the minute if the system has them."))
      }
    }
    try united.settleBefore(since: store, options: options, file: tally.report.sources.first?.name ?? "")
    store = united
    var report = tally.finish(routers: routers, routing: options.routing.knowing(united.names))
    report.kept = kept
    report.bulkImports = accumulator.bulkImports()
    if let unreadable = report.unreadable { report.warnings.append(unreadable) }
    return report
  }
}
