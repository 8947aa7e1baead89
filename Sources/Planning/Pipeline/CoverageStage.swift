internal import Calendars
internal import Checking
internal import Forecasting
internal import Plans
internal import Requirements
internal import Workforce

/// A queue of a plan with those who are there.
struct CoveredQueue {
  var plan: QueuePlan
  var coverage: QueueCoverage
  /// How far the rota gets with the queue's deadlines; nil where it has none.
  var backlog: BacklogOutlook?
  /// What its heads can be expected to do; nil where they aren't counted by chance.
  var presence: PresenceStage.Found?
}

/// The finished rota against what was required: heads and expected service, by queue in the project's order.
struct CoverageStage: Stage {
  var demand: Demand
  var request: RosterRequest
  var rota: Rota

  func run() -> [CoveredQueue] {
    let counted = countedCoverage(request, rota)
    var queues = demand.queues.map { plan in
      let heads = counted.first { $0.queue == plan.settings.id }?.heads
      return CoveredQueue(
        plan: plan, coverage: coverage(of: plan, heads: heads ?? Array(repeating: 0, count: demand.grid.count)))
    }
    let positions = queues.map { queue in
      queue.coverage.scheduled.enumerated().map { slot, heads in
        Double(heads) * (1 - queue.plan.settings.shrinkage(of: slot, on: demand.grid))
      }
    }
    for index in queues.indices {
      queues[index].backlog = backlog(of: queues[index].plan, number: index, positions: positions)
      queues[index].presence = PresenceStage(
        plan: queues[index].plan, grid: demand.grid, scheduled: queues[index].coverage.scheduled
      ).run()
    }
    return queues
  }

  private func coverage(of plan: QueuePlan, heads: [Int]) -> QueueCoverage {
    let needed = plan.requirement
    let expected = predictedService(
      for: plan.settings, requirement: needed, grid: demand.grid, heads: heads, daySpread: plan.forecast?.daySpread ?? 0
    )
    let band = plan.forecast?.band(around: needed.contacts, on: demand.grid) ?? (low: [], high: [])
    let nothing = [Double](repeating: 0, count: demand.grid.count)
    return QueueCoverage(
      queue: plan.settings.id, open: needed.open, contacts: needed.contacts, contactsLow: band.low,
      contactsHigh: band.high, handleTime: needed.handleTime, positions: needed.positions, required: needed.required,
      scheduled: heads, serviceLevel: zip(needed.open, expected).map { $0 ? $1.serviceLevel : nil },
      occupancy: zip(needed.open, expected).map { $0 ? $1.occupancy : nil },
      arrivals: plan.settings.channel == .email ? plan.forecast?.arrivals(on: demand.grid) ?? nothing : nil,
      basis: CoverageBasis(
        slotContacts: needed.slotContacts, inProgress: needed.inProgress, deferrable: needed.deferrable),
      expectedService: plan.settings.countsChance
        ? zip(needed.open, expected).map { $0 ? $1.expectedLevel : nil } : nil)
  }

  /// - Parameter positions: agents in position, by queue and interval.
  private func backlog(of plan: QueuePlan, number: Int, positions: [[Double]]) -> BacklogOutlook? {
    let needed = plan.requirement
    guard let deferrable = needed.deferrable else { return nil }
    let idle = demand.idleSeconds(for: plan.queue, people: request.people, positions: positions)
    let done = deferrable.workDone(agents: positions[number], idleCapacity: deferrable.usable(idle))
    let handleTime = max(1e-9, zip(needed.handleTime, needed.open).first { $0.1 }?.0 ?? plan.settings.handleTime)
    // Less than a hundredth of a contact is rounding, not a missed deadline.
    let overdue = done.indices.first { deferrable.due[$0] - done[$0] > 0.01 * handleTime }
    return BacklogOutlook(
      opening: deferrable.opening / handleTime, closing: max(0, deferrable.total - (done.last ?? 0)) / handleTime,
      largestOverdue: overdue == nil ? 0 : deferrable.largestShortfall(done) / handleTime,
      overdueFrom: overdue.map { slot in
        // After the last opening before it nothing could be done any more.
        demand.grid.instant(at: (needed.open[...slot].lastIndex(of: true) ?? slot) + 1)
      })
  }
}
