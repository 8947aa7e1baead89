public import Calendars
public import Workforce

/// Whether leave may be granted, and what it comes to.
public struct LeaveAnswer: Hashable, Codable, Sendable {
  public var schema = 1
  public var person: PersonID
  public var name: String
  public var absence: Absence
  /// Dates, first and last included.
  public var days: Int
  /// Of these the usual days of the person (`Person.usualDays`), but for those on which their desk is closed anyway.
  public var workdays: Int
  /// What these are of the contract, in minutes, by the week as plans count paid absence; 0 where the leave is unpaid.
  public var paidMinutes: Int
  /// In order. Weeks that a plan covers, then those that none does.
  public var planned: [PlannedLeave]
  public var unplanned: [UnplannedLeave]
  /// The date on which most people are away, of those who share a queue with the person; nil where they share none.
  public var mostAway: AwayCount?
  /// Why not, in sentences without their full stop; empty where it may be granted.
  public var refusals: [String]
  /// Other dates near by, of as many days and workdays, that cost less: the cheapest first. Only within planned weeks.
  public var others: [OtherDates]
  /// What was done; nil where nothing was asked to be.
  public var granted: GrantedLeave?
  public var currency: String

  public var mayBeGranted: Bool { refusals.isEmpty }

  /// By the prices of plans and disturbance, the pay of the leave included, over all planned weeks; nil where no plan covers
  /// any of the dates.
  public var cost: Double? { planned.isEmpty ? nil : planned.reduce(0) { $0 + $1.cost } }
}

/// How many are away on a date, the person who asks included.
public struct AwayCount: Hashable, Codable, Sendable {
  public var date: CivilDate
  public var people: Int
  /// Of how many who share a queue with the person, themselves included.
  public var team: Int
}

/// A week or several that a plan covers, planned again near to it without the person.
public struct PlannedLeave: Hashable, Codable, Sendable {
  /// `plans/2026-W49`.
  public var plan: String
  public var week: ISOWeek
  public var weeks: Int
  /// Of what was asked: the draft where there is one.
  public var isDraft: Bool
  /// Duties that the person would not work.
  public var dutiesLost: Int
  /// Duties of others that would change because of it.
  public var othersChanged: Int
  /// Duties that could change for the better without the leave as well, which no figure here counts; nil where none could,
  /// or no duty of others changes.
  public var mendedAnyway: Int?
  /// Minutes of heads that would be missing more; below 0 where fewer.
  public var uncoveredMinutes: Int
  /// Contacts of live queues that would be answered within their target, less; nil where no queue has such a target.
  public var contactsLate: Double?
  public var serviceLevel: BeforeAfter
  /// What the leave itself is paid, in currency units, at the site's pay: no plan counts it.
  public var leavePay: Double
  /// Pay and night premium more, that of the leave included; below 0 where less.
  public var pay: Double
  /// By the prices of plan and disturbance, with `pay`.
  public var cost: Double
  /// How far it may be from the cheapest, in a sentence without its full stop; nil where nothing had to be searched for.
  public var proof: String?

  /// A figure of the plan as it is and as it would be; nil where no queue has a service level.
  public struct BeforeAfter: Hashable, Codable, Sendable {
    public var before: Double?
    public var after: Double?
  }
}

/// A week that isn't planned yet.
public struct UnplannedLeave: Hashable, Codable, Sendable {
  public var week: ISOWeek
  /// Who else of those who share a queue with the person is away on dates of the leave, by person, then date.
  public var others: [AwayPerson]
  /// Paid hours by contract against hours required; nil where no forecast can be made.
  public var outlook: CapacityOutlook?
  /// Why no forecast can be made, in a sentence without its full stop.
  public var withoutForecast: String?

  public struct AwayPerson: Hashable, Codable, Sendable {
    public var person: PersonID
    public var name: String
    public var absence: Absence
  }
}

/// What contracts leave of a week against what the queues are expected to ask for.
public struct CapacityOutlook: Hashable, Codable, Sendable {
  /// The person's queues, and those that are joined to them by people who take both.
  public var queues: [QueueID]
  /// Everybody who takes one of these.
  public var people: Int
  /// Minutes by their contracts in the week, absences that are known taken off, without this leave and with it.
  public var contractMinutes: Int
  public var contractMinutesWithLeave: Int
  /// Minutes of heads required, shrinkage included.
  public var requiredMinutes: Int

  /// Minutes by which the contracts lie above what is required, with the leave; below 0 where they fall short.
  public var spareMinutes: Int { contractMinutesWithLeave - requiredMinutes }
}

/// Other dates that would do.
public struct OtherDates: Hashable, Codable, Sendable {
  public var first: CivilDate
  public var last: CivilDate
  public var cost: Double
  public var uncoveredMinutes: Int
}

/// What `absences.csv` was told.
public struct GrantedLeave: Hashable, Codable, Sendable {
  /// Rows that were added.
  public var rows: Int
  /// Plans that don't know of it yet: `plans/2026-W49`.
  public var replan: [String]
}
