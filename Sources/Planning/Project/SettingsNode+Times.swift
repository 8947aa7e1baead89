package import Calendars
package import Tables

extension SettingsNode {
  package func date() throws(Diagnostic) -> CivilDate {
    guard let date = CivilDate(try text()) else { throw expected("a date", example: "\"2026-12-01\"") }
    return date
  }

  /// A duration with units: `"45s"`, `"5m"`, `"8h"`, `"8h30m"`, `"1h 15m"`.
  package func seconds(in range: ClosedRange<Int>) throws(Diagnostic) -> Int {
    guard case .text(let text) = value, let seconds = Self.duration(text) else {
      throw expected("a duration with its unit", example: "\"20s\", \"5m\" or \"8h30m\"")
    }
    guard range.contains(seconds) else {
      throw fail(
        "project.range",
        "'\(text)' is out of range; expected \(Self.durationText(range.lowerBound)) to "
          + Self.durationText(range.upperBound), cure: "Choose a duration in that range.")
    }
    return seconds
  }

  func minutes(in range: ClosedRange<Int>) throws(Diagnostic) -> Minutes {
    let seconds = try seconds(in: (range.lowerBound * 60)...(range.upperBound * 60))
    guard seconds % 60 == 0 else {
      throw fail("project.range", "\(value.kind) isn't a whole number of minutes", cure: "Round it.")
    }
    return Minutes(seconds / 60)
  }

  static func duration(_ text: String) -> Int? {
    var total = 0
    var number: Int?
    var negative = false
    for (index, scalar) in text.unicodeScalars.enumerated() {
      switch scalar {
      case "-" where index == 0: negative = true
      case "0"..."9":
        let next = (number ?? 0) * 10 + Int(scalar.value - 48)
        guard next < 1_000_000 else { return nil }
        number = next
      case "h", "m", "s":
        guard let amount = number else { return nil }
        total += amount * (scalar == "h" ? 3600 : scalar == "m" ? 60 : 1)
        number = nil
      case " ": continue
      default: return nil
      }
    }
    guard number == nil, !text.isEmpty, text != "-" else { return nil }
    return negative ? -total : total
  }

  static func durationText(_ seconds: Int) -> String {
    if seconds < 0 { return "-" + durationText(-seconds) }
    let parts = [(seconds / 3600, "h"), (seconds / 60 % 60, "m"), (seconds % 60, "s")]
    let text = parts.filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }.joined()
    return text.isEmpty ? "0m" : text
  }

  func zone() throws(Diagnostic) -> Zone {
    let name = try text()
    do { return try Zone(name) } catch {
      throw fail(error.code, error.message, cure: error.cure)
    }
  }

  func clock() throws(Diagnostic) -> ClockTime {
    guard case .text(let text) = value, let time = ClockTime(text) else {
      throw expected("a time of day", example: "\"08:30\"")
    }
    return time
  }

  /// `"08:30"`, from and to a time.
  func clock(in range: ClosedRange<ClockTime>) throws(Diagnostic) -> ClockTime {
    let time = try clock()
    guard range.contains(time) else {
      throw fail(
        "project.range",
        "\(value.kind) is out of range; expected a time from \(range.lowerBound) to \(range.upperBound)",
        cure: "Choose a time in that range.")
    }
    return time
  }

  /// `"08:00-18:00"`; an end at or before the start lies on the day after.
  package func clockRange(allowsEqual: Bool = false) throws(Diagnostic) -> (ClockTime, ClockTime) {
    guard case .text(let text) = value, let range = Self.clockRange(text) else {
      throw expected("a span of time", example: "\"08:00-18:00\"")
    }
    guard range.0.minutes < 1440 else {
      throw fail(
        "project.range", "the span '\(text)' begins at \(range.0), which is no time of its day",
        cure: "Begin it between 00:00 and 23:59; only its end may lie on the day after.")
    }
    if allowsEqual || range.0 != range.1 {
      return range.1 < range.0 || (!allowsEqual && range.1 == range.0)
        ? (range.0, ClockTime(minutes: range.1.minutes + 1440)) : range
    }
    throw fail("project.range", "the span '\(text)' is empty", cure: "Write \"00:00-24:00\" for a whole day.")
  }

  package static func clockRange(_ text: String) -> (ClockTime, ClockTime)? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { part in
      part.filter { $0 != " " }
    }
    guard parts.count == 2, let from = ClockTime(String(parts[0])), let to = ClockTime(String(parts[1])) else {
      return nil
    }
    return (from, to)
  }

  /// `"mon-fri"`, `"sat"`, `"fri-mon"`, or a list of such.
  package func weekdays() throws(Diagnostic) -> [Weekday] {
    var days = Set<Weekday>()
    for node in try listOrOne() {
      guard case .text(let text) = node.value, let found = Self.weekdays(text) else {
        throw node.expected("weekdays", example: "\"mon-fri\" or [\"mon\", \"wed\"]")
      }
      days.formUnion(found)
    }
    return Weekday.allCases.filter(days.contains)
  }

  package static func weekdays(_ text: String) -> [Weekday]? {
    if text.lowercased() == "daily" || text.lowercased() == "every day" { return Weekday.allCases }
    var days: [Weekday] = []
    for part in text.split(whereSeparator: { $0 == "," || $0 == ";" || $0 == " " || $0 == "+" }) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false)
      guard ends.count <= 2, let first = Weekday(name: ends[0]), let last = Weekday(name: ends[ends.count - 1])
      else { return nil }
      for offset in 0...((last.index - first.index + 7) % 7) {
        days.append(Weekday.allCases[(first.index + offset) % 7])
      }
    }
    return days.isEmpty ? nil : days
  }
}
