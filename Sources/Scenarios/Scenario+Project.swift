internal import Calendars
internal import Forecasting
public import Planning
public import Tables
internal import Workforce

extension Scenario {
  /// The project as this scenario would have it.
  ///
  /// - Throws: what is wrong with the scenario or the project, placed in the scenario's file where it is the culprit.
  public func project(_ files: any ProjectFiles) throws(Diagnostic) -> Project {
    guard !layers.isEmpty, let bytes = try files.bytes(of: "rota.json") else { return try Project.read(files) }
    var build = try ScenarioBuild(try SettingsNode.parse(bytes, file: "rota.json"), folder: files.name)
    for layer in layers { try build.lay(layer) }
    var project = try read(files, build)
    let known = Set(project.queues.map(\.settings.id))
    // A queue may have gone since its event was planned.
    project.events += build.events.filter { $0.queue.map(known.contains) ?? true }
    project.events.sort { ($0.start, $0.end, $0.name) < ($1.start, $1.end, $1.name) }
    project.demandChanges += build.demand
    for turn in build.turns { try Self.apply(turn, to: &project) }
    let before = project.people
    for step in build.steps { try Self.apply(step, to: &project, before: before) }
    if build.isOverlaid { build.settle(&project) }
    return project
  }

  /// What it changes about the project, in the planner's words: as `words`, and settings with their old and new values.
  ///
  /// - Throws: as `project`.
  public func changes(of files: any ProjectFiles) throws(Diagnostic) -> [String] {
    guard !layers.isEmpty, let bytes = try files.bytes(of: "rota.json") else { return words }
    var build = try ScenarioBuild(try SettingsNode.parse(bytes, file: "rota.json"), folder: files.name)
    for layer in layers { try build.lay(layer) }
    return build.words
  }

  /// Reads the project with its new settings. People of sites that close are read as well: they leave later, in order.
  private func read(_ files: any ProjectFiles, _ build: ScenarioBuild) throws(Diagnostic) -> Project {
    guard build.isOverlaid else { return try Project.read(files) }
    do throws(Diagnostic) {
      return try Project.read(ReplacedFile("rota.json", Array(build.readable.json.utf8), in: files), home: build.home)
    } catch {
      // What is wrong with the project as it stands is its own fault. Else some layer doesn't go with its other files.
      _ = try Project.read(files)
      let culprits = layers.filter { $0.overlay != nil || !$0.pieces.isEmpty || !$0.closings.isEmpty }
      var placed = error
      if culprits.count == 1, let node = culprits[0].overlay, error.position?.file.hasPrefix("rota.json") ?? true {
        placed.position = SourcePosition(file: "\(node.file): \(node.path)")
      }
      throw placed
    }
  }

  // MARK: Knobs

  private static func apply(_ turn: ScenarioBuild.Turn, to project: inout Project) throws(Diagnostic) {
    guard let index = project.queues.firstIndex(where: { $0.settings.id == turn.queue }) else { return }
    var settings = project.queues[index].settings
    try Self.turn(turn.knob, of: &settings)
    let node = turn.knob.value
    if let problem = settings.diagnostics(at: SourcePosition(file: "\(node.file): \(node.path)")).first {
      throw problem
    }
    project.queues[index].settings = settings
  }

  private static func turn(_ knob: ScenarioLayer.Knob, of settings: inout QueueSettings) throws(Diagnostic) {
    let node = knob.value
    switch knob.name {
    case "handleTime": settings.handleTime *= try node.factor()
    case "patience":
      settings.patience =
        node.isRelative
        ? try settings.patience.map { (old) throws(Diagnostic) in try old * node.factor() }
        : Double(try node.seconds(in: 1...86_400))
    case "responseTime":
      guard var response = settings.responseTime else { return }
      response.seconds =
        node.isRelative ? try response.seconds * node.factor() : Double(try node.seconds(in: 60...31_536_000))
      settings.responseTime = response
    case "shrinkage":
      if case .text(let text) = node.value, SettingsNode.points(text) != nil, settings.shrinkagePlan != nil {
        throw node.fail(
          "scenario.shrinkage", "found '\(text)', but the queue '\(settings.id)' lists its shrinkage in parts",
          cure: "Write the whole share, which then counts in place of the parts: \"30%\".")
      }
      settings.shrinkage = try node.share(changing: settings.shrinkage)
      // Its parts, where the project lists them, would hide the knob.
      settings.shrinkagePlan = nil
    case "serviceLevel":
      settings.target.serviceLevel = try node.share(changing: settings.target.serviceLevel, canBeAll: true)
    case "presence": settings.presence = try node.word(PresenceModel.allCases.map { ($0.rawValue, $0) })
    case "minimumHeads": settings.minimumHeads = try node.integer(in: QueueLimits.minimumHeads, unit: "heads")
    case "holdsOver": settings.target.holdsOver = try node.word(ServicePeriod.allCases.map { ($0.rawValue, $0) })
    case "dayMargin":
      settings.target.dayMargin = try node.share(
        changing: settings.target.dayMargin ?? ServiceTarget.usualDayMargin, canBeAll: true)
    case "dayFloor":
      settings.target.dayFloor = try node.share(
        changing: settings.target.dayFloor ?? ServiceTarget.usualDayFloor, canBeAll: true)
    case "within": settings.target.withinSeconds = Double(try node.seconds(in: 0...604_800))
    default:
      settings.target.maximumOccupancy = try node.share(changing: settings.target.maximumOccupancy, canBeAll: true)
    }
  }

  // MARK: People

  /// The kind of absences that a scenario brings; pay for them is counted with its cost.
  static let awayKind = "away in the scenario"

  private static func apply(
    _ step: ScenarioBuild.PeopleStep, to project: inout Project, before: [Person]
  ) throws(Diagnostic) {
    switch step {
    case .close(let node): project.people.removeAll { $0.site.rawValue == node.value.id }
    case .settle(let node):
      guard project.people.isEmpty else { return }
      throw node.fail(
        "scenario.nobody", "nobody is left without '\(node.value.id ?? "")'",
        cure: "Hire people elsewhere in the same scenario, or in one that it builds on.")
    case .change(.attrition(let share, let from, _)):
      let leaving = Set(drawn(share, of: Array(project.people.indices), in: project))
      if let from {
        for index in leaving {
          project.people[index].absences.append(
            Absence(first: from, last: from.adding(days: 3660), kind: "left", paid: false))
        }
      } else {
        project.people = project.people.indices.filter { !leaving.contains($0) }.map { project.people[$0] }
      }
    case .change(.away(let share, let site, let first, let last, let paid, _)):
      let known = project.people.indices.filter { site == nil || project.people[$0].site.rawValue == site }
      for index in drawn(share, of: known, in: project) {
        project.people[index].absences.append(Absence(first: first, last: last, kind: Self.awayKind, paid: paid))
      }
    case .change(.hires(let hires, _)): hire(hires, into: &project, before: before)
    }
  }

  /// Who it meets is drawn by name, the same people in every scenario, so that more takes more of them.
  private static func drawn(_ share: Double, of people: [Int], in project: Project) -> [Int] {
    let order = people.sorted {
      (stableKey(project.people[$0].id.rawValue), $0) < (stableKey(project.people[$1].id.rawValue), $1)
    }
    return Array(order.prefix(Int((Double(order.count) * share).rounded())))
  }

  /// - Parameter before: who is there without the scenario, whom newcomers are like where nobody else is left.
  private static func hire(_ hires: ScenarioLayer.Hires, into project: inout Project, before: [Person]) {
    let queues = project.queues.filter { queue in queue.skills.allSatisfy(hires.skills.contains) }.map(\.settings.id)
    guard let place = project.sites.first(where: { hires.site == nil || $0.id.rawValue == hires.site }) else { return }
    let known = project.people.filter { hires.site == nil || $0.site.rawValue == hires.site }
    let models = known.isEmpty ? (project.people.isEmpty ? before : project.people) : known
    guard !models.isEmpty else { return }
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
      if !hires.skills.isEmpty { person.queues = queues }
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
      person.hours = nil
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
