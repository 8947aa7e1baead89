internal import Workforce

extension ConcurrentChat {
  /// Whether a mean number in position keeps up with a load, and the share of its places that are taken in the steady state.
  ///
  /// A fraction of an agent is there part of the time, so the chain ends conversations at the mean of both paces. Mixing the
  /// figures of the whole numbers beside it would call every fraction below the first that keeps up endless.
  func steadyShare(of traffic: Traffic, agents: Double) -> (isSteady: Bool, occupancy: Double) {
    let places = agents * Double(concurrency)
    guard agents > 0, traffic.handleTime > 0 else { return (losesPatience, 1) }
    if !losesPatience, places - traffic.load <= 4 * places.ulp { return (false, 1) }
    var chain = ChatStates(self, agents: agents, leavers: 0, handleTime: traffic.handleTime, seconds: 0)
    return (true, chain.steadyOccupancy(arriving: traffic.load / traffic.handleTime, places: places))
  }
}

extension ChatStates {
  /// The share of places taken in the steady state, 0…1.
  ///
  /// - Parameter arriving: contacts a second.
  mutating func steadyOccupancy(arriving: Double, places: Double) -> Double {
    extend(to: count)
    var weight = 1.0
    var (sum, taken) = (1.0, 0.0)
    for state in 1..<max(1, count) where leaving[state] > 0 {
      weight *= arriving / leaving[state]
      sum += weight
      taken += weight * min(Double(state), places)
      guard sum > 1e200 else { continue }
      weight *= 1e-200
      sum *= 1e-200
      taken *= 1e-200
    }
    // A line without an end goes on falling by the same share.
    if !hasRoom, let last = leaving.last, last > arriving {
      let rest = weight * arriving / (last - arriving)
      sum += rest
      taken += rest * places
    }
    return min(1, taken / max(sum * places, 1e-300))
  }
}
