public import Calendars
public import Workforce

/// What came out when the finished rota was played against random demand.
public struct PlanSimulation: Hashable, Codable, Sendable {
  public var replications: Int
  public var seed: UInt64
  public var routing: Routing
  /// Over all live contacts; nil where there are none.
  public var serviceLevel: Estimate?
  public var abandonment: Estimate?
  /// The service level if everybody answered only the queue that the plan counts them on: what the plan's own expectation
  /// speaks of. Nil when not simulated.
  public var withoutHelp: Estimate?
  /// One entry a queue, in the order of `PlanDocument.queues`.
  public var queues: [PlanSimulatedQueue]
  /// Hours whose service misses the target beyond chance, by queue, then time.
  public var weakHours: [WeakHour]
  /// How often the requirement was raised and the rota planned again; 0 = the first rota held, or was not to be changed.
  public var rounds: Int
  /// What was done about weak hours and why any are left, in sentences.
  public var notes: [String]

  public init(
    replications: Int, seed: UInt64, routing: Routing, serviceLevel: Estimate?, abandonment: Estimate?,
    queues: [PlanSimulatedQueue], weakHours: [WeakHour], rounds: Int = 0, notes: [String] = [],
    withoutHelp: Estimate? = nil
  ) {
    self.replications = replications
    self.seed = seed
    self.routing = routing
    self.serviceLevel = serviceLevel
    self.abandonment = abandonment
    self.queues = queues
    self.weakHours = weakHours
    self.rounds = rounds
    self.notes = notes
    self.withoutHelp = withoutHelp
  }
}

/// A queue over the whole plan, as simulated.
public struct PlanSimulatedQueue: Hashable, Codable, Sendable {
  public var queue: QueueID
  /// Answered (e-mail: done) within the promise; nil where nothing arrives.
  public var serviceLevel: Estimate?
  public var abandonment: Estimate?
  public var occupancy: Estimate?
  /// Seconds.
  public var waitAnswered: Estimate?
  /// Contacts that still wait when the plan ends, on average.
  public var waitingAtEnd: Double

  public init(
    queue: QueueID, serviceLevel: Estimate?, abandonment: Estimate?, occupancy: Estimate?, waitAnswered: Estimate?,
    waitingAtEnd: Double
  ) {
    self.queue = queue
    self.serviceLevel = serviceLevel
    self.abandonment = abandonment
    self.occupancy = occupancy
    self.waitAnswered = waitAnswered
    self.waitingAtEnd = waitingAtEnd
  }
}

/// An hour in which a queue misses its target beyond chance.
public struct WeakHour: Hashable, Codable, Sendable {
  public var queue: QueueID
  public var start: Instant
  public var target: Double
  public var serviceLevel: Estimate
  /// Heads required and on the rota in the hour's tightest interval.
  public var required: Int
  public var scheduled: Int

  public init(
    queue: QueueID, start: Instant, target: Double, serviceLevel: Estimate, required: Int, scheduled: Int
  ) {
    self.queue = queue
    self.start = start
    self.target = target
    self.serviceLevel = serviceLevel
    self.required = required
    self.scheduled = scheduled
  }
}
