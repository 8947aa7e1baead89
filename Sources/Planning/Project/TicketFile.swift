internal import Calendars
internal import Tables
public import Tickets
internal import Workforce
internal import Words

extension TicketFile {
  static let keys = [
    "file", "system", "timeZone", "dateOrder", "encoding", "decimalMark", "header", "columns", "source", "queue",
    "from",
    "to", "overlap",
  ]

  /// A path, or an object of `keys`.
  init(_ entry: SettingsNode) throws(Diagnostic) {
    if case .text = entry.value {
      self.init(path: try entry.text())
      return
    }
    let fields = try entry.object(Self.keys)
    guard let file = fields["file"] else {
      throw entry.fail("project.missing", "a ticket export needs its file", cure: "For example: file: \"tickets.csv\".")
    }
    self.init(path: try file.text())
    if let node = fields["system"] { system = try TicketSystem(named: try node.text(), node: node) }
    if let node = fields["timeZone"] { zone = try node.zone() }
    if let node = fields["dateOrder"] {
      guard let order = DateOrder(rawValue: try node.text()) else {
        throw node.expected(
          "one of " + Words.plain.list(DateOrder.allCases.map { "\"\($0.rawValue)\"" }),
          example: "dateOrder: \"\(DateOrder.dayFirst.rawValue)\"")
      }
      dateOrder = order
    }
    if let node = fields["encoding"] {
      let name = try node.text().lowercased()
      guard let known = TextEncoding.allCases.first(where: { $0.rawValue.lowercased() == name }) else {
        throw node.expected(
          "one of " + Words.plain.list(TextEncoding.allCases.map { "\"\($0.rawValue)\"" }),
          example: "encoding: \"\(TextEncoding.windows1250.rawValue)\"")
      }
      encoding = known
    }
    if let node = fields["decimalMark"] {
      guard let mark = DecimalMark(rawValue: try node.text()) else {
        throw node.expected("\"point\" or \"comma\"", example: "decimalMark: \"comma\"")
      }
      decimalMark = mark
    }
    if let node = fields["header"] { hasHeader = try node.flag() }
    if let node = fields["columns"] {
      for (name, column) in try node.object(ColumnMap.names) {
        columns.set(name, to: try column.text())
      }
    }
    if let node = fields["source"] { intake.source = try node.text() }
    if let node = fields["queue"] { intake.queue = QueueID(try node.text()) }
    if let node = fields["from"] { intake.from = try node.date() }
    if let node = fields["to"] {
      let last = try node.date()
      if let first = intake.from, last < first {
        throw node.fail("project.dates", "'from' \(first) comes after 'to' \(last)", cure: "Swap them.")
      }
      intake.to = last
    }
    if let node = fields["overlap"] {
      switch try node.text() {
      case "replace": intake.overlap = .replace
      case "add": intake.overlap = .add
      default: throw node.expected("\"replace\" or \"add\"", example: "overlap: \"add\"")
      }
    }
  }

  /// The options under which the file is read, for a project with these queues.
  /// - Throws: `import.unknown-queue`.
  func options(zone default: Zone, queues: [ProjectQueue]) throws(Diagnostic) -> ImportOptions {
    var options = ImportOptions(
      system: system, zone: zone, queueZones: queues.zones, dateOrder: dateOrder, decimalMark: decimalMark,
      encoding: encoding, hasHeader: hasHeader, openingHours: queues.openingHours, columns: columns)
    options.projectRouting = QueueRouting(queues: queues.routed)
    options.intake = intake
    if let queue = intake.queue {
      do { options.intake.queue = try queues.named(queue) } catch {
        var fault = error
        (fault.kind, fault.position) = (.badData, SourcePosition(file: "rota.json"))
        throw fault
      }
    }
    options.setZones(of: queues, project: `default`)
    return options
  }
}

extension [ProjectQueue] {
  /// When each queue is open, by id.
  var openingHours: [QueueID: OpeningHours] {
    [QueueID: OpeningHours](map { ($0.settings.id, $0.settings.hours) }) { first, _ in first }
  }
}

extension TicketSystem {
  fileprivate init(named name: String, node: SettingsNode) throws(Diagnostic) {
    guard let system = TicketSystem(rawValue: name) else {
      throw node.fail(
        "project.system", "there is no ticket system '\(name)'",
        cure: "Known: \(Words.plain.list(TicketSystem.allCases.map(\.rawValue))).")
    }
    self = system
  }
}

extension ColumnMap {
  /// The purposes of columns, as options and settings name them.
  public static let names = [
    "created", "id", "queue", "channel", "group", "language", "status", "tags", "direction", "handleTime",
    "trackedTime", "replies", "start", "contacts",
  ]

  /// - Returns: false when there is no such purpose.
  @discardableResult
  public mutating func set(_ name: String, to column: String) -> Bool {
    switch name {
    case "created": created = column
    case "id": id = column
    case "queue": queue = column
    case "channel": channel = column
    case "group": group = column
    case "language": language = column
    case "status": status = column
    case "tags": tags = column
    case "direction": direction = column
    case "handleTime": handleTime = column
    case "trackedTime": trackedTime = column
    case "replies": replies = column
    case "start": start = column
    case "contacts": contacts = column
    default: return false
    }
    return true
  }
}
