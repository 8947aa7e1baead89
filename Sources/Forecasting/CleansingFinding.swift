public import Calendars

/// What was odd about a stretch of history, and what was made of it. The history itself is never changed.
public struct CleansingFinding: Hashable, Codable, Sendable {
  public enum Kind: String, Hashable, Codable, Sendable {
    /// A day far from what is usual around it.
    case outlier
    /// Days on which nothing is recorded although the queue is usually open.
    case gap
    /// A day of which less than half is recorded.
    case fragment
    /// A day whose missing intervals were filled from its usual shape.
    case filled
    /// A day marked by its planner.
    case event
  }

  public var kind: Kind
  public var first: CivilDate
  /// The same date for a single day.
  public var last: CivilDate
  /// Contacts recorded on the day; nil for gaps.
  public var contacts: Double?
  /// What was usual around it.
  public var usual: Double?
  /// How much the day counts, 0…1.
  public var weight: Double
  /// In a sentence.
  public var reason: String

  public init(
    kind: Kind, first: CivilDate, last: CivilDate, contacts: Double?, usual: Double?, weight: Double, reason: String
  ) {
    self.kind = kind
    self.first = first
    self.last = last
    self.contacts = contacts
    self.usual = usual
    self.weight = weight
    self.reason = reason
  }
}
