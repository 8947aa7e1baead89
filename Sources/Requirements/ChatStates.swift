internal import Workforce

#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// The states of the chain at one staff: how fast each is left, and what a contact meets that arrives in it.
struct ChatStates {
  /// States of the line that are followed. Under any target that can be met far fewer wait, so a longer room never fills.
  private static let longestRoom = 5000

  let handleTime: Double
  let agents: Double
  private let places: Double
  /// Departures a second of each state, those who give up included.
  private let leaving: [Double]
  private let within: [Double]
  private let abandoned: [Double]
  private let wait: [Double]
  private let answeredWait: [Double]
  private let offered: [Double]
  private let shortly: [Double]
  private let isBusy: [Double]
  private let hasRoom: Bool

  /// - Parameter leavers: agents who take nothing new but work on what they hold; it counts against the places of
  ///   those who stay.
  init(_ model: ConcurrentChat, agents: Double, leavers: Double, handleTime: Double, seconds: Double) {
    self.handleTime = handleTime
    self.agents = agents
    places = agents * Double(model.concurrency)
    let below = agents.rounded(.down)
    let fraction = agents - below
    let largest = (below + (fraction > 0 ? 1 : 0)) * Double(model.concurrency)
    hasRoom = model.waitingRoom != nil
    let room = min(model.waitingRoom ?? Int(min(largest + 100, 5000)), Self.longestRoom)
    let count = Int(largest) + room + 1
    var figures = [[Double]](repeating: [Double](repeating: 0, count: count), count: 8)
    for (staff, weight) in [(below, 1 - fraction), (below + 1, fraction)] where weight > 0 {
      Self.add(
        model, agents: staff, leavers: leavers, weight: weight, handleTime: handleTime, seconds: seconds,
        hasRoom: hasRoom,
        to: &figures)
    }
    leaving = figures[0]
    within = figures[1]
    abandoned = figures[2]
    wait = figures[3]
    answeredWait = figures[4]
    offered = figures[5]
    shortly = figures[6]
    isBusy = figures[7]
  }

  /// The figures of a whole number of agents, weighted.
  private static func add(
    _ model: ConcurrentChat, agents: Double, leavers: Double, weight: Double, handleTime: Double, seconds: Double,
    hasRoom: Bool,
    to figures: inout [[Double]]
  ) {
    let places = agents * Double(model.concurrency)
    let working = agents + leavers
    /// Conversations that end in a second while so many are in progress.
    func ending(_ busy: Double) -> Double {
      guard busy < working * Double(model.concurrency) else {
        return working * Double(model.concurrency) / handleTime
      }
      let level = (busy / working).rounded(.down)
      let ahead = busy - level * working
      let lower = level > 0 ? level / model.pace[Int(level) - 1] : 0
      let upper = ahead > 0 ? (level + 1) / model.pace[Int(level)] : 0
      return ((working - ahead) * lower + ahead * upper) / handleTime
    }
    let full = ending(places)
    let rate = model.patience.map { 1 / $0 } ?? 0
    let survival = exp(-rate * seconds)
    var offered = DepartureTimes(first: max(full, 1e-12), step: rate, seconds: seconds)
    var kept = DepartureTimes(first: full + rate, step: rate, seconds: seconds)
    var mean = 0.0
    for state in figures[0].indices {
      let busy = Double(state)
      if busy < places {
        figures[0][state] += weight * ending(busy)
        figures[1][state] += weight
        figures[5][state] += weight
        continue
      }
      let waiting = busy - places
      figures[0][state] += weight * (ending(busy) + waiting * rate)
      // Who finds the room full is turned away and does not wait.
      if state == figures[0].count - 1 && hasRoom { continue }
      figures[7][state] += weight
      let next = full + (waiting + 1) * rate
      let patientEnough = next > 0 ? full / next : 0
      mean += next > 0 ? 1 / next : 1e12
      let late = offered.isLonger
      let answeredLate = patientEnough * kept.isLonger
      figures[1][state] += weight * max(0, patientEnough - answeredLate)
      figures[2][state] += weight * (1 - patientEnough)
      figures[3][state] += weight * (rate > 0 ? (1 - patientEnough) / rate : mean)
      figures[4][state] += weight * patientEnough * mean
      figures[5][state] += weight * (1 - late)
      figures[6][state] += weight * max(0, 1 - patientEnough - max(0, survival * late - answeredLate))
      offered.advance()
      kept.advance()
    }
  }

  /// Brings a distribution to this staff's number of states; what lies beyond waits at the end of the line.
  func fit(_ state: inout [Double]) {
    if state.count < leaving.count {
      state += [Double](repeating: 0, count: leaving.count - state.count)
    } else if state.count > leaving.count {
      let beyond = state[leaving.count...].reduce(0, +)
      state.removeLast(state.count - leaving.count)
      state[leaving.count - 1] += beyond
    }
  }

  /// One implicit Euler step: (I − dt·Qᵀ)·p′ = p by elimination from below.
  func step(_ state: inout [Double], arriving: Double, seconds: Double) {
    let last = state.count - 1
    let born = arriving * seconds
    var upper = [Double](repeating: 0, count: state.count)
    state.withUnsafeMutableBufferPointer { p in
      leaving.withUnsafeBufferPointer { leaving in
        upper.withUnsafeMutableBufferPointer { upper in
          var previous = 0.0
          var ratio = 0.0
          for s in 0...last {
            let pivot = 1 + (s < last ? born : 0) + leaving[s] * seconds - born * ratio
            previous = (p[s] + born * previous) / pivot
            p[s] = previous
            ratio = s < last ? leaving[s + 1] * seconds / pivot : 0
            upper[s] = ratio
          }
          for s in stride(from: last - 1, through: 0, by: -1) { p[s] += upper[s] * p[s + 1] }
        }
      }
    }
  }

  func figures(_ state: [Double]) -> QueuePerformance {
    var sums = (busy: 0.0, within: 0.0, abandoned: 0.0, wait: 0.0, answered: 0.0, offered: 0.0, shortly: 0.0)
    var taken = 0.0
    var queue = 0.0
    for s in state.indices {
      let p = state[s]
      sums.busy += p * isBusy[s]
      sums.within += p * within[s]
      sums.abandoned += p * abandoned[s]
      sums.wait += p * wait[s]
      sums.answered += p * answeredWait[s]
      sums.offered += p * offered[s]
      sums.shortly += p * shortly[s]
      taken += p * min(Double(s), places)
      queue += p * max(0, Double(s) - places)
    }
    return QueuePerformance(
      agents: agents, waitProbability: min(1, sums.busy), serviceLevel: min(1, sums.within),
      abandonment: min(1, sums.abandoned), meanWaitAnswered: sums.answered, meanWait: sums.wait,
      occupancy: min(1, taken / max(places, 1e-9)), meanQueue: queue, offeredWaitWithin: min(1, sums.offered),
      shortAbandonment: sums.shortly, turnedAway: hasRoom ? state[state.count - 1] : 0)
  }
}
