internal import Calendars
public import Optimization
public import Publishing
internal import Rostering
internal import Shifts
public import Simulation
internal import Staffing
public import Tables

/// Plans futures and plays them: pure, from projects that have been read.
public struct WhatIf: Sendable {
  public var files: any ProjectFiles & Sendable
  public var settings: PlanSettings
  public var simulation: SimulationOptions
  private let shelf = ForecastShelf()

  public init(files: any ProjectFiles & Sendable, settings: PlanSettings, simulation: SimulationOptions) {
    self.files = files
    self.settings = settings
    self.simulation = simulation
  }

  /// A scenario planned and played.
  public struct Solved: Sendable {
    public var figures: WhatIfCase
    public var plan: PlanDocument
  }

  /// - Returns: nil when stopped before it was planned and played: half a future can't be compared.
  /// - Throws: what is wrong with the scenario or the project.
  public func solve(_ scenario: Scenario, control: PlanControl) throws(Diagnostic) -> Solved? {
    let pipeline = try Pipeline(project: try scenario.project(files), settings: settings, shelf: shelf)
    let plan = try pipeline.plan(before: nil, published: [], control: control)
    guard !control.stop.isRaised else { return nil }
    let simulator = try PlanSimulator(plan)
    guard let outcome = simulator.run(simulation, stop: control.stop), !control.stop.isRaised else { return nil }
    return Solved(
      figures: WhatIfCase(scenario, simulator: simulator, outcome: outcome), plan: plan)
  }

  // MARK: The baseline's rota under other demand

  /// Each knob down and up by its usual range, the rota unchanged.
  /// - Returns: those turned before `stop` was raised.
  public func tornado(_ base: PlanDocument, stop: StopFlag) throws(Diagnostic) -> [TornadoBar] {
    let model = try PlanSimulator(base).model
    var bars: [TornadoBar] = []
    func add(_ knob: String, _ low: String, _ high: String, _ change: (inout SimulatedQueue, Double) -> Void) {
      func level(_ side: Double) -> Double? {
        var changed = model
        for index in changed.queues.indices { change(&changed.queues[index], side) }
        return simulate(changed, options: simulation, stop: stop)?.live.serviceLevel?.mean
      }
      if let down = level(-1), let up = level(1), !stop.isRaised {
        bars.append(TornadoBar(knob: knob, low: low, high: high, serviceAtLow: down, serviceAtHigh: up))
      }
    }
    add("Volume", "−10 %", "+10 %") { queue, side in queue.arrivals = queue.arrivals.map { $0 * (1 + 0.1 * side) } }
    add("Handle time", "−10 %", "+10 %") { queue, side in
      queue.handleTime = queue.handleTime.map { $0 * (1 + 0.1 * side) }
    }
    add("Shrinkage", "−3 points", "+3 points") { queue, side in
      queue.shrinkage = queue.shrinkage.map { min(0.95, max(0, $0 + 0.03 * side)) }
    }
    if model.queues.contains(where: { $0.patience != nil }) {
      add("Patience", "−25 %", "+25 %") { queue, side in queue.patience = queue.patience.map { $0 * (1 + 0.25 * side) }
      }
    }
    add("Forecast error", "none", "doubled") { queue, side in queue.daySpread *= 1 + side }
    return bars
  }

  /// The baseline's rota under more or fewer contacts that take more or less time.
  /// - Returns: nil when stopped.
  public func grid(_ base: PlanDocument, stop: StopFlag) throws(Diagnostic) -> ServiceGrid? {
    let model = try PlanSimulator(base).model
    let factors = [0.8, 0.9, 1.0, 1.1, 1.2]
    let levels = factors.map { volume in
      factors.map { time -> Double in
        var changed = model
        for index in changed.queues.indices {
          changed.queues[index].arrivals = changed.queues[index].arrivals.map { $0 * volume }
          changed.queues[index].handleTime = changed.queues[index].handleTime.map { $0 * time }
        }
        return simulate(changed, options: simulation, stop: stop)?.live.serviceLevel?.mean ?? 0
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
      var point = Scenario(name: percent(level))
      point.add(scenario)
      try point.set("serviceLevel", to: "\(level)")
      if let solved = try solve(point, control: control) { points.append(solved.figures) }
    }
    return points
  }

  /// People needed and people there, week by week: the hours required of each week, at the paid hours that the baseline's
  /// rota needs to cover one, in people of the team's mean contract. Who leaves and who comes on a date is seen.
  ///
  /// - Parameters:
  ///   - weeks: how far ahead, from the baseline's week.
  ///   - training: weeks between a start date and the first productive week.
  /// - Returns: the weeks done before `stop` was raised.
  public func hiring(
    _ scenario: Scenario, base: PlanDocument, weeks: Int, training: Int, stop: StopFlag
  ) throws(Diagnostic) -> [HiringWeek] {
    let project = try scenario.project(files)
    let contracts = project.people.filter { $0.contract > 0 && !$0.queues.isEmpty }
    // Where nobody is left, people of the baseline's contract are counted.
    let own = Self.meanHours(contracts)
    let contract = own > 0 ? own : Self.meanHours(base.request.people)
    let covered = Double(base.summary.requiredMinutes - base.summary.uncoveredMinutes)
    let paidPerHour = covered > 0 ? max(1, Double(base.summary.paidMinutes) / covered) : 1
    var result: [HiringWeek] = []
    for number in 0..<weeks where !stop.isRaised {
      var settings = settings
      settings.week = base.week.adding(weeks: number)
      settings.weeks = 1
      var warnings: [Diagnostic] = []
      let (grid, demand) = try Pipeline(project: project, settings: settings, shelf: shelf).demand(warnings: &warnings)
      let hours =
        Double(demand.requirements.reduce(0) { $0 + $1.required.reduce(0, +) } * grid.interval.rawValue) / 60
      let monday = base.week.adding(weeks: number).monday
      let available = contracts.count { person in
        !person.absences.contains { $0.first <= monday && $0.last >= monday.adding(days: 6) }
      }
      let needed = contract > 0 ? Int((hours * paidPerHour / contract).rounded(.up)) : 0
      let startBy = monday.adding(days: -7 * training)
      let isShort = needed > available
      result.append(
        HiringWeek(
          scenario: scenario.name, week: base.week.adding(weeks: number).description, monday: monday.description,
          requiredHours: hours, needed: needed, available: available,
          startBy: isShort ? startBy.description : nil,
          firstPossible: isShort && startBy < base.week.monday
            ? base.week.adding(weeks: training).description : nil))
    }
    return result
  }

  /// Weekly hours of those with a contract; 0 where nobody has one.
  private static func meanHours(_ people: [Person]) -> Double {
    let contracts = people.map(\.contract.rawValue).filter { $0 > 0 }
    return Double(contracts.reduce(0, +)) / 60 / Double(max(1, contracts.count))
  }
}
