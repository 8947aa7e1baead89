internal import Calendars
internal import Forecasting
internal import Workforce
internal import Words

extension DeferrableDemand {
  /// - Parameter earlier: what arrives before `grid` begins or before the forecast does; not looked at where the settings
  ///   state an opening backlog.
  init(
    _ demand: GridDemand, of settings: QueueSettings, within response: ResponseTime, on grid: IntervalGrid,
    earlier: [QueueForecast] = [], closedDates: Set<CivilDate> = []
  ) {
    let earlier = settings.openingBacklog == nil ? earlier : []
    let handleTime = demand.meanHandleTime ?? settings.handleTime
    let longer = grid.reaching(back: earlier)
    let first = longer.count - grid.count
    var openSeconds = demand.openSeconds
    var work = demand.arrivingWork
    if !earlier.isEmpty {
      work = Array(repeating: 0, count: first) + work
      for part in earlier {
        let known = GridDemand(
          part, for: settings, on: longer, closedDates: closedDates, keepsClosedArrivals: true)
        openSeconds = known.openSeconds
        // Contacts are what is known of the past; each takes as long as those to come.
        for index in work.indices { work[index] += known.arrivingContacts[index] * handleTime }
      }
    }
    let after = OpenTime(hours: settings.hours, zone: settings.zone, closedDates: closedDates)
      .untilWorked(from: grid.end, interval: grid.interval)
    self.init(
      openSeconds: openSeconds + after, intervalSeconds: grid.interval.seconds,
      work: work + Array(repeating: 0, count: after.count), within: response,
      openingBacklog: settings.openingBacklog.map { $0 * handleTime }, earlier: first, later: after.count,
      occupancyCap: settings.target.maximumOccupancy ?? 1)
  }

  /// - Parameter isStated: whether the opening backlog is the planner's own number.
  func notes(on plan: LevelPlan, handleTime: Double, isStated: Bool) -> [String] {
    var notes: [String] = []
    func contacts(_ work: Double) -> String { Words.plain.short((work / handleTime * 10).rounded() / 10) }
    if opening >= 0.05 * handleTime {
      notes.append(
        isStated
          ? "About \(contacts(opening)) contacts wait when the plan begins, as openingBacklog says."
          : "About \(contacts(opening)) contacts wait when the plan begins: what arrived before it and is not yet due, by "
            + "the records and, for days without, the forecast; an openingBacklog takes their place.")
    }
    if unreachable >= 0.05 * handleTime {
      notes.append(
        "About \(contacts(unreachable)) contacts arrive and are due while the queue is closed; they are late whatever the "
          + "staff, and planned for the next opening.")
    }
    let left = total - (plan.done.last ?? 0)
    if closingExcess >= 0.05 * handleTime {
      notes.append(
        "About \(contacts(left)) contacts wait at the end of the plan, \(contacts(closingExcess)) more than when it begins: "
          + "they arrive after its last opening, so no staff keeps the rule that openingBacklog sets for the end"
          + (unreachable < 0.05 * handleTime ? "; they are due after the plan." : "."))
    } else if left >= 0.05 * handleTime {
      notes.append(
        "About \(contacts(left)) contacts wait at the end of the plan, "
          + (unreachable < 0.05 * handleTime
            ? "none of them overdue if those asked for are there."
            : "none overdue that those asked for could have done."))
    }
    return notes
  }

  /// That heads are asked for interval by interval although the work may be done at any time until its deadlines, in a
  /// sentence; nil where nobody is asked for.
  ///
  /// Whoever places the work freely still has to do what is due, at best all of it in the intervals in which a head does
  /// most: no plan takes fewer head-intervals than (due − idle time) ÷ the most work of a head.
  ///
  /// - Parameters:
  ///   - heads: the level plan of this work.
  ///   - idle: agent-seconds of live people that are free; empty = none.
  func levelling(heads: [Int], idle: [Double], interval: Minutes) -> String? {
    guard let most = capacityOfAgent.max(), most > 0, heads.contains(where: { $0 > 0 }) else { return nil }
    let hours = Double(interval.rawValue) / 60
    let level = Double(heads.reduce(0, +)) * hours
    let least = max(0, (due.last ?? 0) - idle.reduce(0, +)) / most * hours
    func tenths(_ value: Double) -> String { Words.plain.short((value * 10).rounded() / 10) }
    return
      "A level number of people is asked for, \(tenths(level)) person-hours for \(tenths(least)) of work that is due at "
      + "least; 'rota staff' lets shifts do it at any time until its deadlines, which can cost less."
  }
}
