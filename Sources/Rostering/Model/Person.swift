public import Calendars

/// Somebody who works duties: where, on what, how much, under which rules.
public struct Person: Hashable, Codable, Sendable {
  public var id: PersonID
  public var name: String
  public var site: SiteID
  /// The wall clock of the person's days, rests, nights and weekends; the site's unless they work from elsewhere.
  public var zone: Zone
  /// Queues that the person can take, most wanted first.
  public var queues: [QueueID]
  /// Paid minutes a week by contract.
  public var contract: Minutes
  public var rules: PersonRules
  public var absences: [Absence]
  /// Weekdays never worked.
  public var fixedDaysOff: [Weekday]
  public var wishes: [Wish]
  public var history: WorkHistory
  /// What is settled already after the horizon; nil where nothing is.
  public var ahead: WorkAhead?

  public init(
    id: PersonID, name: String, site: SiteID, zone: Zone, queues: [QueueID], contract: Minutes, rules: PersonRules,
    absences: [Absence] = [], fixedDaysOff: [Weekday] = [], wishes: [Wish] = [], history: WorkHistory = WorkHistory(),
    ahead: WorkAhead? = nil
  ) {
    self.id = id
    self.name = name
    self.site = site
    self.zone = zone
    self.queues = queues
    self.contract = contract
    self.rules = rules
    self.absences = absences
    self.fixedDaysOff = fixedDaysOff
    self.wishes = wishes
    self.history = history
    self.ahead = ahead
  }
}

/// Whole local dates on which a person cannot work.
public struct Absence: Hashable, Codable, Sendable {
  public var first: CivilDate
  /// Included.
  public var last: CivilDate
  /// `leave`, `sick`, `training` or the planner's own word.
  public var kind: String
  /// Paid absence counts towards the week's contract: a fifth of the contract for each absent weekday Monday to Friday,
  /// at most five. The planned weekly minimum and maximum shrink by it.
  public var paid: Bool

  public init(first: CivilDate, last: CivilDate, kind: String = "leave", paid: Bool = true) {
    self.first = first
    self.last = last
    self.kind = kind
    self.paid = paid
  }
}

/// Something that the person would like; not granting it costs `price`.
public struct Wish: Hashable, Codable, Sendable {
  public enum Kind: Hashable, Codable, Sendable {
    /// Not to work on `date`.
    case dayOff
    /// To start at this time on `date` (or on every date); the price is paid for each hour of distance, pro rata.
    case start(ClockTime)
  }
  public var kind: Kind
  /// Nil means every date of the horizon.
  public var date: CivilDate?
  /// Currency units.
  public var price: Double

  public init(kind: Kind, date: CivilDate? = nil, price: Double) {
    self.kind = kind
    self.date = date
    self.price = price
  }
}

/// What the days before the horizon mean for it.
public struct WorkHistory: Hashable, Codable, Sendable {
  /// Days worked in a row up to the day before the horizon.
  public var consecutiveDays: Int
  /// When the last duty before the horizon ends.
  public var lastEnd: Instant?

  public init(consecutiveDays: Int = 0, lastEnd: Instant? = nil) {
    self.consecutiveDays = consecutiveDays
    self.lastEnd = lastEnd
  }
}

/// What a rota that is there already for the days after the horizon means for it.
public struct WorkAhead: Hashable, Codable, Sendable {
  /// Days worked in a row from the day after the horizon on.
  public var consecutiveDays: Int
  /// When the first duty after the horizon begins; the minimum rest lies before it.
  public var firstStart: Instant

  public init(consecutiveDays: Int, firstStart: Instant) {
    self.consecutiveDays = consecutiveDays
    self.firstStart = firstStart
  }
}
