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
  /// Whether people hold it; nil in plans of older programs, which are published (`isDraft`).
  public var state: PlanState?
  /// How often its week had been published when it was made, itself included where it is published; nil in plans of older
  /// programs (`publishedRevision`).
  public var revision: Int?
  /// What was changed in a plan that was there before; nil where nothing was.
  public var revised: RevisionRecord?

  public init(
    tool: String, zoneRules: String, team: String, currency: String, week: ISOWeek, weeks: Int, readerZone: Zone,
    command: String, options: SearchLimits, inputs: [InputFile], stamp: Instant, result: PlanResult,
    queues: [PlanQueue], request: RosterRequest, rota: Rota, coverage: [QueueCoverage], people: [PersonSummary],
    summary: PlanSummary, warnings: [Diagnostic], assumptions: [String], calendar: [CalendarEntry] = [],
    forecasts: [KeptForecast]? = nil, simulation: PlanSimulation? = nil, clocks: PlanClocks? = nil,
    state: PlanState? = nil, revision: Int? = nil
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
    self.state = state
    self.revision = revision
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
  /// What changes to the plan before come to; nil where they weren't weighed.
  public var disturbance: Double?
  /// No rota under the rules costs less, disturbance included; not above 0 where nothing was proven.
  public var bound: Double
  /// (objective + disturbance) ÷ bound − 1; nil, and null in JSON, where no bound above 0 was proven.
  @ExplicitNull public var gap: Double?
  public var costs: CostParts
  public var moves: Int
  public var boundRounds: Int
  /// Seconds of search; nil when iterations bound the run, so that the same inputs give the same bytes.
  public var seconds: Double?

  /// Objective and disturbance together.
  public var total: Double { objective + (disturbance ?? 0) }

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
