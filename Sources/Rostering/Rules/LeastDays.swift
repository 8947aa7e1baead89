/// The fewest days in a row with a duty, those before and after the horizon included. A day off can break it, so it always
/// has a price: a breach is a day that is missing. A run without a day of the horizon breaks nothing.
struct LeastDays: DayRule {
  var minimum: Int
  /// Such days in a row up to the day before the horizon.
  var history: Int
  /// Such days in a row from the day after the horizon on; nil where nobody knows, and no run that reaches the end breaks it.
  var ahead: Int?

  /// The state is the run so far, as far as that matters; below zero while all of it lies before the horizon.
  var start: Int { -min(history, minimum) }

  func step(_ run: Int, _ letter: DayLetter, on day: Int) -> (state: Int, breaches: Int) {
    letter.isWorked ? (min(minimum, abs(run) + 1), 0) : (0, missing(run))
  }

  func breaches(endingIn run: Int) -> Int {
    guard run > 0, let ahead else { return 0 }
    return missing(run + min(minimum, ahead))
  }

  private func missing(_ run: Int) -> Int { run > 0 ? max(0, minimum - run) : 0 }
}
