internal import Calendars
internal import Forecasting
internal import Planning
internal import Tables
internal import Workforce
internal import Words

/// A project's settings while a scenario is laid over them, layer by layer: what a layer changes is there for the next one,
/// and what a layer says of a thing outweighs what those below say of it, in whatever way they said it.
struct ScenarioBuild {
  /// `rota.json` so far.
  private(set) var tree: SettingsValue
  /// The settings that `tree` comes to.
  private(set) var settings: ProjectSettings
  /// Whether a layer has changed `rota.json`.
  private(set) var isOverlaid = false
  /// Sites that were closed and not opened again: people and shifts of the project's files still name them.
  private(set) var ghosts: [SettingsValue] = []
  /// Shifts that went with a site, and shifts that others still work with the site that no longer does.
  private(set) var lostShifts: [SettingsValue] = []
  private(set) var lostPlaces: [(shift: String, site: String)] = []
  /// Where people work who name no site: the only one that the project has.
  let home: SiteID?
  /// The project's folder.
  private let folder: String
  private(set) var turns: [Turn] = []
  private(set) var steps: [PeopleStep] = []
  private(set) var demand: [DemandChange] = []
  private(set) var events: [DemandEvent] = []
  /// What the layers change, in the planner's words, settings with their old and new values.
  private(set) var words: [String] = []

  /// A knob on one queue, as long as no later layer sets the same by other means.
  struct Turn {
    var knob: ScenarioLayer.Knob
    var queue: QueueID
  }

  /// What happens to the people, in order.
  enum PeopleStep {
    case change(ScenarioLayer.PeopleChange)
    case close(SettingsNode)
    /// The end of a layer, after which somebody must be left.
    case settle(SettingsNode)
  }

  /// - Parameters:
  ///   - root: `rota.json`.
  ///   - folder: the project's.
  init(_ root: SettingsNode, folder: String) throws(Diagnostic) {
    self.folder = folder
    settings = try ProjectSettings(root, folder: folder)
    tree = root.value
    home = settings.sites.count == 1 ? settings.sites[0].id : nil
    // What the project leaves to a default can be spoken of too.
    if tree["sites"] == nil {
      tree["sites"] = .array([.object(["id": .text("main"), "name": .text("Main")])])
    }
    if tree["shifts"] == nil {
      tree["shifts"] = .array([
        .object([
          "id": .text("day"), "start": .text("07:00-11:00"), "step": .text("30m"), "lengths": .text("8h30m"),
        ])
      ])
    }
  }

  mutating func lay(_ layer: ScenarioLayer) throws(Diagnostic) {
    words += layer.words
    if let overlay = layer.overlay {
      let plain = try ScenarioIDs(tree: tree, settings: settings).checked(overlay)
      try refuseStrayRemovals(overlay)
      let below = tree
      try lay(plain, place: { Self.place($0, in: overlay, tree: $1) })
      words += ScenarioWords(of: plain, from: below, to: tree).words
      turns.removeAll { Self.isOutweighed($0, by: plain) }
      let opened = plain["sites"]?.items.compactMap(\.id) ?? []
      ghosts.removeAll { $0.id.map(opened.contains) ?? false }
    }
    for closing in layer.closings { try close(closing) }
    for piece in layer.pieces { try lay(piece.value, place: { _, _ in piece }) }
    for knob in layer.knobs { try add(knob, beside: layer.knobs) }
    let queues = settings.queues.map(\.settings.id)
    events += try EventsReader.read(layer.events, queues: queues)
    for piece in layer.demand {
      for queue in piece.change.queues where !queues.contains(queue) {
        throw unknown(queue: queue, at: piece.node)
      }
      demand.append(piece.change)
    }
    for change in layer.people {
      try check(change)
      steps.append(.change(change))
    }
    if let closing = layer.closings.last { steps.append(.settle(closing)) }
  }

  // MARK: rota.json

  /// - Parameter place: where to say that a setting of the merged tree is wrong, from its path in `rota.json`.
  private mutating func lay(
    _ piece: SettingsValue, place: (String, SettingsValue) -> SettingsNode
  ) throws(Diagnostic) {
    let next = tree.openingRules(for: piece).merged(with: piece)
    do throws(Diagnostic) {
      settings = try ProjectSettings(SettingsNode(value: next, file: "rota.json", path: ""), folder: folder)
    } catch {
      var placed = error
      let inside = error.position?.file ?? ""
      let node = place(inside.hasPrefix("rota.json: ") ? String(inside.dropFirst(11)) : "", next)
      placed.position = node.position
      throw placed
    }
    tree = next
    isOverlaid = true
  }

  /// `shifts[3].start` of the merged settings, as the place in the scenario's file that it came from.
  private static func place(_ path: String, in overlay: SettingsNode, tree: SettingsValue) -> SettingsNode {
    var own = path
    if let open = path.firstIndex(of: "["), let end = path[open...].firstIndex(of: "]"),
      let number = Int(path[path.index(after: open)..<end]), let list = tree[String(path[..<open])]?.items,
      list.indices.contains(number), let id = list[number].id,
      let there = overlay.value[String(path[..<open])]?.items.firstIndex(where: { $0.id == id })
    {
      own = "\(path[..<open])[\(there)]\(path[path.index(after: end)...])"
    }
    return overlay.inner(overlay.value, at: own.isEmpty ? overlay.path : "\(overlay.path).\(own)")
  }

  /// What is taken away must be there: a misspelt id would change nothing, and say nothing.
  private func refuseStrayRemovals(_ overlay: SettingsNode) throws(Diagnostic) {
    guard let stray = tree.strayRemoval(of: overlay.value, at: overlay.path) else { return }
    let hint = NearestName.of(stray.id, among: stray.known).map { "Did you mean '\($0)'? " } ?? ""
    throw overlay.inner(overlay.value, at: stray.place).fail(
      "scenario.remove", "there is no '\(stray.id)' to take away",
      cure: hint + (stray.known.isEmpty ? "Nothing is there." : "Known: \(Words.plain.list(stray.known)).")
    )
  }

  /// Takes a site away, and the shifts that only it works; its people follow in `steps`.
  private mutating func close(_ closing: SettingsNode) throws(Diagnostic) {
    let name = closing.value.id ?? ""
    guard let site = tree["sites"]?.items.first(where: { $0.id == name }) else {
      throw unknown(site: name, at: closing)
    }
    guard settings.sites.count > 1 else {
      throw closing.fail("scenario.last-site", "'\(name)' is the only site", cure: "Open another one beside it.")
    }
    var next = tree
    next["sites"] = .array(tree["sites"]?.items.filter { $0.id != name } ?? [])
    var shifts: [SettingsValue] = []
    for var shift in tree["shifts"]?.items ?? [] {
      if let sites = shift["sites"] {
        var names = sites.items
        if case .text = sites { names = [sites] }
        let left = names.filter { if case .text(name) = $0 { false } else { true } }
        if left.isEmpty, !names.isEmpty {
          lostShifts.append(shift)
          continue
        }
        if left.count < names.count, let id = shift.id { lostPlaces.append((id, name)) }
        shift["sites"] = .array(left)
      }
      shifts.append(shift)
    }
    next["shifts"] = .array(shifts)
    tree = next
    try lay(.object([:]), place: { _, _ in closing })
    ghosts.append(site)
    steps.append(.close(closing))
  }

  /// `tree` with all that the project's other files may still name: sites and shifts that are gone.
  var readable: SettingsValue {
    var readable = tree
    readable["sites"] = .array((tree["sites"]?.items ?? []) + ghosts)
    var shifts = tree["shifts"]?.items ?? []
    for index in shifts.indices {
      for lost in lostPlaces where lost.shift == shifts[index].id {
        if let sites = shifts[index]["sites"], case .array(let names) = sites {
          shifts[index]["sites"] = .array(names + [.text(lost.site)])
        }
      }
    }
    let known = shifts.compactMap(\.id)
    var lost: [SettingsValue] = []
    for shift in lostShifts where !known.contains(shift.id ?? "") && !lost.contains(where: { $0.id == shift.id }) {
      lost.append(shift)
    }
    readable["shifts"] = .array(shifts + lost)
    return readable
  }

  /// Takes from a project that was read from `readable` what is gone.
  func settle(_ project: inout Project) {
    let closed = Set(ghosts.compactMap { $0.id.map { SiteID($0) } })
    project.sites.removeAll { closed.contains($0.id) }
    project.templates = settings.templates
  }

  // MARK: Knobs

  /// - Parameter others: the knobs of its layer, in whatever order.
  private mutating func add(
    _ knob: ScenarioLayer.Knob, beside others: [ScenarioLayer.Knob]
  ) throws(Diagnostic) {
    let node = knob.value
    if let queue = knob.queue, !settings.queues.contains(where: { $0.settings.id == queue }) {
      throw unknown(queue: queue, at: node)
    }
    let meant = settings.queues.map(\.settings).filter { knob.queue == nil || $0.id == knob.queue }
    let names = knob.queue.map { [$0] } ?? []
    switch knob.name {
    case "volume": demand.append(DemandChange(queues: names, volume: try node.factor(canStop: true)))
    case "handleTime":
      var change = DemandChange(queues: names, handleTime: try node.factor())
      change.isInSettings = true
      demand.append(change)
      turns += meant.map { Turn(knob: knob, queue: $0.id) }
    default:
      let queues = meant.map { turned($0, by: others) }
      let able = queues.filter { Self.reason(against: knob, on: $0) == nil }
      if able.isEmpty, let first = queues.first, let reason = Self.reason(against: knob, on: first) {
        throw node.fail(
          "scenario.nothing",
          knob.queue == nil
            ? "'\(knob.name)' changes nothing here: of no queue \(reason.of)"
            : "'\(knob.name)' changes nothing on the queue '\(first.id)': \(reason.here)", cure: reason.cure)
      }
      turns += able.map { Turn(knob: knob, queue: $0.id) }
    }
  }

  /// A queue with the period and the presence that layers so far and other knobs of this one give it, on which it depends
  /// what the rest can turn.
  private func turned(_ queue: QueueSettings, by others: [ScenarioLayer.Knob]) -> QueueSettings {
    var queue = queue
    let knobs = turns.filter { $0.queue == queue.id }.map(\.knob) + others.filter { $0.queue ?? queue.id == queue.id }
    for knob in knobs {
      guard case .text(let word) = knob.value.value else { continue }
      if knob.name == "holdsOver" { queue.target.holdsOver = ServicePeriod(rawValue: word) }
      if knob.name == "presence" { queue.presence = PresenceModel(rawValue: word) }
    }
    return queue
  }

  /// Why a knob would move nothing on a queue; nil where it does.
  private static func reason(
    against knob: ScenarioLayer.Knob, on queue: QueueSettings
  ) -> (here: String, of: String, cure: String)? {
    let isEmail = queue.channel == .email
    switch knob.name {
    case "patience", "serviceLevel", "within":
      guard isEmail else {
        return knob.name == "patience" && knob.value.isRelative && queue.patience == nil
          ? ("it has no patience to change", "a patience is known", "Say how long customers wait: \"2m\".") : nil
      }
      return reasonOfMail
    case "presence", "minimumHeads", "holdsOver", "dayMargin", "dayFloor":
      return isEmail ? reasonOfMail : reasonOfPresence(against: knob, on: queue)
    case "responseTime":
      guard isEmail, queue.responseTime != nil else {
        return (
          isEmail ? "it has no responseTime to change" : "only e-mail has a deadline", "a responseTime is known",
          isEmail ? "State it with its clock in 'project'." : "Turn within or serviceLevel, or name an e-mail queue."
        )
      }
      return nil
    default: return nil
    }
  }

  /// Whether a later layer sets by `project` what the knob turned, or takes the queue away.
  private static func isOutweighed(_ turn: Turn, by overlay: SettingsValue) -> Bool {
    guard let queue = overlay["queues"]?.items.first(where: { $0.id == turn.queue.rawValue }) else { return false }
    if queue.isRemoval { return true }
    func target(_ key: String) -> Bool {
      guard let target = queue["target"] else { return false }
      guard case .object(let fields) = target else { return true }
      return fields[key] != nil
    }
    switch turn.knob.name {
    case "handleTime": return queue["handleTime"] != nil || queue["concurrency"] != nil
    case "serviceLevel", "within", "maximumOccupancy", "holdsOver", "dayMargin", "dayFloor":
      return target(turn.knob.name)
    default: return queue[turn.knob.name] != nil
    }
  }
}
