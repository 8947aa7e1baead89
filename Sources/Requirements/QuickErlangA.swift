internal import Workforce

#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// Erlang A in constant time, to about 1e-12: what the search for a requirement asks. Only where the answer is closer to
/// the target than `error` are the exact sums of `ErlangA.figures` asked, too.
///
/// With λ = a/n, x = n·patience/AHT, y = a·patience/AHT, τ = T/patience, and P, Q, D the incomplete gamma functions and
/// the density of `UniformGamma`:
///
///     Σ wⱼ ÷ w₀ = P(x, y)/D(x, y)            all who find every agent busy, as multiples of one who is first in line
///     I(n) − 1 = Q(n, a)/D(n, a)             all states with an agent free
///     P(wait > T | wait) = P(x, ye^(−τ))/P(x, y)
///
/// x and n have the same λ, so one set of coefficients serves both. Up to 64 agents the recursion of Erlang's B is as
/// quick, and where customers are so impatient that x is below 64, so are the sums of the line.
struct QuickErlangA {
  /// Larger than any error of the shares below, by two orders of magnitude.
  static let error = 1e-10

  /// The shares that a target can name; the waits of those answered are not computed.
  let performance: QueuePerformance

  /// - Parameter agents: > 0.
  /// - Returns: nil where the expansion doesn't hold: a staff of twice the load or half of it.
  init?(of traffic: Traffic, agents: Double, patience: Double, within seconds: Double) {
    let load = traffic.load
    let patience = min(patience, 1e9 * traffic.handleTime / load)
    let patiences = patience / traffic.handleTime
    let (x, y) = (agents * patiences, load * patiences)
    let excess = (load - agents) / agents
    let isLarge = agents >= UniformGamma.leastShape
    guard isLarge || x >= UniformGamma.leastShape, let gamma = UniformGamma(excess: excess) else { return nil }
    let free = isLarge ? gamma.upperRatio(agents) : ErlangB.inverse(servers: agents, load: load) - 1
    guard x >= UniformGamma.leastShape else {
      performance =
        ErlangA.figures(
          of: traffic, servers: agents, inverse: 1 + free, patience: patience, within: seconds, withWaits: false
        ).performance
      return
    }
    let line = gamma.lower(x)
    let busy = free.isInfinite ? 0 : 1 / (1 + free / line.ratio)
    let abandoned = min(1, busy * max(0, (y - x) + x / line.ratio) / y)
    let answered = 1 - abandoned

    // The line thinned by those whose patience is shorter than the threshold.
    let survival = exp(-seconds / patience)
    let laterExcess = excess * survival + expm1(-seconds / patience)
    var offeredLater = 0.0
    var answeredLater = 0.0
    let fall = UniformGamma.halfSquare(excess: laterExcess) - (excess < 0 ? gamma.halfSquare : 0)
    // Beyond that, a share below 1e-19 waits so long. A line that shrinks passes 0 on its way down.
    if busy > 0, laterExcess > 0 || x * fall < 45 {
      let later = UniformGamma(excess: laterExcess)?.lower(x)
      if let later, excess >= 0 {
        offeredLater = busy * later.value / line.value
        answeredLater = busy * (later.value - later.density) / line.value * (x / y)
      } else {
        // Where the expansion ends, the series is short.
        let ratio = later?.ratio ?? WaitingSeries(x: x, y: y * survival, withWaits: false).sum
        let scale =
          excess < 0
          ? busy * exp(-x * fall) / line.ratio
          : busy * UniformGamma.density(x, halfSquare: fall) / line.value
        offeredLater = scale * ratio
        answeredLater = scale * (ratio - 1) * (x / y)
      }
      offeredLater = min(busy, max(0, offeredLater))
      answeredLater = min(answered, max(0, answeredLater))
    }
    let abandonedLater = max(0, survival * offeredLater - answeredLater)
    performance = QueuePerformance(
      agents: agents, waitProbability: busy, serviceLevel: max(0, answered - answeredLater), abandonment: abandoned,
      meanWaitAnswered: .nan, meanWait: abandoned * patience, occupancy: min(1, load * answered / agents),
      meanQueue: abandoned * y, offeredWaitWithin: 1 - offeredLater,
      shortAbandonment: max(0, abandoned - abandonedLater))
  }

  /// Whether the target is met; nil where that is too close to call.
  func verdict(_ target: ServiceTarget, patience: Double) -> Bool? {
    func answer(_ error: Double) -> Bool {
      var shifted = performance
      shifted.serviceLevel += error
      shifted.offeredWaitWithin += error
      shifted.shortAbandonment += error
      shifted.abandonment -= error
      shifted.meanWait -= error * patience
      shifted.occupancy = min(1, shifted.occupancy - error)
      return shifted.meetsWithOccupancy(target)
    }
    let hopeful = answer(Self.error)
    return hopeful == answer(-Self.error) ? hopeful : nil
  }
}

extension QueuePerformance {
  /// Whether every part of the target is met, the occupancy cap included.
  func meetsWithOccupancy(_ target: ServiceTarget) -> Bool {
    meets(target) && occupancy <= (target.maximumOccupancy ?? 1) + 1e-12
  }

  /// By how much the target is met, as a share of contacts or of time: the least of its parts. Only a hint where to look
  /// next: `meets` decides.
  func margin(_ target: ServiceTarget, patience: Double) -> Double {
    var least = 1.0
    if let level = target.serviceLevel { least = min(least, serviceLevel(target.definition) - level) }
    if let wait = target.meanWait { least = min(least, (wait - meanWait) / patience) }
    if let cap = target.maximumAbandonment { least = min(least, cap - abandonment) }
    if let cap = target.maximumOccupancy { least = min(least, cap - occupancy) }
    return least
  }
}
