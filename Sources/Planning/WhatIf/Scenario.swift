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
  /// Pieces of `rota.json` that are laid over it, in order.
  private var overlays: [SettingsNode] = []
  private var changes: [DemandChange] = []
  private var knobs: [Knob] = []
  private var people: [PeopleChange] = []

  private struct Knob: Sendable {
    var name: String
    var queue: QueueID?
    var value: SettingsNode
  }

  private enum PeopleChange: Sendable {
    case attrition(Double, from: CivilDate?)
    case hires(Int, site: String?, skills: [String], contract: Minutes?, from: CivilDate?)
  }

  static let knobNames = [
    "volume", "handleTime", "patience", "shrinkage", "serviceLevel", "within", "maximumOccupancy", "attrition", "hires",
  ]

  public init(name: String) { self.name = name }

  /// Reads a scenario file and those that it builds on.
  /// - Parameter read: the bytes of a file named in `base`.
  public init(
    _ bytes: [UInt8], file: String, read: (String) throws(Diagnostic) -> [UInt8], depth: Int = 0
  ) throws(Diagnostic) {
    let root = try SettingsNode.parse(bytes, file: file)
    let fields = try root.object(["name", "base", "set", "demand", "people", "project"])
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
    for entry in try fields["demand"]?.list() ?? [] { try addDemand(entry) }
    if let node = fields["people"] { try addPeople(node) }
    if let node = fields["project"] {
      _ = try node.object(ProjectSettings.keys)
      overlays.append(node)
      if case .object(let keys) = node.value { words.append("changes \(keys.keys.sorted().joined(separator: ", "))") }
    }
  }

  /// Lays another scenario over this one.
  public mutating func add(_ other: Scenario) {
    words += other.words
    overlays += other.overlays
    changes += other.changes
    knobs += other.knobs
    people += other.people
  }

  /// `volume=+20%`, `patience.phone=60s`, `rules.minimumRest=12h`.
  public mutating func set(_ key: String, to text: String) throws(Diagnostic) {
    let number = Double(text)
    let value: SettingsValue = number.map { .number($0) } ?? .text(text)
    try set(key, SettingsNode(value: value, file: "--set", path: key), text: text)
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
    words.append("\(key) \(text)")
    if first == "attrition" {
      people.append(.attrition(try node.share(), from: nil))
    } else if first == "hires" {
      let count = try node.integer(in: 1...10_000, unit: "people")
      people.append(.hires(count, site: parts.count > 1 ? parts[1] : nil, skills: [], contract: nil, from: nil))
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

  /// `{ name: "Recall", queues: ["phone"], from: "2026-12-01", days: 3, volume: "+150%", dailyRest: 0.5 }`
  private mutating func addDemand(_ node: SettingsNode) throws(Diagnostic) {
    let fields = try node.object([
      "name", "queues", "from", "to", "days", "hours", "volume", "handleTime", "dailyRest",
    ])
    var change = DemandChange()
    for entry in try fields["queues"]?.listOrOne() ?? [] { change.queues.append(QueueID(try entry.text())) }
    change.first = try fields["from"].map { (node) throws(Diagnostic) in try node.date() }
    change.last = try fields["to"].map { (node) throws(Diagnostic) in try node.date() }
    if let days = try fields["days"].map({ (node) throws(Diagnostic) in try node.integer(in: 1...3660, unit: "days") })
    {
      change.last = change.first?.adding(days: days - 1)
    }
    if let node = fields["hours"] {
      let (from, to) = try node.clockRange()
      change.minutes = from.minutes..<max(from.minutes, to.minutes)
    }
    if let node = fields["volume"] { change.volume = try node.factor() }
    if let node = fields["handleTime"] { change.handleTime = try node.factor() }
    if let node = fields["dailyRest"] { change.dailyRest = try node.number(in: 0...1, unit: "share") }
    changes.append(change)
    words.append(try fields["name"].map { (node) throws(Diagnostic) in try node.text() } ?? "demand changes")
  }

  private mutating func addPeople(_ node: SettingsNode) throws(Diagnostic) {
    let fields = try node.object(["attrition", "attritionFrom", "hires"])
    if let entry = fields["attrition"] {
      let from = try fields["attritionFrom"].map { (node) throws(Diagnostic) in try node.date() }
      people.append(.attrition(try entry.share(), from: from))
      words.append("attrition \(percent(try entry.share()))")
    }
    for entry in try fields["hires"]?.list() ?? [] {
      let hire = try entry.object(["count", "site", "skills", "contractHours", "from"])
      let count =
        try hire["count"].map { (node) throws(Diagnostic) in try node.integer(in: 1...10_000, unit: "people") } ?? 1
      let site = try hire["site"].map { (node) throws(Diagnostic) in try node.text() }
      var skills: [String] = []
      for node in try hire["skills"]?.listOrOne() ?? [] { skills.append(try node.text()) }
      let hours = try hire["contractHours"].map { (node) throws(Diagnostic) in
        try node.number(in: 1...80, unit: "hours a week")
      }
      let from = try hire["from"].map { (node) throws(Diagnostic) in try node.date() }
      people.append(
        .hires(count, site: site, skills: skills, contract: hours.map { Minutes(Int(($0 * 60).rounded())) }, from: from)
      )
      words.append("\(count) hired\(site.map { " at \($0)" } ?? "")\(from.map { " from \($0)" } ?? "")")
    }
  }

  // MARK: Applying

  /// The project as this scenario would have it.
  public func project(_ files: any ProjectFiles) throws(Diagnostic) -> Project {
    var project = try Project.read(overlays.isEmpty ? files : OverlaidFiles(files: files, overlays: overlays))
    project.demandChanges = changes
    for knob in knobs { try apply(knob, to: &project) }
    for change in people { try apply(change, to: &project) }
    return project
  }

  private func apply(_ knob: Knob, to project: inout Project) throws(Diagnostic) {
    let meant = project.queues.indices.filter { knob.queue == nil || project.queues[$0].settings.id == knob.queue }
    if let queue = knob.queue, meant.isEmpty {
      throw knob.value.fail(
        "scenario.queue", "there is no queue '\(queue)'",
        cure: "Known: \(project.queues.map(\.settings.id.rawValue).joined(separator: ", ")).")
    }
    let names = knob.queue.map { [$0] } ?? []
    switch knob.name {
    case "volume": project.demandChanges.append(DemandChange(queues: names, volume: try knob.value.factor()))
    case "handleTime":
      let factor = try knob.value.factor()
      project.demandChanges.append(DemandChange(queues: names, handleTime: factor))
      for index in meant { project.queues[index].settings.handleTime *= factor }
    default:
      for index in meant {
        var settings = project.queues[index].settings
        switch knob.name {
        case "patience":
          settings.patience =
            knob.value.isRelative
            ? try settings.patience.map { (old) throws(Diagnostic) in try old * knob.value.factor() }
            : Double(try knob.value.seconds(in: 1...86_400))
        case "shrinkage": settings.shrinkage = try knob.value.share()
        case "serviceLevel": if settings.channel != .email { settings.target.serviceLevel = try knob.value.share() }
        case "within": settings.target.withinSeconds = Double(try knob.value.seconds(in: 0...604_800))
        default: settings.target.maximumOccupancy = try knob.value.share()
        }
        if let problem = settings.diagnostics(at: SourcePosition(file: knob.value.file)).first { throw problem }
        project.queues[index].settings = settings
      }
    }
  }

  private func apply(_ change: PeopleChange, to project: inout Project) throws(Diagnostic) {
    switch change {
    case .attrition(let share, let from):
      // Who leaves is drawn by name, the same people in every scenario, so that more attrition takes more of them.
      let order = project.people.indices.sorted {
        (stableKey(project.people[$0].id.rawValue), $0) < (stableKey(project.people[$1].id.rawValue), $1)
      }
      let leaving = Set(order.prefix(Int((Double(order.count) * share).rounded())))
      if let from {
        for index in leaving {
          project.people[index].absences.append(
            Absence(first: from, last: from.adding(days: 3660), kind: "left", paid: false))
        }
      } else {
        project.people = project.people.indices.filter { !leaving.contains($0) }.map { project.people[$0] }
      }
    case .hires(let count, let site, let skills, let contract, let from):
      let queues = project.queues.filter { queue in queue.skills.allSatisfy(skills.contains) }.map(\.settings.id)
      guard skills.isEmpty || !queues.isEmpty else {
        throw Diagnostic(
          "scenario.skills", "no queue is answered with the skills \(skills.joined(separator: ", "))",
          cure: "Name all the skills of a queue.")
      }
      let known = project.people.filter { site == nil || $0.site.rawValue == site }
      guard let place = project.sites.first(where: { site == nil || $0.id.rawValue == site }) else {
        throw Diagnostic(
          "scenario.site", "there is no site '\(site ?? "")'",
          cure: "Known: \(project.sites.map(\.id.rawValue).joined(separator: ", ")).")
      }
      let models = known.isEmpty ? project.people : known
      for number in 0..<count {
        // Newcomers take turns in being like those who are there: contract, skills, rules.
        var person = models[number % models.count]
        person.id = PersonID("new-\(place.id)-\(project.people.count + 1)")
        person.name = "New \(project.people.count + 1)"
        if site != nil {
          person.site = place.id
          person.zone = place.zone
        }
        if !queues.isEmpty { person.queues = queues }
        if known.isEmpty { person.rules.templates = [] }
        if let contract {
          let slack = person.rules.maximumWeekly - person.contract
          person.contract = contract
          person.rules.minimumWeekly = max(0, contract - slack)
          person.rules.maximumWeekly = contract + slack
        }
        person.absences = []
        person.wishes = []
        person.fixedDaysOff = []
        person.history = WorkHistory()
        if let from {
          person.absences = [
            Absence(first: from.adding(days: -3660), last: from.adding(days: -1), kind: "not yet here", paid: false)
          ]
        }
        project.people.append(person)
      }
    }
  }
}

extension SettingsNode {
  /// Whether it is written as a change: `+20%`, `-5%`, `x1.2`.
  fileprivate var isRelative: Bool {
    guard case .text(let text) = value else { return false }
    return text.hasSuffix("%") && (text.hasPrefix("+") || text.hasPrefix("-")) || text.hasPrefix("x")
  }

  /// `"+20%"` → 1.2, `"x1.5"` → 1.5, `"-5%"` → 0.95.
  fileprivate func factor() throws(Diagnostic) -> Double {
    if case .text(let text) = value {
      if text.hasSuffix("%"), let number = Double(text.dropLast()), number > -100, number <= 10_000 {
        return 1 + number / 100
      }
      if text.hasPrefix("x"), let number = Double(text.dropFirst()), number > 0, number <= 100 { return number }
    }
    throw expected("a change", example: "\"+20%\", \"-5%\" or \"x1.5\"")
  }

  /// `0.8` or `"80%"`.
  fileprivate func share() throws(Diagnostic) -> Double {
    if case .text(let text) = value, text.hasSuffix("%"), let number = Double(text.dropLast()),
      (0..<100).contains(number)
    {
      return number / 100
    }
    return try number(in: 0...0.9999, unit: "share")
  }

  fileprivate func date() throws(Diagnostic) -> CivilDate {
    guard let date = CivilDate(try text()) else { throw expected("a date", example: "\"2026-12-01\"") }
    return date
  }
}
