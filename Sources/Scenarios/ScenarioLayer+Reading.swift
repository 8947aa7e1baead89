internal import Calendars
internal import Foundation
internal import Planning
internal import Tables
internal import Workforce
internal import Words

extension ScenarioLayer {
  /// - Parameter fields: of a scenario file.
  init(_ fields: [String: SettingsNode], source: String) throws(Diagnostic) {
    self.source = source
    if let node = fields["set"] { try setAll(node) }
    for entry in try fields["demand"]?.list() ?? [] {
      let (change, words) = try DemandChange.read(entry)
      demand.append(DemandPiece(change: change, node: entry))
      note(words, "demand \(entry.value.json)")
    }
    for entry in try fields["events"]?.list() ?? [] {
      note(try EventsReader.words(on: entry), "event \(entry.value.json)")
      events.append(entry)
    }
    if let node = fields["people"] {
      for (change, words) in try PeopleChange.read(node) {
        people.append(change)
        note(words, nil)
      }
      note(nil, "people \(node.value.json)")
    }
    if let node = fields["project"] { try addProject(node) }
  }

  private mutating func setAll(_ node: SettingsNode) throws(Diagnostic) {
    guard case .object(let entries) = node.value else {
      throw node.expected("an object of knobs", example: "{ volume: \"+20%\" }")
    }
    for key in entries.keys.sorted() {
      guard let value = entries[key] else { continue }
      let plain = value.kind.trimmingCharacters(in: CharacterSet(charactersIn: "'"))
      try set(key, node.inner(value, at: "\(node.path).\(key)"), text: plain)
    }
  }

  /// - Throws: what is wrong with the knob's name or, where the project need not be known for it, its value.
  mutating func set(_ key: String, _ node: SettingsNode, text: String) throws(Diagnostic) {
    let parts = key.split(separator: ".", maxSplits: 1).map(String.init)
    guard let first = parts.first else {
      throw node.fail("scenario.knob", "the knob has no name", cure: "For example volume=+20%.")
    }
    note("\(key) \(text)", "set \(key) \(node.value.json)")
    if first == "attrition" {
      guard parts.count == 1 else {
        throw node.fail(
          "scenario.knob", "attrition is of the whole team; '\(key)' names a part of it",
          cure: "Write attrition, or say with people: { away: [ … ] } of a scenario file who of a site is away.")
      }
      people.append(.attrition(try node.share(), from: nil, node: node))
    } else if first == "hires" {
      // Nobody is a value too: a grid of hires begins with it.
      let count = try node.integer(in: 0...10_000, unit: "people")
      people.append(.hires(Hires(count: count, site: parts.count > 1 ? parts[1] : nil), node: node))
    } else if Scenario.knobNames.contains(first) {
      knobs.append(Knob(name: first, queue: parts.count > 1 ? QueueID(parts[1]) : nil, value: node))
    } else if key == "fairness" || key == "budget" {
      pieces.append(node.inner(.object([first: node.value]), at: node.path))
    } else if ["rules", "prices", "fairness"].contains(first), parts.count == 2 {
      // A rule's limit and price have knobs of their own: rules.maximumConsecutiveNights.price.
      let path = first == "rules" ? parts[1].split(separator: ".").map(String.init) : [parts[1]]
      let value = path.reversed().reduce(node.value) { .object([$1: $0]) }
      pieces.append(node.inner(.object([first: value]), at: node.path))
    } else {
      let hint = NearestName.of(first, among: Scenario.knobNames).map { "Did you mean '\($0)'? " } ?? ""
      throw node.fail(
        "scenario.knob", "there is no knob '\(key)'",
        cure: hint
          + "Known: \(Words.plain.list(Scenario.knobNames)), rules.…, prices.…, fairness.…, budget; anything else goes into "
          + "'project' of a scenario file.")
    }
  }

  /// What lies over `rota.json`. A site that is taken away takes its people and shifts with it.
  private mutating func addProject(_ node: SettingsNode) throws(Diagnostic) {
    let fields = try node.object(ProjectSettings.keys)
    var value = node.value
    if case .object(var keys) = node.value, let sites = fields["sites"] {
      var left: [SettingsValue] = []
      for entry in try sites.list() {
        if entry.value.isRemoval { closings.append(entry) } else { left.append(entry.value) }
      }
      keys["sites"] = left.isEmpty ? nil : .array(left)
      value = .object(keys)
    }
    overlay = node.inner(value, at: node.path)
    for closing in closings { note(closing.value.id.map { "\($0) closed" }, nil) }
    note(nil, "project \(node.value.json)")
  }
}

extension DemandChange {
  /// `{ name: "Recall", queues: ["phone"], from: "2026-12-01", days: 3, volume: "+150%", dailyRest: 0.5 }`
  static func read(_ node: SettingsNode) throws(Diagnostic) -> (DemandChange, words: String) {
    let fields = try node.object([
      "name", "queues", "from", "to", "days", "hours", "volume", "handleTime", "dailyRest",
    ])
    guard fields["volume"] != nil || fields["handleTime"] != nil else {
      throw node.fail(
        "scenario.nothing", "it changes neither volume nor handleTime, so nothing",
        cure: "Add for example volume: \"+20%\", or remove it.")
    }
    var change = DemandChange()
    for entry in try fields["queues"]?.listOrOne() ?? [] { change.queues.append(QueueID(try entry.text())) }
    change.first = try fields["from"].map { (node) throws(Diagnostic) in try node.date() }
    change.last = try fields["to"].map { (node) throws(Diagnostic) in try node.date() }
    if let entry = fields["days"] {
      guard let first = change.first else {
        throw entry.fail("scenario.days", "so many days from when?", cure: "Add from: \"2026-12-01\".")
      }
      if let last = change.last {
        throw entry.fail(
          "scenario.conflict", "found both to: \"\(last)\" and days: \(entry.value.kind); expected one of them",
          cure: "Say the end once: remove 'to' or 'days'.")
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
    if let node = fields["dailyRest"] {
      change.dailyRest = try node.number(in: 0...1, unit: "share")
      guard change.first != nil else {
        throw node.fail(
          "scenario.from", "what is left after each day needs a first day, which isn't said",
          cure: "Add from: \"2026-12-01\", or remove dailyRest.")
      }
    }
    let name = try fields["name"].map { (node) throws(Diagnostic) in try node.text() }
    return (change, name ?? change.words)
  }

  /// For whoever gave it no name: `volume +20 % on phone, 2026-12-01 to 2026-12-03`.
  private var words: String {
    var parts: [String] = []
    if volume != 1 { parts.append("volume \(Words.note.change(volume - 1))") }
    if handleTime != 1 { parts.append("handle time \(Words.note.change(handleTime - 1))") }
    var text = Words.plain.list(parts)
    if !queues.isEmpty { text += " on \(Words.plain.list(queues.map(\.rawValue)))" }
    if let first { text += ", \(first)" }
    if let last { text += " to \(last)" }
    return text
  }
}

extension ScenarioLayer.PeopleChange {
  /// `{ attrition: "10%", hires: [ { count: 6, site: "lisbon" } ], away: [ { site: "manila", from: "2026-12-01" } ] }`
  static func read(_ node: SettingsNode) throws(Diagnostic) -> [(Self, words: String)] {
    let fields = try node.object(["attrition", "attritionFrom", "hires", "away"])
    var changes: [(Self, words: String)] = []
    if let entry = fields["attrition"] {
      let from = try fields["attritionFrom"].map { (node) throws(Diagnostic) in try node.date() }
      let share = try entry.share()
      changes.append(
        (
          .attrition(share, from: from, node: fields["attritionFrom"] ?? entry),
          "attrition \(Words.plain.share(share))\(from.map { " from \($0)" } ?? "")"
        ))
    } else if let entry = fields["attritionFrom"] {
      throw entry.fail(
        "scenario.nothing", "nobody leaves from \(entry.value.kind) on: 'attrition' isn't said",
        cure: "Add attrition: \"10%\", or remove attritionFrom.")
    }
    for entry in try fields["hires"]?.list() ?? [] {
      let hire = try entry.object(["count", "site", "skills", "contractHours", "from"])
      var hires = ScenarioLayer.Hires(count: 1)
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
      let away = try entry.object(["site", "share", "from", "days", "paid"])
      guard let from = away["from"] else {
        throw entry.fail("scenario.from", "who is away needs a first day", cure: "Add from: \"2026-12-01\".")
      }
      let first = try from.date()
      var days = 1
      if let node = away["days"] { days = try node.integer(in: 1...3660, unit: "days") }
      let site = try away["site"].map { (node) throws(Diagnostic) in try node.text() }
      let share = try away["share"].map { (node) throws(Diagnostic) in try node.share(canBeAll: true) } ?? 1
      let paid = try away["paid"].map { (node) throws(Diagnostic) in try node.flag() } ?? true
      let last = first.adding(days: days - 1)
      changes.append(
        (
          .away(share: share, site: site, first: first, last: last, paid: paid, node: entry),
          "\(Words.plain.share(share)) of \(site ?? "the team") away \(days == 1 ? "on \(first)" : "from \(first) to \(last)"), \(paid ? "paid" : "unpaid")"
        ))
    }
    return changes
  }
}
