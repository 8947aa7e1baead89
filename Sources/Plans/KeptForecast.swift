public import Calendars

/// A queue's forecast as the plan was made from it: kept so that it can be held against what comes.
public struct KeptForecast: Hashable, Codable, Sendable {
  /// An hour of the history before it.
  public struct PastHour: Hashable, Codable, Sendable {
    public var start: Instant
    public var contacts: Double

    public init(start: Instant, contacts: Double) {
      self.start = start
      self.contacts = contacts
    }
  }

  /// An event or a holiday inside what is shown.
  public struct Mark: Hashable, Codable, Sendable {
    public var title: String
    public var start: Instant
    public var end: Instant

    public init(title: String, start: Instant, end: Instant) {
      self.title = title
      self.start = start
      self.end = end
    }
  }

  public var queue: QueueID
  public var zone: Zone
  public var interval: Minutes
  /// The end of the history that it was made from.
  public var madeFrom: Instant
  public var method: String
  /// See `QueueForecast`.
  public var daySpread: Double
  public var dispersion: Double
  /// Parallel: start of each interval, mean and quantiles of contacts.
  public var starts: [Instant]
  public var contacts: [Double]
  public var p10: [Double]
  public var p50: [Double]
  public var p90: [Double]
  /// The last four weeks before it.
  public var past: [PastHour]
  public var marks: [Mark]
  /// How the zone's clock went over what is shown, where it changed before the plan began; nil where the plan's own
  /// record of its clocks says it all, and in plans of older programs.
  public var clock: PlanClocks.Clock?

  public init(
    queue: QueueID, zone: Zone, interval: Minutes, madeFrom: Instant, method: String, daySpread: Double,
    dispersion: Double, starts: [Instant], contacts: [Double], p10: [Double], p50: [Double], p90: [Double],
    past: [PastHour], marks: [Mark]
  ) {
    self.queue = queue
    self.zone = zone
    self.interval = interval
    self.madeFrom = madeFrom
    self.method = method
    self.daySpread = daySpread
    self.dispersion = dispersion
    self.starts = starts
    self.contacts = contacts
    self.p10 = p10
    self.p50 = p50
    self.p90 = p90
    self.past = past
    self.marks = marks
  }

  /// The same, with the clock that it was drawn by where that changed before `plan`, the plan's grid.
  public func recordingClock(before plan: Instant) -> KeptForecast {
    guard zone.source != nil, let first = past.first?.start ?? starts.first, let last = starts.last ?? past.last?.start
    else { return self }
    // From the midnight before the first hour on, whatever the clocks do that day.
    let shown = first.adding(seconds: -2 * 86_400)
    guard shown < plan, zone.transitions(in: shown..<plan).contains(where: { $0.at > shown }) else { return self }
    var result = self
    result.clock = PlanClocks.Clock(zone, over: shown..<max(plan, last.adding(seconds: 2 * 86_400)))
    return result
  }
}
