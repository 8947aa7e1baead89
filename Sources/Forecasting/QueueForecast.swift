public import Calendars

/// Expected contacts of one queue over a horizon, with how sure the method is.
///
/// All arrays run parallel to `starts`. Closed intervals are absent.
public struct QueueForecast: Hashable, Codable, Sendable {
  public var queue: QueueID
  public var zone: Zone
  public var interval: Minutes
  public var starts: [Instant]
  /// Mean contacts in each interval, ≥ 0.
  public var contacts: [Double]
  /// Quantiles of contacts in each interval.
  public var p10: [Double]
  public var p50: [Double]
  public var p90: [Double]
  /// Mean handle time in seconds in each interval; nil when the history has none.
  public var handleTime: [Double]?
  /// Standard deviation of the day's total relative to its mean (the common factor of a whole day).
  public var daySpread: Double
  /// Squared relative spread of an interval's mean, on top of chance: contacts have the variance m + dispersion · m².
  public var dispersion: Double
  /// The method that made it, for example `damped-holt-profile`.
  public var method: String
  /// What was done about gaps, outliers and short history, in words.
  public var notes: [String]
  /// The models behind it with their shares, by name; one with 1 where the method is a single model.
  public var weights: [ModelWeight]
  /// What was odd in the history, by date.
  public var findings: [CleansingFinding]

  public init(
    queue: QueueID, zone: Zone, interval: Minutes, starts: [Instant], contacts: [Double], p10: [Double], p50: [Double],
    p90: [Double], handleTime: [Double]?, daySpread: Double, method: String, notes: [String], dispersion: Double = 0,
    weights: [ModelWeight] = [], findings: [CleansingFinding] = []
  ) {
    self.queue = queue
    self.zone = zone
    self.interval = interval
    self.starts = starts
    self.contacts = contacts
    self.p10 = p10
    self.p50 = p50
    self.p90 = p90
    self.handleTime = handleTime
    self.daySpread = daySpread
    self.method = method
    self.notes = notes
    self.dispersion = dispersion
    self.weights = weights
    self.findings = findings
  }
}

/// A model's share in a combination.
public struct ModelWeight: Hashable, Codable, Sendable {
  public var model: String
  /// 0…1; the shares of a forecast add up to 1.
  public var weight: Double

  public init(model: String, weight: Double) {
    self.model = model
    self.weight = weight
  }
}
