internal import Tables

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
}

extension TicketSystem {
  /// The system whose export starts like this one.
  /// - Throws: `import.unknown-system` when the columns are nobody's, and what reading a header throws.
  static func detect(_ source: TicketSource, options: ImportOptions) throws(Diagnostic) -> TicketSystem {
    var head: [UInt8] = []
    _ = try source.stream().read(into: &head, atMost: 4096)
    let first = head.drop { $0 == 0xEF || $0 == 0xBB || $0 == 0xBF || $0 <= 0x20 }.first
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") { return .zendeskJSON }
    let header = try CSVReader(try source.stream(), options: options.csvOptions).header
    func has(_ names: String...) -> Bool { names.allSatisfy { !header.columns(named: $0).isEmpty } }
    if has("start_utc", "queue", "time_zone", "interval_minutes", "contacts") { return .history }
    if has("Created at", "Via", "Group stations") || has("Created at", "Via", "Requester external id") {
      return .zendeskCSV
    }
    let map = options.columns
    if CountColumns.start.find(in: header, named: map.start) != nil,
      CountColumns.contacts.find(in: header, named: map.contacts) != nil
    {
      return .counts
    }
    if TicketColumns.created.find(in: header, named: map.created) != nil { return .tickets }
    throw Diagnostic(
      "import.unknown-system",
      "no column says when a ticket was created (found: \(header.names.prefix(60).joined(separator: ", ")))",
      at: SourcePosition(file: source.name, row: 1),
      cure: "Name the column that does, or check that this is an export of tickets or of counts by interval.")
  }
}
