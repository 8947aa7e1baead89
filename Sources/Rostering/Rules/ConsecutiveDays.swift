/// Days worked in a row, those before and after the horizon included.
struct ConsecutiveDays: Hashable, Sendable {
  var maximum: Int
  /// Days worked in a row up to the day before the horizon.
  var history: Int
  /// Days worked in a row from the day after the horizon on, which are settled already.
  var ahead: Int = 0

  /// Days in a row that end just before `day`, history included.
  func run(before day: Int, isWorked: (Int) -> Bool) -> Int {
    var length = 0
    var index = day - 1
    while index >= 0, isWorked(index) {
      length += 1
      index -= 1
    }
    return index < 0 ? length + history : length
  }

  /// Whether working `day` keeps the limit, given the other days.
  func permits(day: Int, dayCount: Int, isWorked: (Int) -> Bool) -> Bool {
    var length = run(before: day, isWorked: isWorked) + 1
    var index = day + 1
    while index < dayCount, isWorked(index) {
      length += 1
      index += 1
    }
    return length + (index == dayCount ? ahead : 0) <= maximum
  }

  /// Days in a row that must be left at the end of the horizon for what follows. A run that is too long by itself is the
  /// other rota's affair; it leaves no day before it.
  var reserve: Int { min(ahead, maximum) }
}
