public import Calendars
public import Searching
public import Tables
public import Workforce

/// A finished plan: every number that any output shows, and everything needed to check it. This is `plan.json`.
public struct PlanDocument: Hashable, Codable, Sendable {
  /// Rises when a reader of an older `plan.json` would misread it.
  public static let currentSchema = 1

  public var schema: Int
  /// Program and version, for example `rota 0.1.0`.
  public var tool: String
  /// Release of the tz database that its clock rules are from, for example `2026f`; `unknown` where it didn't say.
  public var zoneRules: String
  public var team: String
  /// ISO 4217 code or the planner's own word, for example `EUR`.
  public var currency: String
  public var week: ISOWeek
  public var weeks: Int
  /// The zone in which the report speaks unless its reader chooses another.
  public var readerZone: Zone
  /// The command that makes this plan again.
  public var command: String
  public var options: SearchLimits
  public var inputs: [InputFile]
  /// The end of the history: the plan's only notion of "now". Calendars take DTSTAMP from it.
  public var stamp: Instant
  public var result: PlanResult
  public var queues: [PlanQueue]
  public var request: RosterRequest
  public var rota: Rota
  /// One entry a queue, in the order of `queues`.
  public var coverage: [QueueCoverage]
  /// One entry a person, in the order of `request.people`.
  public var people: [PersonSummary]
  public var summary: PlanSummary
  public var warnings: [Diagnostic]
  /// What was taken for granted, in sentences.
  public var assumptions: [String]
  /// State of every calendar event ever published for this folder, so that revisions count upwards.
  public var calendar: [CalendarEntry]
  /// What a simulation of the rota came to; nil when none was made.
  public var simulation: PlanSimulation?
  /// The forecasts that it was made from, in the order of `queues`, without those that had none; nil in plans of older
  /// programs.
  public var forecasts: [KeptForecast]?
  /// How its clocks go by those rules; nil in plans of older programs.
  public var clocks: PlanClocks?

  public init(
    tool: String, zoneRules: String, team: String, currency: String, week: ISOWeek, weeks: Int, readerZone: Zone,
    command: String, options: SearchLimits, inputs: [InputFile], stamp: Instant, result: PlanResult,
    queues: [PlanQueue], request: RosterRequest, rota: Rota, coverage: [QueueCoverage], people: [PersonSummary],
    summary: PlanSummary, warnings: [Diagnostic], assumptions: [String], calendar: [CalendarEntry] = [],
    forecasts: [KeptForecast]? = nil, simulation: PlanSimulation? = nil, clocks: PlanClocks? = nil
  ) {
    schema = Self.currentSchema
    self.tool = tool
    self.zoneRules = zoneRules
    self.team = team
    self.currency = currency
    self.week = week
    self.weeks = weeks
    self.readerZone = readerZone
    self.command = command
    self.options = options
    self.inputs = inputs
    self.stamp = stamp
    self.result = result
    self.queues = queues
    self.request = request
    self.rota = rota
    self.coverage = coverage
    self.people = people
    self.summary = summary
    self.warnings = warnings
    self.assumptions = assumptions
    self.calendar = calendar
    self.simulation = simulation
    self.forecasts = forecasts
    self.clocks = clocks
  }
}

/// A file that the plan was made from.
public struct InputFile: Hashable, Codable, Sendable {
  /// Relative to the project folder.
  public var path: String
  public var bytes: Int
  /// Hexadecimal.
  public var sha256: String

  public init(path: String, bytes: Int, sha256: String) {
    self.path = path
    self.bytes = bytes
    self.sha256 = sha256
  }
}

/// What is proven about the rota.
public struct PlanResult: Hashable, Codable, Sendable {
  public var status: SolveStatus
  public var objective: Double
  /// No rota under the rules costs less; not above 0 where nothing was proven.
  public var bound: Double
  /// objective ÷ bound − 1; nil, and null in JSON, where no bound above 0 was proven.
  @ExplicitNull public var gap: Double?
  public var costs: CostParts
  public var moves: Int
  public var boundRounds: Int
  /// Seconds of search; nil when iterations bound the run, so that the same inputs give the same bytes.
  public var seconds: Double?

  public init(
    status: SolveStatus, objective: Double, bound: Double, gap: Double?, costs: CostParts, moves: Int, boundRounds: Int,
    seconds: Double?
  ) {
    self.status = status
    self.objective = objective
    self.bound = bound
    self.gap = gap
    self.costs = costs
    self.moves = moves
    self.boundRounds = boundRounds
    self.seconds = seconds
  }
}

/// A queue as the outputs name it.
public struct PlanQueue: Hashable, Codable, Sendable {
  public var id: QueueID
  public var name: String
  /// `phone`, `chat`, `email`.
  public var channel: String
  public var zone: Zone
  /// The promise in words, for example `80 % within 20 s`.
  public var target: String
  /// The share asked for, where the target is a service level.
  public var targetServiceLevel: Double?
  /// The model that turned contacts into agents, in words.
  public var model: String
  /// Why that model and method were taken; nil in plans that don't say.
  public var modelReason: String?
  /// Share of rostered time not in position, the mean over the queue's open hours.
  public var shrinkage: Double
  /// All that was asked of the queue, for those who play the rota (`rota simulate`); nil in plans of older versions.
  public var settings: QueueSettings?
  /// Standard deviation of a day's demand relative to its forecast; nil when unknown.
  public var daySpread: Double?
  /// Standard deviation of handle times relative to their mean, learned from the history; nil when it doesn't say.
  public var handleTimeVariation: Double?
  /// How far the rota gets with work that may wait; nil for live queues and for e-mail without deadlines.
  public var backlog: BacklogOutlook?
  /// Live queues whose people take this one's work up while idle, and how much of that time it can use; nil where none.
  public var blendedWith: [QueueID]?
  public var usableIdleShare: Double?

  public init(
    id: QueueID, name: String, channel: String, zone: Zone, target: String, targetServiceLevel: Double?, model: String,
    modelReason: String? = nil, shrinkage: Double, backlog: BacklogOutlook? = nil, settings: QueueSettings? = nil,
    daySpread: Double? = nil, handleTimeVariation: Double? = nil, blendedWith: [QueueID]? = nil,
    usableIdleShare: Double? = nil
  ) {
    self.id = id
    self.name = name
    self.channel = channel
    self.zone = zone
    self.target = target
    self.targetServiceLevel = targetServiceLevel
    self.model = model
    self.modelReason = modelReason
    self.shrinkage = shrinkage
    self.settings = settings
    self.daySpread = daySpread
    self.handleTimeVariation = handleTimeVariation
    self.backlog = backlog
    self.blendedWith = blendedWith
    self.usableIdleShare = usableIdleShare
  }
}

/// One queue over the plan's grid (`request.grid`); all arrays run parallel to it.
public struct QueueCoverage: Hashable, Codable, Sendable {
  public var queue: QueueID
  public var open: [Bool]
  public var contacts: [Double]
  /// The band of the forecast; empty when unknown.
  public var contactsLow: [Double]
  public var contactsHigh: [Double]
  /// Mean handle time, seconds.
  public var handleTime: [Double]
  /// Agents in position that meet the target.
  public var positions: [Int]
  /// Heads on the rota needed, shrinkage included.
  public var required: [Int]
  /// Heads that the rota counts on this queue.
  public var scheduled: [Int]
  /// Expected share answered within the target's threshold; nil where there are no contacts or no such target.
  public var serviceLevel: [Double?]
  /// Expected occupancy, 0…1; nil where nobody is scheduled or the queue is closed.
  public var occupancy: [Double?]
  /// For e-mail, when contacts arrive, closed hours included (`contacts` says when they are worked on); nil elsewhere.
  public var arrivals: [Double]?
  /// What positions and service were worked out from beside the above, for whoever checks them; nil in plans of older
  /// programs.
  public var basis: CoverageBasis?

  public init(
    queue: QueueID, open: [Bool], contacts: [Double], contactsLow: [Double], contactsHigh: [Double],
    handleTime: [Double], positions: [Int], required: [Int], scheduled: [Int], serviceLevel: [Double?],
    occupancy: [Double?], arrivals: [Double]? = nil, basis: CoverageBasis? = nil
  ) {
    self.basis = basis
    self.queue = queue
    self.open = open
    self.contacts = contacts
    self.contactsLow = contactsLow
    self.contactsHigh = contactsHigh
    self.handleTime = handleTime
    self.positions = positions
    self.required = required
    self.scheduled = scheduled
    self.serviceLevel = serviceLevel
    self.occupancy = occupancy
    self.arrivals = arrivals
  }
}

/// A row of `hours.csv`.
public struct PersonSummary: Hashable, Codable, Sendable {
  public var person: PersonID
  public var contractMinutes: Int
  /// Paid minutes of duties.
  public var plannedMinutes: Int
  /// Paid minutes of absence that count towards the contract.
  public var absentMinutes: Int
  public var shifts: Int
  /// Duties with at least three hours inside the site's night.
  public var nights: Int
  /// Saturdays and Sundays on which a duty starts, by the person's calendar.
  public var weekendDays: Int
  /// Duties that start before 07:00, and that end after 20:00 or on a later date, on the person's wall clock.
  public var early: Int
  public var late: Int
  public var preferencesMet: Int
  public var preferencesAsked: Int
  public var cost: Double

  public init(
    person: PersonID, contractMinutes: Int, plannedMinutes: Int, absentMinutes: Int, shifts: Int, nights: Int,
    weekendDays: Int, early: Int, late: Int, preferencesMet: Int, preferencesAsked: Int, cost: Double
  ) {
    self.person = person
    self.contractMinutes = contractMinutes
    self.plannedMinutes = plannedMinutes
    self.absentMinutes = absentMinutes
    self.shifts = shifts
    self.nights = nights
    self.weekendDays = weekendDays
    self.early = early
    self.late = late
    self.preferencesMet = preferencesMet
    self.preferencesAsked = preferencesAsked
    self.cost = cost
  }
}

/// The figures of the headline strip.
public struct PlanSummary: Hashable, Codable, Sendable {
  /// Contact-weighted expected service level over the queues that have such a target; nil when none has.
  public var serviceLevel: Double?
  /// The same by queue, in the order of `queues`.
  public var serviceLevelByQueue: [Double?]
  /// Agent-minutes required, and those of them not covered.
  public var requiredMinutes: Int
  public var uncoveredMinutes: Int
  public var overstaffedMinutes: Int
  public var paidMinutes: Int
  /// Pay and night premium in currency units.
  public var cost: Double

  public init(
    serviceLevel: Double?, serviceLevelByQueue: [Double?], requiredMinutes: Int, uncoveredMinutes: Int,
    overstaffedMinutes: Int, paidMinutes: Int, cost: Double
  ) {
    self.serviceLevel = serviceLevel
    self.serviceLevelByQueue = serviceLevelByQueue
    self.requiredMinutes = requiredMinutes
    self.uncoveredMinutes = uncoveredMinutes
    self.overstaffedMinutes = overstaffedMinutes
    self.paidMinutes = paidMinutes
    self.cost = cost
  }
}

/// The published state of one duty's calendar event. The UID stays with person and date across re-plans.
public struct CalendarEntry: Hashable, Codable, Sendable {
  public var uid: String
  public var person: PersonID
  public var duty: Duty
  /// Rises by one with each published change.
  public var sequence: Int
  /// The plan's stamp when it last changed.
  public var modified: Instant
  public var cancelled: Bool

  public init(uid: String, person: PersonID, duty: Duty, sequence: Int, modified: Instant, cancelled: Bool) {
    self.uid = uid
    self.person = person
    self.duty = duty
    self.sequence = sequence
    self.modified = modified
    self.cancelled = cancelled
  }
}
