public import Calendars
internal import Checking
internal import Forecasting
public import Plans
internal import Publishing
internal import Requirements
internal import Rostering
public import Searching
public import Tables
internal import Tickets
public import Workforce

/// What a plan is asked for, beyond the project.
public struct PlanSettings: Sendable {
  /// Nil = the first ISO week after the history ends.
  public var week: ISOWeek?
  public var weeks: Int
  public var options: SearchLimits
  /// The command that makes the plan again, for its record.
  public var command: String
  /// An earlier rota that the search begins with; nil = from nothing.
  public var start: Rota?

  public init(
    week: ISOWeek? = nil, weeks: Int = 1, options: SearchLimits = SearchLimits(), command: String, start: Rota? = nil
  ) {
    self.week = week
    self.weeks = weeks
    self.options = options
    self.command = command
    self.start = start
  }
}

/// What runs beside a plan: the stop request, the clock and whoever listens.
public struct PlanControl: Sendable {
  public var stop: StopFlag
  /// Seconds on a clock that never goes back.
  public var clock: @Sendable () -> Double
  public var progress: @Sendable (SearchProgress) -> Void

  public init(
    stop: StopFlag, clock: @escaping @Sendable () -> Double, progress: @escaping @Sendable (SearchProgress) -> Void
  ) {
    self.stop = stop
    self.clock = clock
    self.progress = progress
  }
}

/// The whole pipeline, from a project that has been read to a plan that has been checked. Touches no file.
public struct Pipeline: Sendable {
  public var project: Project
  public var settings: PlanSettings
  let horizon: Horizon
  private let shelf: ForecastShelf

  /// - Parameter shelf: where forecasts are kept for other pipelines over the same history.
  public init(
    project: Project, settings: PlanSettings, shelf: ForecastShelf = ForecastShelf()
  ) throws(Diagnostic) {
    try project.requirePeople()
    self.settings = settings
    self.shelf = shelf
    horizon = try Horizon(project: project, week: settings.week, weeks: settings.weeks)
    self.project = project.atOpenDesks(in: horizon).bookingAbsences(in: horizon)
  }

  /// The week that is planned: the one asked for, or the first after the history ends.
  public var week: ISOWeek { horizon.week }

  /// How the clocks of the plan's zones will go, as it will record them.
  public var clocks: PlanClocks {
    PlanClocks(source: project.zoneChoice.used.source.place, zones: project.allZones, range: horizon.grid.range)
  }

  /// The dates that are planned.
  public var dates: Range<CivilDate> { horizon.dates }

  /// - Parameters:
  ///   - neighbours: the plans beside this one.
  ///   - published: the calendar of the plan that this one replaces, so that its revisions count on.
  /// - Throws: `plan.unsound` (internal) when the independent checker finds a breach; nothing unchecked comes out.
  public func plan(
    neighbours: Neighbours, published: [CalendarEntry], control: PlanControl
  ) throws(Diagnostic) -> PlanDocument {
    try plan(
      demand: try demand(control: control), neighbours: neighbours, published: published, control: control)
  }

  /// What the queues ask for.
  public func demand() throws(Diagnostic) -> Demand {
    try DemandStage(project: project, horizon: horizon, shelf: shelf).run()
  }

  /// The same, said to whoever listens.
  /// - Parameter stated: contacts in place of what the history says.
  func demand(stated: [StatedForecast] = [], control: PlanControl) throws(Diagnostic) -> Demand {
    control.progress(
      SearchProgress(stage: "forecast", objective: nil, bound: nil, elapsed: 0, remaining: settings.options.timeLimit))
    return try DemandStage(project: project, horizon: horizon, shelf: shelf, stated: stated).run()
  }

  /// What the optimiser is asked.
  func request(for demand: Demand, neighbours: Neighbours) -> RosterRequest {
    let priced = demand.priced(by: project.prices, headPrice: project.headPrice)
    return RequestStage(
      project: project, horizon: horizon, neighbours: neighbours, demand: priced.heads, prices: priced.prices
    ).run()
  }

  /// From the demand on.
  func plan(
    demand: Demand, neighbours: Neighbours, published: [CalendarEntry], control: PlanControl
  ) throws(Diagnostic) -> PlanDocument {
    let request = request(for: demand, neighbours: neighbours)
    let found = try makeRota(
      request, options: settings.options, start: settings.start, stop: control.stop, clock: control.clock,
      progress: control.progress)
    let attended = settings.start?.activities ?? []
    let outcome = found.attending(attended, in: request, options: settings.options)
    let breaches = checkRota(request, outcome.rota)
    if let breach = breaches.first(where: { $0.severity == .breach }) {
      throw Diagnostic(
        "plan.unsound",
        "the rota breaks a rule (\(breach.rule), \(breach.person?.rawValue ?? "-"), "
          + "\(breach.date?.description ?? "-")): \(breach.message)",
        cure: "This is a fault of the program; please report it with the project folder.", kind: .internal)
    }
    var plan = document(
      demand: demand, request: request, outcome: outcome, breaches: breaches, neighbours: neighbours,
      published: published)
    let dropped = attended.count - (outcome.rota.activities ?? []).count
    if dropped > 0 {
      plan.warnings.append(
        Diagnostic(
          "plan.activities-dropped",
          "\(dropped) of \(attended.count) places in meetings, training and one-to-ones of the draft before don't fit into the "
            + "new duties", cure: "Run 'rota meet' again.", severity: .warning))
    }
    return plan
  }

  /// The project's files.
  public var inputs: [InputFile] {
    project.inputs.map { InputFile(path: $0.path, bytes: $0.bytes, sha256: $0.sha256) }
  }

  private func document(
    demand: Demand, request: RosterRequest, outcome: RosterOutcome, breaches: [Breach], neighbours: Neighbours,
    published: [CalendarEntry]
  ) -> PlanDocument {
    let rota = outcome.rota
    let queues = CoverageStage(demand: demand, request: request, rota: rota).run()
    let coverage = queues.map(\.coverage)
    let warnings =
      WarningStage(queues: queues, request: request, rota: rota, breaches: breaches).run()
      + HolidayStage(project: project, request: request).run()
      + IdleDutiesStage(project: project, horizon: horizon, request: request, rota: rota).run()
      + neighbours.warnings(underRules: project.zoneChoice)
      + EmptyWeeksStage(project: project, request: request, rota: rota).run()
      + PresetStage(project: project, request: request, rota: rota).run()
    let notes =
      project.warnings + ZoneStage(project: project, grid: horizon.grid, week: horizon.week).run() + demand.warnings
    let stamp = Horizon.historyEnd(of: project) ?? request.grid.start
    return PlanDocument(
      tool: Tool.signature, zoneRules: project.zoneChoice.used.source.releaseText, team: project.name,
      currency: project.currency,
      week: horizon.week, weeks: horizon.weeks, readerZone: project.zone, command: settings.command,
      options: settings.options,
      inputs: inputs + neighbours.inputs, stamp: stamp,
      result: PlanResult(
        status: outcome.status, objective: outcome.objective, bound: outcome.bound, gap: outcome.gap,
        costs: outcome.costs, moves: outcome.moves, boundRounds: outcome.boundRounds,
        seconds: settings.options.iterations == nil ? outcome.seconds : nil),
      queues: queues.map { PlanQueue($0, histories: project.histories, grid: request.grid) }, request: request,
      rota: rota, coverage: coverage, people: PeopleStage(request: request, rota: rota).run(),
      summary: SummaryStage(request: request, rota: rota, coverage: coverage).run(),
      warnings: warnings + outcome.notes + notes,
      assumptions: AssumptionStage(project: project, demand: demand).run()
        + neighbours.draftWords(around: horizon.dates),
      calendar: nextCalendar(
        previous: published, rota: rota, request: request, stamp: stamp, raises: false, team: project.name),
      forecasts: demand.queues.compactMap(\.forecast).map {
        KeptForecast($0, project: project).recordingClock(before: request.grid.start)
      }, clocks: clocks, state: .draft, revision: 0)
  }
}

extension PlanQueue {
  fileprivate init(_ covered: CoveredQueue, histories: [IntervalHistory], grid: IntervalGrid) {
    let (plan, settings, requirement) = (covered.plan, covered.plan.settings, covered.plan.requirement)
    let isBlended = !plan.queue.blendedWith.isEmpty
    self.init(
      id: settings.id, name: settings.name, channel: settings.channel.rawValue, zone: settings.zone,
      target: settings.targetText, targetServiceLevel: settings.channel == .email ? nil : settings.target.serviceLevel,
      model: requirement.model, modelReason: requirement.reason.isEmpty ? nil : requirement.reason,
      shrinkage: settings.meanShrinkage(over: requirement.open, grid: grid), backlog: covered.backlog,
      settings: settings,
      daySpread: plan.forecast.flatMap { $0.daySpread.isFinite ? max(0, $0.daySpread) : nil },
      handleTimeVariation: histories.first { $0.queue == settings.id }?.handleTimeVariation,
      blendedWith: isBlended ? plan.queue.blendedWith : nil,
      usableIdleShare: isBlended ? plan.queue.usableIdleShare : nil, presence: covered.presence?.outlook)
  }
}

extension QueueSettings {
  /// Shrinkage that adds heads, as a mean over the open intervals.
  fileprivate func meanShrinkage(over open: [Bool], grid: IntervalGrid) -> Double {
    guard shrinkagePlan != nil else { return shrinkage }
    let shares = open.indices.filter { open[$0] }.map { shrinkage(of: $0, on: grid) }
    return shares.isEmpty ? 0 : shares.reduce(0, +) / Double(shares.count)
  }
}
