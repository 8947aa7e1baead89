internal import Calendars
internal import Forecasting
internal import Rostering
internal import Shifts
internal import Staffing
public import Tables

extension Scenario {
  /// The project as this scenario would have it.
  ///
  /// - Throws: what is wrong with the scenario or the project, placed in the scenario's file where it is the culprit.
  public func project(_ files: any ProjectFiles) throws(Diagnostic) -> Project {
    var project = try overlaid(files)
    for closing in closings { try close(closing, of: &project) }
    let known = project.queues.map(\.settings.id)
    project.events += try EventsReader.read(events, queues: known, warnings: &project.warnings)
    project.events.sort { ($0.start, $0.end, $0.name) < ($1.start, $1.end, $1.name) }
    for piece in demand {
      for queue in piece.change.queues where !known.contains(queue) {
        throw Self.unknown(queue: queue, among: known, at: piece.node)
      }
      project.demandChanges.append(piece.change)
    }
    for knob in knobs { try apply(knob, to: &project) }
    for change in people { try apply(change, to: &project) }
    return project
  }

  /// The project with the pieces laid over `rota.json`. Where they make it unreadable, the first piece that does is named.
  private func overlaid(_ files: any ProjectFiles) throws(Diagnostic) -> Project {
    guard !overlays.isEmpty else { return try Project.read(files) }
    try refuseStrayRemovals(files)
    do throws(Diagnostic) {
      return try Project.read(OverlaidFiles(files: files, overlays: overlays))
    } catch {
      _ = try Project.read(files)
      for count in 1...overlays.count {
        do throws(Diagnostic) {
          _ = try Project.read(OverlaidFiles(files: files, overlays: Array(overlays.prefix(count))))
        } catch {
          var placed = error
          let culprit = overlays[count - 1]
          let inside = error.position?.file ?? ""
          let place = inside.hasPrefix("rota.json: ") ? ".\(inside.dropFirst(11))" : ""
          placed.position = SourcePosition(file: "\(culprit.file): project\(place)")
          throw placed
        }
      }
      throw error
    }
  }

  /// What is taken away must be there: a misspelt id would change nothing, and say nothing.
  private func refuseStrayRemovals(_ files: any ProjectFiles) throws(Diagnostic) {
    guard let bytes = try files.bytes(of: "rota.json") else { return }
    var value = try SettingsNode.parse(bytes, file: "rota.json").value
    for overlay in overlays {
      if let stray = value.strayRemoval(of: overlay.value, at: "project") {
        let hint = NearestName.of(stray.id, among: stray.known).map { "Did you mean '\($0)'? " } ?? ""
        throw SettingsNode(value: overlay.value, file: overlay.file, path: stray.place).fail(
          "scenario.remove", "there is no '\(stray.id)' to take away",
          cure: hint + (stray.known.isEmpty ? "The list is empty." : "Known: \(stray.known.joined(separator: ", "))."))
      }
      value = value.merged(with: overlay.value)
    }
  }

  private static func unknown(queue: QueueID, among known: [QueueID], at node: SettingsNode) -> Diagnostic {
    let hint = NearestName.of(queue.rawValue, among: known.map(\.rawValue)).map { "Did you mean '\($0)'? " } ?? ""
    return node.fail(
      "scenario.queue", "there is no queue '\(queue)'",
      cure: hint + "Known: \(known.map(\.rawValue).joined(separator: ", ")).")
  }

  private static func unknown(site: String, of project: Project, at node: SettingsNode) -> Diagnostic {
    let known = project.sites.map(\.id.rawValue)
    let hint = NearestName.of(site, among: known).map { "Did you mean '\($0)'? " } ?? ""
    return node.fail(
      "scenario.site", "there is no site '\(site)'", cure: hint + "Known: \(known.joined(separator: ", ")).")
  }

  /// Takes a site away with its people, and the shifts that only it works.
  private func close(_ closing: SettingsNode, of project: inout Project) throws(Diagnostic) {
    let name = closing.value.id ?? ""
    guard let site = project.sites.first(where: { $0.id.rawValue == name }) else {
      throw Self.unknown(site: name, of: project, at: closing)
    }
    guard project.sites.count > 1 else {
      throw closing.fail("scenario.last-site", "'\(name)' is the only site", cure: "Open another one beside it.")
    }
    project.sites.removeAll { $0.id == site.id }
    project.people.removeAll { $0.site == site.id }
    guard !project.people.isEmpty else {
      throw closing.fail("scenario.nobody", "nobody is left without '\(name)'", cure: "Hire people elsewhere first.")
    }
    let gone = project.templates.filter { $0.sites == [site.id] }.map(\.id)
    project.templates.removeAll { gone.contains($0.id) }
    for index in project.templates.indices { project.templates[index].sites.removeAll { $0 == site.id } }
  }

  private func apply(_ knob: Knob, to project: inout Project) throws(Diagnostic) {
    let known = project.queues.map(\.settings.id)
    let meant = known.indices.filter { knob.queue == nil || known[$0] == knob.queue }
    if let queue = knob.queue, meant.isEmpty { throw Self.unknown(queue: queue, among: known, at: knob.value) }
    let names = knob.queue.map { [$0] } ?? []
    switch knob.name {
    case "volume":
      project.demandChanges.append(DemandChange(queues: names, volume: try knob.value.factor(canStop: true)))
    case "handleTime":
      let factor = try knob.value.factor()
      var change = DemandChange(queues: names, handleTime: factor)
      change.isInSettings = true
      project.demandChanges.append(change)
      for index in meant { project.queues[index].settings.handleTime *= factor }
    default:
      for index in meant {
        var settings = project.queues[index].settings
        try Self.turn(knob, of: &settings)
        if let problem = settings.diagnostics(at: SourcePosition(file: knob.value.file)).first { throw problem }
        project.queues[index].settings = settings
      }
    }
  }

  private static func turn(_ knob: Knob, of settings: inout QueueSettings) throws(Diagnostic) {
    switch knob.name {
    case "patience":
      settings.patience =
        knob.value.isRelative
        ? try settings.patience.map { (old) throws(Diagnostic) in try old * knob.value.factor() }
        : Double(try knob.value.seconds(in: 1...86_400))
    case "shrinkage":
      settings.shrinkage = try knob.value.share()
      // Its parts, where the project lists them, would hide the knob.
      settings.shrinkagePlan = nil
    case "serviceLevel": if settings.channel != .email { settings.target.serviceLevel = try knob.value.share() }
    case "within": settings.target.withinSeconds = Double(try knob.value.seconds(in: 0...604_800))
    default: settings.target.maximumOccupancy = try knob.value.share()
    }
  }

  private func apply(_ change: PeopleChange, to project: inout Project) throws(Diagnostic) {
    switch change {
    case .attrition(let share, let from):
      let leaving = Set(Self.drawn(share, of: Array(project.people.indices), in: project))
      if let from {
        for index in leaving {
          project.people[index].absences.append(
            Absence(first: from, last: from.adding(days: 3660), kind: "left", paid: false))
        }
      } else {
        project.people = project.people.indices.filter { !leaving.contains($0) }.map { project.people[$0] }
      }
    case .away(let share, let site, let first, let last, let node):
      let known = project.people.indices.filter { site == nil || project.people[$0].site.rawValue == site }
      guard site == nil || project.sites.contains(where: { $0.id.rawValue == site }) else {
        throw Self.unknown(site: site ?? "", of: project, at: node)
      }
      for index in Self.drawn(share, of: known, in: project) {
        project.people[index].absences.append(Absence(first: first, last: last, kind: "away", paid: true))
      }
    case .hires(let hires, let node): try hire(hires, node, into: &project)
    }
  }

  /// Who it meets is drawn by name, the same people in every scenario, so that more takes more of them.
  private static func drawn(_ share: Double, of people: [Int], in project: Project) -> [Int] {
    let order = people.sorted {
      (stableKey(project.people[$0].id.rawValue), $0) < (stableKey(project.people[$1].id.rawValue), $1)
    }
    return Array(order.prefix(Int((Double(order.count) * share).rounded())))
  }

  private func hire(_ hires: Hires, _ node: SettingsNode, into project: inout Project) throws(Diagnostic) {
    let queues = project.queues.filter { queue in queue.skills.allSatisfy(hires.skills.contains) }.map(\.settings.id)
    guard hires.skills.isEmpty || !queues.isEmpty else {
      throw node.fail(
        "scenario.skills", "no queue is answered with the skills \(hires.skills.joined(separator: ", "))",
        cure: "Name all the skills of a queue.")
    }
    guard let place = project.sites.first(where: { hires.site == nil || $0.id.rawValue == hires.site }) else {
      throw Self.unknown(site: hires.site ?? "", of: project, at: node)
    }
    let known = project.people.filter { hires.site == nil || $0.site.rawValue == hires.site }
    let models = known.isEmpty ? project.people : known
    // Where some have left since others came, a number may be taken.
    var taken = Set(project.people.flatMap { [$0.id.rawValue, $0.name] })
    var serial = project.people.count
    for number in 0..<hires.count {
      // Newcomers take turns in being like those who are there: contract, skills, rules.
      var person = models[number % models.count]
      repeat { serial += 1 } while taken.contains("new-\(place.id)-\(serial)") || taken.contains("New \(serial)")
      person.id = PersonID("new-\(place.id)-\(serial)")
      person.name = "New \(serial)"
      taken.formUnion([person.id.rawValue, person.name])
      if hires.site != nil {
        person.site = place.id
        person.zone = place.zone
      }
      if !queues.isEmpty { person.queues = queues }
      if known.isEmpty { person.rules.templates = [] }
      if let contract = hires.contract {
        let slack = person.rules.maximumWeekly - person.contract
        person.contract = contract
        person.rules.minimumWeekly = max(0, contract - slack)
        person.rules.maximumWeekly = contract + slack
      }
      person.absences = []
      person.wishes = []
      person.fixedDaysOff = []
      person.history = WorkHistory()
      if let from = hires.from {
        person.absences = [
          Absence(first: from.adding(days: -3660), last: from.adding(days: -1), kind: "not yet here", paid: false)
        ]
      }
      project.people.append(person)
    }
  }
}
