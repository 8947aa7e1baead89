public import Calendars
public import Forecasting
internal import Staffing
public import Tables
public import Tickets

/// Forecasts of several queues over the same dates, for the command line.
public struct ForecastJob: Sendable {
  /// Only these; empty = all.
  public var queues: [QueueID]
  /// Nil = 30 minutes, or a history's own width where that is wider.
  public var interval: Minutes?
  /// First date of the forecast; nothing from it on is looked at. Nil = the day after the history ends.
  public var asOf: CivilDate?
  public var days: Int
  public var maximumWeeks: Int?
  public var method: ForecastMethod
  /// In place of the project's; nil = the project's.
  public var holidays: [Holiday]?

  public init(
    queues: [QueueID] = [], interval: Minutes? = nil, asOf: CivilDate? = nil, days: Int = 7, maximumWeeks: Int? = nil,
    method: ForecastMethod = .automatic, holidays: [Holiday]? = nil
  ) {
    self.queues = queues
    self.interval = interval
    self.asOf = asOf
    self.days = days
    self.maximumWeeks = maximumWeeks
    self.method = method
    self.holidays = holidays
  }

  /// By queue, in the project's order.
  public func run(project: Project) throws(Diagnostic) -> [QueueForecast] {
    var forecasts: [QueueForecast] = []
    for history in try chosen(project.histories) {
      let queue = project.queues.first { $0.settings.id == history.queue }
      let isLive = queue?.settings.channel != .email
      forecasts.append(
        try one(
          history, hours: isLive ? queue?.settings.hours : nil, holidays: holidays ?? project.holidays,
          weeks: maximumWeeks ?? project.historyWeeks))
    }
    return forecasts
  }

  /// By queue, in the order of their ids.
  public func run(histories: [IntervalHistory]) throws(Diagnostic) -> [QueueForecast] {
    var forecasts: [QueueForecast] = []
    for history in try chosen(histories) {
      forecasts.append(try one(history, hours: nil, holidays: holidays ?? [], weeks: maximumWeeks))
    }
    return forecasts
  }

  private func chosen(_ histories: [IntervalHistory]) throws(Diagnostic) -> [IntervalHistory] {
    for queue in queues where !histories.contains(where: { $0.queue == queue }) {
      let known = histories.map(\.queue.rawValue).sorted()
      throw Diagnostic(
        "forecast.unknown-queue", "there is no history of a queue '\(queue)'",
        cure: (NearestName.of(queue.rawValue, among: known).map { "Did you mean '\($0)'? " } ?? "")
          + "Known: \(known.joined(separator: ", ")).")
    }
    return queues.isEmpty ? histories : histories.filter { queues.contains($0.queue) }
  }

  private func one(
    _ history: IntervalHistory, hours: OpeningHours?, holidays: [Holiday], weeks: Int?
  ) throws(Diagnostic) -> QueueForecast {
    guard let last = history.starts.last else {
      throw Diagnostic(
        "forecast.no-history", "the queue '\(history.queue)' has no history", cure: "Import its tickets first.",
        kind: .missingInput)
    }
    let first = asOf ?? history.zone.date(at: last).adding(days: 1)
    return try forecast(
      ForecastRequest(
        history: history, hours: hours, holidays: holidays, first: first, days: days, asOf: asOf,
        interval: interval ?? max(30, history.interval), maximumWeeks: weeks, method: method))
  }
}
