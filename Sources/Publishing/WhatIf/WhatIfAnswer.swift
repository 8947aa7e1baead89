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
