public import Calendars
public import Workforce

/// Leave that somebody asks for, and up to where it may be granted.
public struct LeaveRequest: Hashable, Sendable {
  public var person: PersonID
  public var absence: Absence
  /// What begins before this moment stays as it is.
  public var from: Instant
  /// The most people who may be away on one date, of those who share a queue with the person, themselves included.
  public var mostAway: Int?
  /// The most that granting may cost, in currency units, by the prices of plans and disturbance.
  public var budget: Double?
  /// The least service level that planned weeks are to expect, 0…1; a week that expects less anyway may not fall further.
  public var leastService: Double?

  public init(
    person: PersonID, absence: Absence, from: Instant, mostAway: Int? = nil, budget: Double? = nil,
    leastService: Double? = nil
  ) {
    self.person = person
    self.absence = absence
    self.from = from
    self.mostAway = mostAway
    self.budget = budget
    self.leastService = leastService
  }

  var dates: ClosedRange<CivilDate> { absence.first...absence.last }
}
