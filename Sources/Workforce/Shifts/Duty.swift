public import Calendars

/// A break at its place in a duty.
public struct PlacedBreak: Hashable, Codable, Sendable {
  public var kind: BreakRule.Kind
  /// Minutes from the duty's start to the break's.
  public var offset: Minutes
  public var length: Minutes
  public var paid: Bool

  public init(kind: BreakRule.Kind, offset: Minutes, length: Minutes, paid: Bool) {
    self.kind = kind
    self.offset = offset
    self.length = length
    self.paid = paid
  }
}

/// A shift on a date with its breaks placed.
public struct Duty: Hashable, Codable, Sendable {
  public var template: TemplateID
  /// The local date on which it starts.
  public var date: CivilDate
  public var start: Instant
  /// Elapsed time from start to end, breaks included.
  public var length: Minutes
  /// Rising by offset, not overlapping.
  public var breaks: [PlacedBreak]

  public init(template: TemplateID, date: CivilDate, start: Instant, length: Minutes, breaks: [PlacedBreak]) {
    self.template = template
    self.date = date
    self.start = start
    self.length = length
    self.breaks = breaks
  }

  public var end: Instant { start + length }
  /// Length less unpaid breaks.
  public var paid: Minutes { breaks.reduce(length) { $1.paid ? $0 : $0 - $1.length } }
}
