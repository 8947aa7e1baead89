internal import Calendars
internal import Requirements
internal import Workforce

/// Time of live queues' people in which they can take up blended e-mail.
struct BlendedTime {
  var project: Project
  var grid: IntervalGrid
  /// One entry a queue, in the project's order.
  var requirements: [QueueRequirement]

  /// Agent-seconds of each interval that the live queues named in `queue.blendedWith` leave free for it: of each, the
  /// share of its people who can take the e-mail queue too.
  ///
  /// - Parameter positions: agents in position on the queue with this number, interval by interval.
  func idleSeconds(for queue: ProjectQueue, positions: (Int) -> [Double]) -> [Double] {
    var sum = [Double](repeating: 0, count: grid.count)
    for (index, live) in project.queues.enumerated() where queue.blendedWith.contains(live.settings.id) {
      let able = project.people.filter { $0.queues.contains(live.settings.id) }
      let both = able.count { $0.queues.contains(queue.settings.id) }
      guard both > 0 else { continue }
      let share = queue.usableIdleShare * Double(both) / Double(able.count)
      let idle = Requirements.idleSeconds(
        of: requirements[index], positions: positions(index), interval: grid.interval, usableShare: share)
      for slot in sum.indices { sum[slot] += idle[slot] }
    }
    return sum
  }
}
