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
  /// Over what positions meet the target: the forecast itself, unless the staff covers its spread.
  private let spread: DayFactor
  /// Over what heads that are there by chance do, with a target over the day by default.
  private let chanceSpread: DayFactor

  init?(_ settings: QueueSettings, _ coverage: QueueCoverage, on grid: IntervalGrid, daySpread: Double?) {
    let isShared = settings.concurrency > 1 || settings.waitingRoom != nil
    guard settings.channel != .email, !(settings.channel == .chat && isShared), let basis = coverage.basis else {
      return nil
    }
    self.settings = settings
    self.coverage = coverage
    self.grid = grid
    model = WaitModel(patience: settings.patience, within: settings.target.withinSeconds)
    let deviation = daySpread ?? 0
    spread = settings.coversForecastSpread ? DayFactor(deviation: deviation, step: 0.5) : .none
    chanceSpread = DayFactor(ofChanceIn: settings, deviation: deviation)
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

  /// Whether contacts arrive in an interval, as the requirement saw it.
  func arrives(_ index: Int) -> Bool {
    coverage.handleTime[index] > 0 && range(index).contains { needed.contacts[$0] > 0 }
  }

  /// What `heads` make of the interval, of whom the share `missing` is away: expected service level and occupancy of the
  /// mean number in position, and the level expected over who may be there.
  func service(_ index: Int, heads: Int, missing: Double) -> (level: Double?, occupancy: Double?, expected: Double?) {
    let agents = Double(heads) * (1 - missing)
    guard coverage.contacts[index] > 0 else {
      let load = settings.requirementMethod == .stationary ? 0 : mean(expected.load, index)
      return (nil, agents > 0 ? min(1, load / agents) : nil, nil)
    }
    let met = figures(expected, index, agents: [agents])?[0]
    guard settings.countsChance else { return (met?.level(settings.target), met?.occupancy, nil) }
    // By the curves of the requirement.
    let isBySlot = settings.requirementMethod != .stationary && knowsNeed
    let curve = HeadCurve(missing: missing, heads: heads...heads) {
      figures(
        isBySlot ? needed : self.expected, index, agents: $0.map(Double.init), spread: chanceSpread)
    }
    return (met?.level(settings.target), met?.occupancy, curve.map { $0.expected(heads).level(settings.target) })
  }

  /// What the contacts of the interval can expect of a range of heads, as the requirement saw them; nil where none arrive.
  func curve(_ index: Int, heads: ClosedRange<Int>, missing: Double) -> HeadCurve? {
    HeadCurve(missing: missing, heads: heads) {
      figures(needed, index, agents: $0.map(Double.init), spread: chanceSpread)
    }
  }

  /// Whether so many in position are enough for the interval's target. Where the answer hangs on rounding, `slack` > 0
  /// says yes and `slack` < 0 says no.
  func isEnough(_ positions: Int, _ index: Int, slack: Double) -> Bool {
    let agents = Double(positions)
    guard arrives(index) else { return finishes(positions, index, slack: slack) }
    guard isBusyEnough(agents, index, slack: slack),
      let met = figures(needed, index, agents: [agents], spread: spread)?[0]
    else { return false }
    return met.isGood(settings.target, slack: slack, wait: meanWait(met, agents: agents, index, spread))
  }

  /// Whether so many heads are enough for a target of the interval, by what its contacts can expect of them.
  ///
  /// - Parameters:
  ///   - target: the queue's, or what a day asks of its intervals.
  ///   - curve: of the interval; nil where nothing arrives.
  func isEnough(
    heads: Int, missing: Double, _ target: ServiceTarget, _ curve: HeadCurve?, _ index: Int, slack: Double
  ) -> Bool {
    // The most positions that so many heads leave.
    guard let curve else {
      return finishes(Int(((Double(heads) + 1e-9) * (1 - missing)).rounded(.down)), index, slack: slack)
    }
    let agents = Double(heads) * (1 - missing)
    guard isBusyEnough(agents, index, slack: slack) else { return false }
    let met = curve.expected(heads)
    return met.isGood(target, slack: slack, wait: meanWait(met, agents: agents, index, nil))
  }

  /// Whether there is somebody to finish what is in progress.
  private func finishes(_ positions: Int, _ index: Int, slack: Double) -> Bool {
    let load = mean(needed.load, index)
    return load < 0.05 || Double(positions) >= load / (settings.target.maximumOccupancy ?? 1) - 1e-9 - slack
  }

  /// The mean wait that a target is about. Without patience a chance of overload makes the mean over chances infinite: it is
  /// that of the mean number in position at the forecast itself.
  ///
  /// - Parameter spread: what `met` is averaged over; nil = also over who may be there.
  private func meanWait(_ met: WaitFigures, agents: Double, _ index: Int, _ spread: DayFactor?) -> Double {
    guard settings.target.meanWait != nil, settings.patience == nil, spread?.points.count ?? 2 > 1 else {
      return met.meanWait
    }
    return figures(needed, index, agents: [agents])?[0].meanWait ?? 0
  }

  /// Steadiness and the occupancy cap, at the interval's mean load.
  private func isBusyEnough(_ agents: Double, _ index: Int, slack: Double) -> Bool {
    let load = mean(needed.load, index)
    guard let patience = settings.patience else {
      // Rounding alone makes no load smaller than a staff.
      let isWhole = agents == agents.rounded()
      return agents > load * (isWhole ? 1 : 1 - slack) + 4 * load.ulp
        && agents >= load / (settings.target.maximumOccupancy ?? 1) - 1e-9 - slack
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

  /// Figures of an interval for each of some staffs, each slot by its own load, weighted by what arrives in it; nil where
  /// nothing does.
  private func figures(
    _ demand: (contacts: [Double], load: [Double]), _ index: Int, agents: [Double], spread: DayFactor = .none
  ) -> [WaitFigures]? {
    let handleTime = max(coverage.handleTime[index], 1e-9)
    var sums = [WaitFigures](repeating: WaitFigures(), count: agents.count)
    var contacts = 0.0
    var times = 0.0
    for slot in range(index) where demand.contacts[slot] > 0 && demand.load[slot] > 0 {
      for point in spread.points {
        let weight = demand.contacts[slot] * point.multiplier * point.weight
        contacts += weight
        times += point.weight
        let load = demand.load[slot] * point.multiplier
        for (number, here) in model.figures(agents: agents, load: load, handleTime: handleTime).enumerated() {
          sums[number].add(here, weight: weight)
          sums[number].occupancy += point.weight * here.occupancy
        }
      }
    }
    guard contacts > 0 else { return nil }
    for number in sums.indices {
      sums[number].divide(by: contacts)
      sums[number].occupancy /= times
    }
    return sums
  }
}
