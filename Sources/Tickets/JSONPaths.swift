internal import Tables

/// Where JSON exports keep what matters about a ticket: paths of member names, in the spelling of any system.
///
/// Names are compared by their letters and digits in lower case (`created_at` is `createdAt`). The members `ticket`,
/// `fields`, `properties` and `thread`, into which some systems wrap a ticket's own, are looked through.
struct JSONPaths {
  enum Purpose: Int, CaseIterable {
    case created, updated, id, channel, inbox, group, language, status, direction, replies, handleTime, trackedTime
    case spam, deleted, closedWhenCreated

    /// What reports call it.
    var name: String {
      switch self {
      case .created: "created"
      case .updated: "updated"
      case .id: "id"
      case .channel: "channel"
      case .inbox, .group: "group"
      case .language: "language"
      case .status, .spam, .deleted, .closedWhenCreated: "status"
      case .direction: "direction"
      case .replies: "replies"
      case .handleTime: "handle time"
      case .trackedTime: "tracked time"
      }
    }
  }

  /// What a path is for; the lower rank counts where several are there.
  struct Entry {
    /// An index into `names`.
    var path: Int
    /// Nil for a path that only leads to others.
    var purpose: Purpose?
    var rank = 0
    var leads = false
  }

  /// The hash of the empty path.
  static let root: UInt64 = 0xCBF2_9CE4_8422_2325

  /// The paths as messages show them.
  private(set) var names: [String] = []
  /// Open addressing by the hash's last bits, since every member of every ticket is looked up; a quarter full.
  private var hashes: [UInt64] = Array(repeating: 0, count: 512)
  private var entries: [Entry] = Array(repeating: Entry(path: 0), count: 512)

  /// - Parameter map: paths that the planner set.
  init(_ map: ColumnMap) {
    for (purpose, paths) in Self.known where purpose != .id || !map.saysNoID {
      for (rank, path) in paths.enumerated() { add(path, purpose, rank: rank) }
    }
    for (purpose, path) in [
      (Purpose.created, map.created), (.id, map.id), (.channel, map.channel), (.group, map.group),
      (.language, map.language), (.status, map.status), (.direction, map.direction), (.replies, map.replies),
      (.handleTime, map.handleTime), (.trackedTime, map.trackedTime),
    ] { if let path { add(path, purpose, rank: -1) } }
  }

  private mutating func add(_ path: String, _ purpose: Purpose, rank: Int) {
    var hash = Self.root
    let names = path.split(separator: ".")
    for (depth, name) in names.enumerated() {
      let bytes = Array(name.utf8)
      hash = Self.hash(hash, bytes.span, 0..<bytes.count)
      let slot = slot(of: hash)
      hashes[slot] = hash
      if depth < names.count - 1 {
        entries[slot].leads = true
      } else {
        entries[slot].purpose = purpose
        entries[slot].rank = rank
        entries[slot].path = self.names.count
        self.names.append(path)
      }
    }
  }

  /// Where a hash is, or would be.
  private func slot(of hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: hash ^ (hash >> 32)) & 511
    while hashes[slot] != 0, hashes[slot] != hash { slot = (slot + 1) & 511 }
    return slot
  }

  /// What is known of a path; nil for one that is neither for something nor leads there.
  func entry(_ hash: UInt64) -> Entry? {
    let slot = slot(of: hash)
    return hashes[slot] == hash ? entries[slot] : nil
  }

  /// The hash of a path with another name at its end; the same path behind a name that is looked through.
  static func hash(_ path: UInt64, _ bytes: Span<UInt8>, _ name: Range<Int>) -> UInt64 {
    if name.count == 6 || name.count == 10 {
      for wrapper in wrappers where JSONScanner.equals(bytes, name, wrapper) { return path }
    }
    var hash = (path ^ 0x2E) &* 0x100_0000_01B3
    for index in name {
      let byte = bytes[index]
      let lower = byte >= 65 && byte <= 90 ? byte | 0x20 : byte
      guard (97...122).contains(lower) || (48...57).contains(lower) || lower >= 0x80 else { continue }
      hash = (hash ^ UInt64(lower)) &* 0x100_0000_01B3
    }
    return hash
  }

  private static let wrappers: [StaticString] = ["ticket", "fields", "properties", "thread"]

  /// What a ticket's own member of this name is for, where nothing was set by the planner.
  static func purpose(of name: String) -> Purpose? {
    let bytes = Array(name.utf8)
    return JSONPaths(ColumnMap()).entry(hash(root, bytes.span, 0..<bytes.count))?.purpose
  }

  private static let known: [(Purpose, [String])] = [
    (
      .created,
      [
        "created_at", "created", "created_time", "created_date", "createdate", "creation_date", "created_on",
        "opened_at", "sys_created_on", "started_at", "start_time", "submitted_at", "timestamp",
      ]
    ),
    (
      .updated,
      [
        // Zendesk's time of any change, those of the system too.
        "generated_timestamp", "updated_at", "updated", "updated_time", "updated_date", "updated_on", "update_time",
        "updated_datetime", "last_updated", "last_updated_at", "last_update", "last_modified", "last_modified_at",
        "last_modified_date", "hs_lastmodifieddate", "modified", "modified_at", "modified_on", "modified_time",
        "modified_date", "sys_updated_on",
      ]
    ),
    (.id, ["id", "key", "number", "case_number", "ticket_number", "call_id", "uniqueid", "sys_id"]),
    (
      .channel,
      [
        "via.channel", "channel", "source.type", "source_type", "source", "origin", "contact_type", "media_type",
        "channel_type", "medium",
      ]
    ),
    (.inbox, ["inbox_id"]),
    (
      .group,
      [
        "group_id", "team_assignee_id", "group.name", "team.name", "hs_pipeline", "department_id", "access.group_ids",
        "components.name", "assignment_group.display_value", "assignment_group", "group", "team", "queue_name",
      ]
    ),
    (.language, ["language", "locale", "lang"]),
    (.status, ["status", "state", "status.name"]),
    (.direction, ["via.source.rel", "source.delivered_as", "direction", "call_direction"]),
    (.replies, ["metric_set.replies"]),
    (
      .handleTime,
      [
        "handling_time", "handle_time", "statistics.handling_time", "statistics.adjusted_handling_time", "talk_time",
        "billsec",
      ]
    ),
    (.trackedTime, ["time_spent", "tracked_time"]),
    (.spam, ["spam", "is_spam"]), (.deleted, ["deleted", "is_deleted", "archived"]),
    (.closedWhenCreated, ["is_closed_on_create"]),
  ]
}
