import Searching

/// How long a search may go on and how far it is: by iterations where they are given, else by the clock.
struct SearchBudget: Sendable {
  var iterations: Int?
  /// Seconds on `clock` at which the search began and must end.
  var begin: Double
  var deadline: Double?
  var stop: StopFlag
  var clock: @Sendable () -> Double

  /// Share of the budget that is used up after `moves` moves, 1 when it is over. With iterations it depends on nothing
  /// else, unless a deadline is set as well and passes first.
  func used(moves: Int) -> Double {
    if isOver { return 1 }
    if let iterations { return min(1, Double(moves) / Double(max(1, iterations))) }
    guard let deadline, deadline > begin else { return 1 }
    return min(1, (clock() - begin) / (deadline - begin))
  }

  /// Stopped from outside or out of time.
  var isOver: Bool {
    if stop.isRaised { return true }
    guard let deadline else { return false }
    return clock() >= deadline
  }
}
