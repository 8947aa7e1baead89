internal import Workforce

/// An interval among those of its day: what heads bring there.
struct DayInterval {
  /// In the grid.
  let index: Int
  let contacts: Double
  /// Heads that the interval has whatever the day needs.
  let floor: Int
  private let definition: ServiceLevelDefinition
  private(set) var curve: ServiceCurve
  /// Expected service level of `floor`, `floor + 1`, … heads.
  private var levels: [Double] = []

  /// The longest step whose gain is looked at. Two or three heads can be worth more than twice the first of them: a team of
  /// one is often nobody.
  private static let longestStep = 12

  init(index: Int, contacts: Double, floor: Int, definition: ServiceLevelDefinition, curve: ServiceCurve) {
    self.index = index
    self.contacts = contacts
    self.floor = floor
    self.definition = definition
    self.curve = curve
  }

  /// Contacts in time that are expected of `heads`, at least `floor`.
  mutating func inTime(_ heads: Int) -> Double {
    while levels.count <= heads - floor {
      levels.append(curve.expected(heads: floor + levels.count).serviceLevel(definition))
    }
    return contacts * levels[heads - floor]
  }

  /// The step up from `heads` that brings the most contacts in time a head: a side of the concave hull.
  mutating func bestStep(from heads: Int) -> (heads: Int, gain: Double) {
    let start = inTime(heads)
    var best = (heads: 1, gain: inTime(heads + 1) - start)
    var previous = best.gain
    for step in 2...Self.longestStep {
      let gain = (inTime(heads + step) - start) / Double(step)
      if gain > best.gain * (1 + 1e-12) { best = (step, gain) }
      // A service level rises slowly, then fast, then slowly: past its best step no longer one is better.
      if gain < previous, best.heads < step - 1 || step == 2 { break }
      previous = gain
    }
    return best
  }
}
