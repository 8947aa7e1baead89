internal import Calendars
internal import Optimization
public import Planning
public import Plans
public import Publishing
public import Searching
public import Simulation
public import Tables
internal import Workforce
internal import Words

/// Plans futures and plays them: pure, from projects that have been read.
public struct WhatIf: Sendable {
  public var files: any ProjectFiles & Sendable
  public var settings: PlanSettings
  public var simulation: SimulationOptions
  /// The plans beside the planned weeks, which bind these futures as they bind the plan; nil where there are none.
  public var plans: PlansFolder?
  let shelf = ForecastShelf()

  public init(
    files: any ProjectFiles & Sendable, settings: PlanSettings, simulation: SimulationOptions, plans: PlansFolder? = nil
  ) {
    self.files = files
    self.settings = settings
    self.simulation = simulation
    self.plans = plans
  }

  /// Codes of a plan's warnings that are about the search and not about the rota.
  public static let searchWarnings: Set = ["solver.trouble", "roster.no-thread", "roster.search-refused"]

  /// A scenario planned and played.
  public struct Solved: Sendable {
    public var figures: WhatIfCase
    public var plan: PlanDocument
  }

  /// - Returns: nil when stopped before it was planned and played: half a future can't be compared.
  /// - Throws: what is wrong with the scenario or the project.
  public func solve(_ scenario: Scenario, control: PlanControl) throws(Diagnostic) -> Solved? {
    let pipeline = try Pipeline(project: try scenario.project(files), settings: settings, shelf: shelf)
    let reach = Neighbours.reach(of: pipeline.project.people)
    let neighbours =
      try plans?.neighbours(
        ofPlanFrom: pipeline.week, on: pipeline.dates, reach: reach, countsPast: pipeline.project.countsPast) ?? .none
    let plan = try pipeline.plan(neighbours: neighbours, published: [], control: control)
    guard !control.stop.isRaised else { return nil }
    let simulator = try PlanSimulator(plan)
    guard let outcome = simulator.run(simulation, stop: control.stop), !control.stop.isRaised else { return nil }
    // The plan's expectation knows no help between queues; only a simulation without it is to be held beside it.
    let alike = simulator.runAlike(simulation, outcome, stop: control.stop)
    guard !control.stop.isRaised else { return nil }
    var figures = WhatIfCase(scenario, simulator: simulator, outcome: outcome, alike: alike)
    figures.surplusHours = Double(plan.summary.overstaffedMinutes) / 60
    figures.changes = try scenario.changes(of: files)
    return Solved(figures: figures, plan: plan)
  }

  /// Refuses what would say something about days that nobody looks at.
  ///
  /// - Parameter weeks: how many weeks are looked at, from the planned one: those of the plan, or more with a hiring plan.
  /// - Throws: `scenario.dates`, or what else is wrong with the scenario or the project.
  public func check(_ scenario: Scenario, weeks: Int) throws(Diagnostic) {
    let week = try Pipeline(project: try scenario.project(files), settings: settings, shelf: shelf).week
    try scenario.check(days: week.monday...week.monday.adding(days: 7 * weeks - 1))
  }

  // MARK: The baseline's rota under other demand

  /// Each knob down and up by its range, the rota unchanged.
  ///
  /// - Parameter ranges: in place of the usual ones, knob by knob.
  /// - Returns: those turned before `stop` was raised; patience only where a queue has one.
  public func tornado(
    _ base: PlanDocument, ranges: [TornadoRange] = [], stop: StopFlag
  ) throws(Diagnostic) -> [TornadoBar] {
    let model = try PlanSimulator(base).model
    var bars: [TornadoBar] = []
    for usual in TornadoRange.usual {
      let range = ranges.last { $0.knob == usual.knob } ?? usual
      if range.knob == .patience, !model.queues.contains(where: { $0.patience != nil }) { continue }
      func level(_ change: Double) -> Double? {
        var changed = model
        for index in changed.queues.indices { Self.turn(range.knob, by: change, &changed.queues[index]) }
        return simulate(changed, options: simulation, stop: stop)?.live.serviceLevel?.mean
      }
      if let down = level(range.low), let up = level(range.high), !stop.isRaised {
        bars.append(
          TornadoBar(
            knob: range.knob.title, low: range.label(range.low), high: range.label(range.high), serviceAtLow: down,
            serviceAtHigh: up))
      }
    }
    return bars
  }

  private static func turn(_ knob: TornadoRange.Knob, by change: Double, _ queue: inout SimulatedQueue) {
    switch knob {
    case .volume: queue.arrivals = queue.arrivals.map { $0 * (1 + change) }
    case .handleTime: queue.handleTime = queue.handleTime.map { $0 * (1 + change) }
    case .shrinkage: queue.shrinkage = queue.shrinkage.map { min(0.95, max(0, $0 + change)) }
    case .patience: queue.patience = queue.patience.map { $0 * (1 + change) }
    case .forecastError: queue.daySpread *= 1 + change
    }
  }

  /// The baseline's rota under more or fewer contacts that take more or less time.
  /// - Returns: nil when stopped.
  public func grid(_ base: PlanDocument, stop: StopFlag) throws(Diagnostic) -> ServiceGrid? {
    let model = try PlanSimulator(base).model
    let factors = [0.8, 0.9, 1.0, 1.1, 1.2]
    let levels = factors.map { volume in
      factors.map { time -> Double? in
        var changed = model
        for index in changed.queues.indices {
          changed.queues[index].arrivals = changed.queues[index].arrivals.map { $0 * volume }
          changed.queues[index].handleTime = changed.queues[index].handleTime.map { $0 * time }
        }
        return simulate(changed, options: simulation, stop: stop)?.live.serviceLevel?.mean
      }
    }
    return stop.isRaised
      ? nil
      : ServiceGrid(volumes: factors, handleTimes: factors, serviceLevels: levels)
  }

  /// A plan for each of these promises, over the given scenario.
  public func curve(
    _ scenario: Scenario, levels: [Double] = [0.6, 0.7, 0.8, 0.9, 0.95], control: PlanControl
  ) throws(Diagnostic) -> [WhatIfCase] {
    var points: [WhatIfCase] = []
    for level in levels where !control.stop.isRaised {
      var point = Scenario(name: Words.plain.share(level))
      point.add(scenario)
      try point.set("serviceLevel", to: "\(level)")
      if let solved = try solve(point, control: control) { points.append(solved.figures) }
    }
    return points
  }
}
