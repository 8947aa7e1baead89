internal import Workforce

#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// The states of the chain at one staff: how fast each is left, and what a contact meets that arrives in it.
///
/// States are worked out from below as far as somebody asks (`extend`).
struct ChatStates {
  /// States of the line that are followed. Under any target that can be met far fewer wait, so a longer room never fills.
  private static let longestRoom = 5000

  let handleTime: Double
  let agents: Double
  /// All states.
  let count: Int
  /// Of the first states: those in which a place is free whichever whole number of agents is there.
  let free: Int
  let hasRoom: Bool
  private let places: Double
  /// Departures a second of each state, those who give up included; of the states worked out.
  private(set) var leaving: [Double] = []
  /// What a contact meets that arrives in each state.
  private(set) var arrivals: [Arrival] = []
  /// A fraction of an agent is one who is there part of the time: two whole numbers, weighted.
  private var whole: [WholeStaff] = []

  /// Expected of a contact that arrives in one state; times in seconds.
  struct Arrival {
    var within = 0.0
    var abandoned = 0.0
    var wait = 0.0
    var answeredWait = 0.0
    var offered = 0.0
    var shortly = 0.0
    var isBusy = 0.0
  }

  /// - Parameters:
  ///   - leavers: agents who take nothing new but work on what they hold; it counts against the places of those who stay.
  ///   - inProducts: see `DepartureTimes`.
  init(
    _ model: ConcurrentChat, agents: Double, leavers: Double, handleTime: Double, seconds: Double,
    inProducts: Bool = false
  ) {
    self.handleTime = handleTime
    self.agents = agents
    places = agents * Double(model.concurrency)
    let below = agents.rounded(.down)
    let fraction = agents - below
    let largest = (below + (fraction > 0 ? 1 : 0)) * Double(model.concurrency)
    hasRoom = model.waitingRoom != nil
    let room = min(model.waitingRoom ?? Int(min(largest + 100, 5000)), Self.longestRoom)
    count = Int(largest) + room + 1
    free = Int(below) * model.concurrency
    for (staff, weight) in [(below, 1 - fraction), (below + 1, fraction)] where weight > 0 {
      whole.append(
        WholeStaff(
          model, agents: staff, leavers: leavers, weight: weight, handleTime: handleTime, seconds: seconds,
          inProducts: inProducts))
    }
  }

  /// Works out the states below `end`.
  mutating func extend(to end: Int) {
    let end = min(end, count)
    guard leaving.count < end else { return }
    if leaving.isEmpty {
      leaving.reserveCapacity(max(end, min(count, free + 24)))
      arrivals.reserveCapacity(max(end, min(count, free + 24)))
    }
    for state in leaving.count..<end {
      var rate = 0.0
      var arrival = Arrival()
      for staff in whole.indices {
        // Who finds the room full is turned away and does not wait.
        whole[staff].add(state, isTurnedAway: state == count - 1 && hasRoom, to: &arrival, leaving: &rate)
      }
      leaving.append(rate)
      arrivals.append(arrival)
    }
  }

  /// Brings a distribution to this staff's number of states; what lies beyond waits at the end of the line.
  func fit(_ state: inout [Double]) {
    if state.count < count {
      state += [Double](repeating: 0, count: count - state.count)
    } else if state.count > count {
      let beyond = state[count...].reduce(0, +)
      state.removeLast(state.count - count)
      state[count - 1] += beyond
    }
  }

  /// One implicit Euler step over all states, which have been worked out: (I − dt·Qᵀ)·p′ = p by elimination from below.
  ///
  /// - Parameter upper: scratch, at least as long as `state`.
  func step(_ state: inout [Double], arriving: Double, seconds: Double, upper: inout [Double]) {
    let last = state.count - 1
    let born = arriving * seconds
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
    var sums = Arrival()
    var taken = 0.0
    var queue = 0.0
    for s in state.indices {
      let p = state[s]
      let here = arrivals[s]
      sums.isBusy += p * here.isBusy
      sums.within += p * here.within
      sums.abandoned += p * here.abandoned
      sums.wait += p * here.wait
      sums.answeredWait += p * here.answeredWait
      sums.offered += p * here.offered
      sums.shortly += p * here.shortly
      taken += p * min(Double(s), places)
      queue += p * max(0, Double(s) - places)
    }
    return QueuePerformance(
      agents: agents, waitProbability: min(1, sums.isBusy), serviceLevel: min(1, sums.within),
      abandonment: min(1, sums.abandoned), meanWaitAnswered: sums.answeredWait, meanWait: sums.wait,
      occupancy: min(1, taken / max(places, 1e-9)), meanQueue: queue, offeredWaitWithin: min(1, sums.offered),
      shortAbandonment: sums.shortly, turnedAway: hasRoom ? state[state.count - 1] : 0)
  }
}

/// One whole number of agents of a chain, whose states are asked in rising order.
private struct WholeStaff {
  private let pace: [Double]
  private let concurrency: Double
  private let working: Double
  private let weight: Double
  private let handleTime: Double
  private let places: Double
  /// Conversations that end in a second with all places taken, and customers who give up, each.
  private let full: Double
  private let rate: Double
  private let survival: Double
  private var offered: DepartureTimes
  private var kept: DepartureTimes
  private var mean = 0.0

  init(
    _ model: ConcurrentChat, agents: Double, leavers: Double, weight: Double, handleTime: Double, seconds: Double,
    inProducts: Bool
  ) {
    pace = model.pace
    concurrency = Double(model.concurrency)
    places = agents * concurrency
    working = agents + leavers
    self.weight = weight
    self.handleTime = handleTime
    rate = model.patience.map { 1 / $0 } ?? 0
    survival = exp(-rate * seconds)
    full = Self.ending(places, working, concurrency, model.pace, handleTime)
    offered = DepartureTimes(first: max(full, 1e-12), step: rate, seconds: seconds, inProducts: inProducts)
    kept = DepartureTimes(first: full + rate, step: rate, seconds: seconds, inProducts: inProducts)
  }

  /// Conversations that end in a second while so many are in progress.
  private static func ending(
    _ busy: Double, _ working: Double, _ concurrency: Double, _ pace: [Double], _ handleTime: Double
  ) -> Double {
    guard busy < working * concurrency else { return working * concurrency / handleTime }
    let level = (busy / working).rounded(.down)
    let ahead = busy - level * working
    let lower = level > 0 ? level / pace[Int(level) - 1] : 0
    let upper = ahead > 0 ? (level + 1) / pace[Int(level)] : 0
    return ((working - ahead) * lower + ahead * upper) / handleTime
  }

  mutating func add(
    _ state: Int, isTurnedAway: Bool, to arrival: inout ChatStates.Arrival, leaving: inout Double
  ) {
    let busy = Double(state)
    if busy < places {
      leaving += weight * Self.ending(busy, working, concurrency, pace, handleTime)
      arrival.within += weight
      arrival.offered += weight
      return
    }
    let waiting = busy - places
    leaving += weight * (Self.ending(busy, working, concurrency, pace, handleTime) + waiting * rate)
    if isTurnedAway { return }
    arrival.isBusy += weight
    let next = full + (waiting + 1) * rate
    let patientEnough = next > 0 ? full / next : 0
    mean += next > 0 ? 1 / next : 1e12
    let late = offered.isLonger
    let answeredLate = patientEnough * kept.isLonger
    arrival.within += weight * max(0, patientEnough - answeredLate)
    arrival.abandoned += weight * (1 - patientEnough)
    arrival.wait += weight * (rate > 0 ? (1 - patientEnough) / rate : mean)
    arrival.answeredWait += weight * patientEnough * mean
    arrival.offered += weight * (1 - late)
    arrival.shortly += weight * max(0, 1 - patientEnough - max(0, survival * late - answeredLate))
    offered.advance()
    kept.advance()
  }
}
