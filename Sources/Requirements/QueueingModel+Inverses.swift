public import Workforce

#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// The questions that have no closed form: what a given staff can carry, and how long a share of contacts waits.
extension QueueingModel {
  /// The largest offered load in erlangs that `agents` carry within every part of `target`, to twelve digits.
  ///
  /// - Parameters:
  ///   - agents: positions filled, ≥ 0, also fractional.
  ///   - handleTime: mean handle time in seconds, > 0; held fixed, so that the contacts grow with the load.
  /// - Returns: 0 where no load at all meets the target; infinity where every load up to `ErlangB.largestLoad` does (the
  ///   target limits nothing, or nothing but the wait of customers who lose patience before).
  /// - Complexity: about 60 evaluations of the model; of the requirement where the staff is whole.
  /// - SeeAlso: bisection on `isMet`, which every model's figures make monotone in the load; docs/staffing.md,
  ///   *Models*.
  public func largestLoad(for target: ServiceTarget, agents: Double, handleTime: Double) -> Double {
    precondition(agents >= 0 && handleTime > 0, "a carried load needs agents >= 0 and a handle time > 0")
    return largest(upTo: Self.limits(agents)) { load in
      suffices(agents, for: target, of: Traffic(load: load, handleTime: handleTime))
    }
  }

  /// The longest mean handle time in seconds at which `agents` serve `contacts` in `seconds` within `target`.
  ///
  /// - Returns: 0 where no handle time meets the target; infinity where any does.
  /// - Complexity: about 60 evaluations of the model; of the requirement where the staff is whole.
  /// - SeeAlso: bisection on `isMet`, which every model's figures make monotone in the handle time; docs/staffing.md,
  ///   *Models*.
  public func largestHandleTime(
    for target: ServiceTarget, agents: Double, contacts: Double, over seconds: Double
  ) -> Double {
    precondition(agents >= 0 && contacts > 0 && seconds > 0, "a handle time needs agents, contacts and an interval")
    return largest(upTo: Self.limits(agents).map { $0 * seconds / contacts }) { time in
      suffices(
        agents, for: target, of: Traffic(load: min(contacts * time / seconds, ErlangB.largestLoad), handleTime: time))
    }
  }

  /// Loads beyond which to look no further: the first for speed, the last for good.
  private static func limits(_ agents: Double) -> [Double] {
    [min(100 * agents + 1, ErlangB.largestLoad), ErlangB.largestLoad]
  }

  /// Whether a staff is enough. Of a whole staff the requirement itself is asked: where nearly everybody must be answered,
  /// 1 − service level is known to few digits, and an inverse that is a hair more lenient than the requirement would name
  /// a load that needs one agent more.
  private func suffices(_ agents: Double, for target: ServiceTarget, of traffic: Traffic) -> Bool {
    guard isMet(target, of: traffic, agents: agents) else { return false }
    return agents != agents.rounded() || Double(requiredAgents(for: target, of: traffic)) <= agents
  }

  /// The shortest threshold in seconds within which the share `level` of contacts is answered (a quantile of the wait).
  ///
  /// - Parameter definition: which contacts `level` is a share of.
  /// - Returns: 0 where that many are answered at once; infinity where no threshold is long enough (the queue grows for
  ///   ever, or more than 1 − `level` give up).
  /// - Complexity: about 60 evaluations of the model.
  /// - SeeAlso: the distribution of the wait of the model: R. B. Cooper, *Introduction to Queueing Theory*, 2nd ed.
  ///   (1981), section 3.5 without, O. Garnett, A. Mandelbaum, M. Reiman, *Designing a call center with impatient
  ///   customers*, M&SOM 4 (2002) with patience.
  public func threshold(
    answering level: Double, definition: ServiceLevelDefinition = .ofOffered, of traffic: Traffic, agents: Double
  ) -> Double {
    precondition((0...1).contains(level), "a share of \(level) isn't in 0...1")
    // 100 % is read as in every target: all but one in a thousand million.
    let mayWait = ServiceTarget(serviceLevel: level).shareThatMayWait
    func isAnswered(_ seconds: Double) -> Bool {
      1 - performance(of: traffic, agents: agents, answeredWithin: seconds).serviceLevel(definition) <= mayWait
    }
    if isAnswered(0) { return 0 }
    var low = 0.0
    var high = max(1, traffic.handleTime)
    while !isAnswered(high) {
      low = high
      high *= 2
      if high > 1e10 { return .infinity }
    }
    for _ in 0..<100 where high - low > 1e-12 * high {
      let middle = (low + high) / 2
      if isAnswered(middle) { high = middle } else { low = middle }
    }
    return high
  }
}

/// The largest number for which `holds`, where it holds for every smaller one too; infinity where it holds for all.
///
/// - Parameter limits: rising; beyond the last nobody asks.
func largest(upTo limits: [Double], where holds: (Double) -> Bool) -> Double {
  guard let limit = limits.first(where: { !holds($0) }) else { return .infinity }
  guard limit > 0 else { return 0 }
  // Geometric steps down first, so that tiny answers keep their digits.
  var high = limit
  var low = limit / 2
  while !holds(low) {
    high = low
    low /= 2
    if low < limit * 1e-18 { return 0 }
  }
  for _ in 0..<60 where high - low > 1e-13 * high {
    let middle = (low + high) / 2
    if holds(middle) { low = middle } else { high = middle }
  }
  return low
}
