internal import Calendars
internal import Planning
internal import Tables
internal import Workforce
internal import Words

extension SettingsNode {
  /// The value of a knob as it is written on a command line: a number, `true` or `false`, an object (`{ limit: 3, price: 100
  /// }`), else text.
  static func knob(_ text: String, file: String, path: String) throws(Diagnostic) -> SettingsNode {
    var value: SettingsValue = Double(text).map { .number($0) } ?? .text(text)
    if text == "true" || text == "false" { value = .flag(text == "true") }
    if text.hasPrefix("{") { value = try parse(Array(text.utf8), file: "\(file): \(path)").value }
    return SettingsNode(value: value, file: file, path: path)
  }

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

  /// `0.8` or `"80%"`: the share itself.
  ///
  /// - Parameter canBeAll: whether 1 is allowed.
  /// - Throws: `scenario.ambiguous` for `"+5%"`, of which nobody can tell whether points or a part of the share are meant.
  func share(canBeAll: Bool = false) throws(Diagnostic) -> Double {
    var share: Double?
    if case .number(let number) = value { share = number }
    if case .text(let text) = value, text.hasSuffix("%") {
      let number = text.dropLast()
      if number.hasPrefix("+") || number.hasPrefix("-") {
        throw fail(
          "scenario.ambiguous",
          "found '\(text)' for a share, which could mean points or a part of the share; expected the share itself",
          cure:
            "Write \"12%\" for a share of 12 %\(canBeAll ? "" : ", or, of a knob, \"+5 points\" for 5 points more").")
      }
      share = Double(number.filter { $0 != " " }).map { $0 / 100 }
    }
    guard let share, share >= 0, share < 1 || canBeAll && share == 1 else {
      throw expected("a share below 100 %", example: "0.8 or \"80%\"")
    }
    return share
  }

  /// A share, or a change of one in points: `"12%"`, `"+5 points"`.
  /// - Parameter old: what the points are added to; nil where there is nothing.
  func share(changing old: Double?) throws(Diagnostic) -> Double {
    guard case .text(let text) = value, let points = Self.points(text) else { return try share() }
    guard let old else {
      throw fail(
        "scenario.nothing", "there is no share that '\(text)' could change", cure: "Write the share itself: \"80%\".")
    }
    let share = old + points / 100
    guard share >= 0, share < 1 else {
      throw fail(
        "project.range",
        "\(text) on \(Words.plain.share(old)) is \(Words.plain.share(share)); expected a share from 0 to below 100 %",
        cure: "Choose fewer points.")
    }
    return share
  }

  /// `+5 points` → 5, `-2.5 points` → −2.5; nil where it is written otherwise.
  static func points(_ text: String) -> Double? {
    guard text.hasPrefix("+") || text.hasPrefix("-") else { return nil }
    for suffix in ["points", "point"] where text.hasSuffix(suffix) {
      return Double(text.dropLast(suffix.count).filter { $0 != " " }).flatMap { $0.isFinite ? $0 : nil }
    }
    return nil
  }
}
