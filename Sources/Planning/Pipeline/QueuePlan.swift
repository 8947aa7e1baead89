public import Calendars
public import Forecasting
public import Requirements
public import Tables
public import Workforce

/// A queue of a plan before anybody has a duty: what it is, what it expects, and what it asks for.
public struct QueuePlan: Sendable {
  public var queue: ProjectQueue
  /// Local dates on which it is closed although its weekday is open.
  public var closedDates: Set<CivilDate>
  /// Nil where the queue has no history.
  public var forecast: QueueForecast?
  /// What arrived before the horizon, or is expected to, of e-mail that may still wait when it begins and of live contacts
  /// that may still be in progress.
  public var earlier: [QueueForecast]
  /// On the grid of the `Demand` that holds the queue.
  public var requirement: QueueRequirement
  /// The same as if the queue had people of its own; differs for e-mail that is blended with live work.
  public var ringFenced: QueueRequirement
  /// Whether its heads are priced by the contacts that they bring in time.
  let isPricedByService: Bool

  /// A queue with people of its own.
  init(
    _ queue: ProjectQueue, closedDates: Set<CivilDate>, forecast: QueueForecast? = nil, earlier: [QueueForecast] = [],
    pricedBy basis: PriceBasis? = nil, over horizon: Horizon
  ) {
    isPricedByService = queue.settings.isPricedByService(basis)
    self.queue = queue
    self.closedDates = closedDates
    self.forecast = forecast
    self.earlier = earlier
    requirement = .none(for: queue.settings.id, count: horizon.grid.count)
    ringFenced = requirement
    requirement = asked(by: queue.settings, over: horizon)
    ringFenced = requirement
  }

  /// As a finished plan knows it.
  init(known queue: ProjectQueue, forecast: QueueForecast?, requirement: QueueRequirement) {
    isPricedByService = false
    self.queue = queue
    closedDates = []
    self.forecast = forecast
    earlier = []
    self.requirement = requirement
    ringFenced = requirement
  }

  public var settings: QueueSettings { queue.settings }

  /// What the queue asks for.
  ///
  /// - Parameters:
  ///   - settings: its own, or others in their place.
  ///   - idle: agent-seconds of each interval that live people leave free for it; empty = people of its own only.
  func asked(by settings: QueueSettings, idle: [Double] = [], over horizon: Horizon) -> QueueRequirement {
    guard let forecast else { return .none(for: settings.id, count: horizon.grid.count) }
    return Requirements.requirement(
      for: settings, forecast: forecast, grid: horizon.grid, closedDates: closedDates, idleCapacity: idle,
      earlier: earlier, dates: horizon.dates, withSlopes: isPricedByService)
  }
}

extension QueueSettings {
  /// Live, with a service level, and people who are missing by chance: only then a head brings a known number of contacts in
  /// time.
  var canPriceService: Bool { countsChance && target.serviceLevel != nil }

  fileprivate func isPricedByService(_ basis: PriceBasis?) -> Bool {
    guard canPriceService else { return false }
    switch basis {
    case .service: return true
    case .heads: return false
    case nil: return target.holdsOver == .day
    }
  }
}

/// What the queues of a project ask for over a horizon.
public struct Demand: Sendable {
  public var grid: IntervalGrid
  /// In the project's order.
  public var queues: [QueuePlan] = []
  /// What is odd about the histories, and what was done about it.
  public var warnings: [Diagnostic] = []

  /// Heads by queue and interval, with what they are worth, and the prices of the plan.
  ///
  /// - Parameters:
  ///   - prices: as the project states them.
  ///   - headPrice: what an hour of the last head is worth that a day's promise needs.
  func priced(by prices: CoveragePrices, headPrice: Double) -> (heads: [QueueDemand], prices: CoveragePrices) {
    let ladder = ServiceLadder(
      slopes: queues.map { $0.isPricedByService ? $0.requirement.slopes : nil }, prices: prices,
      headPrice: headPrice, interval: grid.interval)
    let heads = zip(queues, ladder.steps).map { plan, steps in
      QueueDemand(queue: plan.settings.id, required: plan.requirement.required, steps: steps)
    }
    return (heads, ladder.prices)
  }
}

extension QueueRequirement {
  fileprivate static func none(for queue: QueueID, count: Int) -> QueueRequirement {
    let zeros = [Double](repeating: 0, count: count)
    let nobody = [Int](repeating: 0, count: count)
    return QueueRequirement(
      queue: queue, open: Array(repeating: false, count: count), contacts: zeros, handleTime: zeros, positions: nobody,
      required: nobody, model: "no history", notes: [], offeredLoad: zeros)
  }
}
