#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// What contacts meet that arrive at random beside a given load: shares of all contacts, times in seconds.
struct WaitFigures: Equatable {
  var answeredWithin: Double
  var abandoned: Double
  /// Gave up within the threshold; part of `abandoned`.
  var abandonedShortly: Double
  /// Would wait at most the threshold with patience without end.
  var offeredWithin: Double
  /// Of all contacts; infinite where the line grows for ever.
  var meanWait: Double
  /// Share of the agents' time that is spent on contacts.
  var occupancy: Double
}

/// Waiting by the density of the wait itself.
///
/// With all n agents busy the line moves at the rate μn. A contact of endless patience would wait t with the density
/// λπ₍ₙ₋₁₎·g(t), g(t) = exp(−μn·t + λ∫₀ᵗ P(patience > u) du): Erlang C without patience, M/M/n+M with an exponential one.
/// Every figure is an integral of g: those answered have patience left after t.
/// - SeeAlso: F. Baccelli, G. Hebuterne, *On queues with impatient customers*, Performance '81 (1981).
struct WaitModel {
  /// Mean patience in seconds; nil = without end.
  var patience: Double?
  /// The threshold in seconds.
  var within: Double

  /// - Parameters:
  ///   - agents: in position, also fractional.
  ///   - load: in erlangs, > 0.
  ///   - handleTime: in seconds, > 0.
  func figures(agents: Double, load: Double, handleTime: Double) -> WaitFigures {
    guard agents > 0 else { return nobody }
    guard let patience else { return patient(agents: agents, load: load, handleTime: handleTime) }
    let (serving, arriving, leaving) = (agents / handleTime, load / handleTime, 1 / patience)
    func exponent(_ t: Double) -> Double { -serving * t - arriving * patience * expm1(-leaving * t) }
    // g rises as long as those who still wait arrive faster than they are served.
    let top = arriving > serving ? patience * log(arriving / serving) : 0
    let peak = exponent(top)
    func isNegligible(_ t: Double) -> Bool { exponent(t) < peak - 45 }
    var end = max(top, patience * 1e-6)
    while !isNegligible(end), end < 1e15 { end = end * 2 + 1 / max(serving, leaving) }
    end = Self.edge(from: top, to: end, isNegligible)
    let begin = isNegligible(0) ? Self.edge(from: top, to: 0, isNegligible) : 0
    // Near 0 everything moves within a patience or a service, whatever the range.
    var cuts = (0...24).map { begin + (end - begin) * Double($0) / 24 }
    var near = min(patience, 1 / serving) / 2
    while near < end, cuts.count < 200 {
      cuts.append(near)
      near *= 2
    }
    /// ∫ g, and of those who still have patience.
    func integral(_ from: Double, _ to: Double) -> (all: Double, served: Double) {
      guard to > from else { return (0, 0) }
      let bounds = ([from, to] + cuts.filter { from < $0 && $0 < to }).sorted()
      var sum = (all: 0.0, served: 0.0)
      for (low, high) in zip(bounds, bounds.dropFirst()) {
        for node in Quadrature.nodes(from: low, to: high) {
          let weight = node.weight * exp(exponent(node.x) - peak)
          sum.all += weight
          sum.served += weight * exp(-leaving * node.x)
        }
      }
      return sum
    }
    let cut = min(max(within, begin), end)
    let early = integral(begin, cut)
    let late = integral(cut, end)
    // Σ πⱼ below n relative to π₍ₙ₋₁₎ is I(n−1) = (I(n) − 1)·a/n.
    let free = (LossReciprocal.value(servers: agents, load: load) - 1) * load / agents * exp(-peak)
    let all = free + arriving * (early.all + late.all)
    let isFree = free.isInfinite ? 1 : free / all
    func share(_ integral: Double) -> Double { free.isInfinite ? 0 : arriving * integral / all }
    let answered = min(1, isFree + share(early.served + late.served))
    return WaitFigures(
      answeredWithin: min(1, isFree + share(early.served)), abandoned: 1 - answered,
      abandonedShortly: max(0, share(early.all - early.served) - expm1(-leaving * within) * share(late.all)),
      offeredWithin: min(1, isFree + share(early.all)),
      meanWait: (1 - answered) * patience, occupancy: min(1, load * answered / agents))
  }

  /// Between `from`, which counts, and `to`, which doesn't: where it begins not to.
  private static func edge(from: Double, to: Double, _ isNegligible: (Double) -> Bool) -> Double {
    var (inside, outside) = (from, to)
    for _ in 0..<60 where abs(outside - inside) > 1e-3 * abs(outside) + 1e-12 {
      let middle = (inside + outside) / 2
      if isNegligible(middle) { outside = middle } else { inside = middle }
    }
    return outside
  }

  /// Erlang C: g falls at the rate μn − λ.
  private func patient(agents: Double, load: Double, handleTime: Double) -> WaitFigures {
    let spare = agents - load
    guard spare > 4 * agents.ulp else {
      return WaitFigures(
        answeredWithin: 0, abandoned: 0, abandonedShortly: 0, offeredWithin: 0, meanWait: .infinity, occupancy: 1)
    }
    let free = (LossReciprocal.value(servers: agents, load: load) - 1) / agents
    let waits = 1 / (1 + free * spare)
    let within = 1 - waits * exp(-spare * self.within / handleTime)
    return WaitFigures(
      answeredWithin: within, abandoned: 0, abandonedShortly: 0, offeredWithin: within,
      meanWait: waits * handleTime / spare, occupancy: load / agents)
  }

  private var nobody: WaitFigures {
    WaitFigures(
      answeredWithin: 0, abandoned: patience == nil ? 0 : 1,
      abandonedShortly: patience.map { -expm1(-within / $0) } ?? 0, offeredWithin: 0, meanWait: patience ?? .infinity,
      occupancy: 1)
  }
}
