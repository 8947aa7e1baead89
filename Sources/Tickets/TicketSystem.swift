internal import Tables
internal import Words

/// The kinds of export that can be read.
public enum TicketSystem: String, Hashable, Codable, Sendable, CaseIterable {
  /// A CSV file with one ticket a row and columns by name.
  case tickets
  /// A CSV file with one count a row, for an interval and a queue.
  case counts
  /// The history as this project stores it.
  case history
  /// Zendesk Support's CSV export.
  case zendeskCSV = "zendesk-csv"
  /// Zendesk's JSON export, one ticket a line.
  case zendeskJSON = "zendesk-json"
  /// Tickets as JSON from another system: one a line, an array, or pages as interfaces give them.
  case json
  /// Asterisk's log of queue events.
  case queueLog = "queue-log"
}

extension TicketSystem {
  /// The system whose export starts like this one.
  /// - Throws: `import.unknown-system` when the columns are nobody's, `import.not-contacts` where they are known to be something
  ///   else, and what reading a header throws.
  static func detect(_ source: TicketSource, options: ImportOptions) throws(Diagnostic) -> TicketSystem {
    var head: [UInt8] = []
    _ = try source.stream().read(into: &head, atMost: 4096)
    let first = head.drop { $0 == 0xEF || $0 == 0xBB || $0 == 0xBF || $0 <= 0x20 }.first
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
      return ["\"via\"", "\"ticket\"", "\"tickets\"", "\"metric_set\""].contains { occurs($0, in: head) }
        ? .zendeskJSON : .json
    }
    let sample = try TableSample(source, options: options)
    let header = sample.header
    func has(_ names: String...) -> Bool { names.allSatisfy { !header.columns(named: $0).isEmpty } }
    if has("start_utc", "queue", "time_zone", "interval_minutes", "contacts") { return .history }
    if has("record", "stream", "from", "contacts", "form") {
      throw Diagnostic(
        "import.source-file", "this is what a project keeps of a source, not an export",
        at: SourcePosition(file: source.name, row: 1), cure: "Name the project folder instead of the file.")
    }
    if QueueLog.isOne(sample) { return .queueLog }
    if has("Created at", "Via", "Group stations") || has("Created at", "Via", "Requester external id") {
      return .zendeskCSV
    }
    let map = options.columns
    if map.start != nil || map.contacts != nil { return .counts }
    if map.created != nil { return .tickets }
    if let other = OtherExport.fault(header, file: source.name) { throw other }
    let hasDates = TicketWords.date.candidates(in: header).contains { TimeForm.of($0, in: sample).hasDate }
    if TicketWords.start.isIn(header) || hasDates, CountColumns.contacts(in: sample) != nil { return .counts }
    if let disguise = CountsInDisguise(sample) { throw disguise.question }
    if TicketWords.created.isIn(header) || hasDates || !sample.hasHeader { return .tickets }
    let times = TimeColumns.columnsOfTimes(in: sample).map { header.names[$0] }
    throw Diagnostic(
      "import.unknown-system",
      "no column says when a ticket was created (found: \(Words.plain.list(header.names.prefix(60))))",
      at: SourcePosition(file: source.name, row: 1),
      cure: times.first.map {
        "'\($0)' holds times: if these are the ones, say --column created=\(TimeColumns.quoted($0))."
      }
        ?? "Name the column that does (--column created=\(header.names.first.map(TimeColumns.quoted) ?? "NAME") if it is the "
        + "first, --column created=Date+Time for two), or check that this is an export of tickets or of counts by interval."
    )
  }

  private static func occurs(_ word: StaticString, in bytes: [UInt8]) -> Bool { ByteText.contains(bytes.span, word) }
}
