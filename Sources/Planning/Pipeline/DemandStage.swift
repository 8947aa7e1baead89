internal import Calendars
internal import Forecasting
internal import Requirements
internal import Tables
internal import Tickets
internal import Workforce

/// History → expected contacts → agents required, for every queue.
struct DemandStage: Stage {
  var project: Project
  var horizon: Horizon
  var shelf = ForecastShelf()
  /// In place of what the history says.
  var stated: [StatedForecast] = []

  func run() throws(Diagnostic) -> Demand {
    var demand = Demand(grid: horizon.grid)
    let made = try shelf.forecasts(for: requests(from: horizon.firstDate, days: horizon.days))
    for queue in project.queues {
      let settings = queue.settings
      let closedDates = project.closedDates(for: queue)
      var known = made.first { $0.queue == settings.id }
      if let stated = stated.first(where: { $0.queue == settings.id }) {
        let (forecast, lost) = stated.stated(over: known, zone: settings.zone)
        known = forecast
        if lost >= 0.5 {
          demand.warnings.append(
            Diagnostic(
              "forecast.closed",
              "\(Int(min(1e15, lost.rounded()))) contacts stated for '\(settings.id)' lie at times at which it is closed, and "
                + "are left out", cure: "Check the times of the file, or the queue's hours.", severity: .warning))
        }
      }
      guard var forecast = known else {
        demand.warnings.append(
          Diagnostic(
            "plan.no-history", "the queue '\(settings.id)' has no history and is planned with no contacts",
            cure: "Import its tickets, name the queue that it is `like` with its `dailyContacts`, or remove it.",
            severity: .warning))
        demand.queues.append(QueuePlan(queue, closedDates: closedDates, pricedBy: project.pricedBy, over: horizon))
        continue
      }
      DemandChange.apply(project.demandChanges, to: &forecast, usualHandleTime: settings.handleTime)
      demand.warnings += forecast.notes.map {
        Diagnostic("plan.forecast", "forecast of '\(settings.id)': \($0)", severity: .note)
      }
      if let warning = ClosedContacts.warning(for: queue, in: project) { demand.warnings.append(warning) }
      let earlier = try contactsBefore(queue, closedDates: closedDates, handleTime: forecast.meanHandleTime)
      demand.queues.append(
        QueuePlan(
          queue, closedDates: closedDates, forecast: forecast, earlier: earlier, pricedBy: project.pricedBy,
          over: horizon))
    }
    // Work that fills the gaps of other queues comes after them.
    for (index, plan) in demand.queues.enumerated() where !plan.queue.blendedWith.isEmpty {
      let idle = demand.idleSeconds(for: plan.queue, people: project.people)
      demand.queues[index].requirement = plan.asked(by: plan.settings, idle: idle, over: horizon)
    }
    for plan in demand.queues { try checkSize(of: plan) }
    return demand
  }

  /// More people than any rota can hold: a slip in the counts, in a handle time or in a scenario.
  private static let mostPeople = 1_000_000

  private func checkSize(of plan: QueuePlan) throws(Diagnostic) {
    let requirement = plan.requirement
    guard let slot = requirement.required.firstIndex(where: { $0 > Self.mostPeople }) else { return }
    let contacts = Int(min(1e15, requirement.contacts[slot].rounded()))
    throw Diagnostic(
      "plan.too-many",
      "the queue '\(requirement.queue)' would need \(requirement.required[slot]) people at "
        + "\(plan.settings.zone.localText(of: horizon.grid.instant(at: slot))): \(contacts) contacts of "
        + "\(Int(min(1e9, requirement.handleTime[slot].rounded()))) s in \(project.interval.rawValue) min",
      at: SourcePosition(file: "history of \(requirement.queue)"),
      cure: "Check the counts of its history, its handle time, and whatever multiplies its contacts.")
  }

  /// Contacts of the days before the horizon, as far back as some may still wait or be in progress: as recorded, and from the last recorded
  /// day on as forecast.
  ///
  /// - Parameter handleTime: of the contacts to come, in seconds; nil = as the settings say.
  private func contactsBefore(
    _ queue: ProjectQueue, closedDates: Set<CivilDate>, handleTime: Double?
  ) throws(Diagnostic) -> [QueueForecast] {
    let settings = queue.settings
    let days = settings.earlierDays(
      before: horizon.firstDate, closedDates: closedDates, handleTime: handleTime)
    guard days > 0 else { return [] }
    var first = horizon.firstDate.adding(days: -days)
    var parts: [QueueForecast] = []
    if let history = project.histories.first(where: { $0.queue == settings.id }) {
      let rows = history.starts.indices.filter { row in
        let date = settings.zone.date(at: history.starts[row])
        return first <= date && date < horizon.firstDate
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
    project.queues.compactMap { project.forecastRequest(for: $0, first: first, days: days) }
  }

  /// The forecast of days before the horizon. It is the one that a plan of those days makes: a queue that follows the total
  /// of several is forecast together with them. Those that have nothing before these days to learn from play no part.
  private func expected(
    _ queue: ProjectQueue, from first: CivilDate, days: Int
  ) throws(Diagnostic) -> [QueueForecast] {
    let requests = requests(from: first, days: days).filter { request in
      let begins = request.history.starts.first.map { request.history.zone.date(at: $0) }
      return request.history.queue == queue.settings.id || begins.map { $0 < first } ?? false
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
