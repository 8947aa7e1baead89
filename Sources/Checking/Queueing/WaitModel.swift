#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

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
    figures(agents: [agents], load: load, handleTime: handleTime)[0]
  }

  /// Of several staffs beside the same load, which costs little more than of one.
  ///
  /// - Parameter agents: in position, also fractional.
  func figures(agents: [Double], load: Double, handleTime: Double) -> [WaitFigures] {
    var losses = LossReciprocals(load: load)
    guard let patience else {
      return agents.map { staff in
        guard staff > 0 else { return nobody }
        return patient(agents: staff, load: load, handleTime: handleTime, &losses)
      }
    }
    let some = agents.filter { $0 > 0 }
    guard let fewest = some.min(), let most = some.max() else { return agents.map { _ in nobody } }
    let density = WaitDensity(
      patience: patience, within: within, load: load, handleTime: handleTime, agents: fewest...most)
    return agents.map { staff in
      staff > 0 ? density.figures(agents: staff, full: losses.value(servers: staff)) : nobody
    }
  }

  /// Erlang C: g falls at the rate μn − λ.
  private func patient(
    agents: Double, load: Double, handleTime: Double, _ losses: inout LossReciprocals
  ) -> WaitFigures {
    let spare = agents - load
    guard spare > 4 * agents.ulp else { return WaitFigures(meanWait: .infinity, occupancy: 1) }
    let free = (losses.value(servers: agents) - 1) / agents
    let waits = 1 / (1 + free * spare)
    let within = 1 - waits * exp(-spare * self.within / handleTime)
    return WaitFigures(
      answeredWithin: within, offeredWithin: within, meanWait: waits * handleTime / spare, occupancy: load / agents)
  }

  /// Of contacts for whom nobody is in position.
  var nobody: WaitFigures {
    WaitFigures(
      abandoned: patience == nil ? 0 : 1, abandonedShortly: patience.map { -expm1(-within / $0) } ?? 0,
      meanWait: patience ?? .infinity, occupancy: 1)
  }
}

/// g of `WaitModel` with patience at points that serve a range of staffs: only e^(−μn·t) is another for each.
private struct WaitDensity {
  private let patience: Double
  private let within: Double
  private let load: Double
  /// A second: served by one agent, arriving.
  private let serving: Double
  private let arriving: Double
  /// Points in time, the length that each stands for, who still has patience, and what arrives until then of those who have.
  private var times: [Double] = []
  private var lengths: [Double] = []
  private var staying: [Double] = []
  private var growth: [Double] = []
  /// Points before the threshold.
  private var early = 0

  init(patience: Double, within: Double, load: Double, handleTime: Double, agents: ClosedRange<Double>) {
    (self.patience, self.within, self.load) = (patience, within, load)
    (serving, arriving) = (1 / handleTime, load / handleTime)
    let (begin, end) = span(of: agents)
    let all = arriving * patience
    // Resolved from the fastest fall on; further out as long as what arrives bends no faster.
    let first = 2 / (serving * agents.upperBound)
    var from = begin
    while from < end {
      let bend = all * exp(-from / patience)
      let smooth = bend > 1e-3 ? patience * min(2 / bend.squareRoot(), 1.2) : bend > 1e-12 ? 8 * patience : .infinity
      var to = min(end, from + min(max(first, from - begin), smooth))
      if from < within, within < to { to = within }
      for node in Quadrature.nodes(from: from, to: to) {
        let left = exp(-node.x / patience)
        times.append(node.x)
        lengths.append(node.weight)
        staying.append(left)
        growth.append(-all * expm1(-node.x / patience))
      }
      if to <= within { early = times.count }
      guard to > from else { break }
      from = to
    }
  }

  /// ln g.
  private func exponent(_ t: Double, _ agents: Double) -> Double {
    -serving * agents * t - arriving * patience * expm1(-t / patience)
  }

  /// g rises as long as those who still wait arrive faster than they are served.
  private func top(_ agents: Double) -> Double {
    arriving > serving * agents ? patience * log(arriving / (serving * agents)) : 0
  }

  /// Where g is more than next to nothing for some of the staffs: with many it falls early, with few late.
  private func span(of agents: ClosedRange<Double>) -> (begin: Double, end: Double) {
    func isNegligible(_ t: Double, _ agents: Double) -> Bool {
      exponent(t, agents) < exponent(top(agents), agents) - 45
    }
    let (fewest, most) = (agents.lowerBound, agents.upperBound)
    var end = max(top(fewest), patience * 1e-6)
    while !isNegligible(end, fewest), end < 1e15 { end = end * 2 + 1 / max(serving * fewest, 1 / patience) }
    end = Self.edge(from: top(fewest), to: end) { isNegligible($0, fewest) }
    return (isNegligible(0, most) ? Self.edge(from: top(most), to: 0) { isNegligible($0, most) } : 0, end)
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

  /// - Parameters:
  ///   - agents: of the range.
  ///   - full: the reciprocal of Erlang's loss function with so many.
  func figures(agents: Double, full: Double) -> WaitFigures {
    let rate = serving * agents
    let top = top(agents)
    let peak = exponent(top, agents)
    // ∫ g before and after the threshold, and of those who still have patience.
    var (soon, soonServed, late, lateServed) = (0.0, 0.0, 0.0, 0.0)
    for point in times.indices {
      let size = growth[point] - rate * times[point] - peak
      guard size > -45 else {
        if times[point] > top { break }
        continue
      }
      let weight = lengths[point] * exp(size)
      if point < early {
        soon += weight
        soonServed += weight * staying[point]
      } else {
        late += weight
        lateServed += weight * staying[point]
      }
    }
    // Σ πⱼ below n relative to π₍ₙ₋₁₎ is I(n−1) = (I(n) − 1)·a/n.
    let free = (full - 1) * load / agents * exp(-peak)
    let all = free + arriving * (soon + late)
    let isFree = free.isInfinite ? 1 : free / all
    func share(_ integral: Double) -> Double { free.isInfinite ? 0 : arriving * integral / all }
    let answered = min(1, isFree + share(soonServed + lateServed))
    return WaitFigures(
      answeredWithin: min(1, isFree + share(soonServed)), abandoned: 1 - answered,
      abandonedShortly: max(0, share(soon - soonServed) - expm1(-within / patience) * share(late)),
      offeredWithin: min(1, isFree + share(soon)), meanWait: (1 - answered) * patience,
      occupancy: min(1, load * answered / agents))
  }
}
