public import Calendars
public import Workforce

/// The published state of one duty's calendar event. The UID stays with person and date across re-plans.
public struct CalendarEntry: Hashable, Codable, Sendable {
  public var uid: String
  public var person: PersonID
  public var duty: Duty
  /// Meetings, training and one-to-ones of the duty, by start; nil where there are none.
  public var activities: [Attendance]?
  /// Rises by one with each published change.
  public var sequence: Int
  /// The plan's stamp when it last changed.
  public var modified: Instant
  public var cancelled: Bool

  public init(
    uid: String, person: PersonID, duty: Duty, activities: [Attendance]? = nil, sequence: Int, modified: Instant,
    cancelled: Bool
  ) {
    self.uid = uid
    self.person = person
    self.duty = duty
    self.activities = activities
    self.sequence = sequence
    self.modified = modified
    self.cancelled = cancelled
  }
}
