#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

internal import Calendars
internal import Plans
internal import Workforce

/// Chat with several conversations an agent, followed through its days: the probabilities of the chain minute by minute.
struct ChatQueue {
  /// Where the chain stands.
  struct State {
    var probabilities: [Double] = [1]
    /// In position in the interval before, and gone but still finishing.
    var agents = 0.0
    var leavers = 0.0
    var handleTime = 0.0
  }

  let settings: QueueSettings
  private let slots: Int
  private let slotSeconds: Double
  /// The first interval that is followed, and the state at its beginning.
  let begin: Int
  let start: State

  /// - Returns: nil where chat is not followed through its days.
  init?(_ settings: QueueSettings, _ coverage: QueueCoverage, on grid: IntervalGrid, largestLoad: Double) {
    guard settings.channel == .chat, settings.concurrency > 1 || settings.waitingRoom != nil,
      settings.requirementMethod == .modifiedOfferedLoad, let basis = coverage.basis, largestLoad <= 2000,
      (settings.concurrentHandleTimes ?? []).allSatisfy({ $0 > 0 }),
      settings.concurrentHandleTimes.map({ $0.count == settings.concurrency }) ?? true
    else { return nil }
    self.settings = settings
    let width = InfiniteServer.slotMinutes(of: grid.interval.rawValue)
    slots = max(1, grid.interval.rawValue / width)
    slotSeconds = Double(width * 60)
    begin = basis.begin(on: grid)
    guard let chat = basis.inProgress?.chat else {
      start = State()
      return
    }
    guard !chat.probabilities.isEmpty, chat.probabilities.count < 100_000, (0...5_000).contains(chat.agents),
      (0...5_000).contains(chat.leavers), (0...1e6).contains(chat.handleTime)
    else { return nil }
    start = State(
      probabilities: chat.probabilities, agents: chat.agents, leavers: chat.leavers, handleTime: chat.handleTime)
  }

  /// - Parameters:
  ///   - contacts: that arrive in each slot of the interval.
  ///   - agents: in position; 0 while closed, when whoever was there finishes.
  func next(_ state: State, contacts: [Double], handleTime: Double, agents: Double)
    -> (met: WaitFigures?, state: State)
  {
    var after = state
    let staff = agents > 0 ? agents : state.agents
    after.leavers += max(0, state.agents - staff)
    let times = settings.concurrentHandleTimes ?? [1]
    let pace = times.reduce(0, +) / Double(times.count) / (times.last ?? 1)
    // How long a leaver of the slot's beginning is there, in the mean.
    let leaving = slotSeconds / max(1e-9, state.handleTime * pace)
    let presence = leaving > 1e-9 ? -expm1(-leaving) / leaving : 1
    var sum = WaitFigures()
    var (arrived, steps) = (0.0, 0.0)
    for slot in contacts {
      let arriving = agents > 0 ? slot : 0
      if arriving > 0, handleTime > 0 { after.handleTime = handleTime }
      if arriving == 0 && after.probabilities[0] > 1 - 1e-9 || staff <= 0 || after.handleTime <= 0 { continue }
      let chain = ChatChain(
        settings, agents: staff, leavers: after.leavers * presence, handleTime: after.handleTime
      ) { min($0 + 100, 5000) }
      after.leavers *= exp(-slotSeconds / (after.handleTime * pace))
      let minutes = max(1, Int((slotSeconds / 60).rounded()))
      for _ in 0..<minutes {
        after.probabilities = chain.step(
          after.probabilities, arriving: arriving / slotSeconds, seconds: slotSeconds / Double(minutes))
        guard arriving > 0 else { continue }
        let here = chain.figures(after.probabilities)
        let weight = arriving / Double(minutes)
        arrived += weight
        steps += 1
        sum.add(here, weight: weight)
        sum.occupancy += here.occupancy
      }
    }
    after.agents = staff
    guard arrived > 0 else { return (nil, after) }
    sum.divide(by: arrived)
    sum.occupancy /= steps
    return (sum, after)
  }

  /// Whether a staff can keep up with a load (in conversations of a full agent) within the occupancy cap, in the long run.
  func keepsUp(_ agents: Double, load: Double, handleTime: Double, slack: Double) -> Bool {
    let places = agents * Double(settings.concurrency)
    let losesPatience = settings.patience != nil || settings.waitingRoom != nil
    let isWhole = agents == agents.rounded()
    if !losesPatience, places - load * (isWhole ? 1 : 1 - slack) <= 4 * places.ulp { return false }
    guard let cap = settings.target.maximumOccupancy, cap < 1 else { return true }
    guard agents > 0 else { return false }
    let chain = ChatChain(settings, agents: agents, leavers: 0, handleTime: handleTime) { largest in
      let ratio = load / Double(max(1, largest))
      return settings.patience == nil ? Int(min(20_000, 40 / max(1e-3, 1 - ratio))) : largest * 2 + 2000
    }
    return chain.figures(chain.steady(arriving: load / handleTime)).occupancy <= cap + 1e-12 + slack
  }
}
