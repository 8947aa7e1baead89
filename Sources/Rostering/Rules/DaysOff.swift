/// Whole local dates without a duty start that each week must hold.
struct DaysOff: DayRule {
  var minimum: Int

  /// Days that may be worked in one week.
  var workable: Int { max(0, 7 - minimum) }

  /// The state is the number of days worked in the week.
  var start: Int { 0 }

  func next(_ worked: Int, _ letter: DayLetter, on day: Int) -> Int? {
    let before = day.isMultiple(of: 7) ? 0 : worked
    guard letter.isWorked else { return before }
    return before < workable ? before + 1 : nil
  }

  func mayEnd(in worked: Int) -> Bool { true }
}
