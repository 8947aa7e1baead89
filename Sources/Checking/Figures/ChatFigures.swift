internal import Calendars
internal import Plans
internal import Workforce

extension PlanFigures {
  /// Chat with several conversations an agent: the chain followed through the plan twice, with the positions that are asked
  /// for and with the people who are there. Where it isn't followed in time, what its figures must have in common.
  mutating func checkChat(_ queue: PlanQueue, _ settings: QueueSettings, _ coverage: QueueCoverage, _ path: String) {
    let shrinkage = ShrinkageReading(settings: settings, grid: reading.grid)
    checkHeads(coverage, shrinkage, path)
    along(
      "figures.service", "\(path).serviceLevel", zone: settings.zone, found: { Shown.number(coverage.serviceLevel[$0]) }
    ) {
      guard coverage.open[$0] else { return nil }
      let arrives = coverage.contacts[$0] > 0
      if arrives != (coverage.serviceLevel[$0] != nil) { return arrives ? "a share" : "nothing" }
      return arrives && coverage.scheduled[$0] == 0 && coverage.serviceLevel[$0] != 0 ? "0" : nil
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
    guard coverage.scheduled.allSatisfy({ $0 <= mostHeads }) else { return }
    let expected = service(chat, demand, coverage, shrinkage)
    checkService(coverage, queue.zone, path, levels: expected.map(\.level), occupancies: expected.map(\.occupancy))
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
        guard agents > 0, chat.keepsUp(agents, load: load, handleTime: handleTime, slack: slack),
          let met = chat.next(begun, contacts: contacts, handleTime: handleTime, agents: Double(agents)).met
        else { return false }
        return chat.isGood(met, slack: slack)
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
    _ chat: ChatQueue, _ demand: SlotDemand, _ coverage: QueueCoverage, _ shrinkage: ShrinkageReading
  ) -> [(level: Double?, occupancy: Double?)] {
    var state = chat.start
    return (0..<reading.grid.count).map { slot in
      let range = demand.range(slot)
      let agents = Double(coverage.scheduled[slot]) * (1 - shrinkage.share(slot))
      var met: ChatQueue.Met?
      if slot >= chat.begin {
        (met, state) = chat.next(
          state, contacts: Array(demand.expected.contacts[range]), handleTime: coverage.handleTime[slot], agents: agents
        )
      }
      guard coverage.open[slot] else { return (nil, nil) }
      guard coverage.contacts[slot] > 0 else {
        let load = demand.expected.load[range].reduce(0, +) / Double(demand.slots)
        return (nil, agents > 0 ? min(1, load / (agents * Double(chat.settings.concurrency))) : nil)
      }
      // Nobody there: nobody is answered.
      guard agents > 0, let met else { return (0, 1) }
      return (chat.level(of: met), met.figures.occupancy)
    }
  }
}
