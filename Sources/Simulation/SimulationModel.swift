public import Workforce

/// A finished rota against its demand, as the simulation sees them: seconds from the beginning, queues and agents by
/// index. How the rota was made plays no part.
public struct SimulationModel: Hashable, Sendable {
  /// Width of a slot of demand in seconds, > 0.
  public var slotSeconds: Double
  public var slotCount: Int
  public var queues: [SimulatedQueue]
  public var agents: [SimulatedAgent]
  /// The bucket (an hour, as a rule) in which what arrives or is worked in a slot is counted; -1 = not counted, for a
  /// warm-up. One entry a slot.
  public var bucketOfSlot: [Int]
  public var bucketCount: Int

  public init(
    slotSeconds: Double, slotCount: Int, queues: [SimulatedQueue], agents: [SimulatedAgent], bucketOfSlot: [Int],
    bucketCount: Int
  ) {
    self.slotSeconds = slotSeconds
    self.slotCount = slotCount
    self.queues = queues
    self.agents = agents
    self.bucketOfSlot = bucketOfSlot
    self.bucketCount = bucketCount
  }

  /// Seconds from the first slot to the end of the last.
  public var horizon: Double { slotSeconds * Double(slotCount) }
}

/// How handle times scatter about their mean.
public enum HandleTimeShape: Hashable, Sendable {
  /// Standard deviation = mean: what the queueing formulas assume.
  case exponential
  /// With this ratio of standard deviation to mean, ≥ 0. What call centres measure.
  /// - SeeAlso: L. Brown et al., *Statistical analysis of a telephone call center*, Journal of the American Statistical
  ///   Association 100 (2005).
  case logNormal(variation: Double)
}

/// Of which contacts a service level is the share answered within the threshold.
public enum ServiceBase: String, Hashable, Codable, Sendable {
  /// All that arrive.
  case offered
  /// Those answered.
  case answered
  /// All but those who give up within the threshold.
  case withoutShortAbandons
}

/// A stream of contacts and the promise made to it.
public struct SimulatedQueue: Hashable, Sendable {
  /// Names the queue's random numbers, so that they stay the same whatever else changes.
  public var key: UInt64
  /// Mean contacts that arrive in each slot, ≥ 0.
  public var arrivals: [Double]
  /// The local day of each slot; rising. Each day has a random factor of its own.
  public var dayOfSlot: [Int]
  /// Standard deviation of a day's demand relative to its mean, on top of chance; ≥ 0.
  public var daySpread: Double
  /// Mean handle time of what arrives in each slot, in seconds; at full concurrency for chat.
  public var handleTime: [Double]
  public var shape: HandleTimeShape
  /// Mean patience in seconds (exponential); nil = nobody gives up.
  public var patience: Double?
  /// Conversations that one agent holds at once, ≥ 1, and how long one takes while 1, 2, … are open, relative to that
  /// at full concurrency: as many entries.
  public var concurrency: Int
  public var pace: [Double]
  /// Contacts beyond this many waiting are turned away; nil = no limit.
  public var waitingRoom: Int?
  /// The promise: answered (live) or done (deferrable) within this many seconds.
  public var threshold: Double
  /// What the share of the promise is a share of.
  public var serviceBase: ServiceBase
  /// Work that waits without harm, so nobody gives up. It is taken up only while the queue is open, and only by agents
  /// assigned to it or, where routing allows help, to no queue.
  public var isDeferrable: Bool
  /// What the clock of the promise shows at each slot's beginning, and at the end of the last; nil = elapsed time.
  public var clock: [Double]?
  /// Contacts that wait at the beginning.
  public var openingBacklog: Int
  /// Whether the queue is open in each slot. Live contacts that still wait at closing when nobody is left are lost;
  /// deferrable ones wait for the next opening.
  public var open: [Bool]
  /// Share of the time on the rota that its agents are out of position, by slot, 0..<1.
  public var shrinkage: [Double]
  /// The part of `shrinkage` that is planned (meetings, training), by slot, at most as much: it takes agents out for a
  /// while at a time (`SimulationOptions.absence`). The rest (sickness) is decided once a duty. Empty = none of it.
  public var plannedShrinkage: [Double]
  /// Lower is served first by those who are free for several queues.
  public var priority: Int
  /// Live queues, by index, whose idle agents work on this deferrable one if they can: each puts its work aside for every
  /// live contact.
  public var blendedWith: [Int]
  /// Share of their idle time that such work gets on in, 0…1.
  public var usableIdleShare: Double

  public init(
    key: UInt64, arrivals: [Double], dayOfSlot: [Int], daySpread: Double = 0, handleTime: [Double],
    shape: HandleTimeShape = .logNormal(variation: 1), patience: Double? = nil, concurrency: Int = 1,
    pace: [Double] = [1], waitingRoom: Int? = nil, threshold: Double, isDeferrable: Bool = false,
    clock: [Double]? = nil, openingBacklog: Int = 0, open: [Bool], shrinkage: [Double], priority: Int = 0,
    blendedWith: [Int] = [], usableIdleShare: Double = 0.8, serviceBase: ServiceBase = .offered,
    plannedShrinkage: [Double] = []
  ) {
    self.key = key
    self.arrivals = arrivals
    self.dayOfSlot = dayOfSlot
    self.daySpread = daySpread
    self.handleTime = handleTime
    self.shape = shape
    self.patience = patience
    self.concurrency = concurrency
    self.pace = pace
    self.waitingRoom = waitingRoom
    self.threshold = threshold
    self.isDeferrable = isDeferrable
    self.clock = clock
    self.openingBacklog = openingBacklog
    self.open = open
    self.shrinkage = shrinkage
    self.plannedShrinkage = plannedShrinkage
    self.priority = priority
    self.blendedWith = blendedWith
    self.usableIdleShare = usableIdleShare
    self.serviceBase = serviceBase
  }
}

/// Somebody who answers contacts.
public struct SimulatedAgent: Hashable, Sendable {
  /// Names the agent's random numbers.
  public var key: UInt64
  /// Queues that the agent can take, by index.
  public var skills: [Int]
  /// By start, without overlaps.
  public var presences: [Presence]

  public init(key: UInt64, skills: [Int], presences: [Presence]) {
    self.key = key
    self.skills = skills
    self.presences = presences
  }
}

/// A stretch of time in which an agent is to answer contacts.
public struct Presence: Hashable, Sendable {
  /// Seconds from the beginning.
  public var start: Double
  public var end: Double
  /// The queue that the plan counts the agent on; -1 = none in particular.
  public var queue: Int
  /// The duty that it belongs to: between two presences of one duty lies a break, whose length is kept when it begins
  /// late. Also names the random numbers of the duty, by which unplanned absence takes all of its presences or none where
  /// its share is level.
  public var duty: UInt64

  public init(start: Double, end: Double, queue: Int, duty: UInt64) {
    self.start = start
    self.end = end
    self.queue = queue
    self.duty = duty
  }
}

/// How a rota is played.
public struct SimulationOptions: Hashable, Codable, Sendable {
  /// How often, ≥ 2.
  public var replications: Int
  public var seed: UInt64
  /// Does not change any answer.
  public var threads: Int
  public var routing: Routing
  /// Mean length in seconds of a planned absence from position (`SimulatedQueue.plannedShrinkage`); unplanned ones last as
  /// long as the duty, or as the hours of their share.
  public var absence: Double

  public init(
    replications: Int = 100, seed: UInt64 = 1, threads: Int = 2, routing: Routing = .skills, absence: Double = 1800
  ) {
    self.replications = replications
    self.seed = seed
    self.threads = threads
    self.routing = routing
    self.absence = absence
  }
}
