/// Days in a row with a duty, or with one of a class, those before and after the horizon included.
struct ConsecutiveDays: DayRule {
  var maximum: Int
  /// Such days in a row up to the day before the horizon.
  var history: Int
  /// Such days in a row from the day after the horizon on, which are settled already.
  var ahead: Int = 0
  /// What a duty must be of to count; nothing = any duty.
  var classes: DutyClasses = []

  /// Days in a row that must be left at the end of the horizon for what follows. A run that is too long by itself is the
  /// other rota's affair; it leaves no day before it.
  var reserve: Int { min(ahead, maximum) }

  /// The state is the run so far.
  var start: Int { min(history, maximum) }

  func step(_ run: Int, _ letter: DayLetter, on day: Int) -> (state: Int, breaches: Int) {
    guard letter.isWorked, letter.classes.isSuperset(of: classes) else { return (0, 0) }
    return run < maximum ? (run + 1, 0) : (run, 1)
  }

  func breaches(endingIn run: Int) -> Int { max(0, run + reserve - maximum) }
}
