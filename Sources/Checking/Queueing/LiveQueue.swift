#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

internal import Calendars
internal import Plans
internal import Workforce

/// A queue that answers live, of which waits are worked out slot by slot: who is needed, and what service a staff gives.
///
/// Phone, and chat with one conversation an agent. Chat with several is no such queue (`init` says nil).
struct LiveQueue {
  let settings: QueueSettings
  let coverage: QueueCoverage
  let grid: IntervalGrid
  private let model: WaitModel
  /// Slots of an interval.
  private let slots: Int
  /// What arrives in each slot, and the load beside it, as the requirement saw it; empty where the plan doesn't say.
  private let needed: (contacts: [Double], load: [Double])
  /// The same as the expectation sees it: from the totals of intervals.
  private let expected: (contacts: [Double], load: [Double])
  /// Multipliers of demand with their weights: one, unless the staff covers the forecast's spread.
  private let spread: [(multiplier: Double, weight: Double)]

  init?(_ settings: QueueSettings, _ coverage: QueueCoverage, on grid: IntervalGrid, daySpread: Double?) {
    let isShared = settings.concurrency > 1 || settings.waitingRoom != nil
    guard settings.channel != .email, !(settings.channel == .chat && isShared), let basis = coverage.basis else {
      return nil
    }
    self.settings = settings
    self.coverage = coverage
    self.grid = grid
    model = WaitModel(patience: settings.patience, within: settings.target.withinSeconds)
    spread = Self.points(settings.coversForecastSpread ? daySpread ?? 0 : 0)
    if settings.requirementMethod == .stationary {
      slots = 1
      let open = OpenReading(settings: settings, grid: grid)
      let load = coverage.contacts.indices.map { slot -> Double in
        let work = coverage.contacts[slot] * coverage.handleTime[slot]
        return work > 0 ? work / Double(60 * max(1, open.minutes(slot))) : 0
      }
      needed = (coverage.contacts, load)
      expected = (
        coverage.contacts,
        coverage.contacts.indices.map {
          coverage.contacts[$0] * max(coverage.handleTime[$0], 1e-9) / Double(grid.interval.seconds)
        }
      )
      return
    }
    let demand = SlotDemand(coverage, basis, on: grid)
    slots = demand.slots
    needed = demand.needed
    expected = demand.expected
  }

  /// Whether the plan says enough to tell who is needed.
  var knowsNeed: Bool { !needed.contacts.isEmpty }

  /// Beyond this load in erlangs no wait is worked out: no queue is that large, and its sums are long.
  static let largestLoad = 3_000.0
  var isTooLarge: Bool {
    max(needed.load.max() ?? 0, expected.load.max() ?? 0) > Self.largestLoad
  }

  /// More positions than any target asks for.
  func mostPositions(_ index: Int) -> Int {
    let load = mean(needed.load, index)
    return Int(min(1e6, 2 * load / max(0.05, settings.target.maximumOccupancy ?? 1) + 10 * load.squareRoot() + 100))
  }

  /// Mean load of an interval in erlangs, as the requirement saw it.
  func meanLoad(_ index: Int) -> Double { mean(needed.load, index) }

  /// Contacts of an interval that the slots add up to.
  func slotContacts(_ index: Int) -> Double { range(index).reduce(0) { $0 + needed.contacts[$1] } }

  /// Whether so little is expected that an interval may need nobody: less than a contact in a thousand hours, and less than
  /// a twentieth of somebody at work on what is in progress.
  func isNegligible(_ index: Int) -> Bool {
    isHardlyAny(slotContacts(index), load: meanLoad(index), in: grid.interval)
  }

  /// What `agents` in position make of the interval: expected service level and occupancy.
  func service(_ index: Int, agents: Double) -> (level: Double?, occupancy: Double?) {
    guard coverage.contacts[index] > 0 else {
      let load = settings.requirementMethod == .stationary ? 0 : mean(expected.load, index)
      return (nil, agents > 0 ? min(1, load / agents) : nil)
    }
    let met = figures(expected, index, agents: agents, spread: [(1, 1)])
    return (met.map(level(of:)), met?.occupancy)
  }

  /// Whether so many in position are enough for the interval's target. Where the answer hangs on rounding, `slack` > 0
  /// says yes and `slack` < 0 says no.
  func isEnough(_ positions: Int, _ index: Int, slack: Double) -> Bool {
    let target = settings.target
    let load = mean(needed.load, index)
    let arrives = range(index).contains { needed.contacts[$0] > 0 && coverage.handleTime[index] > 0 }
    guard arrives else {
      // Somebody to finish what is in progress.
      return load < 0.05 || Double(positions) >= load / (target.maximumOccupancy ?? 1) - 1e-9 - slack
    }
    let agents = Double(positions)
    guard isBusyEnough(agents, load, index, slack: slack),
      let met = figures(needed, index, agents: agents, spread: spread)
    else { return false }
    if let share = target.serviceLevel, 1 - level(of: met) > max(1 - share, 1e-9) + 1e-12 + slack { return false }
    if let cap = target.maximumAbandonment, met.abandoned > max(cap, 1e-9) + 1e-12 + slack { return false }
    guard let longest = target.meanWait else { return true }
    // Without patience a chance of overload makes the mean over a spread infinite: it is that of the forecast itself.
    let wait =
      spread.count > 1 && settings.patience == nil
      ? figures(needed, index, agents: agents, spread: [(1, 1)])?.meanWait : met.meanWait
    return (wait ?? 0) <= max(longest, 1e-6) * (1 + 1e-12 + slack)
  }

  /// Steadiness and the occupancy cap, at the interval's mean load.
  private func isBusyEnough(_ agents: Double, _ load: Double, _ index: Int, slack: Double) -> Bool {
    guard let patience = settings.patience else {
      // Rounding alone makes no load smaller than a staff.
      return agents > load + 4 * load.ulp && agents >= load / (settings.target.maximumOccupancy ?? 1) - 1e-9 - slack
    }
    guard let cap = settings.target.maximumOccupancy else { return true }
    let model = WaitModel(patience: patience, within: 0)
    return model.figures(agents: agents, load: load, handleTime: coverage.handleTime[index]).occupancy
      <= cap + 1e-12 + slack
  }

  private func range(_ index: Int) -> Range<Int> { index * slots..<(index + 1) * slots }

  private func mean(_ load: [Double], _ index: Int) -> Double {
    range(index).reduce(0) { $0 + load[$1] } / Double(slots)
  }

  /// Figures of an interval, each slot by its own load, weighted by what arrives in it; nil where nothing does.
  private func figures(
    _ demand: (contacts: [Double], load: [Double]), _ index: Int, agents: Double,
    spread: [(multiplier: Double, weight: Double)]
  ) -> WaitFigures? {
    let handleTime = max(coverage.handleTime[index], 1e-9)
    var sum = WaitFigures(
      answeredWithin: 0, abandoned: 0, abandonedShortly: 0, offeredWithin: 0, meanWait: 0, occupancy: 0)
    var contacts = 0.0
    var times = 0.0
    for slot in range(index) where demand.contacts[slot] > 0 && demand.load[slot] > 0 {
      for point in spread {
        let here = model.figures(
          agents: agents, load: demand.load[slot] * point.multiplier, handleTime: handleTime)
        let weight = demand.contacts[slot] * point.multiplier * point.weight
        contacts += weight
        times += point.weight
        sum.answeredWithin += weight * here.answeredWithin
        sum.abandoned += weight * here.abandoned
        sum.abandonedShortly += weight * here.abandonedShortly
        sum.offeredWithin += weight * here.offeredWithin
        sum.meanWait += weight * here.meanWait
        sum.occupancy += point.weight * here.occupancy
      }
    }
    guard contacts > 0 else { return nil }
    return WaitFigures(
      answeredWithin: sum.answeredWithin / contacts, abandoned: sum.abandoned / contacts,
      abandonedShortly: sum.abandonedShortly / contacts, offeredWithin: sum.offeredWithin / contacts,
      meanWait: sum.meanWait / contacts, occupancy: sum.occupancy / times)
  }

  private func level(of figures: WaitFigures) -> Double {
    switch settings.target.definition {
    case .ofOffered: return figures.answeredWithin
    case .ofAnswered:
      let answered = 1 - figures.abandoned
      return answered > 0 ? min(1, figures.answeredWithin / answered) : 0
    case .withoutShortAbandons:
      let counted = 1 - figures.abandonedShortly
      return counted > 0 ? min(1, figures.answeredWithin / counted) : 0
    case .offeredWait: return figures.offeredWithin
    }
  }

  /// A log-normal factor with mean 1 in 17 steps of half a standard deviation.
  private static func points(_ deviation: Double) -> [(multiplier: Double, weight: Double)] {
    guard deviation > 1e-6, deviation.isFinite else { return [(1, 1)] }
    let variance = log1p(min(deviation, 2) * min(deviation, 2))
    let steps = stride(from: -4.0, through: 4.0, by: 0.5).map { ($0, exp(-$0 * $0 / 2)) }
    let total = steps.reduce(0) { $0 + $1.1 }
    let mean = steps.reduce(0) { $0 + $1.1 / total * exp(variance.squareRoot() * $1.0) }
    return steps.map { (exp(variance.squareRoot() * $0.0) / mean, $0.1 / total) }
  }
}
