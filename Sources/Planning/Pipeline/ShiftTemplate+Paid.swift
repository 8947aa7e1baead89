internal import Calendars
internal import Workforce

extension ShiftTemplate {
  /// A length less its unpaid breaks.
  func paidMinutes(of length: Minutes) -> Int { minutes(of: length) { !$0.paid } }

  /// A length less all its breaks.
  func presentMinutes(of length: Minutes) -> Int { minutes(of: length) { _ in true } }

  private func minutes(of length: Minutes, without isTaken: (BreakRule) -> Bool) -> Int {
    breaks.reduce(length.rawValue) { left, rule in
      let applies = rule.minimumShift <= length && rule.maximumShift.map { length <= $0 } ?? true
      return applies && isTaken(rule) ? left - rule.length.rawValue : left
    }
  }
}
