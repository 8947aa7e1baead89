public import Calendars
public import Tables

/// What the planner says about an import; whatever is nil is detected or has a default.
public struct ImportOptions: Sendable {
  /// The kind of export. Nil = told from its first bytes.
  public var system: TicketSystem?
  /// The zone of times that are written without an offset, and of the queues that `queueZones` does not name. Nil is
  /// enough where every time has an offset; the queues' zone is then UTC.
  public var zone: Zone?
  /// The zones on whose wall clocks the customers of single queues live.
  public var queueZones: [QueueID: Zone]
  /// The width of the intervals in which contacts are counted. Nil = 15 minutes for tickets; for counts their own
  /// width, but at least 15.
  public var interval: Minutes?
  /// Nil = told from the whole file.
  public var dateOrder: DateOrder?
  /// Nil = a point; where the delimiter isn't a comma, also a comma.
  public var decimalMark: DecimalMark?
  /// Nil = UTF-8, or what the bytes say.
  public var encoding: TextEncoding?
  /// Nil = found in the first lines.
  public var delimiter: UInt8?
  /// Whether the first record names the columns; without, columns go by number: `#4`.
  public var hasHeader: Bool
  /// When each queue is open: how counts by day are spread over the day.
  public var openingHours: [QueueID: OpeningHours]
  /// Columns by name, where the names known for each purpose do not fit.
  public var columns: ColumnMap
  /// Which tickets belong to which queue; the first match wins. Empty = a queue for each channel.
  public var queues: [QueueMatch]
  /// Handle time of one reply by an agent, for exports that know nothing better. Nil = not used.
  public var minutesPerReply: Double?
  /// So many tickets with one and the same time are reported as a bulk import.
  public var bulkThreshold: Int
  /// How the files join what is kept.
  public var intake = IntakeOptions()
  /// The queues of a project; nil = as `queues` says.
  public var projectRouting: QueueRouting?

  /// What is known of the dates of the file's source; set file by file.
  var sourceDates: SourceDates?

  /// Which contacts belong to which queue.
  var routing: QueueRouting { projectRouting ?? QueueRouting(matches: queues) }

  public init(
    system: TicketSystem? = nil, zone: Zone? = nil, queueZones: [QueueID: Zone] = [:], interval: Minutes? = nil,
    dateOrder: DateOrder? = nil, decimalMark: DecimalMark? = nil, encoding: TextEncoding? = nil,
    delimiter: UInt8? = nil, hasHeader: Bool = true, openingHours: [QueueID: OpeningHours] = [:],
    columns: ColumnMap = ColumnMap(), queues: [QueueMatch] = [], minutesPerReply: Double? = nil,
    bulkThreshold: Int = 1000
  ) {
    self.system = system
    self.zone = zone
    self.queueZones = queueZones
    self.interval = interval
    self.dateOrder = dateOrder
    self.decimalMark = decimalMark
    self.encoding = encoding
    self.delimiter = delimiter
    self.hasHeader = hasHeader
    self.openingHours = openingHours
    self.columns = columns
    self.queues = queues
    self.minutesPerReply = minutesPerReply
    self.bulkThreshold = bulkThreshold
  }

  /// How an export's CSV is read: ragged rows and broken quotes are counted, not fatal.
  var csvOptions: CSVOptions {
    CSVOptions(
      encoding: encoding, delimiter: delimiter, hasHeader: hasHeader, raggedRows: .accept, brokenQuotes: .lenient)
  }
}

/// The columns to use for each purpose, by name; nil = found by the names known for it.
///
/// `#7` is the seventh column, `Time#2` the second of those named Time. The time of a contact may stand in two columns:
/// `Date+Time`.
public struct ColumnMap: Hashable, Codable, Sendable {
  /// When the ticket arrived.
  public var created: String?
  /// `none` says that no column holds ids.
  public var id: String?
  public var queue: String?
  public var channel: String?
  public var group: String?
  /// For Zendesk's JSON: the number of the custom field that holds the language.
  public var language: String?
  public var status: String?
  public var tags: String?
  /// `inbound` or `outbound`.
  public var direction: String?
  /// True handle time of a contact; in a count file its mean in the interval.
  public var handleTime: String?
  public var trackedTime: String?
  public var replies: String?
  /// Start of the interval, in a count file.
  public var start: String?
  /// Contacts of the interval, in a count file.
  public var contacts: String?

  public init(
    created: String? = nil, id: String? = nil, queue: String? = nil, channel: String? = nil, group: String? = nil,
    language: String? = nil, status: String? = nil, tags: String? = nil, direction: String? = nil,
    handleTime: String? = nil, trackedTime: String? = nil, replies: String? = nil, start: String? = nil,
    contacts: String? = nil
  ) {
    self.created = created
    self.id = id
    self.queue = queue
    self.channel = channel
    self.group = group
    self.language = language
    self.status = status
    self.tags = tags
    self.direction = direction
    self.handleTime = handleTime
    self.trackedTime = trackedTime
    self.replies = replies
    self.start = start
    self.contacts = contacts
  }
}

extension ColumnMap {
  /// Whether the planner says that rows have no ids.
  var saysNoID: Bool { id?.lowercased() == "none" }
}

/// Tickets that belong to a queue. Nil matches anything; names are compared without regard to case and surrounding
/// blanks. A channel also matches by its usual name: `email` matches `Mail` and `E-mail`.
public struct QueueMatch: Hashable, Codable, Sendable {
  public var queue: QueueID
  public var channel: String?
  public var group: String?
  public var language: String?

  public init(queue: QueueID, channel: String? = nil, group: String? = nil, language: String? = nil) {
    self.queue = queue
    self.channel = channel
    self.group = group
    self.language = language
  }
}
