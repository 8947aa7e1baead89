public import Calendars

/// Something that a finished rota does against the request it was made for.
public struct Breach: Hashable, Codable, Sendable {
  /// A breach makes the rota illegal; a note is worth knowing and leaves it legal.
  public enum Severity: String, Hashable, Codable, Sendable { case breach, note }

  /// Stable dotted name of the rule, for example `rest.minimum`.
  public var rule: String
  public var severity: Severity
  /// Whom it concerns; nil when it concerns the request itself.
  public var person: PersonID?
  /// The local date that it is reported on: the duty's, or the Monday of a week; nil when there is none.
  public var date: CivilDate?
  /// The file of the plan's folder that it stands in, relative to the folder; nil when it is about the rota itself.
  public var file: String?
  /// The line of that file, counted from 1; nil where the file has none worth naming.
  public var row: Int?
  /// The column of a table, the property of a calendar, or the dotted path inside `plan.json`.
  public var column: String?
  /// What was found and what the rule asks for, in a sentence without its full stop.
  public var message: String

  public init(
    rule: String, severity: Severity = .breach, person: PersonID? = nil, date: CivilDate? = nil, file: String? = nil,
    row: Int? = nil, column: String? = nil, message: String
  ) {
    self.rule = rule
    self.severity = severity
    self.person = person
    self.date = date
    self.file = file
    self.row = row
    self.column = column
    self.message = message
  }
}

extension Breach: Comparable {
  /// By person, then date, rule and message; what concerns nobody or no date comes first.
  public static func < (left: Self, right: Self) -> Bool {
    if left.person != right.person {
      guard let first = left.person else { return true }
      guard let second = right.person else { return false }
      return first < second
    }
    if left.date != right.date {
      guard let first = left.date else { return true }
      guard let second = right.date else { return false }
      return first < second
    }
    return (left.rule, left.file ?? "", left.row ?? 0, left.column ?? "", left.message)
      < (right.rule, right.file ?? "", right.row ?? 0, right.column ?? "", right.message)
  }
}
