internal import Calendars

/// Findings in the making, all about one file of the plan's folder.
struct Findings {
  let file: String
  private(set) var list: [Breach] = []

  init(in file: String) { self.file = file }

  mutating func add(
    _ rule: String, severity: Breach.Severity = .breach, row: Int? = nil, column: String? = nil,
    person: PersonID? = nil, date: CivilDate? = nil, _ message: String
  ) {
    list.append(
      Breach(
        rule: rule, severity: severity, person: person, date: date, file: file, row: row, column: column,
        message: message))
  }

  mutating func add(_ more: [Breach]) { list += more }
}

/// How findings show what was found.
enum Shown {
  /// Short enough for a line, in quotes.
  static func text(_ text: some StringProtocol) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.count > 60 ? "'\(line.prefix(60))…'" : "'\(line)'"
  }

  static func number(_ value: Double?) -> String { value.map { "\($0)" } ?? "nothing" }

  /// Whether two figures are one: apart by rounding at most.
  static func agree(_ left: Double, _ right: Double, within tolerance: Double = 1e-9) -> Bool {
    left == right || abs(left - right) <= tolerance * max(1, abs(left), abs(right))
  }
}
