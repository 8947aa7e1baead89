internal import Calendars
internal import Checking
internal import Forecasting
internal import Plans
internal import Requirements
internal import Workforce

/// The finished rota against what was required: heads, expected service and the headline figures.
struct CoverageStage {
  var project: Project
  var request: RosterRequest
  var rota: Rota
  var demand: Demand

  func coverage() -> [QueueCoverage] {
    let counted = countedCoverage(request, rota)
    return project.queues.indices.map { index in
      let settings = project.queues[index].settings
      let needed = demand.requirements[index]
      let heads = counted.first { $0.queue == settings.id }?.heads ?? Array(repeating: 0, count: request.grid.count)
      let expected = predictedService(
        for: settings, requirement: needed, grid: request.grid, heads: heads)
      let service = expected.indices.map { needed.open[$0] ? expected[$0].serviceLevel : nil }
      let occupancy = expected.indices.map { needed.open[$0] ? expected[$0].occupancy : nil }
      let band = forecastBand(of: index)
      return QueueCoverage(
        queue: settings.id, open: needed.open, contacts: needed.contacts, contactsLow: band.low,
        contactsHigh: band.high,
        handleTime: needed.handleTime, positions: needed.positions, required: needed.required, scheduled: heads,
        serviceLevel: service, occupancy: occupancy,
        arrivals: settings.channel == .email ? arrivals(of: index) : nil,
        basis: CoverageBasis(
          slotContacts: needed.slotContacts, inProgress: needed.inProgress, deferrable: needed.deferrable))
    }
  }

  /// When the contacts of a queue arrive, open or closed: each interval of the forecast spread evenly.
  private func arrivals(of index: Int) -> [Double] {
    var arrivals = [Double](repeating: 0, count: request.grid.count)
    guard let forecast = demand.forecasts[index] else { return arrivals }
    let width = request.grid.interval.seconds
    for row in forecast.starts.indices where forecast.contacts[row] > 0 {
      let pieces = max(1, forecast.interval.seconds / width)
      for piece in 0..<pieces {
        let slot = request.grid.index(of: forecast.starts[row].adding(seconds: piece * width))
        if arrivals.indices.contains(slot) { arrivals[slot] += forecast.contacts[row] / Double(pieces) }
      }
    }
    return arrivals
  }

  /// How far the rota gets with the deadlines of a queue; nil where it has none.
  ///
  /// - Parameter coverage: of all queues, as `coverage()` returned it.
  func backlog(of index: Int, coverage: [QueueCoverage]) -> BacklogOutlook? {
    let needed = demand.requirements[index]
    let queue = project.queues[index]
    guard let deferrable = needed.deferrable else { return nil }
    func inPosition(_ number: Int) -> [Double] {
      coverage[number].scheduled.indices.map {
        Double(coverage[number].scheduled[$0])
          * (1 - project.queues[number].settings.shrinkage(of: $0, on: request.grid))
      }
    }
    let idle = BlendedTime(project: project, grid: request.grid, requirements: demand.requirements)
      .idleSeconds(for: queue, positions: inPosition)
    let done = deferrable.workDone(agents: inPosition(index), idleCapacity: deferrable.usable(idle))
    let handleTime = max(1e-9, zip(needed.handleTime, needed.open).first { $0.1 }?.0 ?? queue.settings.handleTime)
    // Less than a hundredth of a contact is rounding, not a missed deadline.
    let overdue = done.indices.first { deferrable.due[$0] - done[$0] > 0.01 * handleTime }
    return BacklogOutlook(
      opening: deferrable.opening / handleTime, closing: max(0, deferrable.total - (done.last ?? 0)) / handleTime,
      largestOverdue: overdue == nil ? 0 : deferrable.largestShortfall(done) / handleTime,
      overdueFrom: overdue.map { slot in
        // After the last opening before it nothing could be done any more.
        request.grid.instant(at: (needed.open[...slot].lastIndex(of: true) ?? slot) + 1)
      })
  }

  /// The forecast's 10 and 90 % quantiles brought onto the grid in proportion to the mean.
  private func forecastBand(of index: Int) -> (low: [Double], high: [Double]) {
    guard let forecast = demand.forecasts[index] else { return ([], []) }
    let grid = request.grid
    let needed = demand.requirements[index]
    var low = [Double](repeating: 0, count: grid.count)
    var high = low
    for row in forecast.starts.indices where forecast.contacts[row] > 0 {
      let first = max(0, grid.index(of: forecast.starts[row]))
      let last = min(grid.count, grid.index(of: (forecast.starts[row] + forecast.interval).adding(seconds: -1)) + 1)
      guard first < last else { continue }
      for slot in first..<last {
        low[slot] = needed.contacts[slot] * forecast.p10[row] / forecast.contacts[row]
        high[slot] = needed.contacts[slot] * forecast.p90[row] / forecast.contacts[row]
      }
    }
    return (low, high)
  }

  func summary(_ coverage: [QueueCoverage]) -> PlanSummary {
    let minutes = request.grid.interval.rawValue
    var answered = 0.0
    var contacts = 0.0
    var required = 0
    var uncovered = 0
    var over = 0
    var byQueue: [Double?] = []
    for queue in coverage {
      var queueAnswered = 0.0
      var queueContacts = 0.0
      for slot in queue.required.indices {
        required += queue.required[slot] * minutes
        uncovered += max(0, queue.required[slot] - queue.scheduled[slot]) * minutes
        over += max(0, queue.scheduled[slot] - queue.required[slot]) * minutes
        if let level = queue.serviceLevel[slot] {
          queueAnswered += level * queue.contacts[slot]
          queueContacts += queue.contacts[slot]
        }
      }
      byQueue.append(queueContacts > 0 ? queueAnswered / queueContacts : nil)
      answered += queueAnswered
      contacts += queueContacts
    }
    let costs = countedCosts(request, rota)
    return PlanSummary(
      serviceLevel: contacts > 0 ? answered / contacts : nil, serviceLevelByQueue: byQueue, requiredMinutes: required,
      uncoveredMinutes: uncovered, overstaffedMinutes: over,
      paidMinutes: rota.duties.reduce(0) { $0 + $1.duty.paid.rawValue }, cost: costs.pay + costs.nightPremium)
  }
}
