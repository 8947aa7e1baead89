internal import Calendars
internal import Requirements
internal import Workforce

extension Demand {
  /// Agent-seconds of each interval that the live queues named in `queue.blendedWith` leave free for it: of each, the
  /// share of its people who can take the e-mail queue too.
  ///
  /// - Parameter positions: agents in position, by queue and interval; nil = as required.
  func idleSeconds(
    for queue: ProjectQueue, people: [Person], positions: [[Double]]? = nil
  ) -> [Double] {
    var sum = [Double](repeating: 0, count: grid.count)
    for (index, live) in queues.enumerated() where queue.blendedWith.contains(live.settings.id) {
      let able = people.filter { $0.queues.contains(live.settings.id) }
      let both = able.count { $0.queues.contains(queue.settings.id) }
      guard both > 0 else { continue }
      let share = queue.usableIdleShare * Double(both) / Double(able.count)
      let idle = Requirements.idleSeconds(
        of: live.requirement, positions: positions?[index] ?? live.requirement.positions.map(Double.init),
        interval: grid.interval, usableShare: share)
      for slot in sum.indices { sum[slot] += idle[slot] }
    }
    return sum
  }
}
