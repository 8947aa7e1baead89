internal import Workforce

/// The service of one interval, put together from its slots: each contact counts as the model says for its own slot.
struct IntervalService {
  let model: any QueueingModel
  /// Of each slot in which contacts arrive: how many, and the load beside which they arrive.
  private(set) var slots: [(contacts: Double, traffic: Traffic)] = []
  /// Mean load of the whole interval in erlangs, slots without arrivals included.
  private(set) var meanLoad = 0.0

  /// - Parameter range: the slots of the interval.
  init(model: any QueueingModel, profile: LoadProfile, slots range: Range<Int>) {
    self.model = model
    for slot in range {
      meanLoad += profile.load[slot]
      if profile.contacts[slot] > 0, profile.handleTime[slot] > 0 {
        let load = min(profile.load[slot], ErlangB.largestLoad)
        slots.append((profile.contacts[slot], Traffic(load: load, handleTime: profile.handleTime[slot])))
      }
    }
    meanLoad = min(meanLoad / Double(max(1, range.count)), ErlangB.largestLoad)
  }

  /// An interval of one slot.
  init(model: any QueueingModel, contacts: Double, traffic: Traffic) {
    self.model = model
    slots = [(contacts, traffic)]
    meanLoad = traffic.load
  }

  /// What the contacts of the interval meet. Waits are infinite where a slot without patience is overloaded.
  ///
  /// - Parameter spread: multipliers of the load, over which the figures are averaged by contacts.
  func performance(
    agents: Double, answeredWithin seconds: Double, spread: DemandSpread = .none
  ) -> QueuePerformance {
    var sum = QueuePerformance(
      agents: agents, waitProbability: 0, serviceLevel: 0, abandonment: 0, meanWaitAnswered: 0, meanWait: 0,
      occupancy: 0, meanQueue: 0, offeredWaitWithin: 0)
    var contacts = 0.0
    var answered = 0.0
    var probability = 0.0
    for slot in slots {
      for point in spread.points {
        let load = min(slot.traffic.load * point.multiplier, ErlangB.largestLoad)
        let traffic = Traffic(load: load, handleTime: slot.traffic.handleTime)
        let here = model.performance(of: traffic, agents: agents, answeredWithin: seconds)
        let weight = slot.contacts * point.multiplier * point.weight
        contacts += weight
        probability += point.weight
        sum.waitProbability += weight * here.waitProbability
        sum.serviceLevel += weight * here.serviceLevel
        sum.abandonment += weight * here.abandonment
        sum.meanWait += weight * here.meanWait
        let answeredHere = weight * (1 - here.abandonment - here.turnedAway)
        if answeredHere > 0 {
          sum.meanWaitAnswered += answeredHere * here.meanWaitAnswered
          answered += answeredHere
        }
        sum.occupancy += point.weight * here.occupancy
        sum.meanQueue += point.weight * here.meanQueue
        sum.offeredWaitWithin += weight * here.offeredWaitWithin
        sum.shortAbandonment += weight * here.shortAbandonment
        sum.turnedAway += weight * here.turnedAway
      }
    }
    guard contacts > 0 else { return .idle(agents: agents) }
    sum.waitProbability /= contacts
    sum.serviceLevel /= contacts
    sum.abandonment /= contacts
    sum.meanWait /= contacts
    sum.meanWaitAnswered = answered > 0 ? sum.meanWaitAnswered / answered : .infinity
    sum.occupancy /= probability
    sum.meanQueue /= probability
    sum.offeredWaitWithin /= contacts
    sum.shortAbandonment /= contacts
    sum.turnedAway /= contacts
    return sum
  }

  /// The smallest staff with which the contacts of the interval meet every part of `target`; what is in service but did
  /// not arrive here asks for no more than somebody to finish it.
  ///
  /// - Parameter spread: what service level, abandonment and (with patience) mean wait are averaged over. The occupancy is
  ///   that of the forecast itself, and so is the mean wait without patience: there any chance of overload makes it
  ///   infinite.
  func requiredAgents(for target: ServiceTarget, spread: DemandSpread = .none) -> Int {
    let floor = leastAgents(for: target)
    guard !slots.isEmpty, floor > 0 || !isMet(target, agents: 0, spread: spread) else { return floor }
    let mean = Traffic(load: meanLoad, handleTime: slots[0].traffic.handleTime)
    let guess = max(floor, spread.points.count > 1 ? floor : model.requiredAgents(for: target, of: mean))
    let enough = smallestStaff(startingAt: guess) { agents in
      isMet(target, agents: Double(agents), spread: spread)
    }
    return max(floor, enough)
  }

  /// What the mean load asks for by itself: steadiness, and the occupancy cap; somebody to finish what is in progress
  /// where nothing arrives.
  func leastAgents(for target: ServiceTarget) -> Int {
    guard let slot = slots.first else {
      let cap = target.maximumOccupancy ?? 1
      let each = Double((model as? ConcurrentChat)?.concurrency ?? 1)
      return meanLoad < 0.05 ? 0 : Int((meanLoad / each / cap - 1e-9).rounded(.up))
    }
    // The usual cap on those turned away is none of the load's: where it holds, the whole target asks for it.
    return model.requiredAgents(
      for: ServiceTarget(serviceLevel: nil, maximumOccupancy: target.maximumOccupancy, maximumTurnedAway: 1),
      of: Traffic(load: meanLoad, handleTime: slot.traffic.handleTime))
  }

  private func isMet(_ target: ServiceTarget, agents: Double, spread: DemandSpread) -> Bool {
    let result = performance(agents: agents, answeredWithin: target.withinSeconds, spread: spread)
    if 1 - result.serviceLevel(target.definition) > target.shareThatMayWait { return false }
    if result.losesMore(than: target) || result.turnsAwayMore(than: target) { return false }
    guard target.meanWait != nil else { return true }
    let wait = meanWait(averaged: result, agents: agents, spread: spread)
    return wait <= target.longestMeanWait * (1 + 1e-12)
  }

  /// The mean wait that a target is about: averaged over the spread where customers lose patience, which keeps it finite
  /// whatever comes; that of the forecast itself otherwise.
  func meanWait(averaged: QueuePerformance, agents: Double, spread: DemandSpread) -> Double {
    if spread.points.count == 1 || model.losesPatience { return averaged.meanWait }
    return performance(agents: agents, answeredWithin: 0).meanWait
  }
}
