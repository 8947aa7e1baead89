#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

internal import Workforce

/// Chat as a birth–death chain: the number of conversations in progress or waiting, with how fast each state is left and
/// what a contact meets that arrives in it.
///
/// n agents share the conversations evenly and finish each the slower the more they hold; with all n·K places taken the
/// line moves at the full rate M. Who finds w waiting is served after w + 1 departures of the rates M, M + θ, …, M + wθ
/// (θ: one waiting customer gives up): e^(−θt) of that sum is a beta variable, and for θ = 0 the sum is Erlang's.
struct ChatChain {
  /// A second: conversations that end and customers who give up, by state.
  private(set) var leaving: [Double] = []
  /// What an arriving contact meets, by state.
  private var within: [Double] = []
  private var abandoned: [Double] = []
  private var abandonedShortly: [Double] = []
  private var offered: [Double] = []
  private var wait: [Double] = []
  /// Agents × the most that each holds.
  private let places: Double
  private let hasRoom: Bool

  /// - Parameters:
  ///   - agents: in position; a fraction is one who is there part of the time, and figures are mixed.
  ///   - leavers: agents who take nothing new but finish what they hold.
  ///   - room: states beyond the places, where nothing limits the line.
  init(
    _ settings: QueueSettings, agents: Double, leavers: Double, handleTime: Double, room: (Int) -> Int
  ) {
    let most = Double(settings.concurrency)
    places = agents * most
    hasRoom = settings.waitingRoom != nil
    let below = agents.rounded(.down)
    let share = agents - below
    let largest = Int((below + (share > 0 ? 1 : 0)) * most)
    let count = largest + min(settings.waitingRoom ?? room(largest), 20_000) + 1
    let zeros = [Double](repeating: 0, count: count)
    (leaving, within, abandoned, abandonedShortly, offered, wait) = (zeros, zeros, zeros, zeros, zeros, zeros)
    for (staff, weight) in [(below, 1 - share), (below + 1, share)] where weight > 0 {
      add(settings, agents: staff, leavers: leavers, handleTime: handleTime, weight: weight)
    }
  }

  private mutating func add(
    _ settings: QueueSettings, agents: Double, leavers: Double, handleTime: Double, weight: Double
  ) {
    let most = settings.concurrency
    let times = settings.concurrentHandleTimes ?? Array(repeating: 1, count: most)
    let staff = agents + leavers
    /// Conversations that end in a second while so many are shared evenly by `staff`.
    func ending(_ conversations: Double) -> Double {
      let each = staff > 0 ? min(conversations / staff, Double(most)) : 0
      let level = Int(each.rounded(.down))
      // An agent with q of them finishes q ÷ h(q), h relative to that of a full agent.
      func rate(_ q: Int) -> Double { q == 0 ? 0 : Double(q) / (times[q - 1] / times[most - 1]) }
      let part = each - Double(level)
      return staff * ((1 - part) * rate(level) + (part > 0 ? part * rate(level + 1) : 0)) / handleTime
    }
    let places = agents * Double(most)
    let full = ending(places)
    let giveUp = settings.patience.map { 1 / $0 } ?? 0
    let within = settings.target.withinSeconds
    var offered = LineTime(rate: max(full, 1e-12), step: giveUp, seconds: within)
    var served = LineTime(rate: full + giveUp, step: giveUp, seconds: within)
    var mean = 0.0
    for state in leaving.indices {
      let waiting = Double(state) - places
      guard waiting >= 0 else {
        leaving[state] += weight * ending(Double(state))
        self.within[state] += weight
        self.offered[state] += weight
        continue
      }
      leaving[state] += weight * (ending(Double(state)) + waiting * giveUp)
      if hasRoom, state == leaving.count - 1 { continue }
      let all = full + (waiting + 1) * giveUp
      let answered = all > 0 ? full / all : 0
      mean += all > 0 ? 1 / all : 1e12
      let late = offered.exceeds
      let servedLate = answered * served.exceeds
      self.within[state] += weight * max(0, answered - servedLate)
      abandoned[state] += weight * (1 - answered)
      let abandonedLate = max(0, exp(-giveUp * within) * late - servedLate)
      abandonedShortly[state] += weight * max(0, 1 - answered - abandonedLate)
      self.offered[state] += weight * (1 - late)
      wait[state] += weight * (giveUp > 0 ? (1 - answered) / giveUp : mean)
      offered.lengthen()
      served.lengthen()
    }
  }

  /// What a contact meets that arrives when the states have these probabilities.
  func figures(_ probabilities: [Double]) -> WaitFigures {
    func mean(_ values: [Double]) -> Double { zip(probabilities, values).reduce(0) { $0 + $1.0 * $1.1 } }
    var taken = 0.0
    for (state, probability) in probabilities.enumerated() { taken += probability * min(Double(state), places) }
    return WaitFigures(
      answeredWithin: min(1, mean(within)), abandoned: min(1, mean(abandoned)),
      abandonedShortly: mean(abandonedShortly), offeredWithin: min(1, mean(offered)),
      turnedAway: hasRoom ? probabilities.last ?? 0 : 0, meanWait: mean(wait),
      occupancy: min(1, taken / max(places, 1e-9)))
  }

  /// Probabilities a step later, by the implicit Euler scheme: (I − Δt·Qᵀ)p′ = p, a tridiagonal system.
  ///
  /// - Parameters:
  ///   - probabilities: of another chain, too: what lies beyond this one's states waits at its end.
  ///   - arriving: contacts a second.
  func step(_ probabilities: [Double], arriving: Double, seconds: Double) -> [Double] {
    var p = Array(probabilities.prefix(leaving.count))
    p += [Double](repeating: 0, count: leaving.count - p.count)
    p[p.count - 1] += probabilities.dropFirst(leaving.count).reduce(0, +)
    let (up, last) = (arriving * seconds, p.count - 1)
    // Eliminated from the top, then solved from the bottom.
    var diagonal = (0...last).map { 1 + ($0 < last ? up : 0) + leaving[$0] * seconds }
    for state in stride(from: last - 1, through: 0, by: -1) {
      let factor = leaving[state + 1] * seconds / diagonal[state + 1]
      diagonal[state] -= factor * up
      p[state] += factor * p[state + 1]
    }
    p[0] /= diagonal[0]
    if last > 0 { for state in 1...last { p[state] = (p[state] + up * p[state - 1]) / diagonal[state] } }
    return p
  }

  /// Probabilities in the long run at a steady rate of arrivals.
  func steady(arriving: Double) -> [Double] {
    var weights = [1.0]
    for state in 1..<max(2, leaving.count) where state < leaving.count {
      let next = weights[state - 1] * arriving / max(leaving[state], 1e-300)
      weights.append(next)
      if next > 1e200 { weights = weights.map { $0 * 1e-200 } }
    }
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }
}

/// P(a sum of exponential times of the rates r, r + θ, …, r + wθ exceeds a threshold), for w = 0, 1, ….
///
/// The sum is at most T where a beta variable of (w + 1, r/θ) is at most 1 − e^(−θT); each further w takes one term off:
/// I_x(w + 1, b) − I_x(w + 2, b) = x^(w+1)·(1 − x)^b·Γ(w + 1 + b) ÷ (Γ(w + 2)·Γ(b)). For θ = 0 that is Poisson's term.
private struct LineTime {
  private(set) var exceeds: Double
  private let rate: Double
  private let step: Double
  private let seconds: Double
  private var terms = 0.0
  /// ln of the last term.
  private var last: Double

  init(rate: Double, step: Double, seconds: Double) {
    (self.rate, self.step, self.seconds) = (rate, step, seconds)
    last = -rate * seconds
    exceeds = exp(last)
  }

  mutating func lengthen() {
    terms += 1
    // (b + w)·x with b·x → r·T as θ → 0.
    let x = -expm1(-step * seconds)
    let growth = step * seconds > 1e-12 ? (rate / step + terms - 1) * x : rate * seconds
    last += log(growth / terms)
    exceeds = min(1, exceeds + exp(last))
  }
}
