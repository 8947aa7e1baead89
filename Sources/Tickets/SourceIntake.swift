internal import Calendars
internal import Tables

/// Takes the tickets of a source in, file by file, beside what is kept of it.
///
/// Of a ticket that comes several times in one import the last version counts; which one that is only a first pass over
/// the files can tell (`repeats`), and the second one is told (`lastVersions`). A ticket that is kept already stands as it
/// is: marks don't say what it counted for.
struct SourceIntake {
  /// What became of a ticket.
  enum Fate { case counted, held, repeated }

  private(set) var source: SourceHistory
  private let options: ImportOptions
  private let width: Minutes
  private(set) var router: QueueRouter
  private var held = IdentitySet()
  private var counted = IdentitySet()
  private var passed = IdentitySet()
  private var identified = CellTable()
  private var unidentified = CellTable()
  private var occupied = QuarterHours()
  private var touched = QuarterHours()
  private var grain: Minutes
  /// The times of tickets with ids.
  private var span: ClosedRange<Instant>?
  private var ordinal = 0
  /// Files of this import without ids that are settled.
  private var settled: [String] = []
  private let lastVersions: [UInt64: Int]
  /// Ids that come more than once, with the number of the last row that has them.
  private(set) var repeats: [UInt64: Int] = [:]
  /// Tickets whose id is kept although nothing is recorded at their time: of another system, most likely.
  private(set) var strangers = 0
  private(set) var heldAlready = 0

  /// - Parameter lastVersions: the `repeats` of a first pass.
  init(_ source: SourceHistory, options: ImportOptions, lastVersions: [UInt64: Int]) {
    self.source = source
    self.options = options
    self.lastVersions = lastVersions
    width = options.interval ?? 15
    grain = source.grain
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

  /// - Returns: whether this row is not the last version of its ticket; if it is, it is one of `counted` or `passed`.
  private mutating func isOutdated(_ identity: UInt64, isContact: Bool) -> Bool {
    ordinal += 1
    let isLast = lastVersions.isEmpty ? nil : lastVersions[identity].map { $0 == ordinal }
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
  mutating func pass(at instant: Instant?, identity: UInt64?) -> Fate {
    if let instant { touched.insert(instant) }
    guard let identity else { return .counted }
    return isOutdated(identity, isContact: false) ? .repeated : .counted
  }

  /// - Precondition: a plausible time.
  mutating func add(at instant: Instant, identity: UInt64?, stream key: [UInt8], handleSeconds: Double?) -> Fate {
    touched.insert(instant)
    let seconds = handleSeconds.map(IntervalHistory.exact)
    if let identity {
      if held.count > 0, held.contains(identity) {
        if !occupied.contains(instant) { strangers += 1 }
        heldAlready += 1
        return .held
      }
      if isOutdated(identity, isContact: true) { return .repeated }
      span = span.map { min($0.lowerBound, instant)...max($0.upperBound, instant) } ?? instant...instant
    }
    let stream = router.stream(key)
    router.count(1, in: stream)
    let interval = instant.rawValue / width.seconds
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

  /// Settles the tickets without ids at the end of a file.
  /// - Throws: `import.shrinks`.
  mutating func endFile(_ file: String) throws(Diagnostic) {
    guard !unidentified.isEmpty else { return }
    var table = CellTable()
    swap(&table, &unidentified)
    try replaceDays(streams(of: &table), form: .rows, file: file)
  }

  /// Settles a file of counts.
  /// - Parameters:
  ///   - histories: one for each stream of `router`.
  ///   - keepsZones: whether the histories say themselves whose clock their queue lives by.
  /// - Throws: `import.shrinks`.
  mutating func add(
    counts histories: [IntervalHistory], router: QueueRouter, keepsZones: Bool = false, file: String
  ) throws(Diagnostic) {
    var read: [(name: StreamName, cells: IntervalHistory)] = []
    for stream in router.streams {
      guard let place = stream.queue, histories.indices.contains(place), !histories[place].starts.isEmpty else {
        continue
      }
      var cells = histories[place]
      cells.queue = ""
      if !keepsZones { cells.zone = source.zone }
      read.append((stream.name, cells))
    }
    try replaceDays(read, form: .counts, file: file)
  }

  private mutating func replaceDays(
    _ read: [(name: StreamName, cells: IntervalHistory)], form: SourceHistory.Form, file: String
  ) throws(Diagnostic) {
    var days = DayReplacement(options.intake.overlap)
    for (name, cells) in read {
      let place = source.place(of: name, form: form, interval: cells.interval)
      if source.streams[place].cells.starts.isEmpty { source.streams[place].cells.zone = cells.zone }
      source.streams[place].cells = days.unite(source.streams[place].cells, with: cells, stream: name.words)
    }
    if let refusal = days.refusal(file: file, besides: settled) { throw refusal }
    if !settled.contains(file) { settled.append(file) }
  }

  /// What a table holds; the table is empty then.
  private func streams(of table: inout CellTable) -> [(name: StreamName, cells: IntervalHistory)] {
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
  mutating func finish() -> SourceHistory {
    if options.intake.overlap == .replace, let span { forget(span) }
    var table = CellTable()
    swap(&table, &identified)
    for (name, cells) in streams(of: &table) {
      let place = source.place(of: name, form: .ids, interval: width)
      source.streams[place].cells = source.streams[place].cells.adding(cells)
    }
    let days = touched.days(in: source.zone)
    source.days = source.days.union(days)
    let intake = options.intake
    if let first = intake.from ?? days.first, let last = intake.to ?? days.last, first <= last,
      intake.from != nil || intake.to != nil
    {
      source.declared = source.declared.union(DaySpans([first...last]))
    }
    source.grain = grain
    if counted.count > 0 {
      var marks = counted.sorted()
      if source.marks.count > 0 {
        source.marks.forEachRun { marks += $0 }
        marks.sort()
        marks = Self.distinct(marks)
      }
      source.marks = IdentityMarks(sorted: marks)
    }
    source.sortStreams()
    return source
  }

  /// Takes the contacts with ids out of the days that the import covers.
  private mutating func forget(_ span: ClosedRange<Instant>) {
    let dates = source.zone.date(at: span.lowerBound)...source.zone.date(at: span.upperBound)
    for index in source.streams.indices where source.streams[index].form == .ids {
      let cells = source.streams[index].cells
      var left = IntervalHistory(queue: "", zone: cells.zone, interval: cells.interval)
      for row in cells.starts.indices where !dates.contains(cells.zone.date(at: cells.starts[row])) {
        left.append(cells, at: row)
      }
      source.streams[index].cells = left
    }
  }

  private static func distinct(_ sorted: [UInt64]) -> [UInt64] {
    var result: [UInt64] = []
    result.reserveCapacity(sorted.count)
    for mark in sorted where result.last != mark { result.append(mark) }
    return result
  }
}
