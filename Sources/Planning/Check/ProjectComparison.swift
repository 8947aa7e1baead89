internal import Calendars
internal import Checking
internal import Plans
internal import Tables
internal import Tickets
internal import Workforce

/// What a plan says of its project, against the project read again from the very files that it was made from: people with
/// their rules, absences and wishes, sites, shifts, prices, queues. Demand comes from forecasts and is left out.
struct ProjectComparison {
  /// The differences that are named; the rest is counted.
  private static let named = 20

  private let plan: PlanDocument
  private let project: Project
  private let root: String
  private let folder: String?

  /// - Parameters:
  ///   - root: the project's folder.
  ///   - folder: the plan's; nil for one that stands alone.
  init(plan: PlanDocument, project: Project, root: String, folder: String?) {
    self.plan = plan
    self.project = project
    self.root = root
    self.folder = folder
  }

  /// - Parameter readsNeighbours: whether the plans beside it are those that it was made beside, too, so that what they
  ///   settle can be compared.
  /// - Returns: nothing for plans of other programs, which may have understood the files otherwise.
  func findings(readsNeighbours: Bool) -> [Breach] {
    guard PlanOrigin(plan, readBy: Tool.signature).isOurs else { return [] }
    // Whoever can't come by a change of the plan alone.
    var project = project
    for absent in plan.revised?.absences ?? [] {
      guard let index = project.people.firstIndex(where: { $0.id == absent.person }),
        !project.people[index].absences.contains(where: {
          $0.first <= absent.absence.last && absent.absence.first <= $0.last
        })
      else { continue }
      project.people[index].absences.append(absent.absence)
      project.people[index].absences.sort { $0.first < $1.first }
    }
    let settings = PlanSettings(week: plan.week, weeks: plan.weeks, options: plan.options, command: plan.command)
    guard let pipeline = try? Pipeline(project: project, settings: settings) else {
      return [Self.note("the project can't be planned as it is, so that what the plan says of it wasn't compared")]
    }
    guard pipeline.clocks.zones == plan.clocks?.zones else {
      return [Self.note("clocks go by other rules now, so that what the plan says of its project wasn't compared")]
    }
    var places = differences(plan.request, request(pipeline, readsNeighbours: readsNeighbours))
    func compare<Value: Encodable & Equatable>(_ path: String, _ found: Value, _ expected: Value) {
      places += ValueDifference.all(found, expected, at: path)
    }
    compare("team", plan.team, project.name)
    compare("currency", plan.currency, project.currency)
    compare("readerZone", plan.readerZone, project.zone)
    // Where other rules read the history its end may be another instant, though no clock of the plan differs.
    if plan.zoneRules == project.zoneChoice.used.source.releaseText {
      compare("stamp", plan.stamp, Horizon.historyEnd(of: project) ?? pipeline.horizon.grid.start)
    }
    compare("queues", plan.queues.map(\.id), pipeline.project.queues.map(\.settings.id))
    for (number, (stated, queue)) in zip(plan.queues, pipeline.project.queues).enumerated() {
      let path = "queues[\(number)]"
      // A plan of an older program says nothing of how presence counts, and counted in proportion.
      var settings = queue.settings
      if let known = stated.settings, known.presence == nil { settings.presence = nil }
      compare("\(path).settings", stated.settings, settings)
      compare("\(path).target", stated.target, queue.settings.targetText)
      compare("\(path).blendedWith", stated.blendedWith ?? [], queue.blendedWith)
      compare(
        "\(path).usableIdleShare", stated.usableIdleShare, queue.blendedWith.isEmpty ? nil : queue.usableIdleShare)
      compare(
        "\(path).handleTimeVariation", stated.handleTimeVariation,
        project.histories.first { $0.queue == queue.settings.id }?.handleTimeVariation)
    }
    return places.prefix(Self.named).map(breach)
      + (places.count > Self.named
        ? [
          Breach(
            rule: Self.rule, file: PlanFile.plan, column: "request",
            message: "\(places.count - Self.named) further differences from the project")
        ] : [])
  }

  private static let rule = "inputs.contradicted"

  private func breach(_ place: ValueDifference) -> Breach {
    let number = place.path.firstMatch(of: /^request\.people\[([0-9]+)\]/).flatMap { Int($0.1) }
    let person = number.flatMap { plan.request.people.indices.contains($0) ? plan.request.people[$0].id : nil }
    return Breach(
      rule: Self.rule, person: person, file: PlanFile.plan, column: place.path,
      message:
        "found \(place.found), expected \(place.expected): what the project says, whose files are those that the "
        + "plan was made from")
  }

  private static func note(_ message: String) -> Breach {
    Breach(rule: "inputs.unread", severity: .note, file: PlanFile.plan, column: "request", message: message)
  }

  /// What the optimiser was asked, as far as the project and the plans beside this one say.
  private func request(_ pipeline: Pipeline, readsNeighbours: Bool) -> RosterRequest {
    let known = plan.inputs.filter(\.isPlan)
    let reach = Neighbours.reach(of: pipeline.project.people)
    let beside = try? PlansFolder(project: root).neighbours(
      of: plan.request.dates, except: folder.map { PlanFolder($0) }, reach: reach,
      countsPast: pipeline.project.countsPast)
    let neighbours = Neighbours(
      (beside?.plans ?? []).filter { known.contains($0.file) }, reach: reach,
      past: (beside?.past ?? []).filter { known.contains($0.file) })
    var request = RequestStage(
      project: pipeline.project, horizon: pipeline.horizon, neighbours: neighbours, demand: plan.request.demand
    ).beforeClosing()
    // A changed plan keeps the balances and closed dates that it was made with, whatever lies beside it now.
    let isChanged = plan.revised != nil
    guard !readsNeighbours || isChanged || Set(neighbours.inputs) != Set(known) else {
      return request.atOpenDesks(of: pipeline.project, in: pipeline.horizon)
    }
    // What other plans settle is taken as the plan states it; `checkBorders` reads it from those of today.
    request.carriedIn = plan.request.carriedIn
    for number in request.people.indices where plan.request.people.indices.contains(number) {
      request.people[number].history = plan.request.people[number].history
      request.people[number].ahead = plan.request.people[number].ahead
      if request.fairness != nil { request.people[number].fairness = plan.request.people[number].fairness }
    }
    request = request.atOpenDesks(of: pipeline.project, in: pipeline.horizon)
    guard isChanged else { return request }
    for number in request.people.indices where plan.request.people.indices.contains(number) {
      request.people[number].closedDays = plan.request.people[number].closedDays
    }
    return request
  }

  private func differences(_ found: RosterRequest, _ expected: RosterRequest) -> [ValueDifference] {
    guard found != expected else { return [] }
    guard found.people.map(\.id) == expected.people.map(\.id) else {
      return ValueDifference.all(found.people.map(\.id), expected.people.map(\.id), at: "request.people")
    }
    var places = ValueDifference.all(found.firstDate, expected.firstDate, at: "request.firstDate")
    places += ValueDifference.all(found.days, expected.days, at: "request.days")
    places += ValueDifference.all(found.grid, expected.grid, at: "request.grid")
    places += ValueDifference.all(found.sites, expected.sites, at: "request.sites")
    places += ValueDifference.all(found.templates, expected.templates, at: "request.templates")
    places += ValueDifference.all(found.fairness, expected.fairness, at: "request.fairness")
    for (number, (found, expected)) in zip(found.people, expected.people).enumerated() {
      places += ValueDifference.all(found, expected, at: "request.people[\(number)]")
    }
    // The ladder follows from the forecast, which is left out.
    var prices = expected.prices
    prices.ladder = found.prices.ladder
    places += ValueDifference.all(found.prices, prices, at: "request.prices")
    places += ValueDifference.all(found.teamRules, expected.teamRules, at: "request.teamRules")
    return places + ValueDifference.all(found.carriedIn, expected.carriedIn, at: "request.carriedIn")
  }
}
