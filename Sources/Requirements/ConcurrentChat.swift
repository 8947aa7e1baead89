public import Workforce

#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// Chat: every agent holds up to a number of conversations at once, and each takes the longer the more are open.
///
/// A birth–death chain on the conversations s in progress. Routing gives the next one to whoever holds least, so of n
/// agents s mod n hold ⌊s/n⌋ + 1 and the others ⌊s/n⌋, and conversations end at the rate
/// μ(s) = (n − r)·q/h(q) + r·(q+1)/h(q+1), q = ⌊s/n⌋, r = s mod n. Once all n·K places are taken the chain is that of
/// Erlang C or A with n·K servers, whose waits are known in closed form; only what happens below differs.
///
/// The load that `Traffic` gives is arrival rate × handle time **at full concurrency** h(K), in conversations.
/// Occupancy is the share of the places that are taken. Dividing the handle time by K instead (n·K half-idle "servers")
/// ignores that agents with few conversations are faster and, above all, that n·K places need n·K conversations.
/// - SeeAlso: J. Luo, J. Zhang, *Staffing and control of instant messaging contact centers*, Operations Research 61
///   (2013), on the processor-sharing server with a limited number of customers.
public struct ConcurrentChat: QueueingModel {
  /// K, the most conversations an agent holds at once, ≥ 1.
  public let concurrency: Int
  /// Handle time of a conversation while its agent holds 1, 2, …, K, relative to that at K: K entries, > 0, the last 1.
  public let pace: [Double]
  /// Mean patience of a waiting customer in seconds; nil = unlimited.
  public let patience: Double?
  /// How many may wait; the next one is turned away. Nil = unlimited.
  public let waitingRoom: Int?

  /// - Parameter handleTimes: seconds a conversation takes while its agent holds 1, 2, …, K; only their ratios count.
  ///   Nil = the same at every level. An agent must not finish fewer conversations an hour by holding more of them.
  /// - Precondition: what `QueueLimits.isThroughputRising` says of the handle times, and ranges as documented.
  public init(concurrency: Int, handleTimes: [Double]? = nil, patience: Double? = nil, waitingRoom: Int? = nil) {
    precondition(
      (1...QueueLimits.largestConcurrency).contains(concurrency), "a concurrency of \(concurrency) is out of range")
    precondition(handleTimes.map { $0.count == concurrency } ?? true, "each level of concurrency needs a handle time")
    precondition(
      handleTimes.map(QueueLimits.isThroughputRising) ?? true, "more conversations at once must not finish fewer")
    precondition(patience.map { $0 > 0 && $0 <= QueueLimits.longestPatience } ?? true, "the patience is out of range")
    precondition(
      waitingRoom.map { (0...QueueLimits.largestWaitingRoom).contains($0) } ?? true, "the room is out of range")
    self.concurrency = concurrency
    self.patience = patience
    self.waitingRoom = waitingRoom
    let full = handleTimes?.last ?? 1
    pace = handleTimes?.map { $0 / full } ?? Array(repeating: 1, count: concurrency)
  }

  public var name: String { patience == nil ? "chat chain" : "chat chain with patience" }
  /// A waiting room that is full turns away, which keeps the waits of a limited one finite, too.
  public var losesPatience: Bool { patience != nil || waitingRoom != nil }

  /// Between whole numbers of agents the figures are mixed in proportion: an agent who is there half the time.
  /// Traffic in erlangs at full concurrency, agents in position, the threshold in seconds.
  ///
  /// - Complexity: O(agents × concurrency).
  /// - SeeAlso: J. Luo, J. Zhang, *Staffing and control of instant messaging contact centers*, Operations Research 61
  ///   (2013); the waits are those of Erlang C and A, docs/staffing.md, *Chat*.
  public func performance(of traffic: Traffic, agents: Double, answeredWithin seconds: Double) -> QueuePerformance {
    precondition(agents >= 0 && seconds >= 0, "chat needs agents >= 0 and a threshold >= 0")
    guard traffic.load > 0 else { return .idle(agents: agents) }
    let below = agents.rounded(.down)
    var result = figures(of: traffic, agents: Int(min(below, ErlangB.largestLoad)), within: seconds)
    if agents > below {
      let above = figures(of: traffic, agents: Int(min(below, ErlangB.largestLoad)) + 1, within: seconds)
      result = result.mixed(with: above, share: agents - below)
    }
    result.agents = agents
    return result
  }

  /// The smallest whole number of agents in position that meets `target`, of traffic in erlangs at full concurrency.
  ///
  /// - Complexity: O(agents × concurrency × log agents).
  /// - SeeAlso: J. Luo, J. Zhang, *Staffing and control of instant messaging contact centers*, Operations Research 61
  ///   (2013).
  public func requiredAgents(for target: ServiceTarget, of traffic: Traffic) -> Int {
    guard traffic.load > 0, !isMet(target, of: traffic, agents: 0) else { return 0 }
    return smallestStaff(startingAt: Int((traffic.load / Double(concurrency)).rounded(.up))) {
      isMet(target, of: traffic, agents: Double($0))
    }
  }

  private func figures(of traffic: Traffic, agents: Int, within seconds: Double) -> QueuePerformance {
    guard agents > 0 else { return withoutAgents(traffic, within: seconds) }
    let places = Double(agents * concurrency)
    let served = ServedStates(agents: agents, pace: pace, load: traffic.load)
    if let waitingRoom {
      return finiteRoom(waitingRoom, traffic: traffic, places: places, served: served, within: seconds)
    }
    if let patience {
      var result = ErlangA.figures(
        of: traffic, servers: places, inverse: served.inverse, patience: patience, within: seconds
      ).performance
      result.occupancy = min(1, (1 - result.waitProbability) * served.meanBelow / places + result.waitProbability)
      return result
    }
    guard ErlangC.isStable(agents: places, load: traffic.load) else {
      return QueuePerformance(
        agents: Double(agents), waitProbability: 1, serviceLevel: 0, abandonment: 0, meanWaitAnswered: .infinity,
        meanWait: .infinity, occupancy: 1, meanQueue: .infinity)
    }
    let utilisation = traffic.load / places
    let wait = 1 / (1 + (served.inverse - 1) * (1 - utilisation))
    let spare = places - traffic.load
    let meanWait = wait * traffic.handleTime / spare
    return QueuePerformance(
      agents: Double(agents), waitProbability: wait,
      serviceLevel: 1 - wait * exp(-spare * seconds / traffic.handleTime), abandonment: 0, meanWaitAnswered: meanWait,
      meanWait: meanWait, occupancy: min(1, (1 - wait) * served.meanBelow / places + wait),
      meanQueue: wait * traffic.load / spare)
  }

  /// Nobody is ever answered.
  private func withoutAgents(_ traffic: Traffic, within seconds: Double) -> QueuePerformance {
    let patience = patience ?? .infinity
    return QueuePerformance(
      agents: 0, waitProbability: 1, serviceLevel: 0, abandonment: patience.isFinite ? 1 : 0,
      meanWaitAnswered: .infinity, meanWait: patience, occupancy: 1,
      meanQueue: traffic.load * patience / max(traffic.handleTime, 1e-9), offeredWaitWithin: 0,
      shortAbandonment: patience.isFinite ? -expm1(-seconds / patience) : 0)
  }

  /// At most `room` wait: the sums state by state.
  private func finiteRoom(
    _ room: Int, traffic: Traffic, places: Double, served: ServedStates, within seconds: Double
  ) -> QueuePerformance {
    let full = places / traffic.handleTime
    let leaving = patience.map { 1 / $0 } ?? 0
    let arriving = traffic.load / traffic.handleTime
    var states = WaitingStates(
      free: served.inverse - 1, full: full, leaving: leaving, arriving: arriving, seconds: seconds)
    for _ in 0..<room where !states.isSettled { states.addState() }
    let busy = states.busyShare
    let abandoned = leaving * states.meanQueue / arriving
    let answered = max(0, 1 - states.turnedAway - abandoned)
    let abandonedLater = max(0, exp(-leaving * seconds) * states.late - states.answeredLate)
    return QueuePerformance(
      agents: places / Double(concurrency), waitProbability: max(0, busy - states.turnedAway),
      serviceLevel: max(0, min(answered, 1 - busy + states.answeredAfterWait - states.answeredLate)),
      abandonment: min(1, abandoned), meanWaitAnswered: answered > 0 ? states.answeredWait / answered : .infinity,
      meanWait: states.meanQueue / arriving,
      occupancy: min(1, (1 - busy) * served.meanBelow / places + busy), meanQueue: states.meanQueue,
      offeredWaitWithin: max(0, 1 - states.turnedAway - states.late),
      shortAbandonment: max(0, abandoned - abandonedLater), turnedAway: states.turnedAway)
  }
}

/// The states of the chain in which a place is free, and the one in which the last is just taken.
struct ServedStates {
  /// Σ πₛ ÷ π₍N₎ over s = 0…N, N all places; infinite where full houses are beyond any number.
  private(set) var inverse: Double
  /// Mean number of conversations while a place is free.
  private(set) var meanBelow: Double

  /// The weights rise until the staff finishes as many as arrive and fall from there on, so they are summed from the
  /// largest outwards, each way until what is left no longer counts.
  ///
  /// - Complexity: O(√load) as a rule; the whole of a level where agents finish no more at it than below.
  init(agents: Int, pace: [Double], load: Double) {
    let staff = Double(agents)
    let places = staff * Double(pace.count)
    /// Conversations that end in a mean handle time while so many are in progress, from 1 to all places.
    func ending(_ conversations: Double) -> Double {
      let level = min(Double(pace.count - 1), ((conversations - 1) / staff).rounded(.down))
      let ahead = conversations - level * staff
      let lower = level > 0 ? level / pace[Int(level) - 1] : 0
      return (staff - ahead) * lower + ahead * (level + 1) / pace[Int(level)]
    }
    // The most conversations that end no faster than they begin.
    var peak = 0.0
    var beyond = places + 1
    while beyond - peak > 1 {
      let middle = ((peak + beyond) / 2).rounded(.down)
      if ending(middle) <= load { peak = middle } else { beyond = middle }
    }
    let negligible = 1e-18
    // All of it relative to the peak; moments about the peak.
    var below = 0.0
    var moment = 0.0
    var weight = 1.0
    var state = peak
    while state > 0 {
      let ratio = ending(state) / load
      weight *= ratio
      state -= 1
      below += weight
      moment += weight * (state - peak)
      if weight * ratio < negligible * (1 + below) * (1 - ratio) { break }
    }
    var last = 1.0
    state = peak
    while state < places {
      below += last
      moment += last * (state - peak)
      state += 1
      let ratio = load / ending(state)
      last *= ratio
      if last < 1e-300 {
        last = 0
        break
      }
    }
    inverse = last > 0 ? 1 + below / last : .infinity
    meanBelow = below > 0 ? peak + moment / below : peak
  }
}
