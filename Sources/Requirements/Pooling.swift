public import Calendars
public import Workforce

/// What people with several skills can save: bounds on the positions that a group of live queues needs together.
public struct PoolingBounds: Hashable, Codable, Sendable {
  /// Positions if everybody had one skill: the sum of the queues' own requirements.
  public var separate: [Int]
  /// Positions if everybody had every skill and one line formed: the least that any mix of skills needs.
  public var pooled: [Int]

  public init(separate: [Int], pooled: [Int]) {
    self.separate = separate
    self.pooled = pooled
  }

  /// Positions saved in each interval by pooling entirely; ≥ 0.
  public var gain: [Int] { zip(separate, pooled).map { $0 - $1 } }

  /// The gain as a share of all separate positions; 0 where there are none.
  public var gainShare: Double {
    let all = separate.reduce(0, +)
    return all > 0 ? Double(gain.reduce(0, +)) / Double(all) : 0
  }
}

/// Bounds on what phone and chat queues need when people are shared between them.
///
/// Pooled: the modified offered loads add up, contacts are answered in order of arrival whatever their queue, and the
/// loosest of each part of the targets holds (the mean of the service levels by contacts, the longest threshold, the
/// highest caps), so no stricter mix of priorities needs fewer within this model. Real teams lie between the bounds; a
/// few people with two skills already gain most of it.
///
/// - Parameters:
///   - queues: settings with what `requirement` returned for them; e-mail and chat with several conversations at once are
///     left out of the pool and count the same in both bounds.
/// - Precondition: all requirements are as long as `grid`; settings have no diagnostics.
/// - SeeAlso: D. R. Smith, W. Whitt, *Resource sharing for efficiency in traffic systems*, Bell System Technical Journal
///   60 (1981); R. B. Wallace, W. Whitt, *A staffing algorithm for call centers with skill-based routing*, Manufacturing
///   & Service Operations Management 7 (2005).
public func pooling(
  of queues: [(settings: QueueSettings, requirement: QueueRequirement)], grid: IntervalGrid
) -> PoolingBounds {
  let pool = queues.filter { $0.settings.channel != .email && $0.settings.concurrency == 1 }
  let others = queues.filter { $0.settings.channel == .email || $0.settings.concurrency > 1 }
  let profiles = pool.map { LoadProfile(of: $0.requirement, interval: grid.interval) }
  let width = LoadProfile.slotWidth(of: grid.interval.rawValue)
  let slots = grid.interval.rawValue / width
  let joint = LoadProfile(sumOf: profiles)
  let bounds = (0..<grid.count).map { index -> (separate: Int, pooled: Int) in
    let alone = pool.reduce(0) { $0 + $1.requirement.positions[index] }
    let rest = others.reduce(0) { $0 + $1.requirement.positions[index] }
    let here = pool.filter { $0.requirement.contacts[index] > 0 }
    guard !here.isEmpty else { return (alone + rest, alone + rest) }
    let contacts = here.map(\.requirement.contacts[index])
    let (target, patience) = loosest(here.map(\.settings), contacts: contacts)
    var model: any QueueingModel = ErlangC()
    if let patience { model = ErlangA(patience: patience) }
    let interval = IntervalService(model: model, profile: joint, slots: index * slots..<(index + 1) * slots)
    return (alone + rest, min(alone, interval.requiredAgents(for: target)) + rest)
  }
  return PoolingBounds(separate: bounds.map(\.separate), pooled: bounds.map(\.pooled))
}

/// What a pool is asked at least, and the patience of its mixed customers (their rates of giving up average).
private func loosest(_ settings: [QueueSettings], contacts: [Double]) -> (target: ServiceTarget, patience: Double?) {
  let total = contacts.reduce(0, +)
  func loosestOf(_ part: (ServiceTarget) -> Double?) -> Double? {
    let values = settings.map { part($0.target) }
    return values.contains { $0 == nil } ? nil : values.compactMap { $0 }.max()
  }
  var level: Double?
  if settings.allSatisfy({ $0.target.serviceLevel != nil }) {
    level = zip(settings, contacts).reduce(0) { $0 + ($1.0.target.serviceLevel ?? 0) * $1.1 } / total
  }
  let leaving = zip(settings, contacts).reduce(0) { $0 + ($1.0.patience.map { 1 / $0 } ?? 0) * $1.1 } / total
  let target = ServiceTarget(
    serviceLevel: level, withinSeconds: settings.map(\.target.withinSeconds).max() ?? 0,
    meanWait: loosestOf(\.meanWait), maximumOccupancy: loosestOf(\.maximumOccupancy),
    maximumAbandonment: loosestOf(\.maximumAbandonment))
  return (target, leaving > 0 ? min(1 / leaving, QueueLimits.longestPatience) : nil)
}

extension LoadProfile {
  /// The profile of queues that share one line.
  init(sumOf profiles: [LoadProfile]) {
    let count = profiles.first?.contacts.count ?? 0
    var contacts = [Double](repeating: 0, count: count)
    var load = contacts
    var work = contacts
    for profile in profiles {
      for slot in 0..<count {
        contacts[slot] += profile.contacts[slot]
        load[slot] += profile.load[slot]
        work[slot] += profile.contacts[slot] * profile.handleTime[slot]
      }
    }
    self.init(
      contacts: contacts, load: load,
      handleTime: (0..<count).map { contacts[$0] > 0 ? work[$0] / contacts[$0] : 0 },
      slotSeconds: profiles.first?.slotSeconds ?? 300)
  }
}
