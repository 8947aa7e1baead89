public import Calendars
public import Tables

/// What an import did with every row: the planner's proof that nothing was lost in silence.
public struct ImportReport: Hashable, Codable, Sendable {
  /// What was found out about one file.
  public struct Source: Hashable, Codable, Sendable {
    public var name: String
    public var system: TicketSystem
    /// Nil for JSON.
    public var encoding: TextEncoding?
    /// `,` `;` `|` or `tab`; nil for JSON.
    public var delimiter: String?
    /// The order of day and month where dates start with either; nil where they don't.
    public var dateOrder: DateOrder?
    /// The zone of times without an offset; nil where all times have one.
    public var zone: Zone?
    /// The source of history that it belongs to; nil outside of a project.
    public var source: String?
    public var rowsRead = 0
    public var rowsKept = 0
    /// Which columns were used for what.
    public var columns: [ColumnUse] = []

    public init(name: String, system: TicketSystem) {
      self.name = name
      self.system = system
    }
  }

  /// A column and its purpose.
  public struct ColumnUse: Hashable, Codable, Sendable {
    public var purpose: String
    public var column: String
  }

  /// A row and what stood there.
  public struct Example: Hashable, Codable, Sendable {
    public var position: SourcePosition
    public var text: String
  }

  /// Rows left out for one reason.
  public struct Drop: Hashable, Codable, Sendable {
    public var reason: DropReason
    public var count: Int
    /// The first of them: up to twenty for rows that cannot be read, up to three otherwise.
    public var examples: [Example]
  }

  /// Local times that a clock change makes doubtful, and what was done.
  public struct ClockChange: Hashable, Codable, Sendable {
    public var count: Int
    public var rule: String
    public var examples: [Example]
  }

  /// Contacts whose handle time came from one source.
  public struct HandleTimeUse: Hashable, Codable, Sendable {
    public var source: HandleTimeSource
    public var contacts: Int
  }

  /// Many tickets with one and the same time.
  public struct BulkImport: Hashable, Codable, Sendable {
    public var at: Instant
    public var tickets: Int
  }

  /// What is kept of a source after the import, and was before.
  public struct Kept: Hashable, Codable, Sendable {
    public var source: String
    /// Contacts.
    public var before: Double
    public var after: Double
    public var first: Instant?
    public var last: Instant?
  }

  /// A combination of channel, group, language and queue name, and the queue that it went to.
  public struct Stream: Hashable, Codable, Sendable {
    public var channel: String
    public var group: String
    public var language: String
    /// What a queue column says.
    public var queueName: String
    /// Nil when no queue claims it; the contacts are kept aside.
    public var queue: QueueID?
    public var contacts: Int
    /// What decides the queue.
    var name: StreamName {
      StreamName(channel: channel, group: group, language: language, queueName: queueName, queue: told)
    }
    /// The queue that the import was told.
    var told: QueueID?

    private enum CodingKeys: String, CodingKey { case channel, group, language, queueName, queue, contacts }

    init(_ name: StreamName, queue: QueueID?, contacts: Int) {
      (channel, group, language, queueName) = (name.channel, name.group, name.language, name.queueName)
      told = name.queue
      self.queue = queue
      self.contacts = contacts
    }
  }

  /// Says of each stream whose it is by these queues.
  public mutating func route(by routing: QueueRouting, in store: HistoryStore) {
    let routing = routing.knowing(store.names)
    for index in streams.indices { streams[index].queue = routing.queue(of: streams[index].name) }
  }

  public var sources: [Source] = []
  public var rowsRead = 0
  /// Tickets counted as contacts; for count files the rows used.
  public var rowsKept = 0
  /// In the order of `DropReason`, without empty ones.
  public var dropped: [Drop] = []
  /// Times that happen twice when clocks go back; nil when there are none.
  public var ambiguousTimes: ClockChange?
  /// Times that clocks skip when they go forward; nil when there are none.
  public var impossibleTimes: ClockChange?
  /// The most trustworthy first, without empty ones.
  public var handleTimes: [HandleTimeUse] = []
  public var bulkImports: [BulkImport] = []
  /// The most contacts first.
  public var streams: [Stream] = []
  /// By source.
  public var kept: [Kept] = []
  /// For contacts that no queue claims: entries for `queues` in `rota.json`.
  public var proposedQueues: [String] = []
  /// The first and the last contact.
  public var first: Instant?
  public var last: Instant?
  public var warnings: [Diagnostic] = []

  public init() {}
}
