public import Workforce

/// What arrives in an interval, as the queueing models see it.
public struct Traffic: Hashable, Sendable {
  /// Offered load in erlangs: arrival rate × handle time.
  public var load: Double
  /// Mean handle time in seconds (talk, hold and after-call work).
  public var handleTime: Double

  /// - Precondition: both are finite and ≥ 0, the load at most `ErlangB.largestLoad`.
  public init(load: Double, handleTime: Double) {
    precondition(load >= 0 && load <= ErlangB.largestLoad, "an offered load of \(load) erlangs is out of range")
    precondition(handleTime >= 0 && handleTime.isFinite, "a handle time of \(handleTime) s is out of range")
    self.load = load
    self.handleTime = handleTime
  }

  /// `contacts` that arrive evenly over `seconds` and take `handleTime` seconds each.
  public init(contacts: Double, over seconds: Double, handleTime: Double) {
    precondition(seconds > 0, "an interval of \(seconds) s is out of range")
    self.init(load: contacts * handleTime / seconds, handleTime: handleTime)
  }
}

/// What customers and agents experience at a given staff. Times in seconds, shares 0…1.
public struct QueuePerformance: Hashable, Codable, Sendable {
  /// Agents in position; may be fractional.
  public var agents: Double
  /// Share of contacts that find every agent busy and wait; those turned away at once don't.
  public var waitProbability: Double
  /// Share of all contacts that are answered within the threshold; abandoned contacts count as not answered.
  public var serviceLevel: Double
  /// Share of contacts that give up; 0 in a model with unlimited patience.
  public var abandonment: Double
  /// Mean wait of answered contacts (average speed of answer); infinite where the queue grows for ever.
  public var meanWaitAnswered: Double
  /// Mean wait of all contacts, those that gave up included.
  public var meanWait: Double
  /// Share of the agents' time that is spent on contacts.
  public var occupancy: Double
  /// Mean number of waiting contacts.
  public var meanQueue: Double
  /// Share of contacts whose wait would be at most the threshold if they never gave up.
  public var offeredWaitWithin: Double
  /// Share of contacts that give up within the threshold; part of `abandonment`.
  public var shortAbandonment: Double
  /// Share of contacts that find the waiting room full and are turned away; 0 where nothing limits it.
  public var turnedAway: Double

  /// - Parameter offeredWaitWithin: nil = the service level, which it is where nobody gives up.
  public init(
    agents: Double, waitProbability: Double, serviceLevel: Double, abandonment: Double, meanWaitAnswered: Double,
    meanWait: Double, occupancy: Double, meanQueue: Double, offeredWaitWithin: Double? = nil,
    shortAbandonment: Double = 0, turnedAway: Double = 0
  ) {
    self.agents = agents
    self.waitProbability = waitProbability
    self.serviceLevel = serviceLevel
    self.abandonment = abandonment
    self.meanWaitAnswered = meanWaitAnswered
    self.meanWait = meanWait
    self.occupancy = occupancy
    self.meanQueue = meanQueue
    self.offeredWaitWithin = offeredWaitWithin ?? serviceLevel
    self.shortAbandonment = shortAbandonment
    self.turnedAway = turnedAway
  }

  /// Nobody arrives: nobody waits, nobody works.
  static func idle(agents: Double) -> QueuePerformance {
    QueuePerformance(
      agents: agents, waitProbability: 0, serviceLevel: 1, abandonment: 0, meanWaitAnswered: 0, meanWait: 0,
      occupancy: 0, meanQueue: 0)
  }
}

/// A queue in the steady state: traffic and agents in, what customers experience out, and back.
///
/// A model is one file that conforms; the inverse comes for free and may be replaced by a faster one.
public protocol QueueingModel: Sendable {
  /// As reports print it, for example `Erlang C`.
  var name: String { get }

  /// Whether customers who wait give up some time, so that every mean wait is finite.
  var losesPatience: Bool { get }

  /// - Parameters:
  ///   - agents: positions filled, ≥ 0, also fractional. Positions, not heads: shrinkage comes later.
  ///   - seconds: the threshold of the service level, ≥ 0.
  func performance(of traffic: Traffic, agents: Double, answeredWithin seconds: Double) -> QueuePerformance

  /// The smallest whole number of agents that meets every part of `target`; 0 where nothing arrives.
  func requiredAgents(for target: ServiceTarget, of traffic: Traffic) -> Int

  /// Adds the figures of each of a run of whole staffs, each times `weight`, to `sums`, which begin with the run's first.
  func addFigures(
    of traffic: Traffic, agents: ClosedRange<Int>, answeredWithin seconds: Double, weight: Double,
    to sums: inout [ServiceFigures])
}

extension QueueingModel {
  /// One question a staff.
  ///
  /// - Parameters:
  ///   - traffic: in erlangs.
  ///   - agents: in position, ≥ 0.
  ///   - seconds: the threshold.
  ///   - weight: a share of contacts.
  ///   - sums: at least as many as `agents`.
  /// - SeeAlso: the model's own source.
  public func addFigures(
    of traffic: Traffic, agents: ClosedRange<Int>, answeredWithin seconds: Double, weight: Double,
    to sums: inout [ServiceFigures]
  ) {
    for (index, staff) in agents.enumerated() {
      let here = performance(of: traffic, agents: Double(staff), answeredWithin: seconds)
      sums[index].add(ServiceFigures(here), weight: weight)
    }
  }
}

extension QueueingModel {
  /// Starts near the offered load: O(log n) evaluations. Every figure that a target can name gets better with every
  /// agent, so the smallest is well defined.
  ///
  /// - Returns: agents in position.
  /// - SeeAlso: the model's own source; docs/staffing.md, *Models*.
  public func requiredAgents(for target: ServiceTarget, of traffic: Traffic) -> Int {
    guard traffic.load > 0, !isMet(target, of: traffic, agents: 0) else { return 0 }
    return smallestStaff(startingAt: Int(traffic.load.rounded(.up))) { isMet(target, of: traffic, agents: Double($0)) }
  }

  /// The staff at which the target is met exactly, as a continuous number; 0 where nothing arrives.
  /// The whole number of `requiredAgents` lies less than one above it. Accurate to 1e-10 agents.
  ///
  /// - SeeAlso: the model's own, continued to fractional agents: D. L. Jagerman, *Some properties of the Erlang loss
  ///   function*, Bell System Technical Journal 53 (1974).
  public func fractionalAgents(for target: ServiceTarget, of traffic: Traffic) -> Double {
    let whole = requiredAgents(for: target, of: traffic)
    guard whole > 0 else { return 0 }
    var low = Double(whole - 1)
    var high = Double(whole)
    for _ in 0..<60 where high - low > 1e-11 * max(1, high) {
      let middle = (low + high) / 2
      if isMet(target, of: traffic, agents: middle) { high = middle } else { low = middle }
    }
    return high
  }

  /// Whether `agents` meet every part of `target`. Rounding errors of 1e-12 are forgiven.
  ///
  /// Shares 0…1, times in seconds, agents in position, traffic in erlangs.
  ///
  /// - SeeAlso: docs/staffing.md, *Models*, for what each part of a target means.
  public func isMet(_ target: ServiceTarget, of traffic: Traffic, agents: Double) -> Bool {
    guard traffic.load > 0 else { return true }
    let result = performance(of: traffic, agents: agents, answeredWithin: target.withinSeconds)
    guard result.meanWait.isFinite else { return false }
    if 1 - result.serviceLevel(target.definition) > target.shareThatMayWait { return false }
    if result.meanWait > target.longestMeanWait * (1 + 1e-12) { return false }
    if result.losesMore(than: target) || result.turnsAwayMore(than: target) { return false }
    if let cap = target.maximumOccupancy, result.occupancy > cap + 1e-12 { return false }
    return true
  }
}

extension ServiceTarget {
  /// 1 − service level. No staff answers everybody at once, so 100 % is read as all but one in a thousand million.
  var shareThatMayWait: Double { serviceLevel.map { max(1 - $0, 1e-9) + 1e-12 } ?? 2 }

  /// The mean wait that is asked for; 0 is read as a microsecond.
  var longestMeanWait: Double { meanWait.map { max($0, 1e-6) } ?? .infinity }
}

extension QueuePerformance {
  /// Share of contacts that are never answered: they give up, or a full waiting room turns them away; 0…1.
  ///
  /// - SeeAlso: docs/staffing.md, *Chat*.
  public var lost: Double { abandonment + turnedAway }

  /// Whether more are lost than `maximumAbandonment` allows.
  func losesMore(than target: ServiceTarget) -> Bool {
    target.maximumAbandonment.map { lost > max($0, 1e-9) + 1e-12 } ?? false
  }

  /// Whether a full waiting room turns away more than the target allows, stated or not.
  func turnsAwayMore(than target: ServiceTarget) -> Bool {
    target.largestTurnedAway.map { turnedAway > max($0, 1e-9) + 1e-12 } ?? false
  }

  /// The figures of a time of which `share` looks like `other`; what is infinite in either stays so.
  func mixed(with other: QueuePerformance, share: Double) -> QueuePerformance {
    func mix(_ figure: KeyPath<QueuePerformance, Double>) -> Double {
      (1 - share) * self[keyPath: figure] + share * other[keyPath: figure]
    }
    return QueuePerformance(
      agents: mix(\.agents), waitProbability: mix(\.waitProbability), serviceLevel: mix(\.serviceLevel),
      abandonment: mix(\.abandonment), meanWaitAnswered: mix(\.meanWaitAnswered), meanWait: mix(\.meanWait),
      occupancy: mix(\.occupancy), meanQueue: mix(\.meanQueue), offeredWaitWithin: mix(\.offeredWaitWithin),
      shortAbandonment: mix(\.shortAbandonment), turnedAway: mix(\.turnedAway))
  }
}
