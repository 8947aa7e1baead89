internal import Calendars
internal import Tables

/// Where a count file keeps what matters.
struct CountColumns {
  static let start = ColumnPurpose(
    "start", "ts_local", "ts_utc", "start_local", "start_utc", "start", "interval start utc date", "interval start",
    "interval_start", "start time", "ts", "timestamp", "datetime", "interval")
  static let contacts = ColumnPurpose(
    "contacts", "contacts", "calls", "offered", "count", "volume", "contacts offered", "calls offered", "arrivals",
    "tickets")
  /// Contacts whose handle time the total holds.
  static let handled = ColumnPurpose(
    "handled", "interactions handled", "handled", "timed_contacts", "calls handled", "answered")
  static let handleTotal = ColumnPurpose(
    "total handle time", "total handle time (seconds)", "handle_seconds", "total_handle_time", "total_handle_seconds")

  let startColumn: Int
  let isUTC: Bool
  let contactsColumn: Int
  let queueColumn: Int?
  let channelColumn: Int?
  let groupColumn: Int?
  let languageColumn: Int?
  /// Mean handle time of the interval's contacts.
  let meanColumn: Int?
  let meanUnit: Double
  let totalColumn: Int?
  let totalUnit: Double
  let handledColumn: Int?
  let uses: [ImportReport.ColumnUse]

  /// - Throws: `csv.missing-column` with the columns found.
  init(_ header: Header, map: ColumnMap, file: String) throws(Diagnostic) {
    var uses: [ImportReport.ColumnUse] = []
    func find(_ purpose: ColumnPurpose, _ set: String?) throws(Diagnostic) -> Int? {
      guard let column = try purpose.column(in: header, named: set, file: file) else { return nil }
      uses.append(ImportReport.ColumnUse(purpose: purpose.name, column: header.names[column]))
      return column
    }
    let start = try find(Self.start, map.start)
    let contacts = try find(Self.contacts, map.contacts)
    startColumn = if let start { start } else { try header.column(named: "ts_local", in: file) }
    contactsColumn = if let contacts { contacts } else { try header.column(named: "calls", in: file) }
    isUTC = Header.key(header.names[startColumn]).contains("utc")
    queueColumn = try find(TicketColumns.queue, map.queue)
    channelColumn = try find(TicketColumns.channel, map.channel)
    groupColumn = try find(ColumnPurpose("group", "group", "team", "skill set", "skill", "department"), map.group)
    languageColumn = try find(TicketColumns.language, map.language)
    totalColumn = try find(Self.handleTotal, nil)
    totalUnit = totalColumn.map { ColumnUnit.seconds(of: header.names[$0]) } ?? 1
    handledColumn = try find(Self.handled, nil)
    let mean = try find(TicketColumns.handleTime, map.handleTime)
    meanColumn = mean == totalColumn ? nil : mean
    meanUnit = meanColumn.map { ColumnUnit.seconds(of: header.names[$0]) } ?? 1
    self.uses = uses
  }
}
