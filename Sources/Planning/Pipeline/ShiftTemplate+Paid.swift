internal import Calendars
internal import Workforce

extension ShiftTemplate {
  /// A length less its unpaid breaks.
  func paidMinutes(of length: Minutes) -> Int {
    breaks.reduce(length.rawValue) { left, rule in
      let applies = rule.minimumShift <= length && rule.maximumShift.map { length <= $0 } ?? true
      return rule.paid || !applies ? left : left - rule.length.rawValue
    }
  }
}
