internal import Calendars
internal import Forecasting
internal import Plans
internal import Requirements
internal import Workforce

/// What a queue whose people are missing by chance can expect of its heads.
struct PresenceStage: Stage {
  var plan: QueuePlan
  var grid: IntervalGrid
  /// Heads on the rota, by interval; nil = as required.
  var scheduled: [Int]?

  /// The outlook, and what each interval's contacts can expect of the heads required.
  struct Found {
    var outlook: PresenceOutlook
    /// Nil where the queue is closed or nothing arrives.
    var requiredService: [Double?]
  }

  /// - Returns: nil where heads aren't counted by chance.
  func run() -> Found? {
    let (settings, needed) = (plan.settings, plan.requirement)
    guard settings.countsChance else { return nil }
    let rota = scheduled ?? needed.required
    let divided = needed.positions.indices.map {
      heads(for: needed.positions[$0], shrinkage: settings.shrinkage(of: $0, on: grid))
    }
    let asked = levels(needed.required)
    let byDivision = divided == needed.required ? asked : levels(divided)
    let found = rota == needed.required ? asked : levels(rota)
    let alone = rota.indices.filter { needed.open[$0] && rota[$0] == 1 }
    let missing = alone.reduce(0) { $0 + settings.shrinkage(of: $1, on: grid) }
    let width = grid.interval.rawValue
    return Found(
      outlook: PresenceOutlook(
        requiredMinutes: needed.required.reduce(0, +) * width, dividedMinutes: divided.reduce(0, +) * width,
        requiredService: share(asked, of: rota.indices), dividedService: share(byDivision, of: rota.indices),
        service: share(found, of: rota.indices), worstDay: worstDay(found), worstInterval: worstInterval(found),
        aloneMinutes: alone.count * width, nobodyThen: alone.isEmpty ? nil : missing / Double(alone.count),
        missedContacts: rota.indices.reduce(0) { sum, slot in
          guard rota[slot] < needed.required[slot], let full = asked[slot], let here = found[slot] else { return sum }
          return sum + max(0, full - here) * needed.contacts[slot]
        }),
      requiredService: asked)
  }

  /// What each interval's contacts can expect of these heads.
  private func levels(_ heads: [Int]) -> [Double?] {
    let found = predictedService(
      for: plan.settings, requirement: plan.requirement, grid: grid, heads: heads,
      daySpread: plan.forecast?.daySpread ?? 0)
    return zip(plan.requirement.open, found).map { $0 ? $1.expectedLevel : nil }
  }

  private func share(_ levels: [Double?], of slots: some Sequence<Int>) -> Double? {
    var (inTime, contacts) = (0.0, 0.0)
    for slot in slots {
      guard let level = levels[slot] else { continue }
      inTime += level * plan.requirement.contacts[slot]
      contacts += plan.requirement.contacts[slot]
    }
    return contacts > 0 ? inTime / contacts : nil
  }

  private func worstDay(_ levels: [Double?]) -> PresenceOutlook.Day? {
    var days: [(date: CivilDate, slots: [Int])] = []
    for slot in levels.indices where levels[slot] != nil {
      let date = plan.settings.openingDate(of: slot, on: grid)
      if days.last?.date != date { days.append((date, [])) }
      days[days.count - 1].slots.append(slot)
    }
    // A day of next to no contacts asks for nobody, and its share says nothing.
    // What is left of an opening that began before the plan is no day of its own.
    let own = days.filter { plan.settings.zone.instant(of: $0.date) >= grid.start }
    let found = own.filter { $0.slots.contains { plan.requirement.required[$0] > 0 } }.compactMap { day in
      share(levels, of: day.slots).map { PresenceOutlook.Day(date: day.date, service: $0) }
    }
    return found.min { ($0.service, $0.date) < ($1.service, $1.date) }
  }

  private func worstInterval(_ levels: [Double?]) -> PresenceOutlook.Moment? {
    var worst: (slot: Int, level: Double)?
    for (slot, level) in levels.enumerated() where plan.requirement.required[slot] > 0 {
      if let level, level < worst?.level ?? .infinity { worst = (slot, level) }
    }
    return worst.map { PresenceOutlook.Moment(start: grid.instant(at: $0.slot), service: $0.level) }
  }
}
