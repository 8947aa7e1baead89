/// So many dates after the last night of a run on which no duty starts that is no night.
struct DaysOffAfterNights: DayRule {
  var dates: Int
  /// Dates from the horizon's first on that nights before it keep free.
  var history = 0
  /// Settled duties after the horizon that are no nights, up to the first night there: 0 is the day after it.
  var ahead: [Int] = []

  struct State: Hashable, Sendable {
    /// Dates from the next on that are kept free.
    var left: Int
    /// Whether by a night of the horizon.
    var isOwn: Bool
  }

  var classes: DutyClasses { .night }

  var start: State { State(left: history, isOwn: false) }

  func step(_ state: State, _ letter: DayLetter, on day: Int) -> (state: State, breaches: Int) {
    if letter.classes.contains(.night) { return (State(left: dates, isOwn: dates > 0), 0) }
    let left = max(0, state.left - 1)
    return (State(left: left, isOwn: state.isOwn && left > 0), letter.isWorked && state.left > 0 ? 1 : 0)
  }

  func breaches(endingIn state: State) -> Int { state.isOwn ? ahead.count { $0 < state.left } : 0 }
}
