internal import Calendars
internal import Plans
internal import Workforce

extension PlanFigures {
  /// E-mail: the level staff behind its deadlines or its days, what is worked on when, and what is left in the end.
  mutating func checkDeferrable(
    _ queue: PlanQueue, _ settings: QueueSettings, _ coverage: QueueCoverage, _ path: String, live: [QueueID: LiveQueue]
  ) {
    let shrinkage = ShrinkageReading(settings: settings, grid: reading.grid)
    along(
      "figures.service", "\(path).serviceLevel", zone: queue.zone, found: { Shown.number(coverage.serviceLevel[$0]) }
    ) {
      coverage.serviceLevel[$0] == nil ? nil : "nothing: the queue promises no level"
    }
    let width = Double(max(1, reading.grid.interval.seconds))
    let occupancies = (0..<reading.grid.count).map { slot -> Double? in
      guard coverage.open[slot] else { return nil }
      let load = coverage.contacts[slot] * max(coverage.handleTime[slot], 1e-9) / width
      let agents = Double(coverage.scheduled[slot]) * (1 - shrinkage.share(slot))
      guard load > 0 else { return coverage.scheduled[slot] > 0 ? 0 : nil }
      return min(1, load / agents)
    }
    checkService(coverage, queue.zone, path, levels: nil, occupancies: occupancies)
    guard settings.responseTime != nil else {
      checkHeads(coverage, shrinkage, path)
      let own = ownIntervals(of: queue)
      along("figures.contacts", "\(path).contacts", zone: queue.zone, found: { "\(coverage.contacts[$0])" }) {
        own[$0] || coverage.contacts[$0] == 0 ? nil : "0, outside the plan's dates"
      }
      return checkDays(settings, coverage, path)
    }
    guard let curves = coverage.basis?.deferrable else { return }
    guard reading.grid.count <= 6_000, curves.due.count == reading.grid.count,
      curves.available.count == reading.grid.count, curves.capacityOfAgent.count == reading.grid.count
    else {
      return unchecked(path, "positions and contacts over \(reading.grid.count) intervals weren't worked out again")
    }
    checkDeadlines(queue, settings, coverage, curves, path, live: live)
  }

  private mutating func checkDeadlines(
    _ queue: PlanQueue, _ settings: QueueSettings, _ coverage: QueueCoverage, _ curves: DeferrableDemand,
    _ path: String, live: [QueueID: LiveQueue]
  ) {
    let shrinkage = ShrinkageReading(settings: settings, grid: reading.grid)
    let count = reading.grid.count
    let hours = OpenReading(settings: settings, grid: reading.grid)
    let cap = settings.target.maximumOccupancy ?? 1
    let worked = zip(coverage.open, ownIntervals(of: queue)).map { $0 && $1 }
    along(
      "figures.work", "\(path).basis.deferrable.capacityOfAgent", zone: queue.zone,
      found: { "\(curves.capacityOfAgent[$0])" }
    ) {
      let expected = worked[$0] ? Double(60 * hours.minutes($0)) * cap : 0
      return Shown.agree(curves.capacityOfAgent[$0], expected) ? nil : "\(expected)"
    }
    checkDueDates(queue, curves, path)
    func idle(_ positions: (QueueCoverage, Int) -> Double) -> [Double] {
      lentTime(to: queue, open: worked, live: live, positions)
    }
    let needed = idle { Double($0.positions[$1]) }
    var work = DeadlineQueue(
      unit: curves.capacityOfAgent, available: curves.available, due: curves.due, idle: needed)
    let positions = work.levelStaff()
    along("figures.positions", "\(path).positions", zone: queue.zone, found: { "\(coverage.positions[$0])" }) {
      coverage.positions[$0] == positions[$0] ? nil : "\(positions[$0]), the level staff that meets every deadline"
    }
    let done = work.done(by: positions.map(Double.init))
    let handleTime = (0..<count).first { coverage.open[$0] }.map { coverage.handleTime[$0] } ?? settings.handleTime
    along("figures.contacts", "\(path).contacts", zone: queue.zone, found: { "\(coverage.contacts[$0])" }) {
      let expected = (done[$0] - ($0 > 0 ? done[$0 - 1] : 0)) / max(handleTime, 1e-9)
      return Shown.agree(coverage.contacts[$0], expected, within: 1e-6)
        ? nil : "\(expected), what its positions work on"
    }
    along("figures.contacts", "\(path).handleTime", zone: queue.zone, found: { "\(coverage.handleTime[$0])" }) {
      coverage.open[$0] && !Shown.agree(coverage.handleTime[$0], handleTime) ? "\(handleTime)" : nil
    }
    work.unit = curves.capacityOfAgent.indices.map { curves.capacityOfAgent[$0] * (1 - shrinkage.share($0)) }
    let heads = work.levelStaff()
    along("figures.required", "\(path).required", zone: queue.zone, found: { "\(coverage.required[$0])" }) {
      coverage.required[$0] == heads[$0] ? nil : "\(heads[$0]), the level heads that meet every deadline"
    }
    let there = (0..<count).map { Double(coverage.scheduled[$0]) * (1 - shrinkage.share($0)) }
    work.unit = curves.capacityOfAgent
    work.idle = idle { other, slot in
      let settings = plan.queues.first { $0.id == other.queue }?.settings
      let away = settings.map { ShrinkageReading(settings: $0, grid: reading.grid).share(slot) } ?? 0
      return Double(other.scheduled[slot]) * (1 - away)
    }
    checkBacklog(
      queue, curves, done: work.done(by: there), handleTime: max(handleTime, 1e-9), open: coverage.open)
  }

  /// Whether each interval of the grid is on a date of the plan by the queue's calendar. What is done or due on others
  /// belongs to their plans.
  private func ownIntervals(of queue: PlanQueue) -> [Bool] {
    (0..<reading.grid.count).map { reading.dates.contains(queue.zone.date(at: reading.grid.instant(at: $0))) }
  }

  /// No work of the plan becomes due on dates of other plans.
  private mutating func checkDueDates(_ queue: PlanQueue, _ curves: DeferrableDemand, _ path: String) {
    let own = ownIntervals(of: queue)
    along(
      "figures.work", "\(path).basis.deferrable.due", zone: queue.zone, found: { "\(curves.due[$0])" }
    ) {
      let before = $0 > 0 ? curves.due[$0 - 1] : 0
      return own[$0] || Shown.agree(curves.due[$0], before)
        ? nil : "\(before), because nothing is due outside the plan's dates"
    }
  }

  /// Agent-seconds of each interval that live people named in `blendedWith` have free for a queue: of each of those queues
  /// the share of its people who can take this one too.
  private func lentTime(
    to queue: PlanQueue, open: [Bool], live: [QueueID: LiveQueue], _ positions: (QueueCoverage, Int) -> Double
  ) -> [Double] {
    var sum = [Double](repeating: 0, count: reading.grid.count)
    for other in plan.coverage where queue.blendedWith?.contains(other.queue) ?? false {
      let able = plan.request.people.filter { $0.queues.contains(other.queue) }
      let both = able.count { $0.queues.contains(queue.id) }
      guard both > 0, let live = live[other.queue], live.knowsNeed else { continue }
      let share = (queue.usableIdleShare ?? 0) * Double(both) / Double(able.count)
      for slot in sum.indices where other.open[slot] && open[slot] {
        sum[slot] +=
          max(0, positions(other, slot) - live.meanLoad(slot)) * share * Double(reading.grid.interval.seconds)
      }
    }
    return sum
  }

  private mutating func checkBacklog(
    _ queue: PlanQueue, _ curves: DeferrableDemand, done: [Double], handleTime: Double, open: [Bool]
  ) {
    guard let number = plan.queues.firstIndex(where: { $0.id == queue.id }) else { return }
    let path = "queues[\(number)].backlog"
    guard let stated = queue.backlog else { return say("figures.backlog", path, "found nothing, expected an outlook") }
    let late = done.indices.first { curves.due[$0] - done[$0] > 0.01 * handleTime }
    let worst = zip(curves.due, done).map { $0 - $1 }.max() ?? 0
    agree("figures.backlog", "\(path).opening", stated.opening, curves.opening / handleTime)
    agree(
      "figures.backlog", "\(path).closing", stated.closing, max(0, curves.total - (done.last ?? 0)) / handleTime,
      within: 1e-6)
    agree(
      "figures.backlog", "\(path).largestOverdue", stated.largestOverdue, late == nil ? 0 : max(0, worst) / handleTime,
      within: 1e-6)
    let from = late.map { slot in
      reading.grid.instant(at: ((0...slot).last { open[$0] } ?? slot) + 1)
    }
    if stated.overdueFrom != from {
      say(
        "figures.backlog", "\(path).overdueFrom",
        "found \(stated.overdueFrom?.utcText ?? "nothing"), expected \(from?.utcText ?? "nothing")")
    }
  }

  /// Without a response time each date's work is spread evenly over that date's open time.
  private mutating func checkDays(_ settings: QueueSettings, _ coverage: QueueCoverage, _ path: String) {
    let hours = OpenReading(settings: settings, grid: reading.grid)
    let open = (0..<reading.grid.count).map { coverage.open[$0] ? Double(60 * hours.minutes($0)) : 0 }
    var days: [CivilDate: (open: Double, contacts: Double, work: Double)] = [:]
    let dates = (0..<reading.grid.count).map { settings.zone.date(at: reading.grid.instant(at: $0)) }
    for slot in dates.indices where open[slot] > 0 {
      days[dates[slot], default: (0, 0, 0)].open += open[slot]
      days[dates[slot], default: (0, 0, 0)].contacts += coverage.contacts[slot]
      days[dates[slot], default: (0, 0, 0)].work += coverage.contacts[slot] * coverage.handleTime[slot]
    }
    let cap = settings.target.maximumOccupancy ?? 1
    along("figures.contacts", "\(path).contacts", zone: settings.zone, found: { "\(coverage.contacts[$0])" }) { slot in
      guard let day = days[dates[slot]], open[slot] > 0 else { return nil }
      let expected = day.contacts * open[slot] / day.open
      return Shown.agree(coverage.contacts[slot], expected, within: 1e-6) ? nil : "\(expected), level over its date"
    }
    along("figures.positions", "\(path).positions", zone: settings.zone, found: { "\(coverage.positions[$0])" }) {
      slot in
      guard let day = days[dates[slot]], open[slot] > 0 else { return nil }
      let load = day.work / day.open / cap
      let stated = Double(coverage.positions[slot])
      // A day on which fewer than one contact in a thousand hours is expected needs nobody.
      let isHardlyAny = day.contacts * 3600 < 0.001 * day.open
      let isRight =
        isHardlyAny ? stated == 0 : stated >= load - 1e-6 && (stated - 1 < load + 1e-6 || stated == 0)
      return isRight ? nil : "\((load - 1e-9).rounded(.up)), level over its date"
    }
  }
}
