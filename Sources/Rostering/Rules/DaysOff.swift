/// Whole local dates without a duty start that each week must hold.
struct DaysOff: DayRule {
  var minimum: Int

  /// Days that may be worked in one week.
  var workable: Int { max(0, 7 - minimum) }

  /// The state is the number of days worked in the week.
  var start: Int { 0 }

  func step(_ worked: Int, _ letter: DayLetter, on day: Int) -> (state: Int, breaches: Int) {
    let before = day.isMultiple(of: 7) ? 0 : worked
    guard letter.isWorked else { return (before, 0) }
    return before < workable ? (before + 1, 0) : (before, 1)
  }
}
