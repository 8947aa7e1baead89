internal import Calendars
internal import Tables
internal import Tickets
internal import Workforce
internal import Words

extension ProjectQueue {
  static let keys = [
    "id", "name", "channel", "timeZone", "skills", "hours", "holidays", "match", "like", "dailyContacts",
  ]

  init(_ entry: SettingsNode, zone: Zone) throws(Diagnostic) {
    let fields = try entry.object(Self.keys + Self.staffingKeys)
    guard let idNode = fields["id"] else {
      throw entry.fail("project.missing", "a queue needs an id", cure: "For example: id: \"phone\".")
    }
    let id = try idNode.text()
    let channel = try fields["channel"].map { (node) throws(Diagnostic) in try node.channel() } ?? .phone
    var settings = QueueSettings(
      id: QueueID(id), name: id, channel: channel, zone: zone,
      hours: OpeningHours(ClockTime(hour: 9)..<ClockTime(hour: 17), on: Array(Weekday.allCases[0..<5])))
    if channel == .chat { settings.target.withinSeconds = 45 }
    if channel == .email { settings.presence = nil }
    if let node = fields["name"] { settings.name = try node.text() }
    if let node = fields["timeZone"] { settings.zone = try node.zone() }
    if let node = fields["hours"] { settings.hours = try node.openingHours() }
    var skills = [id]
    if let node = fields["skills"] {
      skills = []
      for entry in try node.listOrOne() { skills.append(try entry.text()) }
    }
    var matches: [QueueMatch] = []
    if let node = fields["match"] {
      for entry in try node.listOrOne() { matches.append(try entry.queueMatch(for: settings.id)) }
    }
    var closed = true
    if let node = fields["holidays"] {
      switch try node.text() {
      case "closed": closed = true
      case "open": closed = false
      default: throw node.expected("\"open\" or \"closed\"", example: "holidays: \"closed\"")
      }
    }
    self.init(settings: settings, skills: skills, matches: matches, closedOnHolidays: closed)
    statesHolidays = fields["holidays"] != nil
    try readStaffing(fields)
    if let problem = self.settings.diagnostics(at: entry.position).first {
      throw problem
    }
    sibling = try fields["like"].map { (node) throws(Diagnostic) in QueueID(try node.text()) }
    dailyContacts = try fields["dailyContacts"].map { (node) throws(Diagnostic) in
      try node.number(in: 0...1_000_000, unit: "number of contacts")
    }
  }
}

extension SettingsNode {
  fileprivate func channel() throws(Diagnostic) -> Channel {
    guard case .text(let text) = value, let channel = Channel(rawValue: text.lowercased()) else {
      throw expected(
        "one of " + Words.plain.list(Channel.allCases.map { "\"\($0.rawValue)\"" }), example: "\"phone\"")
    }
    return channel
  }

  fileprivate func queueMatch(for queue: QueueID) throws(Diagnostic) -> QueueMatch {
    let fields = try object(["channel", "group", "language"])
    return QueueMatch(
      queue: queue, channel: try fields["channel"].map { (node) throws(Diagnostic) in try node.text() },
      group: try fields["group"].map { (node) throws(Diagnostic) in try node.text() },
      language: try fields["language"].map { (node) throws(Diagnostic) in try node.text() })
  }

  /// `"always"`, `{ "mon-fri": "08:00-18:00", sat: ["09:00-12:00", "13:00-15:00"], sun: "closed" }`.
  func openingHours() throws(Diagnostic) -> OpeningHours {
    if case .text(let text) = value {
      if text == "always" { return .always }
      throw expected("\"always\" or hours by weekday", example: "{ \"mon-fri\": \"08:00-18:00\" }")
    }
    guard case .object(let fields) = value else {
      throw expected("\"always\" or hours by weekday", example: "{ \"mon-fri\": \"08:00-18:00\" }")
    }
    if fields.isEmpty {
      throw fail(
        "project.hours", "the hours are empty: the queue would never be open",
        cure: "Write \"always\", hours by weekday, or leave 'hours' out for Monday to Friday, 9 to 17.")
    }
    var spans: [[Range<Int>]] = Array(repeating: [], count: 7)
    for key in fields.keys.sorted() {
      guard let days = Self.weekdays(key), let entry = fields[key] else {
        throw fail(
          "project.weekday", "'\(key)' isn't a weekday or a span of weekdays", cure: "Write mon, tue … sun or mon-fri.")
      }
      let node = inner(entry, at: "\(path).\(key)")
      for span in try node.listOrOne() {
        let text = try span.text()
        do {
          let found = try OpeningHours.daySpans(text)
          for day in days { spans[day.index] += found }
        } catch {
          throw span.fail(error.code, error.message, cure: error.cure)
        }
      }
    }
    for day in 0..<7 {
      spans[day].sort { $0.lowerBound < $1.lowerBound }
      for (first, second) in zip(spans[day], spans[day].dropFirst()) where second.lowerBound < first.upperBound {
        throw fail(
          "project.hours", "two spans overlap on \(Weekday.allCases[day])",
          cure: "Name each weekday once, or give spans that follow one another.")
      }
    }
    return OpeningHours(spans: spans)
  }
}
