internal import Calendars
internal import Plans
internal import Workforce

extension PlanFigures {
  /// Chat with several conversations an agent: the chain followed through the plan twice, with the positions that are asked
  /// for and with the people who are there. Where it isn't followed in time, what its figures must have in common.
  mutating func checkChat(_ queue: PlanQueue, _ settings: QueueSettings, _ coverage: QueueCoverage, _ path: String) {
    let shrinkage = ShrinkageReading(settings: settings, grid: reading.grid)
    if !settings.countsChance { checkHeads(coverage, shrinkage, path) }
    for (name, levels) in [("serviceLevel", coverage.serviceLevel), ("expectedService", coverage.expectedService)] {
      guard let levels, name == "serviceLevel" || settings.countsChance else { continue }
      along("figures.service", "\(path).\(name)", zone: settings.zone, found: { Shown.number(levels[$0]) }) {
        guard coverage.open[$0] else { return nil }
        let arrives = coverage.contacts[$0] > 0
        if arrives != (levels[$0] != nil) { return arrives ? "a share" : "nothing" }
        return arrives && coverage.scheduled[$0] == 0 && levels[$0] != 0 ? "0" : nil
      }
    }
    guard let basis = coverage.basis else { return }
    guard settings.requirementMethod == .modifiedOfferedLoad else {
      return unchecked(path, "positions and service of chat that isn't followed in time weren't worked out again")
    }
    let demand = SlotDemand(coverage, basis, on: reading.grid)
    let largest = max(demand.needed.load.max() ?? 0, demand.expected.load.max() ?? 0)
    guard let chat = ChatQueue(settings, coverage, on: reading.grid, largestLoad: largest) else {
      return unchecked(path, "positions and service of so many conversations weren't worked out again")
    }
    if settings.coversForecastSpread {
      unchecked("\(path).positions", "positions of chat that cover the forecast's spread weren't worked out again")
    }
    checkPositions(chat, demand, queue, coverage, path)
    checkChance(chat, demand, queue, coverage, shrinkage, path)
    guard coverage.scheduled.allSatisfy({ $0 <= mostHeads }) else { return }
    let expected = service(chat, demand, coverage, shrinkage, deviation: queue.daySpread ?? 0)
    checkService(
      coverage, queue.zone, path, levels: expected.map(\.level), occupancies: expected.map(\.occupancy),
      expected: settings.countsChance ? expected.map(\.expected) : nil)
  }

  /// Interval by interval, each staffed as the plan asks: enough, and one less not.
  private mutating func checkPositions(
    _ chat: ChatQueue, _ demand: SlotDemand, _ queue: PlanQueue, _ coverage: QueueCoverage, _ path: String
  ) {
    let settings = chat.settings
    guard !demand.needed.contacts.isEmpty, !settings.coversForecastSpread,
      let forecast = plan.forecasts?.first(where: { $0.queue == queue.id })
    else { return }
    let planned = ForecastRows(forecast, on: reading.grid).isForecast
    var state = chat.start
    var wrong: [Int: String] = [:]
    for slot in chat.begin..<max(chat.begin, reading.grid.count) {
      let range = demand.range(slot)
      let contacts = Array(demand.needed.contacts[range])
      let load = demand.needed.load[range].reduce(0, +) / Double(demand.slots)
      let handleTime = coverage.handleTime[slot]
      let stated = coverage.positions[slot]
      guard coverage.open[slot] else {
        state = chat.next(state, contacts: contacts, handleTime: handleTime, agents: 0).state
        continue
      }
      guard planned[slot], (0...5_000).contains(stated) else {
        if stated != 0 { wrong[slot] = "0, because nothing is forecast" }
        continue
      }
      let begun = state
      let asksForNobody = isHardlyAny(contacts.reduce(0, +), load: load, in: reading.grid.interval)
      func isEnough(_ agents: Int, slack: Double) -> Bool {
        if agents == 0, asksForNobody { return true }
        guard contacts.contains(where: { $0 > 0 }) else {
          let places = Double(agents * settings.concurrency)
          return load < 0.05 || places * (settings.target.maximumOccupancy ?? 1) >= load - 1e-6
        }
        guard agents > 0, chat.keepsUp(Double(agents), load: load, handleTime: handleTime, slack: slack),
          let met = chat.next(begun, contacts: contacts, handleTime: handleTime, agents: Double(agents)).met
        else { return false }
        return met.isGood(settings.target, slack: slack)
      }
      if !isEnough(stated, slack: 1e-7) {
        wrong[slot] = "more: the target is missed"
      } else if stated > 0, isEnough(stated - 1, slack: -1e-7) {
        wrong[slot] = "fewer: the target is met by less"
      }
      state = chat.next(begun, contacts: contacts, handleTime: handleTime, agents: Double(stated)).state
    }
    along("figures.positions", "\(path).positions", zone: queue.zone, found: { "\(coverage.positions[$0])" }) {
      wrong[$0]
    }
  }

  private func service(
    _ chat: ChatQueue, _ demand: SlotDemand, _ coverage: QueueCoverage, _ shrinkage: ShrinkageReading,
    deviation: Double
  ) -> [(level: Double?, occupancy: Double?, expected: Double?)] {
    let settings = chat.settings
    var state = chat.start
    // By the contacts of the requirement.
    let slots = demand.needed.contacts.isEmpty ? demand.expected.contacts : demand.needed.contacts
    var chance = settings.countsChance ? ChatChance(chat, deviation: deviation) : nil
    return (0..<reading.grid.count).map { slot in
      let range = demand.range(slot)
      let (heads, missing) = (coverage.scheduled[slot], shrinkage.share(slot))
      let (agents, handleTime) = (Double(heads) * (1 - missing), coverage.handleTime[slot])
      var met: WaitFigures?
      let begun = chance
      if slot >= chat.begin {
        (met, state) = chat.next(
          state, contacts: Array(demand.expected.contacts[range]), handleTime: handleTime, agents: agents)
        chance = chance?.next(contacts: Array(slots[range]), handleTime: handleTime, agents: agents).after
      }
      guard coverage.open[slot] else { return (nil, nil, nil) }
      guard coverage.contacts[slot] > 0 else {
        let load = demand.expected.load[range].reduce(0, +) / Double(demand.slots)
        return (nil, agents > 0 ? min(1, load / (agents * Double(settings.concurrency))) : nil, nil)
      }
      // Nobody there: nobody is answered.
      guard agents > 0, let met else { return (0, 1, 0) }
      let curve = begun?.curve(
        contacts: Array(slots[range]), handleTime: handleTime, heads: heads...heads, missing: missing)
      return (met.level(settings.target), met.occupancy, curve?.expected(heads).level(settings.target))
    }
  }
}
