/// The most dates from Monday to Sunday with a duty, or with one of a class.
struct WeeklyDuties: DayRule {
  var maximum: Int
  /// What a duty must be of to count; nothing = any duty.
  var classes: DutyClasses = []

  /// The state is the number of such dates in the week.
  var start: Int { 0 }

  func step(_ counted: Int, _ letter: DayLetter, on day: Int) -> (state: Int, breaches: Int) {
    let before = day.isMultiple(of: 7) ? 0 : counted
    guard letter.isWorked, letter.classes.isSuperset(of: classes) else { return (before, 0) }
    return before < maximum ? (before + 1, 0) : (before, 1)
  }
}
