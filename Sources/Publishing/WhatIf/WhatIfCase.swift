public import Plans
internal import Simulation
public import Workforce

/// One future, planned and played.
public struct WhatIfCase: Hashable, Codable, Sendable {
  public var name: String
  /// What it changes, in the planner's words; empty for the baseline.
  public var changes: [String]
  /// People with a duty, and all who could have one.
  public var working: Int
  public var people: Int
  public var paidHours: Double
  /// Pay and premiums, in the project's currency.
  public var cost: Double
  public var requiredHours: Double
  public var uncoveredHours: Double
  /// Of live contacts: as the plan expects, as played the same way (everybody on their own queue), and as played with help
  /// between queues, where that is asked for.
  public var predictedServiceLevel: Double?
  public var withoutHelp: Estimate?
  public var serviceLevel: Estimate?
  public var abandonment: Estimate?
  public var occupancy: Estimate?
  /// Hours that miss their promise beyond chance.
  public var weakHours: Int
  /// Nights and weekend days of whoever has most and of whoever has fewest, among those who work.
  public var mostNights: Int
  public var fewestNights: Int
  public var mostWeekendDays: Int
  public var fewestWeekendDays: Int
  /// The same by queue, in the project's order, and by day, in the reader's zone.
  public var queues: [WhatIfQueue]
  public var days: [WhatIfDay]
  /// The worst of the weak hours, worst first; five at most.
  public var worst: [WhatIfHour]
  /// Mean weekly hours of those with a contract.
  public var contractHours: Double
  /// Hours in which people are there beyond those required; nil in answers that don't say.
  public var surplusHours: Double?
  /// Of the plan: cost and the prices of whatever else the project prices; no rota weighs less than the bound.
  public var objective: Double
  public var bound: Double
  /// objective ÷ bound − 1; nil, and null in JSON, where no bound above 0 was proven.
  @ExplicitNull public var gap: Double?
  /// What each replication adds to service level and abandonment, for differences under the same luck.
  public var serviceInfluences: [Double]
  public var abandonmentInfluences: [Double]

  public init(
    name: String, changes: [String], working: Int, people: Int, paidHours: Double, cost: Double, requiredHours: Double,
    uncoveredHours: Double, predictedServiceLevel: Double?, withoutHelp: Estimate?, serviceLevel: Estimate?,
    abandonment: Estimate?, occupancy: Estimate?, weakHours: Int, mostNights: Int, fewestNights: Int,
    mostWeekendDays: Int,
    fewestWeekendDays: Int, queues: [WhatIfQueue], days: [WhatIfDay], worst: [WhatIfHour], contractHours: Double,
    objective: Double, bound: Double, gap: Double?, serviceInfluences: [Double], abandonmentInfluences: [Double]
  ) {
    self.name = name
    self.changes = changes
    self.working = working
    self.people = people
    self.paidHours = paidHours
    self.cost = cost
    self.requiredHours = requiredHours
    self.uncoveredHours = uncoveredHours
    self.predictedServiceLevel = predictedServiceLevel
    self.withoutHelp = withoutHelp
    self.serviceLevel = serviceLevel
    self.abandonment = abandonment
    self.occupancy = occupancy
    self.weakHours = weakHours
    self.mostNights = mostNights
    self.fewestNights = fewestNights
    self.mostWeekendDays = mostWeekendDays
    self.fewestWeekendDays = fewestWeekendDays
    self.queues = queues
    self.days = days
    self.worst = worst
    self.contractHours = contractHours
    self.objective = objective
    self.bound = bound
    // Plus nothing: −0.0 would be written as it is.
    self.gap = gap.map { $0 + 0 }
    self.serviceInfluences = serviceInfluences.map { $0 + 0 }
    self.abandonmentInfluences = abandonmentInfluences.map { $0 + 0 }
  }

  /// Share of the hours required that nobody covers.
  public var uncoveredShare: Double { requiredHours > 0 ? uncoveredHours / requiredHours : 0 }

  /// Whether the team is too small for it: more hours stay without anybody than in `base`, by more than rounding.
  public func leavesMoreOpen(than base: WhatIfCase) -> Bool { uncoveredHours > base.uncoveredHours + 0.5 }

  /// The service level less that of `base`, with the interval that common random numbers allow; nil where either has none
  /// or they were played differently often.
  public func serviceDifference(to base: WhatIfCase) -> Estimate? {
    guard let mine = serviceLevel, let theirs = base.serviceLevel,
      serviceInfluences.count == base.serviceInfluences.count, serviceInfluences.count > 1
    else { return nil }
    return pairedDifference((mine.mean, serviceInfluences), (theirs.mean, base.serviceInfluences))
  }

  /// The share that gives up less that of `base`, as `serviceDifference`.
  public func abandonmentDifference(to base: WhatIfCase) -> Estimate? {
    guard let mine = abandonment, let theirs = base.abandonment,
      abandonmentInfluences.count == base.abandonmentInfluences.count, abandonmentInfluences.count > 1
    else { return nil }
    return pairedDifference((mine.mean, abandonmentInfluences), (theirs.mean, base.abandonmentInfluences))
  }

  /// Share of the hours required that are covered.
  public var coveredShare: Double { 1 - uncoveredShare }
}

/// A queue in one future.
public struct WhatIfQueue: Hashable, Codable, Sendable {
  public var name: String
  /// The share promised, where the promise is a service level.
  public var target: Double?
  /// The promise in words; nil in answers that don't say.
  public var targetWords: String?
  /// Contacts past their deadline at the worst moment, as planned; nil where the promise isn't a deadline.
  public var overdue: Double?
  public var requiredHours: Double
  public var uncoveredHours: Double
  public var serviceLevel: Estimate?
  public var abandonment: Estimate?

  public init(
    name: String, target: Double?, overdue: Double? = nil, requiredHours: Double, uncoveredHours: Double,
    serviceLevel: Estimate?, abandonment: Estimate?, targetWords: String? = nil
  ) {
    self.name = name
    self.target = target
    self.targetWords = targetWords
    self.overdue = overdue
    self.requiredHours = requiredHours
    self.uncoveredHours = uncoveredHours
    self.serviceLevel = serviceLevel
    self.abandonment = abandonment
  }

  /// Whether something is promised: a share in time, or a deadline.
  public var isPromised: Bool { target != nil || overdue != nil }

  /// Whether the promise is missed: beyond chance where it is a share, as planned where it is a deadline.
  public var isMissed: Bool {
    if let overdue { return overdue > 0 }
    guard let target, let serviceLevel else { return false }
    return serviceLevel.high < target
  }
}

/// A day in one future.
public struct WhatIfDay: Hashable, Codable, Sendable {
  /// `2026-10-19`
  public var date: String
  public var requiredHours: Double
  public var uncoveredHours: Double
  /// Of live contacts, simulated.
  public var serviceLevel: Double?

  public init(date: String, requiredHours: Double, uncoveredHours: Double, serviceLevel: Double?) {
    self.date = date
    self.requiredHours = requiredHours
    self.uncoveredHours = uncoveredHours
    self.serviceLevel = serviceLevel
  }
}

/// An hour that misses its promise.
public struct WhatIfHour: Hashable, Codable, Sendable {
  public var queue: String
  /// `2026-10-20 10:00`, on the queue's clock.
  public var start: String
  public var serviceLevel: Double
  public var target: Double

  public init(queue: String, start: String, serviceLevel: Double, target: Double) {
    self.queue = queue
    self.start = start
    self.serviceLevel = serviceLevel
    self.target = target
  }
}
