internal import Workforce

#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// Chat through a day whose demand moves: the chain's probabilities followed in time, interval by interval.
///
/// The modified offered load knows one relaxation time, the handle time. Chat has another: once agents hold several
/// conversations each further one slows the rest, so what an agent finishes an hour hardly rises (with handle times of 5,
/// 7½ and 10 minutes: 12, 16, 18), and near a full house the number in progress returns to its mean at the rate of that
/// small rise, here once in half an hour. Peaks are over before the steady state is reached, and a staff by the steady
/// state is too large. So the forward equations p′ = pQ(t) of the birth–death chain themselves are solved, by implicit
/// Euler steps of a minute: each is one tridiagonal system, keeps probabilities positive and their sum.
/// - SeeAlso: L. V. Green, P. J. Kolesar, W. Whitt, *Coping with time-varying demand when setting staffing requirements
///   for a service system*, Production and Operations Management 16 (2007).
struct ChatDay {
  let model: ConcurrentChat
  let profile: LoadProfile
  /// Slots of an interval, and their width in seconds.
  let slots: Int
  let slotSeconds: Double
  let spread: DemandSpread
  /// Of each point of the spread: the probability of every number of conversations in progress or waiting.
  private var states: [[Double]]
  private var handleTime = 0.0
  private var agents = 0.0
  /// Agents who have gone but still finish what they hold.
  private var leavers = 0.0

  /// Chats beyond this many at once are many enough for the steady state of each slot.
  static let largestLoad = 2000.0

  /// - Parameter chat: what is in progress at the beginning; nil = nothing.
  init(
    model: ConcurrentChat, profile: LoadProfile, slots: Int, slotSeconds: Double, spread: DemandSpread = .none,
    resuming chat: InProgress.Chat? = nil
  ) {
    self.model = model
    self.profile = profile
    self.slots = slots
    self.slotSeconds = slotSeconds
    self.spread = spread
    states = spread.points.map { _ in chat?.probabilities ?? [1] }
    agents = chat?.agents ?? 0
    leavers = chat?.leavers ?? 0
    handleTime = chat?.handleTime ?? 0
  }

  /// What is in progress now, averaged over the points of the spread.
  var inProgress: InProgress.Chat {
    var mean = [Double](repeating: 0, count: states.map(\.count).max() ?? 1)
    for (state, point) in zip(states, spread.points) {
      for index in state.indices { mean[index] += state[index] * point.weight }
    }
    return InProgress.Chat(probabilities: mean, agents: agents, leavers: leavers, handleTime: handleTime)
  }

  /// Whether a queue is followed through the day: chat by the modified offered load, and not beyond the size above.
  static func follows(_ model: any QueueingModel, _ settings: QueueSettings, _ profile: LoadProfile) -> ConcurrentChat?
  {
    guard settings.requirementMethod == .modifiedOfferedLoad, let chat = model as? ConcurrentChat,
      (profile.load.max() ?? 0) <= largestLoad
    else { return nil }
    return chat
  }

  /// What the contacts of an interval meet with this staff, and the day at its end.
  ///
  /// - Parameters:
  ///   - index: the interval; those before it have been advanced over.
  ///   - agents: in position, also fractional; 0 only while closed: whoever was there finishes what is in progress.
  func advanced(over index: Int, agents: Double, answeredWithin seconds: Double) -> (QueuePerformance, ChatDay) {
    var next = self
    var sum = PerformanceSum(agents: agents)
    let staff = agents > 0 ? agents : self.agents
    next.leavers += max(0, self.agents - staff)
    let (leaversBefore, handleTimeBefore) = (next.leavers, handleTime)
    for (number, point) in spread.points.enumerated() {
      var state = states[number]
      next.leavers = leaversBefore
      next.handleTime = handleTimeBefore
      for slot in index * slots..<(index + 1) * slots {
        let contacts = agents > 0 ? profile.contacts[slot] * point.multiplier : 0
        if contacts > 0, profile.handleTime[slot] > 0 { next.handleTime = profile.handleTime[slot] }
        if contacts == 0, state[0] > 1 - 1e-9 { continue }
        guard staff > 0, next.handleTime > 0 else { continue }
        let chain = ChatStates(
          model, agents: staff, leavers: next.leavers * meanPresence, handleTime: next.handleTime, seconds: seconds)
        next.leavers *= exp(-slotSeconds / (next.handleTime * meanPace))
        chain.fit(&state)
        let steps = max(1, Int((slotSeconds / 60).rounded()))
        for _ in 0..<steps {
          chain.step(&state, arriving: contacts / slotSeconds, seconds: slotSeconds / Double(steps))
          if contacts > 0 {
            sum.add(chain, state, contacts: contacts / Double(steps) * point.weight, share: point.weight)
          }
        }
      }
      next.states[number] = state
    }
    next.agents = staff
    return (sum.performance, next)
  }

  /// Handle time of a conversation over all levels, relative to that of a full agent: how long a leaver stays on.
  private var meanPace: Double { model.pace.reduce(0, +) / Double(model.pace.count) }

  /// Share of a slot that a leaver of its beginning is still there, in the mean.
  private var meanPresence: Double {
    let rate = slotSeconds / max(1e-9, handleTime * meanPace)
    return rate > 1e-9 ? -expm1(-rate) / rate : 1
  }

  /// The smallest staff with which the contacts of an interval meet every part of `target`, and the day at its end.
  ///
  /// - Parameters:
  ///   - least: what the occupancy cap asks of the interval's mean load.
  ///   - guess: where the search starts.
  func requiredAgents(over index: Int, target: ServiceTarget, least: Int, guess: Int) -> (Int, ChatDay) {
    let range = index * slots..<(index + 1) * slots
    guard range.contains(where: { profile.contacts[$0] > 0 }) else {
      // What is in progress is finished by those who began it.
      return (least, advanced(over: index, agents: Double(least), answeredWithin: target.withinSeconds).1)
    }
    let enough = smallestStaff(startingAt: max(1, guess)) { staff in
      advanced(over: index, agents: Double(staff), answeredWithin: target.withinSeconds).0.meets(target)
    }
    let staff = max(least, enough)
    return (staff, advanced(over: index, agents: Double(staff), answeredWithin: target.withinSeconds).1)
  }
}

extension QueuePerformance {
  /// Whether every part of a target but the occupancy cap holds.
  func meets(_ target: ServiceTarget) -> Bool {
    if 1 - serviceLevel(target.definition) > target.shareThatMayWait { return false }
    if losesMore(than: target) || turnsAwayMore(than: target) { return false }
    return meanWait <= target.longestMeanWait * (1 + 1e-12)
  }
}

/// Figures averaged over contacts as they arrive.
private struct PerformanceSum {
  private var sum: QueuePerformance
  private var contacts = 0.0
  private var share = 0.0
  private var answered = 0.0

  init(agents: Double) {
    sum = QueuePerformance(
      agents: agents, waitProbability: 0, serviceLevel: 0, abandonment: 0, meanWaitAnswered: 0, meanWait: 0,
      occupancy: 0, meanQueue: 0, offeredWaitWithin: 0)
  }

  mutating func add(_ chain: ChatStates, _ state: [Double], contacts: Double, share: Double) {
    let here = chain.figures(state)
    self.contacts += contacts
    self.share += share
    sum.waitProbability += contacts * here.waitProbability
    sum.serviceLevel += contacts * here.serviceLevel
    sum.abandonment += contacts * here.abandonment
    sum.meanWait += contacts * here.meanWait
    let answeredHere = contacts * (1 - here.abandonment - here.turnedAway)
    sum.meanWaitAnswered += contacts * here.meanWaitAnswered
    answered += answeredHere
    sum.occupancy += share * here.occupancy
    sum.meanQueue += share * here.meanQueue
    sum.offeredWaitWithin += contacts * here.offeredWaitWithin
    sum.shortAbandonment += contacts * here.shortAbandonment
    sum.turnedAway += contacts * here.turnedAway
  }

  var performance: QueuePerformance {
    guard contacts > 0 else { return .idle(agents: sum.agents) }
    var result = sum
    for figure in [
      \QueuePerformance.waitProbability, \.serviceLevel, \.abandonment, \.meanWait, \.offeredWaitWithin,
      \.shortAbandonment, \.turnedAway,
    ] { result[keyPath: figure] /= contacts }
    result.meanWaitAnswered = answered > 0 ? sum.meanWaitAnswered / answered : .infinity
    result.occupancy /= share
    result.meanQueue /= share
    return result
  }
}

/// The states of the chain at one staff: how fast each is left, and what a contact meets that arrives in it.
private struct ChatStates {
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
