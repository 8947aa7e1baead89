internal import Calendars
internal import Tables

/// Reads counts of contacts by interval and queue: `ts_local,queue,calls`, with handle time where there is some.
///
/// What is recorded is kept: an interval without a row stays without one. Counts by day are spread over the day.
enum IntervalCounts {
  /// No interval of any queue has as many contacts: a larger number is a fault of the export.
  private static let most = 1e9

  /// What a file holds.
  struct Read {
    /// By queue.
    var histories: [IntervalHistory]
    /// Whether each is of counts by day, which were spread.
    var areDays = false
    /// Whether each row says the end of its interval.
    var statesWidth = false
  }

  /// The histories of a file.
  ///
  /// - Parameter known: what is kept of its source: a file of few rows has the width of those.
  /// - Throws: `counts.interval-unread` for several intervals of a day that cannot be read; `counts.interval` when starts lie on no grid of 1 to 60 minutes, or not on the one asked for;
  ///   `counts.thousands`, `csv.missing-column`, `import.zone-needed`, and what reading the file throws.
  static func read(
    _ source: TicketSource, options: ImportOptions, known: SourceHistory?, router: inout QueueRouter,
    _ tally: inout ImportTally
  ) throws(Diagnostic) -> Read {
    let sample = try TableSample(source, options: options)
    let columns = try CountColumns(sample, map: options.columns)
    let parts = [columns.channelColumn, columns.groupColumn, columns.languageColumn, columns.queueColumn]
    if columns.start.isDaily,
      let fault = UnreadIntervals.fault(date: columns.start.date, parts: parts.compactMap { $0 }, in: sample)
    {
      throw fault
    }
    var cells = try CountCells(columns, in: sample, options: options)
    let dates = try DateOrders.find(in: source, column: columns.start.date, options: options)
    let times = TimeReader(dateOrder: dates.order)
    var reader = try CSVReader(try source.stream(), options: options.csvOptions)
    let zone = columns.start.zone ?? options.zone
    tally.begin(ImportReport.Source(name: source.name, system: .counts))
    for note in columns.notes {
      if note.severity == .warning { tally.warn(note) } else { tally.note(note) }
    }
    var counts: [StreamCounts] = []
    var hasLocalTimes = false
    var draft = TicketDraft()
    var footers = FooterRows()
    var stated = StatedWidth()
    while try reader.next() {
      tally.read()
      guard var start = columns.start.cells.read(reader, times) else {
        footers.add(reader, timeColumn: columns.start.date, columns.start.cells.fault(reader), &tally)
        continue
      }
      footers.rowFollows(&tally)
      stated.add(columns.start.cells.length(reader))
      guard let contacts = cells.contacts(reader), contacts >= 0, contacts <= most else {
        let fault = reader.badValue(
          columns.contactsColumn, code: "csv.not-a-number", expected: "a count of contacts of at most 1,000,000,000")
        tally.drop(.badRow, at: reader.position(column: columns.contactsColumn), fault.message)
        continue
      }
      if case .local(let civil) = start, !columns.start.isDaily {
        if columns.start.isUTC {
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
      let count = cells.count(contacts, reader, most: most, &tally)
      while counts.count <= stream { counts.append(StreamCounts()) }
      guard
        try counts[stream].place(count, start, reader: reader, zone: zone, columns: columns.start.cells, &tally)
      else { continue }
      router.count(Int(contacts.rounded()), in: stream)
      tally.count(count.timedContacts > 0 ? .handleTime : .planner, contacts: Int(contacts.rounded()))
    }
    footers.end(&tally)
    cells.report(file: source.name, &tally)
    try TicketTable.describe(
      reader, dates: dates, zone: hasLocalTimes ? zone : nil, columns: columns.uses, &tally)
    if columns.start.isDaily {
      return Read(
        histories: try days(
          counts, columns: columns, router: router, options: options, file: source.name, &tally), areDays: true)
    }
    exchangePasses(&counts, &tally)
    return Read(
      histories: try histories(
        counts, router: router, known: known, stated: stated.seconds, options: options, file: source.name),
      statesWidth: stated.seconds != nil)
  }

  /// Gives the rows of a repeated hour to the right pass in a file that lists its intervals newest first.
  private static func exchangePasses(_ counts: inout [StreamCounts], _ tally: inout ImportTally) {
    let rises = counts.reduce(0) { $0 + $1.steps.rises }
    let falls = counts.reduce(0) { $0 + $1.steps.falls }
    guard falls > rises, counts.contains(where: { !$0.twice.isEmpty }) else { return }
    for index in counts.indices { counts[index].exchangePasses() }
    tally.exchangedPasses()
  }

  // MARK: - Histories

  /// Adds up the streams of each queue.
  private static func histories(
    _ counts: [StreamCounts], router: QueueRouter, known: SourceHistory?, stated: Int?, options: ImportOptions,
    file: String
  ) throws(Diagnostic) -> [IntervalHistory] {
    let zone = options.zone ?? .utc
    let widths = try CountWidths(
      counts, router: router, zone: zone, known: known, stated: stated, asked: options.interval, file: file)
    var byQueue: [[Int: Count]] = Array(repeating: [:], count: router.queues.count)
    for (stream, counted) in counts.enumerated() {
      guard let queue = router.queue(of: stream) else { continue }
      let zone = options.queueZones[router.queues[queue]] ?? options.zone ?? .utc
      let width = widths.width(of: queue)
      for (start, count) in counted.inOrder {
        // Coarser intervals start on the zone's wall clock, so that an hour is an hour in Kathmandu too.
        let wall = start + zone.secondsFromUTC(at: Instant(rawValue: start))
        let coarse = start - ((wall % width.seconds) + width.seconds) % width.seconds
        byQueue[queue][coarse, default: Count()] += count
      }
    }
    // One for each of the router's queues, also where it stays without a row.
    return router.queues.indices.map { index in
      let queue = router.queues[index]
      var history = IntervalHistory(
        queue: queue, zone: options.queueZones[queue] ?? options.zone ?? .utc, interval: widths.width(of: index))
      for (start, count) in byQueue[index].sorted(by: { $0.key < $1.key }) {
        history.starts.append(Instant(rawValue: start))
        history.contacts.append(count.contacts)
        history.timedContacts.append(count.timedContacts)
        history.handleSeconds.append(count.handleSeconds)
      }
      return history
    }
  }

  /// Spreads counts by day over the hours of each queue.
  private static func days(
    _ counts: [StreamCounts], columns: CountColumns, router: QueueRouter, options: ImportOptions, file: String,
    _ tally: inout ImportTally
  ) throws(Diagnostic) -> [IntervalHistory] {
    var byQueue: [[Int: Count]] = Array(repeating: [:], count: router.queues.count)
    for (stream, counted) in counts.enumerated() {
      guard let queue = router.queue(of: stream) else { continue }
      for (day, count) in counted.byDay.sorted(by: { $0.key < $1.key }) {
        byQueue[queue][day, default: Count()] += count
      }
    }
    let step = CountDays.step(byQueue.lazy.flatMap(\.keys))
    guard step < 7 else {
      throw Diagnostic(
        "counts.interval", "the counts are for \(step) days each; at most a day is wanted",
        at: SourcePosition(file: file, row: nil, column: columns.start.date + 1),
        cure: "Export counts by day, or better for intervals of 15, 30 or 60 minutes.")
    }
    var histories: [IntervalHistory] = []
    for index in router.queues.indices {
      let queue = router.queues[index]
      guard !byQueue[index].isEmpty else {
        // One for each of the router's queues.
        histories.append(IntervalHistory(queue: queue, zone: options.zone ?? .utc, interval: options.interval ?? 15))
        continue
      }
      // What none claims yet is spread over the hours of the only queue there is.
      let only = options.openingHours.count == 1 ? options.openingHours.first?.value : nil
      guard let hours = options.openingHours[queue] ?? only else {
        throw Diagnostic(
          "counts.interval", "the counts are for 1440 minutes each; at most 60 are wanted",
          at: SourcePosition(file: file, row: nil, column: columns.start.date + 1),
          cure: "Export counts for intervals of 5, 10, 15, 20, 30 or 60 minutes. Counts by day can be imported into a "
            + "project whose rota.json has the hours of the queue '\(queue)': they are spread over these.")
      }
      histories.append(
        CountDays.history(
          of: queue, days: byQueue[index], zone: options.queueZones[queue] ?? options.zone ?? .utc, hours: hours,
          interval: options.interval ?? 15))
    }
    tally.warn(
      Diagnostic(
        "counts.days", "the counts are for whole days: each was spread evenly over the opening hours of its queue",
        at: SourcePosition(file: file, row: nil, column: columns.start.date + 1),
        cure: "The shape of the day is a guess; counts by interval would tell it."))
    return histories
  }
}
