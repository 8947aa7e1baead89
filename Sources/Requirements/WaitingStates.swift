#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// The states of a full house with a waiting room of limited size, one by one.
///
/// A contact that finds j waiting needs j + 1 departures, of rates M + kθ for k = 0…j: M that of all places together, θ
/// that of one customer's giving up. Its own patience lasts so long with the probability M / (M + (j+1)θ), and given
/// that, the departures have the rates M + (k+1)θ. The number of departures in a time is Poisson for θ = 0 and negative
/// binomial otherwise, so each further state costs one term.
struct WaitingStates {
  private let full: Double
  private let leaving: Double
  private let arriving: Double
  private let free: Double
  private var offered: DepartureTimes
  private var kept: DepartureTimes
  private var waiting = 0.0
  /// Weight of the state with `waiting` waiting, relative to `scale`, and the sums over the states before it.
  private var weight = 1.0
  private var scale = 1.0
  private var before = 0.0
  private var queue = 0.0
  private var lateSum = 0.0
  private var answeredSum = 0.0
  private var answeredLateSum = 0.0
  private var answeredWaitSum = 0.0
  private var meanDepartures = 0.0

  /// - Parameters:
  ///   - free: weight of all states in which a place is free, relative to the first with none; may be infinite.
  ///   - full: departures a second with all places taken, > 0.
  ///   - leaving: of one waiting customer who gives up, ≥ 0.
  ///   - arriving: contacts a second, > 0.
  ///   - seconds: the threshold.
  init(free: Double, full: Double, leaving: Double, arriving: Double, seconds: Double) {
    self.free = free
    self.full = full
    self.leaving = leaving
    self.arriving = arriving
    offered = DepartureTimes(first: full, step: leaving, seconds: seconds)
    kept = DepartureTimes(first: full + leaving, step: leaving, seconds: seconds)
  }

  /// Room for one more.
  mutating func addState() {
    let next = full + (waiting + 1) * leaving
    let patientEnough = full / next
    meanDepartures += 1 / next
    before += weight
    queue += weight * waiting
    lateSum += weight * offered.isLonger
    answeredSum += weight * patientEnough
    answeredLateSum += weight * patientEnough * kept.isLonger
    answeredWaitSum += weight * patientEnough * meanDepartures
    offered.advance()
    kept.advance()
    waiting += 1
    weight *= arriving / next
    guard before + weight > 1e250 else { return }
    scale *= 1e-250
    weight *= 1e-250
    before *= 1e-250
    queue *= 1e-250
    lateSum *= 1e-250
    answeredSum *= 1e-250
    answeredLateSum *= 1e-250
    answeredWaitSum *= 1e-250
  }

  /// Whether what further states would add is far below the last digit of everything: departures have overtaken arrivals,
  /// and the weights fall faster than they can sum up. A room of 100,000 is then no more than one of a few hundred.
  var isSettled: Bool {
    let ratio = arriving / (full + (waiting + 1) * leaving)
    return ratio < 1 && weight * (waiting + 1) < 1e-24 * (1 - ratio) * (1 - ratio) * (before + weight)
  }

  private var total: Double { (scale > 0 ? free * scale : 0) + before + weight }
  /// Share of contacts that find no place free, those turned away included.
  var busyShare: Double { total.isFinite ? (before + weight) / total : 0 }
  /// Share of contacts that find the room full.
  var turnedAway: Double { weight / total }
  var meanQueue: Double { (queue + weight * waiting) / total }
  /// Shares of all contacts: of those who would wait longer than the threshold, who are answered after a wait, and of
  /// those after more than the threshold.
  var late: Double { lateSum / total }
  var answeredAfterWait: Double { answeredSum / total }
  var answeredLate: Double { answeredLateSum / total }
  /// Waits of those answered, summed, in seconds a contact.
  var answeredWait: Double { answeredWaitSum / total }
}

/// P(the sum of j + 1 exponential times of rates r, r + θ, …, r + jθ exceeds a threshold), for rising j.
struct DepartureTimes {
  private(set) var isLonger: Double
  private var logTerm: Double
  /// The last term itself, where terms are multiplied.
  private var term: Double?
  private var index = 0.0
  private let shape: Double
  private let share: Double

  /// - Parameter inProducts: terms are multiplied, not added up by their logarithms: a fifth of the time, and the last
  ///   two digits.
  init(first rate: Double, step: Double, seconds: Double, inProducts: Bool = false) {
    logTerm = -rate * seconds
    isLonger = exp(logTerm)
    // Below that the first term has no digits left.
    term = inProducts && logTerm > -600 ? isLonger : nil
    // (x + i)·(1 − u) of the negative binomial, x = r/θ and u = e^(−θT), written so that θ → 0 is the Poisson's r·T.
    share = -expm1(-step * seconds)
    shape = step * seconds > 1e-12 ? rate / step * share : rate * seconds
  }

  mutating func advance() {
    if let last = term {
      let next = last * ((shape + index * share) / (index + 1))
      term = next
      index += 1
      isLonger = min(1, isLonger + next)
      return
    }
    logTerm += log((shape + index * share) / (index + 1))
    index += 1
    isLonger = min(1, isLonger + exp(logTerm))
  }
}
