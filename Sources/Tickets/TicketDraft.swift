internal import Calendars

/// What an importer found out about one ticket. One draft is filled again and again, so that no ticket allocates.
struct TicketDraft {
  /// A mark of the ticket's id; nil when the export has none.
  var identity: UInt64?
  var created: WrittenTime?
  /// When this version of it was made, in seconds; read where it matters.
  var update: Int?
  /// Channel, group, language and queue as they stand, each followed by a unit separator.
  var stream: [UInt8] = []
  /// Why the ticket is no contact, when it isn't.
  var drop: DropReason?
  var handleSeconds: Double?
  var handleSource = HandleTimeSource.planner
  /// The zone of times without an offset, where the file itself names one. `clear` keeps it.
  var zone: Zone?

  /// Stands between the parts of `stream`; no system writes it into a name.
  static let separator: UInt8 = 0x1F

  mutating func clear() {
    identity = nil
    created = nil
    update = nil
    stream.removeAll(keepingCapacity: true)
    drop = nil
    handleSeconds = nil
    handleSource = .planner
  }

  mutating func appendToStream(_ bytes: Span<UInt8>) {
    bytes.withUnsafeBufferPointer { stream.append(contentsOf: $0) }
  }

  mutating func endStreamPart() { stream.append(Self.separator) }
}

/// Why a row of an export is not counted as a contact.
public enum DropReason: String, Hashable, Codable, Sendable, CaseIterable {
  case spam
  case deleted
  /// Joined to another ticket, which is counted.
  case merged
  /// Its id, or its interval, comes twice; of a ticket the last version counts.
  case duplicate
  /// It was imported before.
  case held = "imported before"
  /// It lies outside the dates that the files were said to cover.
  case outside = "outside --from and --to"
  /// Started by the team, not by a customer.
  case outbound
  /// A call between colleagues.
  case within = "internal"
  /// Nobody of the team worked on it.
  case answeredByBot = "answered by a bot"
  /// Written down after the fact.
  case closedWhenCreated = "closed when created"
  /// A further leg of a call that is counted, its time added to it.
  case segment = "further part of a contact"
  /// A line of an event log that starts no contact.
  case event = "no contact of its own"
  /// A total, or what stands below a report.
  case total = "total or footer"
  /// It cannot be read.
  case badRow = "bad row"
}
