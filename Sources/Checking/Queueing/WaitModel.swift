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
    var end = max(top, patience * 1e-6)
    while exponent(end) > peak - 45 { end = end * 2 + 1 / max(serving, leaving) }
    var low = top
    while end - low > 1e-3 * end {
      let middle = (low + end) / 2
      if exponent(middle) > peak - 45 { low = middle } else { end = middle }
    }
    func integral(_ from: Double, _ to: Double, _ survive: Bool) -> Double {
      guard to > from else { return 0 }
      return Quadrature.sum(from: from, to: to, panels: 32) { t in
        exp(exponent(t) - peak - (survive ? leaving * t : 0))
      }
    }
    let cut = min(within, end)
    let early = integral(0, cut, false)
    let late = integral(cut, end, false)
    let earlyServed = integral(0, cut, true)
    let lateServed = integral(cut, end, true)
    // Σ πⱼ below n relative to π₍ₙ₋₁₎ is I(n−1) = (I(n) − 1)·a/n.
    let free = (LossReciprocal.value(servers: agents, load: load) - 1) * load / agents * exp(-peak)
    let all = free + arriving * (early + late)
    let isFree = free.isInfinite ? 1 : free / all
    func share(_ integral: Double) -> Double { free.isInfinite ? 0 : arriving * integral / all }
    let answered = min(1, isFree + share(earlyServed + lateServed))
    return WaitFigures(
      answeredWithin: min(1, isFree + share(earlyServed)), abandoned: 1 - answered,
      abandonedShortly: max(0, share(early - earlyServed)), offeredWithin: min(1, isFree + share(early)),
      meanWait: (1 - answered) * patience, occupancy: min(1, load * answered / agents))
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
