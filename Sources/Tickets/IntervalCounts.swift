internal import Calendars
internal import Tables

/// Reads counts of contacts by interval and queue: `ts_local,queue,calls`, with handle time where there is some.
///
/// What is recorded is kept: an interval without a row stays without one.
enum IntervalCounts {
  /// No interval of any queue has as many contacts: a larger number is a fault of the export.
  private static let most = 1e9

  /// A row's numbers.
  private struct Count {
    var contacts = 0.0
    var timedContacts = 0.0
    var handleSeconds = 0.0
    /// The file's row.
    var row = 0

    static func += (left: inout Self, right: Self) {
      left.contacts += right.contacts
      left.timedContacts += right.timedContacts
      left.handleSeconds += right.handleSeconds
    }
  }

  /// The counts of one combination of channel, group, language and queue.
  private struct StreamCounts {
    var byStart: [Int: Count] = [:]
    /// Counts for times that clocks skip, to be added where a clock that was not moved has them.
    var skipped: [(start: Int, count: Count)] = []

    /// All counts in an order that does not change from run to run, since sums of fractions depend on it.
    var inOrder: [(start: Int, count: Count)] {
      byStart.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } + skipped
    }
  }

  /// The histories of a file, by queue.
  ///
  /// - Throws: `counts.interval` when starts lie on no grid of 1 to 60 minutes, or not on the one asked for;
  ///   `csv.missing-column`, `import.zone-needed`, and what reading the file throws.
  static func read(
    _ source: TicketSource, options: ImportOptions, router: inout QueueRouter, _ tally: inout ImportTally
  ) throws(Diagnostic) -> [IntervalHistory] {
    var reader = try CSVReader(try source.stream(), options: options.csvOptions)
    let columns = try CountColumns(reader.header, map: options.columns, file: source.name)
    let dates = try DateOrders.find(in: source, column: columns.startColumn, options: options)
    let times = TimeReader(dateOrder: dates.order)
    let marks = TicketTable.decimalMarks(options, delimiter: reader.delimiter)
    tally.begin(ImportReport.Source(name: source.name, system: .counts))
    var counts: [StreamCounts] = []
    var hasLocalTimes = false
    var draft = TicketDraft()
    let parts = [columns.channelColumn, columns.groupColumn, columns.languageColumn, columns.queueColumn]
    while try reader.next() {
      tally.read()
      guard var start = reader.withBytes(columns.startColumn, { times.read($0) }) else {
        let fault = reader.badValue(columns.startColumn, code: "csv.not-a-time", expected: TimeReader.expected)
        tally.drop(.badRow, at: reader.position(column: columns.startColumn), fault.message)
        continue
      }
      let contacts = number(columns.contactsColumn, of: reader, marks: marks)
      guard let contacts, contacts >= 0, contacts <= most else {
        let fault = reader.badValue(
          columns.contactsColumn, code: "csv.not-a-number", expected: "a count of contacts of at most 1,000,000,000")
        tally.drop(.badRow, at: reader.position(column: columns.contactsColumn), fault.message)
        continue
      }
      if case .local(let civil) = start {
        if columns.isUTC {
          start = .instant(Instant(secondsSince1970: civil.wallSeconds))
        } else {
          hasLocalTimes = true
        }
      }
      draft.clear()
      for column in parts {
        if let column { reader.withBytes(column) { draft.appendToStream($0) } }
        draft.endStreamPart()
      }
      let stream = router.stream(draft.stream)
      guard router.queue(of: stream) != nil else {
        tally.drop(.noQueue, at: reader.position(), reader.text(columns.startColumn))
        continue
      }
      let count = self.count(contacts, from: reader, columns, marks: marks, &tally)
      while counts.count <= stream { counts.append(StreamCounts()) }
      try place(
        count, start, in: &counts[stream], reader: reader, zone: options.zone, column: columns.startColumn, &tally)
      router.count(Int(contacts.rounded()), in: stream)
      tally.count(count.timedContacts > 0 ? .handleTime : .planner, contacts: Int(contacts.rounded()))
    }
    tally.dropBroken(reader.brokenRows, reader.brokenExamples)
    tally.describe(reader, dates: dates, zone: hasLocalTimes ? options.zone : nil, columns: columns.uses)
    return try histories(counts, router: router, options: options, file: source.name)
  }

  private static func text(_ contacts: Double) -> String {
    contacts == contacts.rounded() && contacts < 1e15 ? "\(Int(contacts))" : "\(contacts)"
  }

  private static func number(_ column: Int, of reader: borrowing CSVReader, marks: [DecimalMark]) -> Double? {
    for mark in marks {
      if let value = reader.withBytes(column, { FieldNumber.decimal($0, mark: mark) }) { return value }
    }
    return nil
  }

  private static func count(
    _ contacts: Double, from reader: borrowing CSVReader, _ columns: CountColumns, marks: [DecimalMark],
    _ tally: inout ImportTally
  ) -> Count {
    var count = Count(contacts: contacts, timedContacts: 0, handleSeconds: 0)
    let handled = columns.handledColumn.flatMap { number($0, of: reader, marks: marks) } ?? contacts
    if let column = columns.totalColumn, let total = number(column, of: reader, marks: marks), total > 0, handled > 0,
      total * columns.totalUnit <= 1e15, handled <= most
    {
      count.timedContacts = handled
      count.handleSeconds = total * columns.totalUnit
    } else if let column = columns.meanColumn, !reader.isBlank(column), handled > 0, handled <= most {
      let mean = reader.withBytes(column) { HandleTime.seconds($0, unit: columns.meanUnit, marks: marks) }
      guard let mean, mean >= 0, mean <= HandleTime.longest else {
        tally.refuseHandleTime(
          reader.badValue(column, code: "import.bad-handle-time", expected: "a handle time of at most 24 hours"))
        return count
      }
      if mean > 0 {
        count.timedContacts = handled
        count.handleSeconds = handled * mean
      }
    }
    return count
  }

  /// Puts a count at its instant. The second row for a time that happens twice is the second pass; for any other time
  /// it is a duplicate.
  private static func place(
    _ count: Count, _ start: WrittenTime, in counts: inout StreamCounts, reader: borrowing CSVReader, zone: Zone?,
    column: Int, _ tally: inout ImportTally
  ) throws(Diagnostic) {
    var (instant, doubt) = try LocalTimes.instant(of: start, zone: zone, file: reader.file, row: reader.row)
    switch doubt {
    case .none: break
    case .ambiguous:
      tally.ambiguous(at: reader.position(column: column), reader.text(column), rule: ImportTally.secondPass)
      if counts.byStart[instant.rawValue] != nil, case .local(let civil) = start, let zone,
        case .ambiguous(_, let later) = zone.reading(of: civil)
      {
        instant = later
      }
    case .skipped:
      tally.impossible(at: reader.position(column: column), reader.text(column))
      tally.keep(at: instant)
      // Tools that know no clock changes write a zero here: that is no interval.
      if count.contacts > 0 { counts.skipped.append((instant.rawValue, count)) }
      return
    }
    if let known = counts.byStart[instant.rawValue] {
      let position = reader.position(column: column)
      tally.drop(.duplicate, at: position, "\(reader.text(column)) was counted before in row \(known.row)")
      if known.contacts != count.contacts {
        tally.contradict(
          at: position,
          "\(reader.text(column)) has \(text(known.contacts)) contacts in row \(known.row) and \(text(count.contacts)) in "
            + "row \(reader.row)")
      }
      return
    }
    counts.byStart[instant.rawValue] = count
    counts.byStart[instant.rawValue]?.row = reader.row
    tally.keep(at: instant)
  }

  /// Adds up the streams of each queue.
  private static func histories(
    _ counts: [StreamCounts], router: QueueRouter, options: ImportOptions, file: String
  ) throws(Diagnostic) -> [IntervalHistory] {
    let width = try interval(of: counts, asked: options.interval, file: file)
    var byQueue: [[Int: Count]] = Array(repeating: [:], count: router.queues.count)
    for (stream, counted) in counts.enumerated() {
      guard let queue = router.queue(of: stream) else { continue }
      let zone = options.queueZones[router.queues[queue]] ?? options.zone ?? .utc
      for (start, count) in counted.inOrder {
        // Coarser intervals start on the zone's wall clock, so that an hour is an hour in Kathmandu too.
        let wall = start + zone.secondsFromUTC(at: Instant(rawValue: start))
        let coarse = start - ((wall % width.seconds) + width.seconds) % width.seconds
        byQueue[queue][coarse, default: Count()] += count
      }
    }
    return router.queues.indices.compactMap { index in
      guard !byQueue[index].isEmpty else { return nil }
      let queue = router.queues[index]
      var history = IntervalHistory(
        queue: queue, zone: options.queueZones[queue] ?? options.zone ?? .utc, interval: width)
      for (start, count) in byQueue[index].sorted(by: { $0.key < $1.key }) {
        history.starts.append(Instant(rawValue: start))
        history.contacts.append(count.contacts)
        history.timedContacts.append(count.timedContacts)
        history.handleSeconds.append(count.handleSeconds)
      }
      return history
    }
  }

  /// The width of a file's intervals: the largest step that leads from each start to every other. Widths below 15
  /// minutes are joined to 15 unless the planner asks for another width.
  private static func interval(
    of counts: [StreamCounts], asked: Minutes?, file: String
  ) throws(Diagnostic) -> Minutes {
    var step = 0
    var first: Int?
    for start in counts.lazy.flatMap(\.byStart.keys) {
      if let first { step = greatestCommonDivisor(step, abs(start - first)) } else { first = start }
    }
    // A single interval: nothing contradicts the width asked for.
    if step == 0 { return asked ?? 15 }
    guard step % 60 == 0, step <= 3600, 3600 % step == 0 else {
      throw Diagnostic(
        "counts.interval",
        step > 3600
          ? "the counts are for \(step / 60) minutes each; at most 60 are wanted"
          : "the counts start \(step % 60 == 0 ? "every \(step / 60) minutes" : "at odd seconds"), which divides no hour",
        at: SourcePosition(file: file), cure: "Export counts for intervals of 5, 10, 15, 20, 30 or 60 minutes.")
    }
    let width = Minutes(step / 60)
    guard let asked else { return width < 15 && 15 % width.rawValue == 0 ? 15 : width }
    guard asked.rawValue % width.rawValue == 0 else {
      throw Diagnostic(
        "counts.interval",
        "the counts are for \(width.rawValue) minutes each; \(asked.rawValue) minutes were asked for",
        at: SourcePosition(file: file), cure: "Ask for a multiple of \(width.rawValue) minutes.")
    }
    return asked
  }

  private static func greatestCommonDivisor(_ left: Int, _ right: Int) -> Int {
    var (a, b) = (left, right)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }
}
