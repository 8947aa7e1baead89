#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// Erlang A for large loads, by the normal approximation (Halfin–Whitt with customers who give up): only ever where a
/// search for the exact answer starts.
///
/// With c = (n − a)/AHT and v = a/(AHT·patience), the offered wait of those who wait has a density like
/// e^(−ct − vt²/2), and the chance of finding an agent free is that of a normal number of busy agents.
/// - SeeAlso: O. Garnett, A. Mandelbaum, M. Reiman, *Designing a call center with impatient customers*, Manufacturing &
///   Service Operations Management 4 (2002), section 4.
struct NormalQueue {
  let traffic: Traffic
  let patience: Double

  /// About the smallest staff for `target`, ≥ 1.
  func agents(for target: ServiceTarget) -> Double {
    let load = traffic.load
    var least = 1.0
    if let cap = target.maximumOccupancy, cap < 1 {
      // Those who give up lighten the load; at the cap nearly nobody does.
      least = max(1, (load / cap).rounded(.down))
    }
    guard load > 8 else { return max(least, load.rounded(.up)) }
    guard target.serviceLevel != nil || target.meanWait != nil || target.maximumAbandonment != nil else { return least }
    let width = 2 * load.squareRoot() + 1
    var low = max(1, load - width)
    var high = load + width
    while low > 1, meets(target, agents: low) {
      high = low
      low = max(1, 2 * low - load - width)
    }
    while !meets(target, agents: high), high < 4 * load + 1000 {
      low = high
      high += 2 * width
    }
    while high - low > 0.4 {
      let middle = (low + high) / 2
      if meets(target, agents: middle) { high = middle } else { low = middle }
    }
    let found = high.rounded()
    // Where the cap rules, the staff just below it may do because some give up.
    return max(1, max(found, least))
  }

  private func meets(_ target: ServiceTarget, agents: Double) -> Bool {
    let load = traffic.load
    let arriving = load / traffic.handleTime
    let leaving = 1 / patience
    let root = (arriving * leaving).squareRoot()
    let spare = (agents - load) / traffic.handleTime
    // Each integral of e^(−ct − vt²/2) from T on is Mills' ratio times the density at T.
    let all = Self.mills(spare / root) / root
    let kept = Self.mills((spare + leaving) / root) / root
    let position = (agents - load) / load.squareRoot()
    let free =
      load.squareRoot() * 0.5 * erfc(-position / 2.0.squareRoot()) * 2.5066282746310002
      * exp(min(position * position / 2, 600))
    let waiting = arriving * all / (arriving * all + free)
    let abandonment = max(0, waiting * (1 - kept / all))
    if let cap = target.maximumAbandonment, abandonment > cap { return false }
    if let wait = target.meanWait, abandonment * patience > wait { return false }
    guard let level = target.serviceLevel else { return true }
    let threshold = target.withinSeconds
    let decay = exp(-(spare + leaving) * threshold - root * root * threshold * threshold / 2)
    let late = Self.mills((spare + leaving) / root + root * threshold) / root * decay
    return 1 - waiting + waiting * (kept - late) / all >= level
  }

  /// Φᶜ(z) ÷ φ(z), bounded where it would overflow.
  private static func mills(_ z: Double) -> Double {
    if z > 6 { return 1 / (z + 1 / (z + 2 / (z + 3 / (z + 4 / z)))) }
    return 0.5 * erfc(z / 2.0.squareRoot()) * 2.5066282746310002 * exp(min(z * z / 2, 300))
  }
}
