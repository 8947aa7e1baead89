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
    let meanPace = model.meanPace
    let meanPresence = model.meanPresence(over: slotSeconds, handleTime: handleTime)
    var scratch: [Double] = []
    for (number, point) in spread.points.enumerated() {
      var state = states[number]
      next.leavers = leaversBefore
      next.handleTime = handleTimeBefore
      for slot in index * slots..<(index + 1) * slots {
        let contacts = agents > 0 ? profile.contacts[slot] * point.multiplier : 0
        if contacts > 0, profile.handleTime[slot] > 0 { next.handleTime = profile.handleTime[slot] }
        if contacts == 0, state[0] > 1 - 1e-9 { continue }
        guard staff > 0, next.handleTime > 0 else { continue }
        var chain = ChatStates(
          model, agents: staff, leavers: next.leavers * meanPresence, handleTime: next.handleTime, seconds: seconds)
        chain.extend(to: chain.count)
        if scratch.count < chain.count { scratch = [Double](repeating: 0, count: chain.count) }
        next.leavers *= exp(-slotSeconds / (next.handleTime * meanPace))
        chain.fit(&state)
        let steps = max(1, Int((slotSeconds / 60).rounded()))
        for _ in 0..<steps {
          chain.step(
            &state, arriving: contacts / slotSeconds, seconds: slotSeconds / Double(steps), upper: &scratch)
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

extension ConcurrentChat {
  /// Handle time of a conversation over all levels, relative to that of a full agent: how long a leaver stays on.
  var meanPace: Double { pace.reduce(0, +) / Double(pace.count) }

  /// Share of a time in seconds that a leaver of its beginning is still there, in the mean.
  func meanPresence(over seconds: Double, handleTime: Double) -> Double {
    let rate = seconds / max(1e-9, handleTime * meanPace)
    return rate > 1e-9 ? -expm1(-rate) / rate : 1
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
