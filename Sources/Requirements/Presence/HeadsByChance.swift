public import Calendars
internal import Workforce

/// Heads on the rota of whom some are missing by chance: why so many, and what one fewer and one more would do. Shares
/// 0…1, times in seconds.
/// - SeeAlso: docs/staffing.md, *Presence*.
public struct HeadsByChance: Hashable, Codable, Sendable {
  /// The chance of each head of not being in position.
  public var missing: Double
  /// The fewest heads of which the contacts can expect the target; over a day those that bring its contacts the most.
  public var required: Int
  /// One head less (where that is not negative), as many as asked about or required, and one more; empty where hardly any
  /// contact is expected.
  public var levels: [Level]
  /// The chance that nobody of the required heads is in position, and that exactly one is; the latter nil of fewer than two.
  public var nobody: Double
  public var onlyOne: Double?
  /// What positions ÷ (1 − missing), rounded up, would be and do; nil where `levels` is empty.
  public var inProportion: Level?
  /// Whether mean waits are those of the mean number in position: without patience any chance of too few makes the mean over
  /// who is there infinite.
  public var waitsOfMeanNumber: Bool
  /// The queue's `minimumHeads` where nothing else asks for as many heads; nil elsewhere.
  public var minimumHeads: Int?
  /// What the day asks for; nil where the target holds over the interval.
  public var day: Day?

  /// What a number of heads achieves in the interval, expected over who is there.
  public struct Level: Hashable, Codable, Sendable {
    public var heads: Int
    /// Heads × (1 − missing).
    public var meanNumber: Double
    /// By the target's definition.
    public var serviceLevel: Double
    /// Contacts × service level.
    public var contactsInTime: Double
    /// As the target means it; see `waitsOfMeanNumber`.
    public var meanWait: Double
    /// Share that gives up; nil where the model loses nobody.
    public var abandonment: Double?
    /// Share that a full waiting room turns away; nil for queues without one.
    public var turnedAway: Double?
    /// Of the mean number in position by the interval's mean load.
    public var occupancy: Double
    /// The service level of the whole day with so many heads here and the required ones elsewhere; nil where the target holds
    /// over the interval.
    public var dayLevel: Double?
    /// The parts of the target that these heads miss, in words; empty where they meet all of them.
    public var missed: [String]
  }

  /// A day whose contacts together are promised a service level.
  public struct Day: Hashable, Codable, Sendable {
    /// On which the opening began.
    public var date: CivilDate
    public var contacts: Double
    /// The service level that its contacts are to expect: the target and its margin.
    public var goal: Double
    /// What they expect of the required heads.
    public var serviceLevel: Double
    /// Below which no interval may fall, and the fewest heads here that keep it and every other part of the target.
    public var floorLevel: Double
    public var floor: Level
  }
}

extension IntervalService {
  /// What a number of heads is expected to achieve, and which parts of the target it misses. Misses nothing exactly where
  /// `requiredHeads` would be at most `heads`.
  func level(heads: Int, target: ServiceTarget, _ curve: inout ServiceCurve, isFloor: Bool = false)
    -> HeadsByChance.Level
  {
    let expected = curve.expected(heads: heads)
    let wait = curve.meanWait(expected)
    let mean = ofMeanLoad(agents: expected.agents, answeredWithin: target.withinSeconds)
    let share = expected.serviceLevel(target.definition)
    return HeadsByChance.Level(
      heads: heads, meanNumber: expected.agents, serviceLevel: share,
      contactsInTime: slots.reduce(0) { $0 + $1.contacts } * share, meanWait: wait,
      abandonment: model.losesPatience ? expected.abandonment : nil,
      turnedAway: hasRoom ? expected.turnedAway : nil, occupancy: mean.occupancy,
      missed: missed(of: target, by: expected, meanWait: wait, mean: mean, isFloor: isFloor))
  }
}

extension HeadsByChance {
  /// - Parameters:
  ///   - required: as found by `LiveHeads` or `IntervalService.requiredHeads`.
  ///   - asked: around which the levels lie.
  ///   - positions: that meet the target if everybody were there.
  ///   - level: what a number of heads achieves.
  init(
    required: Int, asked: Int, positions: Int, curve: ServiceCurve, level: ((Int) -> Level)?
  ) {
    let chance = PresenceChance(heads: required, missing: curve.missing)
    missing = curve.missing
    self.required = required
    levels = level.map { level in [asked - 1, asked, asked + 1].filter { $0 >= 0 }.map(level) } ?? []
    nobody = chance.chance(of: 0)
    onlyOne = required >= 2 ? chance.chance(of: 1) : nil
    inProportion = level.map { $0(heads(for: positions, shrinkage: curve.missing)) }
    waitsOfMeanNumber = curve.waitsOfMeanNumber
  }

  /// The fewest heads of which an interval's contacts can expect a target, and those beside them.
  ///
  /// - Parameter asked: around which the levels lie; nil = the fewest.
  init(
    for target: ServiceTarget, of interval: IntervalService, missing: Double, positions: Int, asked: Int? = nil
  ) {
    var curve = ServiceCurve(of: interval, missing: missing, within: target.withinSeconds)
    let required = interval.requiredHeads(
      for: target, &curve, guess: heads(for: positions, shrinkage: missing))
    self.init(required: required, asked: asked ?? required, positions: positions, curve: curve) {
      interval.level(heads: $0, target: target, &curve)
    }
  }
}
