public import Workforce

#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// M/M/n: random arrivals, exponential handle times, unlimited patience, first come first served.
///
/// C = n / (n + (I − 1)(n − a)) with I = 1/B(n, a); the wait of those who wait is exponential with rate (n − a)/AHT.
/// At n ≤ a no steady state exists: everybody waits, for ever longer.
/// - SeeAlso: R. B. Cooper, *Introduction to Queueing Theory*, 2nd ed. (1981), section 3.5.
public struct ErlangC: QueueingModel {
  public init() {}

  public var name: String { "Erlang C" }
  public var losesPatience: Bool { false }

  /// Probability that an arriving contact waits: 0 at no load, 1 when `load >= agents` (and there is a load).
  ///
  /// - Complexity: that of `ErlangB.blocking`.
  /// - Parameters:
  ///   - agents: in position, also fractional.
  ///   - load: in erlangs.
  /// - SeeAlso: R. B. Cooper, *Introduction to Queueing Theory*, 2nd ed. (1981), section 3.5.
  public static func waitProbability(agents: Double, load: Double) -> Double {
    guard load > 0 else { return 0 }
    guard isStable(agents: agents, load: load) else { return 1 }
    return agents / (agents + (ErlangB.inverse(servers: agents, load: load) - 1) * (agents - load))
  }

  /// Whether a steady state exists. A load that rounding alone keeps below the staff (281.81 erlangs computed from
  /// contacts, for 281.81 agents) is not below it.
  static func isStable(agents: Double, load: Double) -> Bool { agents - load > 4 * agents.ulp }

  /// All figures at `agents` in position; shares 0…1, times in seconds, traffic in erlangs. Infinite waits where the queue
  /// is not stable.
  ///
  /// - SeeAlso: R. B. Cooper, *Introduction to Queueing Theory*, 2nd ed. (1981), section 3.5.
  public func performance(of traffic: Traffic, agents: Double, answeredWithin seconds: Double) -> QueuePerformance {
    precondition(agents >= 0 && seconds >= 0, "Erlang C needs agents >= 0 and a threshold >= 0")
    let load = traffic.load
    guard load > 0 else { return .idle(agents: agents) }
    guard Self.isStable(agents: agents, load: load) else {
      return QueuePerformance(
        agents: agents, waitProbability: 1, serviceLevel: 0, abandonment: 0, meanWaitAnswered: .infinity,
        meanWait: .infinity, occupancy: 1, meanQueue: .infinity)
    }
    let wait = Self.waitProbability(agents: agents, load: load)
    let spare = agents - load
    let meanWait = wait * traffic.handleTime / spare
    return QueuePerformance(
      agents: agents, waitProbability: wait,
      serviceLevel: 1 - wait * exp(-spare * seconds / traffic.handleTime), abandonment: 0,
      meanWaitAnswered: meanWait, meanWait: meanWait, occupancy: load / agents, meanQueue: wait * load / spare)
  }

  /// One pass of the recursion over the whole run.
  ///
  /// - Complexity: O(1) a staff beyond the first.
  /// - Parameters:
  ///   - traffic: in erlangs.
  ///   - agents: in position, ≥ 0.
  ///   - seconds: the threshold.
  ///   - weight: a share of contacts.
  ///   - sums: at least as many as `agents`.
  /// - SeeAlso: R. B. Cooper, *Introduction to Queueing Theory*, 2nd ed. (1981), section 3.5.
  public func addFigures(
    of traffic: Traffic, agents: ClosedRange<Int>, answeredWithin seconds: Double, weight: Double,
    to sums: inout [ServiceFigures]
  ) {
    let (load, handleTime) = (traffic.load, traffic.handleTime)
    guard load > 0 else {
      for index in 0..<agents.count { sums[index].add(ServiceFigures(.idle(agents: 0)), weight: weight) }
      return
    }
    var index = 0
    // Nobody is answered in time where no steady state exists.
    while index < agents.count, !Self.isStable(agents: Double(agents.lowerBound + index), load: load) {
      sums[index].meanWait = .infinity
      index += 1
    }
    guard index < agents.count else { return }
    let first = Double(agents.lowerBound + index)
    let factor = exp(-seconds / handleTime)
    let scale = 1 / load
    var inverse = ErlangB.inverse(servers: first, load: load)
    var later = exp(-(first - load) * seconds / handleTime)
    var staff = first
    while true {
      let spare = staff - load
      let wait = staff / (staff + (inverse - 1) * spare)
      let within = weight * (1 - wait * later)
      sums[index].serviceLevel += within
      sums[index].offeredWaitWithin += within
      sums[index].meanWait += weight * wait * handleTime / spare
      index += 1
      guard index < agents.count else { return }
      staff += 1
      inverse = 1 + staff * scale * inverse
      later *= factor
    }
  }

  /// One pass of the recursion: it starts at the least staff that is stable and within the occupancy cap and goes on
  /// upwards until every part of the target holds. The stable minimum is required even where the target asks nothing.
  ///
  /// - Complexity: O(√a) beyond the start; 150 ns on a usual mix of loads.
  /// - Returns: agents in position, whole; 0 where nothing arrives.
  /// - SeeAlso: R. B. Cooper, *Introduction to Queueing Theory*, 2nd ed. (1981), section 3.5, with the recursion of
  ///   Jagerman (1974).
  public func requiredAgents(for target: ServiceTarget, of traffic: Traffic) -> Int {
    let load = traffic.load
    guard load > 0 else { return 0 }
    var agents = (load + 4 * load.ulp).rounded(.down) + 1
    if let cap = target.maximumOccupancy {
      precondition(cap > 0, "an occupancy cap of \(cap) lets nobody work")
      agents = max(agents, (load / cap - 1e-9).rounded(.up))
    }
    if target.serviceLevel == nil && target.meanWait == nil { return Int(agents) }
    let mayWait = target.shareThatMayWait
    let meanWait = target.longestMeanWait * (1 + 1e-12)
    let handleTime = traffic.handleTime
    let decay = target.withinSeconds / handleTime
    // P(wait longer than the threshold) = C·e^(−(n−a)·T/AHT): the exponential goes down by one factor an agent.
    let factor = exp(-decay)
    var beyond = exp(-(agents - load) * decay)
    var inverse = ErlangB.inverse(servers: agents, load: load)
    while true {
      let spare = agents - load
      let denominator = agents + (inverse - 1) * spare
      if agents * beyond <= mayWait * denominator && agents * handleTime <= meanWait * spare * denominator {
        return Int(agents)
      }
      agents += 1
      inverse = 1 + agents / load * inverse
      beyond *= factor
    }
  }
}
