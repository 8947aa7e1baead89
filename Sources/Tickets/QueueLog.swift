internal import Calendars
internal import Tables

/// Reads a telephone system's log of queue events (Asterisk's `queue_log` as a table with a header): a contact for each
/// call that enters a queue, its handle time from the answer to the end.
enum QueueLog {
  private static let time = ColumnPurpose(
    "created", "time_id", "date_time", "time", "eventdate", "created", "timestamp")
  private static let call = ColumnPurpose("id", "callid", "call id", "uniqueid")
  private static let queue = ColumnPurpose("queue", "queuename", "queue name", "queue")
  private static let event = ColumnPurpose("event", "event", "verb", "queue event")
  private static let ends = [
    "COMPLETEAGENT", "COMPLETECALLER", "TRANSFER", "BLINDTRANSFER", "ATTENDEDTRANSFER", "ABANDON", "EXITWITHTIMEOUT",
    "EXITWITHKEY", "EXITEMPTY", "EXITFULL",
  ]

  private struct Columns {
    var time: TimeColumns
    var call: Int
    var queue: Int
    var event: Int
  }

  /// Whether the table is such a log: it has the columns, and calls that enter a queue.
  static func isOne(_ sample: TableSample) -> Bool {
    guard call.isIn(sample.header), let event = event.candidates(in: sample.header).first else {
      return false
    }
    return queue.isIn(sample.header) && sample.values(event).contains(Array("ENTERQUEUE".utf8))
  }

  /// Adds every call of `source`.
  /// - Throws: what reading the file throws, and `csv.missing-column`.
  static func read(
    _ source: TicketSource, options: ImportOptions, into accumulator: inout TicketAccumulator,
    _ tally: inout ImportTally
  ) throws(Diagnostic) {
    let sample = try TableSample(source, options: options)
    let columns = try columns(sample, options: options)
    let dates = try DateOrders.find(in: source, column: columns.time.date, options: options)
    let times = TimeReader(dateOrder: dates.order)
    var reader = try CSVReader(try source.stream(), options: options.csvOptions)
    tally.begin(ImportReport.Source(name: source.name, system: .queueLog))
    var calls = LoggedCalls(zone: columns.time.zone ?? options.zone)
    while try reader.next() {
      tally.read()
      guard let written = columns.time.cells.read(reader, times) else {
        tally.drop(.badRow, at: reader.position(column: columns.time.date), columns.time.cells.fault(reader).message)
        continue
      }
      let event = reader.text(columns.event)
      let key = "\(reader.text(columns.call))\u{1F}\(reader.text(columns.queue))"
      switch event {
      case "ENTERQUEUE":
        if !calls.enter(key, queue: reader.text(columns.queue), at: written, row: reader.row) {
          tally.drop(.event, at: reader.position(), event)
        }
      case "CONNECT":
        calls.connect(key, at: written)
        tally.drop(.event, at: reader.position(), event)
      case _ where ends.contains(event):
        calls.end(key, at: written)
        tally.drop(.event, at: reader.position(), event)
      default: tally.drop(.event, at: reader.position(), event)
      }
    }
    try calls.finish(file: source.name, into: &accumulator, &tally)
    try TicketTable.describe(
      reader, dates: dates, zone: calls.hasLocalTimes ? columns.time.zone ?? options.zone : nil,
      columns: [
        ("created", columns.time.date), ("id", columns.call), ("queue", columns.queue), ("event", columns.event),
      ].map { ImportReport.ColumnUse(purpose: $0.0, column: sample.header.names[$0.1]) }, &tally)
  }

  private static func columns(_ sample: TableSample, options: ImportOptions) throws(Diagnostic) -> Columns {
    func find(_ purpose: ColumnPurpose, _ set: String?) throws(Diagnostic) -> Int {
      if let column = try purpose.column(in: sample.header, named: set, file: sample.file) { return column }
      return try sample.header.column(named: purpose.name, in: sample.file)
    }
    guard let found = try TimeColumns.find(time, set: options.columns.created, in: sample, allowsDays: false) else {
      throw Diagnostic(
        "csv.missing-column", "no column says when an event happened", at: SourcePosition(file: sample.file, row: 1),
        cure: "Name it: --column created=….")
    }
    return Columns(
      time: found, call: try find(call, options.columns.saysNoID ? nil : options.columns.id),
      queue: try find(queue, options.columns.queue),
      event: try find(event, nil))
  }
}

/// The calls of a log while it is read.
private struct LoggedCalls {
  private struct Call {
    var queue: String
    var created: WrittenTime
    var answered: Int?
    var seconds: Int?
    var row: Int
  }

  private let zone: Zone?
  private var calls: [Call] = []
  private var latest: [String: Int] = [:]
  private(set) var hasLocalTimes = false

  init(zone: Zone?) { self.zone = zone }

  /// - Returns: false for a call that comes back into the same queue: it is the same contact.
  mutating func enter(_ key: String, queue: String, at created: WrittenTime, row: Int) -> Bool {
    if case .local = created { hasLocalTimes = true }
    guard latest[key] == nil else { return false }
    latest[key] = calls.count
    calls.append(Call(queue: queue, created: created, row: row))
    return true
  }

  mutating func connect(_ key: String, at written: WrittenTime) {
    guard let index = latest[key] else { return }
    calls[index].answered = seconds(written)
  }

  mutating func end(_ key: String, at written: WrittenTime) {
    guard let index = latest[key], let answered = calls[index].answered else { return }
    let talk = seconds(written) - answered
    if talk > 0 { calls[index].seconds = (calls[index].seconds ?? 0) + talk }
    calls[index].answered = nil
  }

  func finish(
    file: String, into accumulator: inout TicketAccumulator, _ tally: inout ImportTally
  ) throws(Diagnostic) {
    var keys = Array(repeating: "", count: calls.count)
    for (key, index) in latest { keys[index] = key }
    var draft = TicketDraft()
    for (call, key) in zip(calls, keys) {
      draft.clear()
      draft.created = call.created
      draft.identity = ByteText.identity(Array(key.utf8).span)
      for _ in 0..<3 { draft.endStreamPart() }
      draft.appendToStream(Array(call.queue.utf8).span)
      draft.endStreamPart()
      if let seconds = call.seconds, Double(seconds) <= HandleTime.longest {
        draft.handleSeconds = Double(seconds)
        draft.handleSource = .handleTime
      }
      try accumulator.add(draft, file: file, row: call.row, into: &tally)
    }
  }

  /// Seconds on one clock, for differences.
  private func seconds(_ written: WrittenTime) -> Int {
    switch written {
    case .instant(let instant): return instant.rawValue
    case .local(let civil):
      if case .unique(let instant)? = zone?.reading(of: civil) { return instant.rawValue }
      return civil.wallSeconds
    }
  }
}
