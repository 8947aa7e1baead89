internal import Workforce

extension IntervalService {
  /// What the contacts of the interval meet with each of a run of whole staffs.
  ///
  /// - Parameter spread: multipliers of the load, over which the figures are averaged by contacts.
  func figures(
    agents: ClosedRange<Int>, answeredWithin seconds: Double, spread: DemandSpread = .none
  ) -> [ServiceFigures] {
    let contacts = contacts(over: spread)
    guard contacts > 0 else { return agents.map { ServiceFigures(.idle(agents: Double($0))) } }
    var sums = [ServiceFigures](repeating: ServiceFigures(), count: agents.count)
    for slot in slots {
      for point in spread.points {
        let load = min(slot.traffic.load * point.multiplier, ErlangB.largestLoad)
        model.addFigures(
          of: Traffic(load: load, handleTime: slot.traffic.handleTime), agents: agents, answeredWithin: seconds,
          weight: slot.contacts * point.multiplier * point.weight / contacts, to: &sums)
      }
    }
    return sums
  }

  private func contacts(over spread: DemandSpread) -> Double {
    let scale = spread.points.reduce(0) { $0 + $1.multiplier * $1.weight }
    return slots.reduce(0) { $0 + $1.contacts * scale }
  }

  /// The smallest number of heads whose mean number in position is above the load and within the occupancy cap, by the
  /// interval's mean load; heads to finish what is in progress where nothing arrives.
  ///
  /// - Parameter missing: the chance of each head of not being in position, 0..<1.
  func leastHeads(for target: ServiceTarget, missing: Double) -> Int {
    guard let slot = slots.first else { return heads(for: leastAgents(for: target), shrinkage: missing) }
    let steady = ServiceTarget(
      serviceLevel: nil, maximumOccupancy: target.maximumOccupancy, maximumTurnedAway: 1)
    let mean = Traffic(load: meanLoad, handleTime: slot.traffic.handleTime)
    let agents = model.requiredAgents(for: steady, of: mean)
    // Fewer than this leave less than one agent under what suffices.
    var least = agents > 0 ? max(1, Int((Double(agents - 1) / (1 - missing)).rounded(.down))) : 0
    let most = heads(for: agents, shrinkage: missing)
    func isEnough(_ agents: Double) -> Bool {
      guard let chat = model as? ConcurrentChat else { return model.isMet(steady, of: mean, agents: agents) }
      let chain = chat.steadyShare(of: mean, agents: agents)
      return chain.isSteady && chain.occupancy <= (target.maximumOccupancy ?? 1) + 1e-12
    }
    // The line of a fraction of a chat agent is as long as that of a whole one, so a little more may be a little busier.
    while least < most || model is ConcurrentChat, !isEnough(Double(least) * (1 - missing)) { least += 1 }
    return least
  }

  /// The smallest number of heads of which the interval's contacts can expect that every part of the target is met.
  ///
  /// - Parameters:
  ///   - curve: what they can expect of each number.
  ///   - guess: where the search begins.
  func requiredHeads(for target: ServiceTarget, _ curve: inout ServiceCurve, guess: Int) -> Int {
    let least = leastHeads(for: target, missing: curve.missing)
    if slots.isEmpty || least == 0 && curve.meets(target, heads: 0) { return least }
    var asked = curve
    let enough = smallestStaff(startingAt: max(1, least, guess)) { asked.meets(target, heads: $0) }
    curve = asked
    return max(least, enough)
  }
}
