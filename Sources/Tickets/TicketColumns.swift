internal import Calendars
internal import Tables

/// Where an export of tickets as a table keeps what matters.
struct TicketColumns {
  static let created = ColumnPurpose(
    "created", "created_at", "created_local", "created_utc", "created", "created time", "create date", "createdate",
    "created date", "creation date", "date created", "opened_at", "opened", "date/time opened", "open date",
    "submitted at",
    "submitted", "arrived_at", "arrival time", "arrival", "received at", "received", "reported date", "sys_created_on",
    "chat start", "start time", "timestamp", "ts_local", "ts", "datetime")
  static let id = ColumnPurpose(
    "id", "ticket id", "ticket", "id", "ticket number", "case number", "case id", "issue key", "number", "key",
    "incident", "conversation id")
  static let queue = ColumnPurpose("queue", "queue", "queue id", "queue name")
  static let channel = ColumnPurpose(
    "channel", "channel", "via", "source", "origin", "case origin", "custom field (source)", "contact type",
    "media type", "medium")
  static let group = ColumnPurpose(
    "group", "group", "team", "assignment group", "department", "skill", "pipeline", "component/s", "group name",
    "case owner", "product")
  static let language = ColumnPurpose(
    "language", "language", "lang", "locale", "custom field (request language)", "ticket language")
  static let status = ColumnPurpose("status", "status", "ticket status", "state", "case status")
  static let tags = ColumnPurpose("tags", "tags", "labels")
  static let direction = ColumnPurpose("direction", "direction", "call direction")
  static let closedWhenCreated = ColumnPurpose("closed when created", "closed when created")
  static let handleTime = ColumnPurpose(
    "handle time", "handle_time", "handle_seconds", "handle_time_s", "handle time (seconds)", "handling_time",
    "handle_s",
    "handle_minutes", "handle_time_minutes", "handle_min", "aht", "aht_s", "aht_seconds", "handling time (seconds)")
  static let trackedTime = ColumnPurpose(
    "tracked time", "time tracked", "tracked_time", "time spent", "time_spent", "time spent (seconds)",
    "tracked_seconds",
    "tracked_minutes", "total time spent (sec)")
  static let replies = ColumnPurpose("replies", "replies", "agent interactions", "agent replies")

  let createdColumn: Int
  /// Whether the column's name says that its times are UTC.
  let isUTC: Bool
  var idColumn: Int?
  var queueColumn: Int?
  var channelColumn: Int?
  var groupColumn: Int?
  var languageColumn: Int?
  var statusColumn: Int?
  var tagsColumn: Int?
  var directionColumn: Int?
  var closedWhenCreatedColumn: Int?
  var handleColumn: Int?
  var handleUnit = 1.0
  var trackedColumn: Int?
  var trackedUnit = 1.0
  var repliesColumn: Int?
  /// For the report.
  private(set) var uses: [ImportReport.ColumnUse] = []

  /// - Throws: `csv.missing-column` for a column that the planner set, or when nothing says when a ticket was created.
  init(_ header: Header, map: ColumnMap, file: String) throws(Diagnostic) {
    var uses: [ImportReport.ColumnUse] = []
    func find(_ purpose: ColumnPurpose, _ set: String?) throws(Diagnostic) -> Int? {
      guard let column = try purpose.column(in: header, named: set, file: file) else { return nil }
      uses.append(ImportReport.ColumnUse(purpose: purpose.name, column: header.names[column]))
      return column
    }
    guard let created = try find(Self.created, map.created) else {
      // Says which columns there are.
      _ = try header.column(named: "created_at", in: file)
      throw Diagnostic("csv.missing-column", "no column says when a ticket was created")
    }
    createdColumn = created
    isUTC = Header.key(header.names[created]).contains("utc")
    idColumn = try find(Self.id, map.id)
    queueColumn = try find(Self.queue, map.queue)
    channelColumn = try find(Self.channel, map.channel)
    groupColumn = try find(Self.group, map.group)
    languageColumn = try find(Self.language, map.language)
    statusColumn = try find(Self.status, map.status)
    tagsColumn = try find(Self.tags, map.tags)
    directionColumn = try find(Self.direction, map.direction)
    closedWhenCreatedColumn = try find(Self.closedWhenCreated, nil)
    handleColumn = try find(Self.handleTime, map.handleTime)
    trackedColumn = try find(Self.trackedTime, map.trackedTime)
    repliesColumn = try find(Self.replies, map.replies)
    if let handleColumn { handleUnit = ColumnUnit.seconds(of: header.names[handleColumn]) }
    if let trackedColumn { trackedUnit = ColumnUnit.seconds(of: header.names[trackedColumn]) }
    self.uses = uses
  }
}
