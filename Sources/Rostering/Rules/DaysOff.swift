/// Whole local dates without a duty start that each week must hold.
struct DaysOff: Hashable, Sendable {
  var minimum: Int

  /// Days that may be worked in one week.
  var workable: Int { max(0, 7 - minimum) }

  func isKept(worked: Int) -> Bool { worked <= workable }
}
