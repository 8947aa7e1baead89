internal import Calendars
internal import Forecasting
internal import Plans
internal import Requirements
internal import Tables
internal import Workforce

extension Demand {
  /// What the queues of a finished plan ask for if contacts come as these forecasts say: by the settings that the plan was
  /// made with.
  ///
  /// Work with deadlines keeps what the plan asks, since it may wait for another day.
  /// - Parameter forecasts: by queue, over the whole plan; a queue without one keeps what the plan asks.
  /// - Throws: `replan.old-plan` where the plan is one of a program that didn't keep enough.
  init(of plan: PlanDocument, forecasts: [QueueID: QueueForecast]) throws(Diagnostic) {
    try self.init(of: plan)
    let request = plan.request
    for (index, queue) in queues.enumerated() {
      let coverage = plan.coverage[index]
      guard queue.requirement.deferrable == nil, var forecast = forecasts[queue.settings.id] else { continue }
      forecast.handleTime = forecast.starts.map { start in
        let slot = request.grid.index(of: start)
        let seconds = coverage.handleTime.indices.contains(slot) ? coverage.handleTime[slot] : 0
        return seconds > 0 ? seconds : queue.settings.handleTime
      }
      let idle =
        queue.queue.blendedWith.isEmpty ? [] : idleSeconds(for: queue.queue, people: request.people)
      var asked = requirement(
        for: queue.settings, forecast: forecast, grid: request.grid,
        closedDates: coverage.closedDates(of: queue.settings, on: request.grid), idleCapacity: idle,
        dates: request.dates)
      if asked.inProgress == nil { asked.inProgress = coverage.basis?.inProgress }
      queues[index].forecast = forecast
      queues[index].requirement = asked
    }
  }
}

extension QueueCoverage {
  /// Dates whose openings the plan left out: closed by rule or holiday though the weekday is open.
  fileprivate func closedDates(of settings: QueueSettings, on grid: IntervalGrid) -> Set<CivilDate> {
    var dates: Set<CivilDate> = []
    for slot in open.indices where !open[slot] {
      if settings.hours.isOpen(at: settings.zone.civil(at: grid.instant(at: slot))) {
        dates.insert(settings.openingDate(of: slot, on: grid))
      }
    }
    return dates
  }
}

extension QueueRequirement {
  /// Some of its intervals, as a requirement of their own.
  func part(_ range: Range<Int>) -> QueueRequirement {
    func cut<Value>(_ values: [Value]) -> [Value] { values.count >= range.upperBound ? Array(values[range]) : [] }
    var part = QueueRequirement(
      queue: queue, open: cut(open), contacts: cut(contacts), handleTime: cut(handleTime), positions: cut(positions),
      required: cut(required), model: model, reason: reason, notes: [], offeredLoad: cut(offeredLoad))
    part.inProgress = range.lowerBound == 0 ? inProgress : nil
    if let slotContacts, !open.isEmpty, slotContacts.count % open.count == 0 {
      let slots = slotContacts.count / open.count
      part.slotContacts = Array(slotContacts[range.lowerBound * slots..<range.upperBound * slots])
    }
    return part
  }
}
