internal import Calendars
internal import Plans
internal import Workforce

/// What an open interval asks for by itself where heads are there by chance.
struct HeadNeed {
  /// Expected contacts, 0 where a target asks nothing for so few.
  var contacts: Double
  /// What they can expect of the heads that are asked about; nil where none arrive or hardly any.
  var curve: HeadCurve?
  /// Beyond this number the plan is not worked out again.
  var most: Int
  /// Whether so many heads are enough: `slack` > 0 says yes where the answer hangs on rounding, `slack` < 0 says no.
  var isEnough: (_ heads: Int, _ slack: Double) -> Bool
}

extension ServiceTarget {
  /// What every interval is asked for: the floor where the target holds over the day.
  var ofInterval: ServiceTarget {
    guard dayGoal != nil, let floor = intervalFloor else { return self }
    var target = self
    target.serviceLevel = floor
    return target
  }
}

/// The opening days of a queue whose service level holds over the day.
struct DayNeeds {
  /// By interval: why it is wrong.
  private(set) var wrong: [Int: String] = [:]

  /// - Parameters:
  ///   - needs: by interval; nil where nobody may be required.
  ///   - required: heads by interval.
  ///   - isRaised: whether there may be more than are needed, for example because a simulation has asked for them.
  init(
    _ needs: [HeadNeed?], required: [Int], of settings: QueueSettings, on grid: IntervalGrid, isRaised: Bool
  ) {
    guard let goal = settings.target.dayGoal else { return }
    let hours = OpenReading(settings: settings, grid: grid)
    let busy = needs.indices.filter { needs[$0]?.curve != nil }
    let days = Dictionary(grouping: busy) { hours.day($0) }
    for slots in days.values {
      var intervals: [(slot: Int, contacts: Double, level: Double, gain: Double)] = []
      for slot in slots {
        guard let need = needs[slot], let curve = need.curve else { continue }
        let (heads, target) = (required[slot], settings.target)
        let level = curve.expected(heads).level(target)
        let less = heads > 0 ? curve.expected(heads - 1).level(target) : level
        intervals.append((slot, need.contacts, level, level - less))
      }
      let contacts = intervals.reduce(0) { $0 + $1.contacts }
      // How many more are answered in time than the goal asks for.
      let spare = intervals.reduce(0) { $0 + $1.contacts * $1.level } - goal * contacts
      let canGain = intervals.contains { $0.level < 1 - 1e-9 }
      if spare < -1e-7 * contacts, canGain, let first = slots.min() {
        wrong[first] = "more on that day: its goal of \(goal) is missed by \(-spare / contacts)"
      }
      guard !isRaised else { continue }
      for interval in intervals where required[interval.slot] > (settings.minimumHeads ?? 0) {
        guard spare - interval.contacts * interval.gain >= 1e-7 * contacts,
          needs[interval.slot]?.isEnough(required[interval.slot] - 1, -1e-7) ?? false
        else { continue }
        wrong[interval.slot] = "fewer: the day's goal of \(goal) is met by less"
      }
    }
  }
}
