internal import Calendars
public import Plans
internal import Publishing
public import Simulation
public import Workforce

/// The simulation of a plan, for readers and other programs.
public struct SimulationReport: Codable, Sendable {
  public struct Row: Codable, Sendable {
    /// The hour's beginning, ISO 8601; a date for a day.
    public var startLocal: String
    public var startUTC: String?
    public var figures: ServiceFigures
    /// Whether the promise is missed beyond chance.
    public var isWeak: Bool
  }

  public struct Queue: Codable, Sendable {
    public var id: String
    public var name: String
    public var target: String
    /// What the plan expected, and the same as played: everybody on their own queue.
    public var predictedServiceLevel: Double?
    public var withoutHelp: Estimate?
    public var total: ServiceFigures
    public var days: [Row]
    /// Hours with contacts only.
    public var hours: [Row]
    public var conservation: Conservation
    public var waitingAtEnd: Double
  }

  public var schema = 1
  public var team: String
  public var week: String
  public var replications: Int
  public var seed: UInt64
  public var routing: Routing
  public var confidence: Double
  public var predictedServiceLevel: Double?
  /// As played without help between queues, which is what the plan's expectation speaks of.
  public var withoutHelp: Estimate?
  public var live: ServiceFigures
  public var queues: [Queue]
  public var weakHours: [WeakHour]

  /// - Parameter alike: the same rota played without help between queues (`PlanSimulator.runAlike`).
  public init(
    _ simulator: PlanSimulator, _ outcome: SimulationOutcome, alike: SimulationOutcome, options: SimulationOptions
  ) {
    let plan = simulator.plan
    team = plan.team
    week = plan.week.description
    replications = outcome.replications
    seed = options.seed
    routing = options.routing
    confidence = outcome.confidence
    predictedServiceLevel = plan.summary.serviceLevel
    withoutHelp = alike.live.serviceLevel
    live = outcome.live
    let weak = simulator.weakHours(outcome)
    weakHours = weak
    queues = plan.queues.indices.map { index in
      let queue = plan.queues[index]
      let found = outcome.queues[index]
      let isWeak = Set(weak.filter { $0.queue == queue.id }.map(\.start))
      var seen: [Int] = []
      for day in simulator.model.queues[index].dayOfSlot where seen.last != day { seen.append(day) }
      return Queue(
        id: queue.id.rawValue, name: queue.name, target: queue.target,
        predictedServiceLevel: plan.summary.serviceLevelByQueue[index],
        withoutHelp: alike.queues[index].total.serviceLevel, total: found.total,
        days: zip(seen, found.days).filter { $0.1.contacts > 0 }.map { day, figures in
          Row(
            startLocal: CivilDate(dayNumber: day).description, figures: figures,
            isWeak: isWeak.contains { queue.zone.date(at: $0).dayNumber == day })
        },
        hours: found.hours.enumerated().filter { $0.element.contacts > 0 }.map { hour, figures in
          let start = simulator.start(ofHour: hour)
          return Row(
            startLocal: queue.zone.localText(of: start), startUTC: start.utcText, figures: figures,
            isWeak: isWeak.contains(start))
        }, conservation: found.conservation, waitingAtEnd: found.waitingAtEnd)
    }
  }
}
