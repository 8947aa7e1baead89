internal import Calendars
public import Forecasting
public import Staffing
internal import Rostering
internal import Shifts
internal import Tables
internal import Tickets

/// What the queues of a project ask for over a horizon.
public struct Demand: Sendable {
  /// One entry a queue, in the project's order; nil where the queue has no history.
  public var forecasts: [QueueForecast?]
  public var requirements: [QueueRequirement]
  /// The same as if every queue had people of its own; differs for e-mail that is blended with live work.
  public var ringFenced: [QueueRequirement]
}

/// History → expected contacts → agents required, for every queue.
struct DemandStage {
  var project: Project
  var horizon: Horizon
  /// Nothing from this date on is looked at; nil = all history.
  var asOf: CivilDate?
  var shelf = ForecastShelf()

  func run(warnings: inout [Diagnostic]) throws(Diagnostic) -> Demand {
    var forecasts: [QueueForecast?] = []
    var requirements: [QueueRequirement] = []
    var requests: [ForecastRequest] = []
    for queue in project.queues {
      guard var request = project.forecastRequest(for: queue, first: horizon.firstDate, days: horizon.days) else {
        continue
      }
      request.asOf = asOf
      requests.append(request)
    }
    let made = try shelf.forecasts(for: requests)
    // Work that fills the gaps of other queues comes after them.
    let blended = project.queues.indices.filter { !project.queues[$0].blendedWith.isEmpty }
    for queue in project.queues {
      let settings = queue.settings
      guard var forecast = made.first(where: { $0.queue == settings.id }) else {
        warnings.append(
          Diagnostic(
            "plan.no-history", "the queue '\(settings.id)' has no history and is planned with no contacts",
            cure: "Import its tickets, name the queue that it is `like` with its `dailyContacts`, or remove it.",
            severity: .warning))
        forecasts.append(nil)
        requirements.append(.none(for: settings.id, count: horizon.grid.count))
        continue
      }
      DemandChange.apply(project.demandChanges, to: &forecast, usualHandleTime: settings.handleTime)
      for note in forecast.notes {
        warnings.append(
          Diagnostic("plan.forecast", "forecast of '\(settings.id)': \(note)", severity: .note))
      }
      let requirement = requirement(
        for: settings, forecast: forecast, grid: horizon.grid, closedDates: project.closedDates(for: queue))
      forecasts.append(forecast)
      requirements.append(requirement)
    }
    let ringFenced = requirements
    for index in blended {
      guard let forecast = forecasts[index] else { continue }
      let queue = project.queues[index]
      let idle = BlendedTime(project: project, grid: horizon.grid, requirements: requirements)
        .idleSeconds(for: queue) { requirements[$0].positions.map(Double.init) }
      requirements[index] = requirement(
        for: queue.settings, forecast: forecast, grid: horizon.grid, closedDates: project.closedDates(for: queue),
        idleCapacity: idle)
    }
    return Demand(forecasts: forecasts, requirements: requirements, ringFenced: ringFenced)
  }
}

extension QueueRequirement {
  fileprivate static func none(for queue: QueueID, count: Int) -> QueueRequirement {
    QueueRequirement(
      queue: queue, open: Array(repeating: false, count: count), contacts: Array(repeating: 0, count: count),
      handleTime: Array(repeating: 0, count: count), positions: Array(repeating: 0, count: count),
      required: Array(repeating: 0, count: count), model: "no history", notes: [],
      offeredLoad: Array(repeating: 0, count: count))
  }
}
