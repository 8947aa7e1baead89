public import Workforce

#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// M/M/n+M: Erlang C with customers whose patience is exponential, so a steady state exists at any staff.
///
/// With x = n·patience/AHT and y = a·patience/AHT, the states in which all agents are busy have the weights
/// yʲ / ((x+1)…(x+j)), j contacts waiting. Every figure is a sum over these weights (`WaitingSeries`), with terms of one
/// sign only; waits longer than the threshold T need a second sum at y·e^(−T/patience).
///
/// Service level here is the share answered within the threshold of all contacts offered.
/// - SeeAlso: O. Garnett, A. Mandelbaum, M. Reiman, *Designing a call center with impatient customers*, Manufacturing &
///   Service Operations Management 4 (2002); C. Palm, *Research on telephone traffic carried by full availability
///   groups* (1957).
public struct ErlangA: QueueingModel {
  /// Mean patience in seconds, > 0.
  public let patience: Double

  /// - Precondition: 0 < patience ≤ `QueueLimits.longestPatience`.
  public init(patience: Double) {
    precondition(patience > 0 && patience <= QueueLimits.longestPatience, "a patience of \(patience) s is out of range")
    self.patience = patience
  }

  public var name: String { "Erlang A" }
  public var losesPatience: Bool { true }

  /// All figures at `agents` in position; shares 0…1, times in seconds, traffic in erlangs.
  ///
  /// - Complexity: that of `figures`.
  /// - SeeAlso: O. Garnett, A. Mandelbaum, M. Reiman, *Designing a call center with impatient customers*, M&SOM 4
  ///   (2002).
  public func performance(of traffic: Traffic, agents: Double, answeredWithin seconds: Double) -> QueuePerformance {
    figures(of: traffic, agents: agents, within: seconds).performance
  }

  /// In constant time a staff where the expansion holds (`QuickErlangA`), else by the sums with one recursion for all.
  ///
  /// - Parameters:
  ///   - traffic: in erlangs.
  ///   - agents: in position, ≥ 0.
  ///   - seconds: the threshold.
  ///   - weight: a share of contacts.
  ///   - sums: at least as many as `agents`.
  /// - SeeAlso: O. Garnett, A. Mandelbaum, M. Reiman, *Designing a call center with impatient customers*, M&SOM 4
  ///   (2002).
  public func addFigures(
    of traffic: Traffic, agents: ClosedRange<Int>, answeredWithin seconds: Double, weight: Double,
    to sums: inout [ServiceFigures]
  ) {
    let load = traffic.load
    var inverse: Double?
    for (index, staff) in agents.enumerated() {
      let servers = Double(staff)
      let here: QueuePerformance
      if staff == 0 || load == 0 {
        here = performance(of: traffic, agents: servers, answeredWithin: seconds)
      } else if let quick = QuickErlangA(of: traffic, agents: servers, patience: patience, within: seconds) {
        inverse = nil
        here = quick.performance
      } else {
        let next = inverse.map { 1 + servers / load * $0 } ?? ErlangB.inverse(servers: servers, load: load)
        inverse = next
        here =
          Self.figures(
            of: traffic, servers: servers, inverse: next, patience: patience, within: seconds, withWaits: false
          ).performance
      }
      sums[index].add(ServiceFigures(here), weight: weight)
    }
  }

  /// Asks the model about five times: in constant time (`QuickErlangA`), and by the exact sums wherever the target is met
  /// or missed by less than 1e-10, or the staff is small.
  ///
  /// - Complexity: 0.5 to 4 µs in release builds at any load.
  /// - SeeAlso: O. Garnett, A. Mandelbaum, M. Reiman, *Designing a call center with impatient customers*, M&SOM 4
  ///   (2002); the constant-time figures rest on N. M. Temme, SIAM J. Math. Anal. 10 (1979).
  public func requiredAgents(for target: ServiceTarget, of traffic: Traffic) -> Int {
    let load = traffic.load
    guard load > 0, target.serviceLevel ?? 0 > 0 || !isMet(target, of: traffic, agents: 0) else { return 0 }
    return smallestStaff(
      startingAt: Int(fluidStaff(for: target, load: load).rounded(.up)), step: Int(load.squareRoot() / 2) + 1
    ) { staff in
      let agents = Double(staff)
      let quick = QuickErlangA(of: traffic, agents: agents, patience: patience, within: target.withinSeconds)
      if let quick, let isMet = quick.verdict(target, patience: patience) {
        return (isMet, quick.performance.margin(target, patience: patience))
      }
      let exact = Self.figures(
        of: traffic, servers: agents, inverse: ErlangB.inverse(servers: agents, load: load), patience: patience,
        within: target.withinSeconds, withWaits: false
      ).performance
      return (exact.meetsWithOccupancy(target), exact.margin(target, patience: patience))
    }
  }

  /// The staff that would do if neither arrivals nor handle times varied; the answer lies some √a beside it. Whoever is
  /// more than the staff can serve gives up, and all the others wait patience × ln(a/n).
  private func fluidStaff(for target: ServiceTarget, load: Double) -> Double {
    var staff = 0.0
    if let level = target.serviceLevel, level > 0 {
      staff = load * exp(-target.withinSeconds / patience)
      if target.definition == .ofOffered { staff = max(staff, load * level) }
    }
    if let wait = target.meanWait { staff = max(staff, load * (1 - wait / patience)) }
    if let cap = target.maximumAbandonment { staff = max(staff, load * (1 - cap)) }
    // Those who give up lighten the load, but at the cap nearly nobody does.
    if let cap = target.maximumOccupancy, cap < 1 { staff = max(staff, load / cap) }
    return max(1, staff)
  }

  /// All that the model says, beyond what the models have in common.
  public struct Figures: Hashable, Sendable {
    public var performance: QueuePerformance
    /// Share of contacts whose wait would be at most the threshold if they never gave up.
    public var offeredWaitWithin: Double
    /// Share answered within the threshold of those answered at all.
    public var answeredWithinOfAnswered: Double
    /// Share answered within the threshold of all but those who gave up within the threshold.
    public var answeredWithinWithoutShortAbandons: Double
    /// Mean time that a contact of unlimited patience would wait, in seconds.
    public var offeredWait: Double
  }

  /// - Parameter seconds: the threshold of the service levels, ≥ 0.
  /// - Complexity: O(√y) terms, y = load × patience ÷ handle time. Where y is beyond a thousand million, patience is
  ///   shortened to bring it there: no team is that large, and the sums stay finite.
  /// - SeeAlso: O. Garnett, A. Mandelbaum, M. Reiman, *Designing a call center with impatient customers*, M&SOM 4
  ///   (2002); DLMF 8.7.1 for the sums.
  public func figures(of traffic: Traffic, agents: Double, within seconds: Double) -> Figures {
    precondition(agents >= 0 && seconds >= 0, "Erlang A needs agents >= 0 and a threshold >= 0")
    let load = traffic.load
    guard load > 0 else {
      return Figures(
        performance: .idle(agents: agents), offeredWaitWithin: 1, answeredWithinOfAnswered: 1,
        answeredWithinWithoutShortAbandons: 1, offeredWait: 0)
    }
    guard agents > 0 else {
      // Nobody is ever answered; all wait as long as their patience lasts.
      let queue = load * patience / traffic.handleTime
      return Figures(
        performance: QueuePerformance(
          agents: 0, waitProbability: 1, serviceLevel: 0, abandonment: 1, meanWaitAnswered: .infinity,
          meanWait: patience, occupancy: 1, meanQueue: queue, offeredWaitWithin: 0,
          shortAbandonment: -expm1(-seconds / patience)),
        offeredWaitWithin: 0, answeredWithinOfAnswered: 0, answeredWithinWithoutShortAbandons: 0,
        offeredWait: .infinity)
    }
    let inverse = ErlangB.inverse(servers: agents, load: load)
    var figures = Self.figures(of: traffic, servers: agents, inverse: inverse, patience: patience, within: seconds)
    figures.performance.agents = agents
    return figures
  }

  /// The figures of any queue that serves at a constant rate, `servers` ÷ handle time, whenever somebody waits.
  ///
  /// - Parameters:
  ///   - servers: places at which contacts are served at once, > 0; reported as the agents.
  ///   - inverse: how likely it is that a place is free or the last one is taken with nobody waiting, as a multiple of
  ///     the latter: Σ πₛ ÷ π₍servers₎ over s ≤ servers. For M/M/n+M this is 1 / B(n, a).
  static func figures(
    of traffic: Traffic, servers: Double, inverse: Double, patience: Double, within seconds: Double,
    withWaits: Bool = true
  ) -> Figures {
    let load = traffic.load
    let patience = min(patience, 1e9 * traffic.handleTime / load)
    let x = servers * patience / traffic.handleTime
    let y = load * patience / traffic.handleTime
    let all = WaitingSeries(x: x, y: y, withWaits: withWaits)
    let busy = inverse.isInfinite ? 0 : all.sum / (all.first * (inverse - 1) + all.sum)
    let abandoned = min(1, busy * all.meanWaiting / y)
    let answered = 1 - abandoned

    // The density of the offered wait falls like exp(−nμt + y(1 − e^(−t/patience))); the integrals from T on are the
    // same series at the thinned y.
    let survival = exp(-seconds / patience)
    let later = WaitingSeries(x: x, y: y * survival, withWaits: false)
    let exponent =
      -servers * seconds / traffic.handleTime - y * expm1(-seconds / patience) + later.logPeak - all.logPeak
    let scale = busy * exp(exponent) / all.sum
    let offeredLater = min(busy, scale * later.sum)
    let answeredLater = min(answered, scale * later.sumWaiting * x / y)
    let answeredWithin = max(0, answered - answeredLater)
    let abandonedLater = max(0, survival * offeredLater - answeredLater)
    let meanWaitAnswered = answered > 0 ? busy * all.meanAnsweredWait * patience / answered : .infinity
    return Figures(
      performance: QueuePerformance(
        agents: servers, waitProbability: busy, serviceLevel: answeredWithin, abandonment: abandoned,
        meanWaitAnswered: meanWaitAnswered, meanWait: abandoned * patience,
        occupancy: min(1, load * answered / servers),
        meanQueue: busy * all.meanWaiting, offeredWaitWithin: 1 - offeredLater,
        shortAbandonment: max(0, abandoned - abandonedLater)),
      offeredWaitWithin: 1 - offeredLater, answeredWithinOfAnswered: answered > 0 ? answeredWithin / answered : 0,
      answeredWithinWithoutShortAbandons: answeredWithin / (1 - abandoned + abandonedLater),
      offeredWait: busy * all.meanOfferedWait * patience)
  }
}
