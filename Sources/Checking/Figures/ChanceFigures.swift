internal import Calendars
internal import Plans
internal import Workforce

extension PlanFigures {
  /// Heads of a queue whose people are in position by chance: enough by what contacts can expect, and one less not.
  ///
  /// With a target over the day every interval has its floor, each opening day its goal, and no single head above a floor
  /// could go. Which intervals have those heads is the plan's choice.
  ///
  /// - Parameters:
  ///   - needs: by interval; nil where nobody may be required.
  ///   - isExact: whether no head may be there without need.
  mutating func checkNeeds(
    _ needs: [HeadNeed?], _ settings: QueueSettings, _ coverage: QueueCoverage, isExact: Bool = true, _ path: String
  ) {
    let isRaised = !isExact || (plan.simulation?.rounds ?? 0) > 0
    let minimum = settings.minimumHeads ?? 0
    let isReadable = needs.indices.map { coverage.required[$0] <= max(needs[$0]?.most ?? 0, minimum) }
    let days = DayNeeds(
      needs.indices.map { isReadable[$0] ? needs[$0] : nil }, required: coverage.required, of: settings,
      on: reading.grid, isRaised: isRaised)
    along("figures.required", "\(path).required", zone: settings.zone, found: { "\(coverage.required[$0])" }) { slot in
      let heads = coverage.required[slot]
      guard let need = needs[slot] else {
        return heads == 0 ? nil : coverage.open[slot] ? "0, because nothing is forecast" : "0, because it is closed"
      }
      if heads < minimum { return "at least \(minimum), which every open interval has" }
      guard isReadable[slot] else { return "a number that the target asks for" }
      if !need.isEnough(heads, 1e-7) { return "more: the target is missed over who may be there" }
      if let wrong = days.wrong[slot] { return wrong }
      if isRaised || heads == minimum || settings.target.dayGoal != nil && need.curve != nil { return nil }
      return need.isEnough(heads - 1, -1e-7) ? "fewer: the target is met by less over who may be there" : nil
    }
    checkSteps(needs, settings, coverage)
  }

  /// The heads about which an interval of a queue is asked: those required and one less, and those of its steps.
  func headsAsked(_ queue: QueueID, _ heads: Int, _ slot: Int, most: Int) -> ClosedRange<Int> {
    let steps = plan.request.demand.first { $0.queue == queue }?.steps
    let numbers = (steps?.heads ?? []).map { $0[slot] }
    // The hull of the gains looks some heads ahead.
    let ahead = numbers.last.map { $0 + Self.lookahead } ?? 0
    let low = min(max(0, heads - 1), numbers.first ?? heads)
    let high = min(max(heads, ahead), max(0, most) + Self.lookahead)
    return min(low, high)...high
  }

  private static let lookahead = 13

  /// What each interval of a live queue asks for.
  ///
  /// - Parameter planned: whether anything is forecast of it.
  func needs(
    of live: LiveQueue, _ coverage: QueueCoverage, _ shrinkage: ShrinkageReading, planned: [Bool]
  ) -> [HeadNeed?] {
    let begin = coverage.basis?.inProgress?.interval ?? 0
    let minimum = live.settings.minimumHeads ?? 0
    let target = live.settings.target.ofInterval
    return (0..<reading.grid.count).map { slot -> HeadNeed? in
      let heads = coverage.required[slot]
      guard coverage.open[slot], planned[slot], slot >= begin || heads > 0 else { return nil }
      let missing = shrinkage.share(slot)
      let most = Int(Double(live.mostPositions(slot)) / (1 - missing)) + 500
      let isIdle = live.settings.requirementMethod == .stationary && coverage.contacts[slot] <= 0
      guard !isIdle, !live.isNegligible(slot) else {
        return HeadNeed(contacts: 0, curve: nil, most: most) { _, _ in true }
      }
      let range = headsAsked(coverage.queue, heads, slot, most: max(most, minimum))
      let curve = live.arrives(slot) ? live.curve(slot, heads: range, missing: missing) : nil
      return HeadNeed(contacts: live.slotContacts(slot), curve: curve, most: most) { heads, slack in
        live.isEnough(heads: heads, missing: missing, target, curve, slot, slack: slack)
      }
    }
  }

  /// The same of chat with several conversations an agent: each interval begins where the heads required before it leave
  /// the chain.
  mutating func checkChance(
    _ chat: ChatQueue, _ demand: SlotDemand, _ queue: PlanQueue, _ coverage: QueueCoverage,
    _ shrinkage: ShrinkageReading, _ path: String
  ) {
    let settings = chat.settings
    guard settings.countsChance, !demand.needed.contacts.isEmpty,
      let forecast = plan.forecasts?.first(where: { $0.queue == queue.id })
    else { return }
    let planned = ForecastRows(forecast, on: reading.grid).isForecast
    var needs = [HeadNeed?](repeating: nil, count: reading.grid.count)
    var state = ChatChance(chat, deviation: queue.daySpread ?? 0)
    let target = settings.target.ofInterval
    for slot in chat.begin..<max(chat.begin, reading.grid.count) {
      let range = demand.range(slot)
      let contacts = Array(demand.needed.contacts[range])
      let load = demand.needed.load[range].reduce(0, +) / Double(demand.slots)
      let handleTime = coverage.handleTime[slot]
      let begun = state
      guard coverage.open[slot] else {
        state = begun.next(contacts: contacts, handleTime: handleTime, agents: 0).after
        continue
      }
      guard planned[slot] else { continue }
      let missing = shrinkage.share(slot)
      let heads = coverage.required[slot]
      let most = 5_000
      defer {
        let agents = Double(min(heads, most)) * (1 - missing)
        state = begun.next(contacts: contacts, handleTime: handleTime, agents: agents).after
      }
      if isHardlyAny(contacts.reduce(0, +), load: load, in: reading.grid.interval) {
        needs[slot] = HeadNeed(contacts: 0, curve: nil, most: most) { _, _ in true }
        continue
      }
      let curve = begun.curve(
        contacts: contacts, handleTime: handleTime,
        heads: headsAsked(queue.id, min(heads, most), slot, most: most), missing: missing)
      needs[slot] = HeadNeed(contacts: contacts.reduce(0, +), curve: curve, most: most) { heads, slack in
        let agents = Double(heads) * (1 - missing)
        guard let curve else {
          let places = ((Double(heads) + 1e-9) * (1 - missing)).rounded(.down) * Double(settings.concurrency)
          return load < 0.05 || places * (settings.target.maximumOccupancy ?? 1) >= load - 1e-6
        }
        guard heads > 0, chat.keepsUp(agents, load: load, handleTime: handleTime, slack: slack) else { return false }
        // Without patience a chance of too few makes the mean over chances endless; in a room, a chance of nobody.
        let wait =
          target.meanWait != nil && settings.patience == nil
          ? begun.next(contacts: contacts, handleTime: handleTime, agents: agents).met?.meanWait : nil
        return curve.expected(heads).isGood(target, slack: slack, wait: wait)
      }
    }
    // Fewer heads leave more to the intervals after them, so what a day could do without depends on its way.
    checkNeeds(needs, settings, coverage, isExact: settings.target.dayGoal == nil, path)
  }
}
