internal import Calendars
internal import Foundation
internal import Rostering
internal import Shifts
internal import Staffing
public import Tables

/// A future to compare: what it changes, layer upon layer. It never touches the project's files.
public struct Scenario: Sendable {
  public var name: String
  /// What it changes, in the planner's words, in the order in which it is applied.
  public private(set) var words: [String] = []
  /// What it changes, to the last digit: two scenarios of the same substance have the same answer.
  public private(set) var substance: [String] = []
  /// Pieces of `rota.json` that are laid over it, in order.
  var overlays: [SettingsNode] = []
  var demand: [DemandPiece] = []
  var knobs: [Knob] = []
  var people: [PeopleChange] = []
  var events: [SettingsNode] = []
  var closings: [SettingsNode] = []

  /// One of the settings that have a name of their own.
  struct Knob: Sendable {
    var name: String
    var queue: QueueID?
    var value: SettingsNode
  }

  /// A change of the forecast and where it was asked for.
  struct DemandPiece: Sendable {
    var change: DemandChange
    var node: SettingsNode
  }

  /// Who leaves, comes or is away.
  enum PeopleChange: Sendable {
    case attrition(Double, from: CivilDate?)
    case hires(Hires, node: SettingsNode)
    case away(share: Double, site: String?, first: CivilDate, last: CivilDate, node: SettingsNode)
  }

  /// Newcomers of one kind.
  struct Hires: Sendable {
    var count: Int
    var site: String?
    var skills: [String] = []
    var contract: Minutes?
    var from: CivilDate?
  }

  static let knobNames = [
    "volume", "handleTime", "patience", "shrinkage", "serviceLevel", "within", "maximumOccupancy", "attrition", "hires",
  ]
  static let keys = ["name", "base", "set", "demand", "events", "people", "project"]

  public init(name: String) { self.name = name }

  /// Reads a scenario file and those that it builds on.
  /// - Parameter read: the bytes of a file named in `base`.
  public init(
    _ bytes: [UInt8], file: String, read: (String) throws(Diagnostic) -> [UInt8], depth: Int = 0
  ) throws(Diagnostic) {
    let root = try SettingsNode.parse(bytes, file: file)
    let fields = try root.object(Self.keys)
    let own = (file as NSString).lastPathComponent
    name =
      try fields["name"].map { (node) throws(Diagnostic) in try node.text() } ?? (own as NSString).deletingPathExtension
    if let node = fields["base"] {
      guard depth < 16 else {
        throw node.fail("scenario.circle", "scenarios build on one another in a circle", cure: "Remove one 'base'.")
      }
      for entry in try node.listOrOne() {
        let folder = (file as NSString).deletingLastPathComponent
        let path = (folder as NSString).appendingPathComponent(try entry.text())
        add(try Scenario(try read(path), file: path, read: read, depth: depth + 1))
      }
    }
    if let node = fields["set"] { try addAll(node) }
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

  /// Lays another scenario over this one.
  public mutating func add(_ other: Scenario) {
    words += other.words
    substance += other.substance
    overlays += other.overlays
    demand += other.demand
    knobs += other.knobs
    people += other.people
    events += other.events
    closings += other.closings
  }

  /// `volume=+20%`, `patience.phone=60s`, `rules.minimumRest=12h`.
  public mutating func set(_ key: String, to text: String) throws(Diagnostic) {
    let number = Double(text)
    let value: SettingsValue = number.map { .number($0) } ?? .text(text)
    try set(key, SettingsNode(value: value, file: "--set", path: key), text: text)
  }

  private mutating func note(_ words: String?, _ substance: String?) {
    if let words { self.words.append(words) }
    if let substance { self.substance.append(substance) }
  }

  private mutating func addAll(_ node: SettingsNode) throws(Diagnostic) {
    guard case .object(let entries) = node.value else {
      throw node.expected("an object of knobs", example: "{ volume: \"+20%\" }")
    }
    for key in entries.keys.sorted() {
      guard let value = entries[key] else { continue }
      let plain = value.kind.trimmingCharacters(in: CharacterSet(charactersIn: "'"))
      try set(key, SettingsNode(value: value, file: node.file, path: "\(node.path).\(key)"), text: plain)
    }
  }

  private mutating func set(_ key: String, _ node: SettingsNode, text: String) throws(Diagnostic) {
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
      people.append(.attrition(try node.share(), from: nil))
    } else if first == "hires" {
      let count = try node.integer(in: 1...10_000, unit: "people")
      people.append(.hires(Hires(count: count, site: parts.count > 1 ? parts[1] : nil), node: node))
    } else if Self.knobNames.contains(first) {
      knobs.append(Knob(name: first, queue: parts.count > 1 ? QueueID(parts[1]) : nil, value: node))
    } else if ["rules", "prices"].contains(first), parts.count == 2 {
      overlays.append(
        SettingsNode(value: .object([first: .object([parts[1]: node.value])]), file: node.file, path: ""))
    } else {
      let hint = NearestName.of(first, among: Self.knobNames).map { "Did you mean '\($0)'? " } ?? ""
      throw node.fail(
        "scenario.knob", "there is no knob '\(key)'",
        cure: hint + "Known: \(Self.knobNames.joined(separator: ", ")), rules.…, prices.…; anything else goes into "
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
    overlays.append(SettingsNode(value: value, file: node.file, path: node.path))
    if case .object(let keys) = value {
      if case .array(let sites) = keys["sites"] { for site in sites { note(site.label.map { "site \($0)" }, nil) } }
      let names = keys.keys.filter { $0 != "sites" }.sorted().map { Self.plainWords[$0] ?? $0 }
      if !names.isEmpty { note("other \(names.joined(separator: ", "))", nil) }
    }
    for closing in closings { note(closing.value.id.map { "\($0) closed" }, nil) }
    note(nil, "project \(node.value.json)")
  }

  /// What a director calls the parts of `rota.json`.
  private static let plainWords = ["queues": "queue settings"]
}
