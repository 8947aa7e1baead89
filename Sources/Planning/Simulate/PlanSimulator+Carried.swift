internal import Calendars
internal import Plans
internal import Simulation
internal import Workforce

extension PlanSimulator {
  /// Whoever is at work from a neighbouring rota, on the queues that the plan counts them on.
  static func carriedAgents(_ plan: PlanDocument, horizon: Double) -> [SimulatedAgent] {
    let grid = plan.request.grid
    guard !plan.request.carriedIn.isEmpty else { return [] }
    let places = Dictionary(
      plan.queues.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
    var own = plan.queues.map { _ in Array(repeating: 0, count: grid.count) }
    for span in plan.rota.work {
      guard let queue = span.queue.flatMap({ places[$0] }) else { continue }
      for slot in filled(span.start, span.end, of: grid) { own[queue][slot] += 1 }
    }
    let carried = plan.request.carriedIn.map { entry in
      (skills: entry.queues.compactMap { places[$0] }, day: entry.duty.date.dayNumber, ranges: worked(entry.duty))
    }
    let settled = CarriedPlaces(
      carried.map { entry in
        CarriedPlaces.Person(
          queues: entry.skills, slots: entry.ranges.flatMap { Array(filled($0.start, $0.end, of: grid)) })
      }, queueCount: plan.queues.count
    ) { queue, slot in plan.coverage[queue].scheduled[slot] - own[queue][slot] }
    func seconds(_ instant: Instant) -> Double { min(horizon, max(0, Double(instant - grid.start))) }
    return carried.enumerated().compactMap { number, entry in
      var presences: [Presence] = []
      func add(_ start: Instant, _ end: Instant, _ queue: Int) {
        let (from, to) = (seconds(start), seconds(end))
        guard from < to else { return }
        if let last = presences.last, last.queue == queue, last.end == from {
          presences[presences.count - 1].end = to
        } else {
          presences.append(
            Presence(start: from, end: to, queue: queue, duty: UInt64(truncatingIfNeeded: entry.day)))
        }
      }
      var place = 0
      for range in entry.ranges {
        var time = range.start
        for slot in filled(range.start, range.end, of: grid) {
          add(time, grid.instant(at: slot), -1)
          add(grid.instant(at: slot), grid.instant(at: slot + 1), settled.places[number][place])
          time = grid.instant(at: slot + 1)
          place += 1
        }
        add(time, range.end, -1)
      }
      guard !presences.isEmpty, !entry.skills.isEmpty else { return nil }
      return SimulatedAgent(key: stableKey("carried \(number)"), skills: entry.skills, presences: presences)
    }
  }

  /// A duty less its breaks.
  static func worked(_ duty: Duty) -> [(start: Instant, end: Instant)] {
    var ranges: [(start: Instant, end: Instant)] = []
    var time = duty.start
    for pause in duty.breaks {
      if time < duty.start + pause.offset { ranges.append((time, duty.start + pause.offset)) }
      time = duty.start + pause.offset + pause.length
    }
    if time < duty.end { ranges.append((time, duty.end)) }
    return ranges
  }

  /// The intervals of the grid that lie wholly between two times.
  static func filled(_ start: Instant, _ end: Instant, of grid: IntervalGrid) -> Range<Int> {
    let first = min(grid.count, max(0, grid.index(of: start.adding(seconds: grid.interval.seconds - 1))))
    return first..<max(first, min(grid.count, grid.index(of: end)))
  }
}
