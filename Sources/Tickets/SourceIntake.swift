internal import Calendars
internal import Tables

/// Takes the tickets of a source in, file by file, beside what is kept of it.
///
/// Of a ticket that comes several times in one import the last version counts. Which ids do only a first pass over the files
/// can tell (`repeats`), and the next one is told (`lastVersions`); it finds which version was updated last. A ticket that is
/// kept already stands as it is: marks don't say what it counted for.
struct SourceIntake {
  /// What became of a ticket.
  enum Fate { case counted, held, repeated }

  private(set) var source: SourceHistory
  /// As it was before the import.
  let known: SourceHistory
  let options: ImportOptions
  let width: Minutes
  private(set) var router: QueueRouter
  private var held = IdentitySet()
  private(set) var counted = IdentitySet()
  private(set) var passed = IdentitySet()
  private var marks = MarkCollector()
  /// The interval of the ticket before, and its date.
  private var last: (interval: Int, date: CivilDate)?
  private(set) var identified = CellTable()
  private var unidentified = CellTable()
  /// Tickets that are kept already, where the import says their queue.
  private var moving = CellTable()
  private(set) var occupied = QuarterHours()
  /// Tickets that are kept already, by the times that the import has.
  private(set) var heldAt = CellTable()
  private(set) var heldMarks = MarkCollector()
  private var touched = QuarterHours()
  /// From the first to the last of each stream of counts.
  private var countDates: [ClosedRange<CivilDate>] = []
  private var grain: Minutes = 60
  /// The times of rows with ids.
  private(set) var span: ClosedRange<Instant>?
  private(set) var ordinal = 0
  /// Files of this import without ids that are settled.
  private var settled: [String] = []
  private(set) var versions: VersionTimes
  /// Ids that come more than once, with the number of the last row that has them.
  private(set) var repeats: [UInt64: Int] = [:]
  /// Tickets whose id is kept although nothing is recorded at their time: of another system, most likely.
  private(set) var strangers = 0
  private(set) var heldAlready = 0
  private(set) var clocks: SourceClocks
  /// What this import has added with ids.
  private(set) var fresh = FreshTickets()
  private(set) var notes: [Diagnostic] = []

  /// - Parameters:
  ///   - lastVersions: the `repeats` of a first pass.
  ///   - isSettled: whether its zone stands; else what is read may show another one.
  init(_ source: SourceHistory, options: ImportOptions, lastVersions: [UInt64: Int], isSettled: Bool) {
    self.source = source
    known = source
    self.options = options
    versions = VersionTimes(last: lastVersions)
    clocks = SourceClocks(isSettled: isSettled)
    width = options.interval ?? 15
    router = QueueRouter(options.routing, pinned: options.intake.queue, keepsApart: true)
    guard options.intake.overlap != .replace else { return }
    var held = IdentitySet()
    source.marks.forEachRun { run in for mark in run { _ = held.insert(mark) } }
    self.held = held
    guard held.count > 0 else { return }
    for stream in source.streams where stream.form == .ids {
      for start in stream.cells.starts where QuarterHours.plausible.contains(start) { occupied.insert(start) }
    }
  }

  mutating func beginFile() { versions.file += 1 }

  /// - Returns: whether this row is not the last version of its ticket; if it is, it is one of `counted` or `passed`.
  private mutating func isOutdated(_ identity: UInt64, isContact: Bool, at instant: Instant?, update: Int?) -> Bool {
    ordinal += 1
    let isLast = versions.isLast(identity, row: ordinal, at: instant, update: update)
    if isLast == false { return true }
    let isNew =
      isContact
      ? (passed.count == 0 || !passed.contains(identity)) && counted.insert(identity)
      : !counted.contains(identity) && passed.insert(identity)
    if !isNew, isLast == nil { repeats[identity] = ordinal }
    return !isNew
  }

  /// A row that is no contact: its day is covered all the same.
  /// - Returns: `counted` where it is left out for its own reason.
  mutating func pass(at instant: Instant?, identity: UInt64?, update: Int?) -> Fate {
    if let instant { touched.insert(instant) }
    guard let identity else { return .counted }
    if let instant { widen(to: instant) }
    return isOutdated(identity, isContact: false, at: instant, update: update) ? .repeated : .counted
  }

  /// - Precondition: a plausible time.
  mutating func add(
    at instant: Instant, identity: UInt64?, stream key: [UInt8], handleSeconds: Double?, update: Int?
  ) -> Fate {
    touched.insert(instant)
    let seconds = handleSeconds.map(IntervalHistory.exact)
    let interval = instant.rawValue / width.seconds
    if let identity {
      if held.count > 0, held.contains(identity) {
        if !occupied.contains(instant) { strangers += 1 }
        heldAt.add(stream: 0, interval: interval, handleSeconds: nil)
        heldMarks.insert(identity, on: date(of: interval))
        heldAlready += 1
        if options.intake.queue != nil {
          moving.add(stream: router.stream(key), interval: interval, handleSeconds: seconds)
        }
        return .held
      }
      if isOutdated(identity, isContact: true, at: instant, update: update) { return .repeated }
      widen(to: instant)
      marks.insert(identity, on: date(of: interval))
    }
    let stream = router.stream(key)
    router.count(1, in: stream)
    if identity == nil {
      unidentified.add(stream: stream, interval: interval, handleSeconds: seconds)
    } else {
      identified.add(stream: stream, interval: interval, handleSeconds: seconds)
    }
    if grain > 15 {
      let wall = instant.rawValue + source.zone.secondsFromUTC(at: instant)
      if wall % 1800 != 0 { grain = 15 } else if wall % 3600 != 0 { grain = 30 }
    }
    return .counted
  }

  private mutating func date(of interval: Int) -> CivilDate {
    if let last, last.interval == interval { return last.date }
    let date = source.zone.date(at: Instant(rawValue: interval * width.seconds))
    last = (interval, date)
    return date
  }

  private mutating func widen(to instant: Instant) {
    span = span.map { min($0.lowerBound, instant)...max($0.upperBound, instant) } ?? instant...instant
  }

  /// Settles the tickets without ids at the end of a file.
  /// - Parameter zone: in which its local times were read; nil where it has none.
  /// - Throws: `import.shrinks`, `import.other-zone`.
  mutating func endFile(_ file: String, zone: Zone?) throws(Diagnostic) {
    clocks.read(zone)
    guard !unidentified.isEmpty else { return }
    var table = CellTable()
    swap(&table, &unidentified)
    var read = streams(of: &table)
    if let zone { for index in read.indices { read[index].cells.zone = zone } }
    if options.columns.saysNoID {
      try source.replaceIds(on: read.map(\.cells), rule: options.intake.overlap, file: file)
    }
    try replaceDays(read, form: .rows, file: file, zone: zone)
  }

  /// Settles a file of counts.
  /// - Parameters:
  ///   - counts: with a history for each stream of `router`.
  ///   - keepsZones: whether the histories say themselves whose clock their queue lives by.
  ///   - zone: in which its local times were read; nil where it has none.
  /// - Throws: `import.shrinks`, `import.other-zone`.
  mutating func add(
    counts: IntervalCounts.Read, router: QueueRouter, keepsZones: Bool, file: String, zone: Zone?
  ) throws(Diagnostic) {
    let histories = counts.histories
    var read: [(name: StreamName, cells: IntervalHistory)] = []
    for stream in router.streams {
      guard let place = stream.queue, histories.indices.contains(place), !histories[place].starts.isEmpty else {
        continue
      }
      var cells = histories[place]
      cells.queue = ""
      // Each stream has days of its own: those of its times, or, where these are told in UTC, of its queue.
      if !keepsZones { cells.zone = zone ?? options.queueZones[router.queues[place]] ?? source.zone }
      read.append((stream.name, cells))
    }
    // What says its width needs no proof of it.
    let showsWidth = !keepsZones && !counts.areDays && options.interval == nil
    if showsWidth { source.narrowCounts(beside: read.map(\.cells)) }
    try replaceDays(read, form: .counts, areDays: counts.areDays, file: file, zone: zone)
    if showsWidth, !counts.statesWidth { source.widenCounts() }
    for (_, cells) in read {
      guard let first = cells.starts.first, let last = cells.starts.last else { continue }
      countDates.append(cells.zone.date(at: first)...max(cells.zone.date(at: first), cells.zone.date(at: last)))
    }
  }

  private mutating func replaceDays(
    _ read: [(name: StreamName, cells: IntervalHistory)], form: SourceHistory.Form, areDays: Bool = false, file: String,
    zone: Zone?
  ) throws(Diagnostic) {
    let rule = options.intake.overlap
    var days = DayReplacement(rule)
    for (name, cells) in DayReplacement.united(read) {
      let place = source.place(of: name, form: form, interval: cells.interval)
      let recorded = source.streams[place].cells
      if recorded.starts.isEmpty { source.streams[place].cells.zone = cells.zone }
      if let zone, rule != .add, !recorded.starts.isEmpty, clocks.isSettled {
        try clocks.check(
          zone, against: recorded, with: cells, of: source.name, mayReplace: rule == .replace, file: file)
      }
      clocks.cover(name, form: form, cells)
      let whole = source.streams[place].wholeDays
      source.streams[place].cells = days.unite(recorded, with: cells, wholeDays: whole, stream: name.words)
      source.streams[place].note(cells, over: recorded, areDays: areDays, adds: rule == .add)
      note(Self.coarsening(recorded, to: source.streams[place].cells, of: name, file: file))
      note(Self.joining(cells, to: recorded, of: name))
      // The same contacts, before anybody said whose they are.
      var unclaimed = name
      unclaimed.queue = nil
      if name.queue != nil, rule != .add,
        let former = source.streams.firstIndex(where: { $0.form == form && $0.name == unclaimed })
      {
        let old = source.streams[former].cells
        let dates = Set(cells.starts.map { old.zone.date(at: $0) })
        source.streams[former].cells = days.yield(
          old, to: cells, on: dates, wholeDays: source.streams[former].wholeDays, stream: unclaimed.words)
        source.streams[former].settleWholeDays()
      }
    }
    if let refusal = days.refusal(file: file, besides: settled) { try clocks.refuse(refusal) }
    if !settled.contains(file) { settled.append(file) }
  }

  /// Says it once of all files.
  private mutating func note(_ note: Diagnostic?) {
    guard let note, !notes.contains(where: { $0.code == note.code && $0.message == note.message }) else { return }
    notes.append(note)
  }

  /// What a table holds; the table is empty then.
  func streams(of table: inout CellTable) -> [(name: StreamName, cells: IntervalHistory)] {
    table.sorted().map { stream, cells in
      (
        router.streams[stream].name,
        IntervalHistory(
          queue: "", zone: source.zone, interval: width,
          starts: cells.map { Instant(rawValue: Int($0.interval) * width.seconds) },
          contacts: cells.map { Double($0.contacts) }, timedContacts: cells.map { Double($0.timedContacts) },
          handleSeconds: cells.map(\.handleSeconds))
      )
    }
  }

  /// What is kept from now on.
  /// - Throws: `import.moved`: tickets that are recorded on days which the import replaces in part.
  mutating func finish() throws(Diagnostic) -> SourceHistory {
    try clocks.refuse()
    if options.intake.overlap == .replace, let replaced {
      try replaced.check(source: source.name, hasDateOrder: known.dateOrder != nil)
      source.forget(replaced)
      if let note = replaced.note(source: source.name) { notes.append(note) }
      if let note = source.undatedNote { notes.append(note) }
    }
    if let zone = clocks.local, shift == nil, clocks.differs(zone, from: source) {
      notes.append(SourceClocks.warning(zone, source: source))
    }
    var table = CellTable()
    swap(&table, &identified)
    for (name, cells) in streams(of: &table) {
      fresh.cells.append(cells)
      let place = source.place(of: name, form: .ids, interval: width)
      source.streams[place].cells = source.streams[place].cells.adding(cells)
    }
    swap(&table, &moving)
    for (name, cells) in streams(of: &table) {
      let (moved, others) = source.move(cells, to: name)
      notes += Self.notes(moved: moved, others: others, name)
    }
    let days = touched.days(in: source.zone)
    source.days = source.days.union(days)
    let intake = options.intake
    let read = days.union(DaySpans(countDates))
    if let first = intake.from ?? read.first, let last = intake.to ?? read.last, first <= last,
      intake.from != nil || intake.to != nil
    {
      if intake.overlap == .replace, let start = source.days.first, let end = source.days.last {
        source.declared = source.declared.clipped(to: start...end)
      }
      source.declared = source.declared.union(DaySpans([first...last]))
    }
    source.grain = known.contacts == 0 ? grain : min(source.grain, grain)
    let marks = marks.finish()
    fresh.marks = DatedMarks(days: marks)
    source.marks.add(marks)
    source.sortStreams()
    return source
  }

  /// Says, or stops for, ids that come again at other times.
  func checkVersions() throws(Diagnostic) -> Diagnostic? {
    try versions.check(source: source.name, rows: ordinal, isStated: statesIds)
  }
}
