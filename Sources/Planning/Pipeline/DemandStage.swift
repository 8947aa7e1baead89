internal import Calendars
public import Forecasting
public import Requirements
internal import Tables
internal import Tickets
internal import Workforce

/// What the queues of a project ask for over a horizon.
public struct Demand: Sendable {
  /// One entry a queue, in the project's order; nil where the queue has no history.
  public var forecasts: [QueueForecast?]
  public var requirements: [QueueRequirement]
  /// The same as if every queue had people of its own; differs for e-mail that is blended with live work.
  public var ringFenced: [QueueRequirement]
  /// What arrived before the horizon, or is expected to, of e-mail that may still wait when it begins and of live contacts
  /// that may still be in progress.
  public var earlier: [[QueueForecast]]
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
    var earlier: [[QueueForecast]] = []
    let made = try shelf.forecasts(for: requests(from: horizon.firstDate, days: horizon.days))
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
        earlier.append([])
        requirements.append(.none(for: settings.id, count: horizon.grid.count))
        continue
      }
      DemandChange.apply(project.demandChanges, to: &forecast, usualHandleTime: settings.handleTime)
      for note in forecast.notes {
        warnings.append(
          Diagnostic("plan.forecast", "forecast of '\(settings.id)': \(note)", severity: .note))
      }
      if let warning = ClosedContacts.warning(for: queue, in: project) { warnings.append(warning) }
      let before = try contactsBefore(queue, handleTime: forecast.meanHandleTime)
      let requirement = requirement(
        for: settings, forecast: forecast, grid: horizon.grid, closedDates: project.closedDates(for: queue),
        earlier: before, dates: horizon.dates)
      forecasts.append(forecast)
      earlier.append(before)
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
        idleCapacity: idle, earlier: earlier[index], dates: horizon.dates)
    }
    for requirement in requirements { try checkSize(of: requirement) }
    return Demand(
      forecasts: forecasts, requirements: requirements, ringFenced: ringFenced, earlier: earlier)
  }

  /// More people than any rota can hold: a slip in the counts, in a handle time or in a scenario.
  private static let mostPeople = 1_000_000

  private func checkSize(of requirement: QueueRequirement) throws(Diagnostic) {
    guard let slot = requirement.required.firstIndex(where: { $0 > Self.mostPeople }) else { return }
    let zone = project.queues.first { $0.settings.id == requirement.queue }?.settings.zone ?? project.zone
    let contacts = Int(min(1e15, requirement.contacts[slot].rounded()))
    throw Diagnostic(
      "plan.too-many",
      "the queue '\(requirement.queue)' would need \(requirement.required[slot]) people at "
        + "\(zone.localText(of: horizon.grid.instant(at: slot))): \(contacts) contacts of "
        + "\(Int(min(1e9, requirement.handleTime[slot].rounded()))) s in \(project.interval.rawValue) min",
      at: SourcePosition(file: "history of \(requirement.queue)"),
      cure: "Check the counts of its history, its handle time, and whatever multiplies its contacts.")
  }

  /// Contacts of the days before the horizon, as far back as some may still wait or be in progress: as recorded, and from the last recorded
  /// day on as forecast.
  ///
  /// - Parameter handleTime: of the contacts to come, in seconds; nil = as the settings say.
  private func contactsBefore(
    _ queue: ProjectQueue, handleTime: Double?
  ) throws(Diagnostic) -> [QueueForecast] {
    let settings = queue.settings
    let days = settings.earlierDays(
      before: horizon.firstDate, closedDates: project.closedDates(for: queue), handleTime: handleTime)
    guard days > 0 else { return [] }
    var first = horizon.firstDate.adding(days: -days)
    let end = min(horizon.firstDate, asOf ?? horizon.firstDate)
    var parts: [QueueForecast] = []
    if let history = project.histories.first(where: { $0.queue == settings.id }) {
      let rows = history.starts.indices.filter { row in
        let date = settings.zone.date(at: history.starts[row])
        return first <= date && date < end
      }
      if let last = rows.last {
        let recorded = settings.zone.date(at: history.starts[last])
        // Days that the queue's history does without are forecast, as those to come are.
        var open = rows[...]
        for gap in history.leftOut.spans where gap.upperBound >= first && gap.upperBound < recorded {
          let before = open.prefix { settings.zone.date(at: history.starts[$0]) < gap.lowerBound }
          open = open.dropFirst(before.count)
          if !before.isEmpty {
            parts.append(QueueForecast(recorded: history, rows: Array(before), zone: settings.zone))
          }
          let start = max(first, gap.lowerBound)
          parts += try expected(queue, from: start, days: gap.upperBound - start + 1)
        }
        parts.append(QueueForecast(recorded: history, rows: Array(open), zone: settings.zone))
        first = recorded.adding(days: 1)
      }
    }
    guard first < horizon.firstDate else { return parts }
    return try parts + expected(queue, from: first, days: horizon.firstDate - first)
  }

  /// What each queue's forecast is made from, in the project's order.
  private func requests(from first: CivilDate, days: Int) -> [ForecastRequest] {
    project.queues.compactMap { queue in
      var request = project.forecastRequest(for: queue, first: first, days: days)
      request?.asOf = asOf
      return request
    }
  }

  /// The forecast of days before the horizon. It is the one that a plan of those days makes: a queue that follows the total
  /// of several is forecast together with them. Those that have nothing before these days to learn from play no part.
  private func expected(
    _ queue: ProjectQueue, from first: CivilDate, days: Int
  ) throws(Diagnostic) -> [QueueForecast] {
    let origin = min(first, asOf ?? first)
    let requests = requests(from: first, days: days).filter { request in
      let begins = request.history.starts.first.map { request.history.zone.date(at: $0) }
      return request.history.queue == queue.settings.id || begins.map { $0 < origin } ?? false
    }
    var parts: [QueueForecast] = []
    for var forecast in try shelf.forecasts(for: requests) where forecast.queue == queue.settings.id {
      DemandChange.apply(project.demandChanges, to: &forecast, usualHandleTime: queue.settings.handleTime)
      parts.append(forecast)
    }
    return parts
  }
}

extension QueueForecast {
  /// In seconds, over all contacts; nil where none has a handle time of its own.
  fileprivate var meanHandleTime: Double? {
    var work = 0.0
    var count = 0.0
    for (seconds, contacts) in zip(handleTime ?? [], contacts) where seconds > 0 && seconds.isFinite && contacts > 0 {
      work += seconds * contacts
      count += contacts
    }
    return count > 0 ? work / count : nil
  }

  /// What was recorded, in the form of what is expected.
  fileprivate init(recorded history: IntervalHistory, rows: [Int], zone: Zone) {
    let contacts = rows.map { history.contacts[$0] }
    self.init(
      queue: history.queue, zone: zone, interval: history.interval, starts: rows.map { history.starts[$0] },
      contacts: contacts, p10: contacts, p50: contacts, p90: contacts, handleTime: nil, daySpread: 0,
      method: "recorded",
      notes: [])
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
