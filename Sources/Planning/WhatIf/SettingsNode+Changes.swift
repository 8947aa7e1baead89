internal import Calendars
internal import Tables

extension SettingsNode {
  /// Whether it is written as a change: `+20%`, `-5%`, `x1.2`.
  var isRelative: Bool {
    guard case .text(let text) = value else { return false }
    return text.hasSuffix("%") && (text.hasPrefix("+") || text.hasPrefix("-")) || text.hasPrefix("x")
  }

  /// `"+20%"` → 1.2, `"x1.5"` → 1.5, `"-5%"` → 0.95.
  /// - Parameter canStop: whether `"-100%"` is allowed.
  func factor(canStop: Bool = false) throws(Diagnostic) -> Double {
    if case .text(let text) = value {
      if text.hasSuffix("%"), let number = Double(text.dropLast()), number > -100 || canStop && number == -100,
        number <= 10_000
      {
        return 1 + number / 100
      }
      if text.hasPrefix("x"), let number = Double(text.dropFirst()), number > 0, number <= 100 { return number }
    }
    throw expected("a change", example: "\"+20%\", \"-5%\" or \"x1.5\"")
  }

  /// `0.8` or `"80%"`.
  /// - Parameter canBeAll: whether 1 is allowed.
  func share(canBeAll: Bool = false) throws(Diagnostic) -> Double {
    var share: Double?
    if case .number(let number) = value { share = number }
    if case .text(let text) = value, text.hasSuffix("%") { share = Double(text.dropLast()).map { $0 / 100 } }
    guard let share, share >= 0, share < 1 || canBeAll && share == 1 else {
      throw expected("a share below 100 %", example: "0.8 or \"80%\"")
    }
    return share
  }

  func date() throws(Diagnostic) -> CivilDate {
    guard let date = CivilDate(try text()) else { throw expected("a date", example: "\"2026-12-01\"") }
    return date
  }
}
