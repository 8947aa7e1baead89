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
  /// Contacts past their deadline at the worst moment, as planned; nil where the promise isn't a deadline.
  public var overdue: Double?
  public var requiredHours: Double
  public var uncoveredHours: Double
  public var serviceLevel: Estimate?
  public var abandonment: Estimate?

  public init(
    name: String, target: Double?, overdue: Double? = nil, requiredHours: Double, uncoveredHours: Double,
    serviceLevel: Estimate?, abandonment: Estimate?
  ) {
    self.name = name
    self.target = target
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

/// A knob turned down and up while the baseline's rota stays as it is.
public struct TornadoBar: Hashable, Codable, Sendable {
  public var knob: String
  public var low: String
  public var high: String
  public var serviceAtLow: Double
  public var serviceAtHigh: Double

  public init(knob: String, low: String, high: String, serviceAtLow: Double, serviceAtHigh: Double) {
    self.knob = knob
    self.low = low
    self.high = high
    self.serviceAtLow = serviceAtLow
    self.serviceAtHigh = serviceAtHigh
  }
}

/// Service levels of the baseline's rota, by volume (rows) and handle time (columns), relative to the forecast; nil where
/// nobody contacts the team.
public struct ServiceGrid: Hashable, Codable, Sendable {
  public var volumes: [Double]
  public var handleTimes: [Double]
  public var serviceLevels: [[Double?]]

  public init(volumes: [Double], handleTimes: [Double], serviceLevels: [[Double?]]) {
    self.volumes = volumes
    self.handleTimes = handleTimes
    self.serviceLevels = serviceLevels
  }
}

/// People of one kind to hire.
public struct HiringGroup: Hashable, Codable, Sendable {
  /// The queue whose hours nobody has time for, and the skills that it asks for.
  public var queue: String
  public var skills: [String]
  /// The cheapest site at which the queue is answered already; any where it is answered nowhere.
  public var site: String
  public var people: Int

  public init(queue: String, skills: [String], site: String, people: Int) {
    self.queue = queue
    self.skills = skills
    self.site = site
    self.people = people
  }

  /// `3 for Deutsch at Wrocław`
  public var words: String { "\(people) for \(queue)\(site.isEmpty ? "" : " at \(site)")" }
}

/// A week of the hiring plan.
public struct HiringWeek: Hashable, Codable, Sendable {
  /// The name of its case.
  public var scenario: String
  public var week: String
  public var monday: String
  public var requiredHours: Double
  /// People of the team's usual contract that the week needs, and those whom it has.
  public var needed: Int
  public var available: Int
  /// Whom it lacks, by queue; there may be enough people and too few of a skill.
  public var groups: [HiringGroup]
  /// The Monday on which those missing must start training; nil where nobody is missing.
  public var startBy: String?
  /// Where that Monday lies before the planned week: the first week in which whoever starts in the planned week works.
  public var firstPossible: String?

  public var missing: Int { groups.reduce(0) { $0 + $1.people } }

  /// People there whose time no queue that they can answer asks for, so that `needed` = `available` + `missing` − `spare`;
  /// also what rounding up queue by queue adds.
  public var spare: Int { available + missing - needed }

  public init(
    scenario: String, week: String, monday: String, requiredHours: Double, needed: Int, available: Int,
    groups: [HiringGroup], startBy: String?, firstPossible: String? = nil
  ) {
    self.scenario = scenario
    self.week = week
    self.monday = monday
    self.requiredHours = requiredHours
    self.needed = needed
    self.available = available
    self.groups = groups
    self.startBy = startBy
    self.firstPossible = firstPossible
  }
}

/// Everything that `rota what-if` answers.
public struct WhatIfAnswer: Hashable, Codable, Sendable {
  public var schema = 1
  public var tool: String
  public var team: String
  public var week: String
  public var currency: String
  public var replications: Int
  public var seed: UInt64
  public var command: String
  /// The baseline first.
  public var cases: [WhatIfCase]
  public var tornado: [TornadoBar]
  public var grid: ServiceGrid?
  /// A solved plan for each service level asked for.
  public var curve: [WhatIfCase]
  /// Case by case, week by week.
  public var hiring: [HiringWeek]
  /// What was asked for but not done when the work was stopped, in words; empty when all is there.
  public var unfinished: [String]

  public init(
    tool: String, team: String, week: String, currency: String, replications: Int, seed: UInt64, command: String,
    cases: [WhatIfCase], tornado: [TornadoBar] = [], grid: ServiceGrid? = nil, curve: [WhatIfCase] = [],
    hiring: [HiringWeek] = [], unfinished: [String] = []
  ) {
    self.tool = tool
    self.team = team
    self.week = week
    self.currency = currency
    self.replications = replications
    self.seed = seed
    self.command = command
    self.cases = cases
    self.tornado = tornado
    self.grid = grid
    self.curve = curve
    self.hiring = hiring
    self.unfinished = unfinished
  }
}
