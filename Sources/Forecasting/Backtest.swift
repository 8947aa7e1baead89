public import Calendars
public import Tables
import Tickets

/// What to try on a queue's past.
public struct BacktestRequest: Sendable {
  /// History, holidays, events and so on. `first`, `asOf` and `method` are replaced for each trial; `days` are scored.
  public var base: ForecastRequest
  /// At most so many Mondays, evenly spread over the history.
  public var origins: Int
  /// Weeks of history before the first of them.
  public var minimumWeeks: Int
  public var methods: [ForecastMethod]

  public init(
    base: ForecastRequest, origins: Int = 12, minimumWeeks: Int = 8,
    methods: [ForecastMethod] = [.lastWeek, .eightWeekAverage, .dampedHoltProfile, .combination]
  ) {
    self.base = base
    self.origins = origins
    self.minimumWeeks = minimumWeeks
    self.methods = methods
  }
}

/// How the methods would have done on a queue's past, each week forecast from what was known before it.
public struct Backtest: Hashable, Codable, Sendable {
  /// A method and how it did.
  public struct Row: Hashable, Codable, Sendable {
    public var method: String
    public var score: ForecastScore
  }

  /// What was forecast and what came at some hours of the day, or on some weekday.
  public struct Part: Hashable, Codable, Sendable {
    /// `08:00`, or `monday`.
    public var name: String
    public var contacts: Double
    public var forecast: Double
    /// Sum of absolute errors ÷ contacts, in percent; 0 without contacts.
    public var wape: Double
  }

  public var queue: QueueID
  public var zone: Zone
  public var interval: Minutes
  public var origins: [CivilDate]
  public var rows: [Row]
  /// The method that a forecast without a choice of method would use now.
  public var chosen: String
  /// That method's models with their mean shares over the origins, greatest first.
  public var weights: [ModelWeight]
  /// The chosen method's intervals.
  public var series: [ScoredInterval]
  public var byHour: [Part]
  public var byWeekday: [Part]
  /// What was left out of the scores, and why there are none.
  public var notes: [String]
}

/// Forecasts past weeks from what was known before each, and scores them.
///
/// - Throws: `forecast.backtest-short` where the history holds no full week after `minimumWeeks`; otherwise as `forecast`.
/// - Complexity: a forecast an origin and method.
public func backtest(_ request: BacktestRequest) throws(Diagnostic) -> Backtest {
  var request = request
  var notes: [String] = []
  if let known = SilentDays(request.base) {
    // What wasn't recorded can't be forecast wrong.
    request.base.history = known.rest
    notes = known.notes
  }
  request.base.closedDates = request.base.datesClosedInFact
  let history = request.base.history
  // What comes while the queue is closed by its hours is nobody's forecast.
  let measured = request.base.openHistory
  let origins = try backtestOrigins(request)
  var base = request.base
  if base.interval.map({ $0 < history.interval }) ?? false { base.interval = history.interval }
  base.sibling = nil
  base.method = .automatic
  base.first = origins[origins.count - 1]
  base.asOf = base.first
  let chosen = ForecastMethod(rawValue: try forecast(base).method) ?? .combination
  var rows: [Backtest.Row] = []
  var series: [ScoredInterval] = []
  var shares: [String: Double] = [:]
  let scales = origins.map { weekBeforeError(base, before: $0) }
  for method in request.methods + (request.methods.contains(chosen) ? [] : [chosen]) {
    var tally = ScoreTally()
    base.method = method
    for (origin, scale) in zip(origins, scales) {
      base.first = origin
      base.asOf = origin
      let made = try forecast(base)
      let span = history.zone.instant(of: origin)..<history.zone.instant(of: origin.adding(days: base.days))
      tally.add(made, against: measured, in: span, weekBefore: scale)
      guard method == chosen else { continue }
      for weight in made.weights { shares[weight.model, default: 0] += weight.weight / Double(origins.count) }
    }
    guard let score = tally.score else { continue }
    rows.append(Backtest.Row(method: method.rawValue, score: score))
    if method == chosen { series = tally.scored }
  }
  let reference =
    rows.first { $0.method == ForecastMethod.combination.rawValue } ?? rows.first { $0.method == chosen.rawValue }
  if let score = reference?.score {
    for index in rows.indices {
      rows[index].score.poissonFloor = score.poissonFloor
      rows[index].score.poissonFloorByDay = score.poissonFloorByDay
    }
  }
  if rows.isEmpty { notes.append("No contact came in the \(origins.count) weeks, so there is no error to measure.") }
  return Backtest(
    queue: history.queue, zone: history.zone, interval: base.interval ?? history.interval, origins: origins, rows: rows,
    chosen: chosen.rawValue,
    weights: shares.map { ModelWeight(model: $0.key, weight: $0.value) }.sorted {
      ($1.weight, $0.model) < ($0.weight, $1.model)
    },
    series: series,
    byHour: parts(series) { start in
      let hour = history.zone.civil(at: start).minuteOfDay / 60
      return (hour, (hour < 10 ? "0" : "") + "\(hour):00")
    },
    byWeekday: parts(series) { start in
      let weekday = history.zone.date(at: start).weekday
      return (weekday.index, "\(weekday)")
    },
    notes: notes)
}

/// Mondays, evenly spread from the first with enough history to the last with a full week after it.
private func backtestOrigins(_ request: BacktestRequest) throws(Diagnostic) -> [CivilDate] {
  try request.base.check()
  let history = request.base.history
  guard let start = history.starts.first, let end = history.starts.last else { return [] }
  let first = history.zone.date(at: start)
  let last = history.zone.date(at: end)
  var low = first.adding(days: 7 * request.minimumWeeks)
  low = low.adding(days: (7 - low.weekday.index) % 7)
  var high = last.adding(days: 1 - request.base.days)
  high = high.adding(days: -high.weekday.index)
  guard low <= high, request.origins > 0 else {
    throw Diagnostic(
      "forecast.backtest-short",
      "queue '\(history.queue)' has history from \(first) to \(last); a back-test needs \(request.minimumWeeks) weeks and "
        + "\(request.base.days) full days from a Monday on after them", cure: "Ask for fewer weeks with --min-weeks.",
      kind: .missingInput)
  }
  let weeks = (high - low) / 7 + 1
  let count = min(request.origins, weeks)
  return (0..<count).map { index in
    let week =
      count == weeks || count == 1
      ? index : Int((Double(index * (weeks - 1)) / Double(count - 1)).rounded(.toNearestOrEven))
    return low.adding(days: 7 * week)
  }
}

/// Mean absolute difference of intervals a week apart, before `origin`; nil where there are none. As in the score, hours in
/// which the queue is closed don't count.
public func weekBeforeError(_ request: ForecastRequest, before origin: CivilDate) -> Double? {
  let history = request.openHistory
  let width = (request.interval ?? history.interval).seconds
  let end = history.zone.instant(of: origin)
  let start = request.maximumWeeks.map { history.zone.instant(of: origin.adding(days: -7 * $0)) }
  var values: [Int: Double] = [:]
  for (instant, contacts) in zip(history.starts, history.contacts)
  where instant < end && start.map({ instant >= $0 }) ?? true {
    values[instant.rawValue / width, default: 0] += contacts
  }
  let step = 604_800 / width
  var sum = 0.0
  var count = 0
  for key in values.keys.sorted() {
    guard let value = values[key], let before = values[key - step] else { continue }
    sum += abs(value - before)
    count += 1
  }
  return count > 0 ? sum / Double(count) : nil
}

private func parts(_ series: [ScoredInterval], key: (Instant) -> (Int, String)) -> [Backtest.Part] {
  var found: [Int: Backtest.Part] = [:]
  for point in series {
    let (index, name) = key(point.start)
    var part = found[index] ?? Backtest.Part(name: name, contacts: 0, forecast: 0, wape: 0)
    part.contacts += point.contacts
    part.forecast += point.forecast
    part.wape += abs(point.contacts - point.forecast)
    found[index] = part
  }
  return found.keys.sorted().compactMap { index in
    guard var part = found[index] else { return nil }
    part.wape = part.contacts > 0 ? 100 * part.wape / part.contacts : 0
    return part
  }
}
