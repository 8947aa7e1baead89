public import Calendars
public import Forecasting
public import Tables
public import Tickets
internal import Workforce
internal import Words

/// Forecasts of several queues over the same dates, for the command line.
public struct ForecastJob: Sendable {
  /// Only these; empty = all.
  public var queues: [QueueID]
  /// Nil = 30 minutes, or a history's own width where that is wider.
  public var interval: Minutes?
  /// First date of the forecast; nothing from it on is looked at. Nil = the day after the last queue's history ends, so that
  /// a queue whose history ended before the others' is forecast for the same days and says that it has none of late.
  public var asOf: CivilDate?
  public var days: Int
  public var maximumWeeks: Int?
  public var method: ForecastMethod
  /// In place of the project's; nil = the project's.
  public var holidays: [Holiday]?
  /// Beside the project's.
  public var drivers: [Driver] = []

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
    try forecastTogether(try requests(project: project))
  }

  /// By queue, in the order of their ids.
  public func run(histories: [IntervalHistory]) throws(Diagnostic) -> [QueueForecast] {
    try forecastTogether(try requests(histories: histories))
  }

  /// What each queue's forecast is made from, in the project's order.
  public func requests(project: Project) throws(Diagnostic) -> [ForecastRequest] {
    let known = Set(project.histories.map(\.queue))
    let new = project.queues.filter { !known.contains($0.settings.id) }.compactMap { queue in
      project.forecastRequest(for: queue, first: CivilDate(dayNumber: 0), days: days)?.history
    }
    let end = project.histories.compactMap(\.lastDate).max()
    var requests: [ForecastRequest] = []
    for history in try chosen(project.histories + new) {
      guard let queue = project.queues.first(where: { $0.settings.id == history.queue }),
        var request = project.forecastRequest(for: queue, first: CivilDate(dayNumber: 0), days: days)
      else { continue }
      request.holidays = holidays ?? project.holidays
      request.maximumWeeks = maximumWeeks ?? project.historyWeeks
      requests.append(try completed(request, end: end))
    }
    return requests
  }

  /// What was odd about the project's files, the queues of the job that can't be forecast for want of a history, and what
  /// comes to closed ones.
  public func warnings(project: Project) -> [Diagnostic] {
    project.warnings
      + project.queues.filter { queue in
        (queues.isEmpty || queues.contains(queue.settings.id))
          && project.forecastRequest(for: queue, first: CivilDate(dayNumber: 0), days: days) == nil
      }.map { queue in
        Diagnostic(
          "forecast.queue-without-history", "the queue '\(queue.settings.id)' has no history and isn't forecast",
          cure: "Import its tickets, name the queue that it is `like` with its `dailyContacts`, or remove it.",
          severity: .warning)
      }
      + project.queues.filter { queues.isEmpty || queues.contains($0.settings.id) }
      .compactMap { ClosedContacts.warning(for: $0, in: project) }
  }

  /// What each queue's forecast is made from, in the order of their ids.
  public func requests(histories: [IntervalHistory]) throws(Diagnostic) -> [ForecastRequest] {
    let end = histories.compactMap(\.lastDate).max()
    var requests: [ForecastRequest] = []
    for history in try chosen(histories) {
      let request = ForecastRequest(
        history: history, holidays: holidays ?? [], first: CivilDate(dayNumber: 0), days: days,
        maximumWeeks: maximumWeeks)
      requests.append(try completed(request, end: end))
    }
    return requests
  }

  private func chosen(_ histories: [IntervalHistory]) throws(Diagnostic) -> [IntervalHistory] {
    for queue in queues where !histories.contains(where: { $0.queue == queue }) {
      let known = histories.map(\.queue.rawValue).sorted()
      throw Diagnostic(
        "forecast.unknown-queue", "there is no history of a queue '\(queue)'",
        cure: (NearestName.of(queue.rawValue, among: known).map { "Did you mean '\($0)'? " } ?? "")
          + "Known: \(Words.plain.list(known)).")
    }
    return queues.isEmpty ? histories : histories.filter { queues.contains($0.queue) }
  }

  /// Sets dates, interval and method.
  private func completed(_ request: ForecastRequest, end: CivilDate?) throws(Diagnostic) -> ForecastRequest {
    var request = request
    let history = request.history
    guard let end else {
      throw Diagnostic(
        "forecast.no-history", "the queue '\(history.queue)' has no history", cure: "Import its tickets first.",
        kind: .missingInput)
    }
    request.first = asOf ?? end.adding(days: 1)
    request.asOf = asOf
    request.interval = interval ?? max(30, history.interval)
    request.method = method
    request.drivers += drivers
    return request
  }
}
