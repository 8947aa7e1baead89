public import Calendars

/// A finished rota: who works when, and on which queue the plan counts each of them.
public struct Rota: Hashable, Codable, Sendable {
  /// Ordered by start, then person.
  public var duties: [AssignedDuty]
  /// Every worked minute outside breaks and activities, ordered by person, then start; neighbouring spans of one queue are
  /// merged.
  public var work: [WorkSpan]
  /// Meetings, training and one-to-ones, an entry a person, ordered by start, then person; nil where there are none.
  public var activities: [Attendance]?

  public init(duties: [AssignedDuty], work: [WorkSpan], activities: [Attendance]? = nil) {
    self.duties = duties
    self.work = work
    self.activities = activities
  }
}

/// A duty with the person who works it.
public struct AssignedDuty: Hashable, Codable, Sendable {
  public var person: PersonID
  public var duty: Duty

  public init(person: PersonID, duty: Duty) {
    self.person = person
    self.duty = duty
  }
}

/// A stretch of work on one queue. `queue` is nil where the person is present but no queue of theirs has demand.
public struct WorkSpan: Hashable, Codable, Sendable {
  public var person: PersonID
  public var queue: QueueID?
  public var start: Instant
  public var end: Instant

  public init(person: PersonID, queue: QueueID?, start: Instant, end: Instant) {
    self.person = person
    self.queue = queue
    self.start = start
    self.end = end
  }
}
