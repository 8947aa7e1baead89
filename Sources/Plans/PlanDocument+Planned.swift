internal import Calendars
internal import Workforce

extension PlanDocument {
  /// The intervals of a queue that the plan speaks about: open, and inside its dates by the queue's own calendar, or
  /// with something expected or required there (a night that runs on past the last date).
  ///
  /// The grid reaches beyond the plan's dates wherever another zone's week does; a queue is open there, but nothing was
  /// planned for it.
  /// - Parameter number: the queue's place in `queues`.
  /// - Returns: parallel to the grid.
  package func plannedIntervals(queue number: Int) -> [Bool] {
    let coverage = coverage[number]
    let zone = queues[number].zone
    let from = zone.instant(of: request.firstDate)
    let to = zone.instant(of: request.firstDate.adding(days: request.days))
    return coverage.open.indices.map { slot in
      guard coverage.open[slot] else { return false }
      let start = request.grid.instant(at: slot)
      return (from <= start && start < to) || coverage.required[slot] > 0 || coverage.contacts[slot] > 0
    }
  }
}
