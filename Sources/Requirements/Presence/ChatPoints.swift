internal import Workforce

#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// Chat through a day at each point of its demand's spread, where people are missing by chance: the chain of `ChatDay`
/// asked about many staffs at once, to twelve digits.
struct ChatPoints {
  let model: ConcurrentChat
  let profile: LoadProfile
  /// Slots of an interval, and their width in seconds.
  let slots: Int
  let slotSeconds: Double
  private(set) var spread: DemandSpread
  /// Of a number in position that is asked about, relative to the likeliest: each costs a walk through the interval, and the
  /// fewest the most.
  private(set) var leastChance = 1e-6
  /// Of each point of the spread: the probability of every number of conversations in progress or waiting.
  private var states: [[Double]]
  private var handleTime: Double
  private var agents: Double
  /// Agents who have gone but still finish what they hold.
  private var leavers: Double

  /// - Parameter chat: what is in progress at the beginning; nil = nothing.
  init(
    model: ConcurrentChat, profile: LoadProfile, slots: Int, spread: DemandSpread = .none,
    resuming chat: InProgress.Chat? = nil
  ) {
    self.model = model
    self.profile = profile
    self.slots = slots
    slotSeconds = profile.slotSeconds
    self.spread = spread
    states = spread.points.map { _ in chat?.probabilities ?? [1] }
    agents = chat?.agents ?? 0
    leavers = chat?.leavers ?? 0
    handleTime = chat?.handleTime ?? 0
  }

  /// The same at three points of the spread, at the beginning of the first day: for a first idea of a day's heads, in a
  /// quarter of the time.
  var draft: ChatPoints {
    var draft = self
    draft.spread = spread.draft
    draft.leastChance = 1e-4
    draft.states = draft.spread.points.map { _ in states[0] }
    return draft
  }

  /// What the contacts of an interval meet with each of some staffs.
  ///
  /// - Parameters:
  ///   - index: the interval; those before it have been advanced over.
  ///   - staffs: in position, > 0, also fractional.
  func figures(over index: Int, staffs: [Double], answeredWithin seconds: Double) -> [ServiceFigures] {
    followed(over: index, staffs: staffs, isOpen: true, answeredWithin: seconds).figures
  }

  /// The day at the end of an interval.
  ///
  /// - Parameter agents: in position, also fractional; 0 only while closed: whoever was there finishes what is in progress.
  func advanced(over index: Int, agents: Double, answeredWithin seconds: Double) -> ChatPoints {
    let staff = agents > 0 ? agents : self.agents
    let end = followed(over: index, staffs: [staff], isOpen: agents > 0, answeredWithin: seconds)
    var next = self
    next.states = spread.points.indices.map { end.lanes[$0 / 4].probabilities($0 % 4) }
    next.leavers = end.leavers[0]
    next.handleTime = end.handleTime
    next.agents = staff
    return next
  }

  private func followed(
    over index: Int, staffs: [Double], isOpen: Bool, answeredWithin seconds: Double
  ) -> (figures: [ServiceFigures], lanes: [ChatLanes], leavers: [Double], handleTime: Double) {
    let points = spread.points
    let count = staffs.count * points.count
    var lanes = stride(from: 0, to: count, by: 4).map { first in
      // The last four are filled up with the last of all.
      ChatLanes(
        (first..<first + 4).map {
          let lane = min($0, count - 1)
          return (lane / points.count, states[lane % points.count])
        })
    }
    var figures = [ServiceFigures](repeating: ServiceFigures(), count: staffs.count)
    var met = 0.0
    var leavers = staffs.map { self.leavers + max(0, agents - $0) }
    var handleTime = handleTime
    let pace = model.meanPace
    let presence = model.meanPresence(over: slotSeconds, handleTime: handleTime)
    let steps = max(1, Int((slotSeconds / 60).rounded()))
    var chains: [ChatStates] = []
    var scratch: [ChatLanes.Row] = []
    for slot in index * slots..<(index + 1) * slots {
      let contacts = isOpen ? profile.contacts[slot] : 0
      if contacts > 0, profile.handleTime[slot] > 0 { handleTime = profile.handleTime[slot] }
      if contacts == 0, lanes.allSatisfy(\.isIdle) { continue }
      guard handleTime > 0, staffs.allSatisfy({ $0 > 0 }) else { continue }
      let areKnown = !chains.isEmpty && chains[0].handleTime == handleTime
      for (number, staff) in staffs.enumerated() where !areKnown || leavers[number] > 0 {
        let chain = ChatStates(
          model, agents: staff, leavers: leavers[number] * presence, handleTime: handleTime, seconds: seconds,
          inProducts: true)
        if number < chains.count { chains[number] = chain } else { chains.append(chain) }
        leavers[number] *= exp(-slotSeconds / (handleTime * pace))
      }
      for group in lanes.indices {
        var arriving = SIMD4<Double>.zero
        for lane in 0..<4 {
          arriving[lane] = contacts / slotSeconds * points[min(group * 4 + lane, count - 1) % points.count].multiplier
        }
        lanes[group].advance(
          &chains, arriving: arriving, steps: steps, seconds: slotSeconds / Double(steps), scratch: &scratch)
        guard contacts > 0 else { continue }
        for lane in 0..<min(4, count - group * 4) {
          let (staff, point) = ((group * 4 + lane) / points.count, points[(group * 4 + lane) % points.count])
          figures[staff].add(
            lanes[group].figures(lane, chains[staff], steps: steps),
            weight: contacts * point.multiplier * point.weight)
        }
      }
      if contacts > 0 { met += points.reduce(0) { $0 + contacts * $1.multiplier * $1.weight } }
    }
    guard met > 0 else { return (staffs.map { ServiceFigures(.idle(agents: $0)) }, lanes, leavers, handleTime) }
    let mean = figures.map { sum in
      var mean = ServiceFigures()
      mean.add(sum, weight: 1 / met)
      return mean
    }
    return (mean, lanes, leavers, handleTime)
  }
}
