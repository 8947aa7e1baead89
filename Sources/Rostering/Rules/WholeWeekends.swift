/// Of the dates of a weekend all have a duty or none. A day off can break it, so it always has a price: a breach is a weekend
/// that is torn, once, by a day of the horizon.
struct WholeWeekends: DayRule {
  /// Days of the week, counted from the horizon's first day, that are weekend.
  var weekend: Set<Int>
  /// What is known of the days before the horizon that belong to the weekend of its first day, and of those after it that
  /// belong to the weekend of its last.
  var before: Seen = []
  var after: Seen = []

  /// What the days of a weekend were.
  struct Seen: OptionSet, Hashable {
    let rawValue: Int
    static let duty = Seen(rawValue: 1)
    static let off = Seen(rawValue: 2)
    /// Counted, or torn by days outside the horizon alone.
    static let torn: Seen = [.duty, .off]
  }

  /// The state is what was seen of the weekend that is on.
  var start: Seen { before }

  func step(_ seen: Seen, _ letter: DayLetter, on day: Int) -> (state: Seen, breaches: Int) {
    guard weekend.contains(day % 7) else { return ([], 0) }
    let now = seen.union(letter.isWorked ? .duty : .off)
    return (now, now == .torn && seen != .torn ? 1 : 0)
  }

  func breaches(endingIn seen: Seen) -> Int {
    !seen.isEmpty && seen != .torn && after != .torn && seen.union(after) == .torn ? 1 : 0
  }
}
