internal import Calendars
internal import Forecasting
internal import Shifts
internal import Staffing
internal import Tables

extension DemandChange {
  /// `{ name: "Recall", queues: ["phone"], from: "2026-12-01", days: 3, volume: "+150%", dailyRest: 0.5 }`
  static func read(_ node: SettingsNode) throws(Diagnostic) -> (DemandChange, words: String) {
    let fields = try node.object([
      "name", "queues", "from", "to", "days", "hours", "volume", "handleTime", "dailyRest",
    ])
    var change = DemandChange()
    for entry in try fields["queues"]?.listOrOne() ?? [] { change.queues.append(QueueID(try entry.text())) }
    change.first = try fields["from"].map { (node) throws(Diagnostic) in try node.date() }
    change.last = try fields["to"].map { (node) throws(Diagnostic) in try node.date() }
    if let entry = fields["days"] {
      guard let first = change.first else {
        throw entry.fail("scenario.days", "so many days from when?", cure: "Add from: \"2026-12-01\".")
      }
      change.last = first.adding(days: try entry.integer(in: 1...3660, unit: "days") - 1)
    }
    if let first = change.first, let last = change.last, last < first, let entry = fields["to"] {
      throw entry.fail(
        "scenario.order", "it ends on \(last), before it begins", cure: "Swap the dates, or correct one.")
    }
    if let node = fields["hours"] {
      let (from, to) = try node.clockRange()
      change.minutes = from.minutes..<max(from.minutes, to.minutes)
    }
    if let node = fields["volume"] { change.volume = try node.factor(canStop: true) }
    if let node = fields["handleTime"] { change.handleTime = try node.factor() }
    if let node = fields["dailyRest"] { change.dailyRest = try node.number(in: 0...1, unit: "share") }
    let name = try fields["name"].map { (node) throws(Diagnostic) in try node.text() }
    return (change, name ?? change.words)
  }

  /// For whoever gave it no name: `volume +20 % on phone, 2026-12-01 to 2026-12-03`.
  private var words: String {
    func signed(_ factor: Double) -> String { "\(factor >= 1 ? "+" : "−")\(Int((abs(factor - 1) * 100).rounded())) %" }
    var parts: [String] = []
    if volume != 1 { parts.append("volume \(signed(volume))") }
    if handleTime != 1 { parts.append("handle time \(signed(handleTime))") }
    var text = parts.joined(separator: ", ")
    if !queues.isEmpty { text += " on \(queues.map(\.rawValue).joined(separator: ", "))" }
    if let first { text += ", \(first)" }
    if let last { text += " to \(last)" }
    return text
  }
}

extension Scenario.PeopleChange {
  /// `{ attrition: "10%", hires: [ { count: 6, site: "lisbon" } ], away: [ { site: "manila", from: "2026-12-01" } ] }`
  static func read(_ node: SettingsNode) throws(Diagnostic) -> [(Self, words: String)] {
    let fields = try node.object(["attrition", "attritionFrom", "hires", "away"])
    var changes: [(Self, words: String)] = []
    if let entry = fields["attrition"] {
      let from = try fields["attritionFrom"].map { (node) throws(Diagnostic) in try node.date() }
      let share = try entry.share()
      changes.append((.attrition(share, from: from), "attrition \(percent(share))\(from.map { " from \($0)" } ?? "")"))
    }
    for entry in try fields["hires"]?.list() ?? [] {
      let hire = try entry.object(["count", "site", "skills", "contractHours", "from"])
      var hires = Scenario.Hires(count: 1)
      if let node = hire["count"] { hires.count = try node.integer(in: 1...10_000, unit: "people") }
      hires.site = try hire["site"].map { (node) throws(Diagnostic) in try node.text() }
      for node in try hire["skills"]?.listOrOne() ?? [] { hires.skills.append(try node.text()) }
      hires.contract = try hire["contractHours"].map { (node) throws(Diagnostic) in
        Minutes(Int((try node.number(in: 1...80, unit: "hours a week") * 60).rounded()))
      }
      hires.from = try hire["from"].map { (node) throws(Diagnostic) in try node.date() }
      let words =
        "\(hires.count) hired\(hires.site.map { " at \($0)" } ?? "")\(hires.from.map { " from \($0)" } ?? "")"
      changes.append((.hires(hires, node: entry), words))
    }
    for entry in try fields["away"]?.list() ?? [] {
      let away = try entry.object(["site", "share", "from", "days"])
      guard let from = away["from"] else {
        throw entry.fail("scenario.from", "who is away needs a first day", cure: "Add from: \"2026-12-01\".")
      }
      let first = try from.date()
      var days = 1
      if let node = away["days"] { days = try node.integer(in: 1...3660, unit: "days") }
      let site = try away["site"].map { (node) throws(Diagnostic) in try node.text() }
      let share = try away["share"].map { (node) throws(Diagnostic) in try node.share(canBeAll: true) } ?? 1
      let last = first.adding(days: days - 1)
      changes.append(
        (
          .away(share: share, site: site, first: first, last: last, node: entry),
          "\(percent(share)) of \(site ?? "the team") away \(days == 1 ? "on \(first)" : "from \(first) to \(last)")"
        ))
    }
    return changes
  }
}

extension EventsReader {
  private static let keys = ["kind", "name", "queue", "from", "to", "uplift", "halfLifeDays"]

  static func words(on node: SettingsNode) throws(Diagnostic) -> String {
    let fields = try node.object(keys)
    let kind = try fields["kind"].map { (node) throws(Diagnostic) in try node.text() } ?? "event"
    return try fields["name"].map { (node) throws(Diagnostic) in try node.text() } ?? kind
  }

  /// Events of a scenario, read as `events.csv` is.
  static func read(
    _ nodes: [SettingsNode], queues: [QueueID], warnings: inout [Diagnostic]
  ) throws(Diagnostic) -> [DemandEvent] {
    var events: [DemandEvent] = []
    for node in nodes {
      let fields = try node.object(keys)
      func text(_ key: String) throws(Diagnostic) -> String {
        guard let field = fields[key] else { return "" }
        if case .number(let number) = field.value { return "\(number)" }
        return try field.text()
      }
      let from = try text("from")
      let to = try text("to")
      let cells = [
        try text("kind"), try text("name"), try text("queue"), from, to.isEmpty ? from : to, try text("uplift"),
        try text("halfLifeDays"),
      ]
      let table =
        "kind,name,queue,start_local,end_local,uplift,half_life_days\n"
        + cells.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",") + "\n"
      do throws(Diagnostic) {
        events += try read(Array(table.utf8), file: node.file, queues: queues, warnings: &warnings)
      } catch {
        var placed = error
        placed.position = SourcePosition(file: "\(node.file): \(node.path)")
        throw placed
      }
    }
    return events
  }
}
