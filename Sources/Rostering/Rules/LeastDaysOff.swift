/// The fewest days off in a row between two duties. A day off can break it, so it always has a price: a breach is a day that
/// is missing.
///
/// Counted are gaps that hold a day of the horizon or lie beside a duty of it.
struct LeastDaysOff: DayRule {
  var minimum: Int
  /// Days off from the last duty before the horizon to its first day; nil where nobody knows, and nothing is counted.
  var history: Int?
  /// Days off from the last day of the horizon to the first duty after it, likewise.
  var ahead: Int?

  /// The state is the number of days off since the last duty, as far as that matters.
  var start: Int { min(minimum, history ?? minimum) }

  func step(_ off: Int, _ letter: DayLetter, on day: Int) -> (state: Int, breaches: Int) {
    letter.isWorked ? (0, missing(off)) : (min(minimum, off + 1), 0)
  }

  func breaches(endingIn off: Int) -> Int { ahead.map { missing(min(minimum, off + min(minimum, $0))) } ?? 0 }

  /// Of a gap of so many days; none lies between neighbouring duties.
  private func missing(_ off: Int) -> Int { off == 0 ? 0 : minimum - off }
}
