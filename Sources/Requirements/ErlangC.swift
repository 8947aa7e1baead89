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
  /// - Parameter agents: in position; the threshold in seconds, traffic in erlangs.
  /// - SeeAlso: R. B. Cooper, *Introduction to Queueing Theory*, 2nd ed. (1981), section 3.5.
  public func performances(
    of traffic: Traffic, agents: ClosedRange<Int>, answeredWithin seconds: Double
  ) -> [QueuePerformance] {
    let (load, handleTime) = (traffic.load, traffic.handleTime)
    guard load > 0 else { return agents.map { .idle(agents: Double($0)) } }
    let factor = exp(-seconds / handleTime)
    var inverse: Double?
    var later = 0.0
    return agents.map { staff in
      let agents = Double(staff)
      guard Self.isStable(agents: agents, load: load) else {
        return performance(of: traffic, agents: agents, answeredWithin: seconds)
      }
      let spare = agents - load
      if let before = inverse {
        inverse = 1 + agents / load * before
        later *= factor
      } else {
        inverse = ErlangB.inverse(servers: agents, load: load)
        later = exp(-spare * seconds / handleTime)
      }
      let wait = agents / (agents + ((inverse ?? .infinity) - 1) * spare)
      let within = 1 - wait * later
      return QueuePerformance(
        agents: agents, waitProbability: wait, serviceLevel: within, abandonment: 0, meanWaitAnswered: 0,
        meanWait: wait * handleTime / spare, occupancy: 0, meanQueue: 0)
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
