public import Calendars
public import Workforce

/// A row of `hours.csv`.
public struct PersonSummary: Hashable, Codable, Sendable {
  public var person: PersonID
  public var contractMinutes: Int
  /// Paid minutes of duties.
  public var plannedMinutes: Int
  /// Paid minutes of absence that count towards the contract.
  public var absentMinutes: Int
  public var shifts: Int
  /// Duties with at least three hours inside the site's night.
  public var nights: Int
  /// Saturdays and Sundays on which a duty starts, by the person's calendar.
  public var weekendDays: Int
  /// Duties that start before 07:00, and that end after 20:00 or on a later date, on the person's wall clock.
  public var early: Int
  public var late: Int
  public var preferencesMet: Int
  public var preferencesAsked: Int
  public var cost: Double
  /// Unpopular duties of the plan, and what they cost beyond the person's share; nil where `fairness` is off.
  public var fairness: FairnessSummary?

  public init(
    person: PersonID, contractMinutes: Int, plannedMinutes: Int, absentMinutes: Int, shifts: Int, nights: Int,
    weekendDays: Int, early: Int, late: Int, preferencesMet: Int, preferencesAsked: Int, cost: Double,
    fairness: FairnessSummary? = nil
  ) {
    self.person = person
    self.contractMinutes = contractMinutes
    self.plannedMinutes = plannedMinutes
    self.absentMinutes = absentMinutes
    self.shifts = shifts
    self.nights = nights
    self.weekendDays = weekendDays
    self.early = early
    self.late = late
    self.preferencesMet = preferencesMet
    self.preferencesAsked = preferencesAsked
    self.cost = cost
    self.fairness = fairness
  }
}

/// Unpopular duties of one person in a plan.
public struct FairnessSummary: Hashable, Codable, Sendable {
  /// By the site's clock, as rules of work have them, beside the minutes by contract without absent days.
  public var counts: DutyCounts
  /// What they cost beyond the person's share, in currency units.
  public var cost: Double

  public init(counts: DutyCounts, cost: Double) {
    self.counts = counts
    self.cost = cost
  }
}

/// The figures of the headline strip.
public struct PlanSummary: Hashable, Codable, Sendable {
  /// Contact-weighted expected service level over the queues that have such a target; nil when none has.
  public var serviceLevel: Double?
  /// The same by queue, in the order of `queues`.
  public var serviceLevelByQueue: [Double?]
  /// Agent-minutes required, and those of them not covered.
  public var requiredMinutes: Int
  public var uncoveredMinutes: Int
  public var overstaffedMinutes: Int
  public var paidMinutes: Int
  /// Pay and night premium in currency units.
  public var cost: Double

  public init(
    serviceLevel: Double?, serviceLevelByQueue: [Double?], requiredMinutes: Int, uncoveredMinutes: Int,
    overstaffedMinutes: Int, paidMinutes: Int, cost: Double
  ) {
    self.serviceLevel = serviceLevel
    self.serviceLevelByQueue = serviceLevelByQueue
    self.requiredMinutes = requiredMinutes
    self.uncoveredMinutes = uncoveredMinutes
    self.overstaffedMinutes = overstaffedMinutes
    self.paidMinutes = paidMinutes
    self.cost = cost
  }
}
