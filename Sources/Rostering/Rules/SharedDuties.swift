/// Unpopular duties of one kind: the n-th of the horizon costs the n-th step, further ones the last.
///
/// Steps never fall, so that what so many duties cost is convex in their number.
struct SharedDuties: DayRule {
  /// At least one; never falling.
  var steps: [Int]
  /// What a duty must be of to count; nothing = any duty.
  var classes: DutyClasses = []
  /// Days on which one counts; nil = any day.
  var days: Set<Int>?

  /// The state is the number of such duties so far, as far as they are told apart.
  var start: Int { 0 }

  func step(_ counted: Int, _ letter: DayLetter, on day: Int) -> (state: Int, breaches: Int) {
    guard letter.isWorked, letter.classes.isSuperset(of: classes), days?.contains(day) ?? true else {
      return (counted, 0)
    }
    return (min(counted + 1, steps.count - 1), steps[counted])
  }
}
