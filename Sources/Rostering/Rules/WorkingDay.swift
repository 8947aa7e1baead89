/// A working day is 24 hours from the start of a duty, by the wall clock: on the date after it no duty starts earlier.
struct WorkingDay: DayRule {
  /// When the duty of the date before the horizon starts, in minutes after midnight, and that of the date after it.
  var before: Int?
  var after: Int?

  var starts: ToldStarts { ToldStarts(isExact: true) }

  /// The state is when the duty of the date before starts; nil where there is none.
  var start: Int? { before }

  func step(_ last: Int?, _ letter: DayLetter, on day: Int) -> (state: Int?, breaches: Int) {
    guard let start = letter.start else { return (nil, 0) }
    return (start, isBroken(last, start) ? 1 : 0)
  }

  func breaches(endingIn last: Int?) -> Int { after.map { isBroken(last, $0) ? 1 : 0 } ?? 0 }

  func mostBreaches(in days: Int) -> Int { days + 1 }

  private func isBroken(_ last: Int?, _ start: Int) -> Bool { last.map { start < $0 } ?? false }
}
