internal import Calendars
internal import Planning
internal import Plans
internal import Publishing
internal import Simulation
internal import Workforce

extension WhatIfCase {
  /// What a planned and played scenario comes to.
  ///
  /// - Parameter alike: the same rota played without help between queues.
  init(_ scenario: Scenario, simulator: PlanSimulator, outcome: SimulationOutcome, alike: SimulationOutcome) {
    let plan = simulator.plan
    let working = plan.people.filter { $0.shifts > 0 }
    let summary = plan.summary
    let weak = simulator.weakHours(outcome)
    let away = Self.away(in: plan.request)
    let contracts = plan.request.people.map(\.contract.rawValue).filter { $0 > 0 }
    self.init(
      name: scenario.name, changes: scenario.words, working: working.count, people: plan.request.people.count,
      paidHours: Double(summary.paidMinutes) / 60 + away.hours, cost: summary.cost + away.pay,
      requiredHours: Double(summary.requiredMinutes) / 60,
      uncoveredHours: Double(summary.uncoveredMinutes) / 60, predictedServiceLevel: summary.serviceLevel,
      withoutHelp: alike.live.serviceLevel, serviceLevel: outcome.live.serviceLevel,
      abandonment: outcome.live.abandonment, occupancy: outcome.live.occupancy, weakHours: weak.count,
      mostNights: working.map(\.nights).max() ?? 0,
      fewestNights: working.map(\.nights).min() ?? 0, mostWeekendDays: working.map(\.weekendDays).max() ?? 0,
      fewestWeekendDays: working.map(\.weekendDays).min() ?? 0,
      queues: plan.queues.indices.map { Self.queue($0, of: plan, outcome) },
      days: Self.days(simulator, outcome), worst: Self.worst(weak, of: plan),
      contractHours: contracts.isEmpty ? 0 : Double(contracts.reduce(0, +)) / 60 / Double(contracts.count),
      objective: plan.result.objective, bound: plan.result.bound, gap: plan.result.gap,
      serviceInfluences: outcome.serviceInfluences, abandonmentInfluences: outcome.abandonmentInfluences)
  }

  /// Hours and pay of people whom the scenario has away, paid: as the rota credits them, an equal part of the contract for
  /// each usual day. Days on which they are absent in any case cost nothing more.
  private static func away(in request: RosterRequest) -> (hours: Double, pay: Double) {
    var hours = 0.0
    var pay = 0.0
    for person in request.people {
      let mondays = stride(from: 0, to: request.days, by: 7).map { request.firstDate.adding(days: $0) }
      let days = mondays.flatMap(person.usualDates).count { date in
        let absences = person.absences.filter { $0.first <= date && date <= $0.last }
        return absences.contains { $0.kind == Scenario.awayKind && $0.paid }
          && absences.allSatisfy { $0.kind == Scenario.awayKind }
      }
      guard days > 0 else { continue }
      let own = Double(days * person.contract.rawValue) / Double(60 * person.usualDayCount)
      hours += own
      pay += own * (request.sites.first { $0.id == person.site }?.payPerHour ?? 0)
    }
    return (hours, pay)
  }

  private static func queue(_ index: Int, of plan: PlanDocument, _ outcome: SimulationOutcome) -> WhatIfQueue {
    let coverage = plan.coverage[index]
    let hours = Double(plan.request.grid.interval.rawValue) / 60
    let missing = zip(coverage.required, coverage.scheduled).reduce(0) { $0 + max(0, $1.0 - $1.1) }
    let total = outcome.queues[index].total
    return WhatIfQueue(
      name: plan.queues[index].name, target: plan.queues[index].targetServiceLevel,
      overdue: plan.queues[index].backlog?.largestOverdue,
      requiredHours: Double(coverage.required.reduce(0, +)) * hours, uncoveredHours: Double(missing) * hours,
      serviceLevel: total.serviceLevel, abandonment: total.abandonment, targetWords: plan.queues[index].target)
  }

  private static func days(_ simulator: PlanSimulator, _ outcome: SimulationOutcome) -> [WhatIfDay] {
    let plan = simulator.plan
    let grid = plan.request.grid
    let width = Double(grid.interval.rawValue) / 60
    let first = plan.request.firstDate.dayNumber
    var required = [Double](repeating: 0, count: plan.request.days)
    var missing = required
    var answered = required
    var contacts = required
    func day(_ instant: Instant) -> Int? {
      let day = plan.readerZone.date(at: instant).dayNumber - first
      return required.indices.contains(day) ? day : nil
    }
    for slot in 0..<grid.count {
      guard let day = day(grid.instant(at: slot)) else { continue }
      for coverage in plan.coverage {
        required[day] += Double(coverage.required[slot]) * width
        missing[day] += Double(max(0, coverage.required[slot] - coverage.scheduled[slot])) * width
      }
    }
    for (index, queue) in outcome.queues.enumerated() where !simulator.model.queues[index].isDeferrable {
      for (hour, figures) in queue.hours.enumerated() {
        guard let level = figures.serviceLevel?.mean, let day = day(simulator.start(ofHour: hour)) else { continue }
        answered[day] += level * figures.contacts
        contacts[day] += figures.contacts
      }
    }
    return required.indices.map { day in
      let date = CivilDate(dayNumber: first + day)
      return WhatIfDay(
        date: date.description, requiredHours: required[day],
        uncoveredHours: missing[day], serviceLevel: contacts[day] > 0 ? answered[day] / contacts[day] : nil)
    }
  }

  private static func worst(_ weak: [WeakHour], of plan: PlanDocument) -> [WhatIfHour] {
    let order = weak.enumerated().sorted {
      ($0.element.serviceLevel.mean - $0.element.target, $0.offset)
        < ($1.element.serviceLevel.mean - $1.element.target, $1.offset)
    }
    return order.prefix(5).compactMap { _, hour in
      guard let queue = plan.queues.first(where: { $0.id == hour.queue }) else { return nil }
      return WhatIfHour(
        queue: queue.name,
        start: "\(queue.zone.date(at: hour.start)) \(queue.zone.clockText(of: hour.start)) (\(queue.zone))",
        serviceLevel: hour.serviceLevel.mean, target: hour.target)
    }
  }
}
