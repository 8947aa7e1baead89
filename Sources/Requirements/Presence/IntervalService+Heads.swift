internal import Workforce

extension IntervalService {
  /// What the contacts of the interval meet with each of a run of whole staffs; without the wait of those answered, the
  /// line and the occupancy, which stay 0.
  ///
  /// - Parameter spread: multipliers of the load, over which the figures are averaged by contacts.
  func performances(
    agents: ClosedRange<Int>, answeredWithin seconds: Double, spread: DemandSpread = .none
  ) -> [QueuePerformance] {
    var sums = agents.map { staff in
      QueuePerformance(
        agents: Double(staff), waitProbability: 0, serviceLevel: 0, abandonment: 0, meanWaitAnswered: 0, meanWait: 0,
        occupancy: 0, meanQueue: 0, offeredWaitWithin: 0)
    }
    var contacts = 0.0
    for slot in slots {
      for point in spread.points { contacts += slot.contacts * point.multiplier * point.weight }
    }
    guard contacts > 0 else { return agents.map { .idle(agents: Double($0)) } }
    for slot in slots {
      for point in spread.points {
        let load = min(slot.traffic.load * point.multiplier, ErlangB.largestLoad)
        let traffic = Traffic(load: load, handleTime: slot.traffic.handleTime)
        let weight = slot.contacts * point.multiplier * point.weight / contacts
        for (index, here) in model.performances(of: traffic, agents: agents, answeredWithin: seconds).enumerated() {
          sums[index].serviceLevel += weight * here.serviceLevel
          sums[index].abandonment += weight * here.abandonment
          sums[index].meanWait += weight * here.meanWait
          sums[index].offeredWaitWithin += weight * here.offeredWaitWithin
          sums[index].shortAbandonment += weight * here.shortAbandonment
          sums[index].turnedAway += weight * here.turnedAway
        }
      }
    }
    return sums
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
    while least < most, !model.isMet(steady, of: mean, agents: Double(least) * (1 - missing)) { least += 1 }
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
