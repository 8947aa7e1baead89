/// No early duty on the date after a late one or a night.
struct EarlyAfterLate: DayRule {
  /// Whether the date before the horizon has a late duty or a night.
  var isAfterLate = false
  /// Whether the date after it has an early duty.
  var isBeforeEarly = false

  var classes: DutyClasses { [.night, .early, .late] }

  /// The state is whether the date before was late.
  var start: Bool { isAfterLate }

  func step(_ isAfterLate: Bool, _ letter: DayLetter, on day: Int) -> (state: Bool, breaches: Int) {
    (letter.classes.isLateOrNight, isAfterLate && letter.classes.contains(.early) ? 1 : 0)
  }

  func breaches(endingIn isAfterLate: Bool) -> Int { isAfterLate && isBeforeEarly ? 1 : 0 }
}

extension DutyClasses {
  var isLateOrNight: Bool { !isDisjoint(with: [.late, .night]) }
}
