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
  /// What was found and what the rule asks for, in a sentence without its full stop.
  public var message: String

  public init(
    rule: String, severity: Severity = .breach, person: PersonID? = nil, date: CivilDate? = nil, message: String
  ) {
    self.rule = rule
    self.severity = severity
    self.person = person
    self.date = date
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
    return (left.rule, left.message) < (right.rule, right.message)
  }
}
