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
  /// Weekdays on which the contract is worked as a rule, each an equal part of it: what a day of paid absence counts.
  /// Nil means Monday to Friday.
  public var usualDays: [Weekday]?
  /// Dates of the horizon on which everything that the person can take is closed; nil = none.
  public var closedDays: ClosedDays?
  /// When duties may lie; nil = whenever their shifts do.
  public var hours: DayHours?
  /// Unpopular duties so far, and what further ones cost; nil where `fairness` is off.
  public var fairness: PersonFairness?
  /// Which duties they have in which week; nil = any.
  public var pattern: ShiftPattern?

  public init(
    id: PersonID, name: String, site: SiteID, zone: Zone, queues: [QueueID], contract: Minutes, rules: PersonRules,
    absences: [Absence] = [], fixedDaysOff: [Weekday] = [], wishes: [Wish] = [], history: WorkHistory = WorkHistory(),
    ahead: WorkAhead? = nil, usualDays: [Weekday]? = nil, closedDays: ClosedDays? = nil,
    hours: DayHours? = nil
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
    self.usualDays = usualDays
    self.closedDays = closedDays
    self.hours = hours
  }
}

extension Person {
  /// When the rest after the last duty before the horizon ends; nil where none is known.
  public var earliestStart: Instant? { history.lastEnd.map { $0 + rules.minimumRest } }

  /// When the rest before the first duty after the horizon begins; nil where none is known.
  public var latestEnd: Instant? {
    ahead.map { Instant(rawValue: $0.firstStart.rawValue - rules.minimumRest.seconds) }
  }
}

/// Dates on which nobody comes, because nothing that they can take is open.
///
/// No duty starts on them; one of the day before may run on into them.
public struct ClosedDays: Hashable, Codable, Sendable {
  /// Rising.
  public var dates: [CivilDate]
  /// Whether they count towards the week's contract, as paid absence does.
  public var credited: Bool

  public init(dates: [CivilDate], credited: Bool = true) {
    self.dates = dates
    self.credited = credited
  }
}

/// Whole local dates on which a person cannot work.
public struct Absence: Hashable, Codable, Sendable {
  public var first: CivilDate
  /// Included.
  public var last: CivilDate
  /// `leave`, `sick`, `training` or the planner's own word.
  public var kind: String
  /// Paid absence counts towards the week's contract: an equal part of the contract for each of the person's usual days
  /// (`Person.usualDays`). The planned weekly minimum and maximum shrink by it.
  public var paid: Bool
  /// Paid time of each of its dates, whatever the weekday: what was to be worked is known. Nil = as the contract is spread.
  public var minutesADay: Minutes?

  public init(
    first: CivilDate, last: CivilDate, kind: String = "leave", paid: Bool = true, minutesADay: Minutes? = nil
  ) {
    self.first = first
    self.last = last
    self.kind = kind
    self.paid = paid
    self.minutesADay = minutesADay
  }

  /// What `minutesADay` can be.
  public static let minutesADayRange = 0...1440
}

/// Something that the person would like; not granting it costs `price`.
public struct Wish: Hashable, Codable, Sendable {
  public enum Kind: Hashable, Codable, Sendable {
    /// Not to work on `date`: no duty starts on it, and none of the day before ends later on it than `dayOffReach`.
    case dayOff
    /// To start at this time on `date` (or on every date); the price is paid for each hour of distance, pro rata.
    case start(ClockTime)
    /// Not to start before this time; the price is paid for each hour before it, pro rata.
    case notBefore(ClockTime)
    /// Not to work past this time; the price is paid for each hour after it, pro rata.
    case notAfter(ClockTime)
  }
  public var kind: Kind
  /// How far a duty that began the day before may reach into a date that is wished off, on the person's wall clock.
  public static let dayOffReach = ClockTime(hour: 1)

  /// Nil means every date of the horizon.
  public var date: CivilDate?
  /// Currency units.
  public var price: Double

  public init(kind: Kind, date: CivilDate? = nil, price: Double) {
    self.kind = kind
    self.date = date
    self.price = price
  }

  /// Minutes by which a duty misses a wished time: its start or, of `notAfter`, its end. 0 of a day off.
  /// - Parameters:
  ///   - start, end: minutes after midnight of the duty's date on the person's wall clock.
  public func minutesMissed(start: Int, end: Int) -> Int {
    switch kind {
    case .dayOff: 0
    case .start(let clock): abs(start - clock.minutes)
    case .notBefore(let clock): max(0, clock.minutes - start)
    case .notAfter(let clock): max(0, end - clock.minutes)
    }
  }

  /// Whether it speaks of the end of duties.
  public var isOfEnd: Bool { if case .notAfter = kind { true } else { false } }

  /// Whether a duty of `date` that ends at `end` on the person's wall clock is one that somebody who wishes a day off
  /// would rather not have.
  public func isDayOffBroken(by date: CivilDate, end: CivilTime) -> Bool {
    guard kind == .dayOff else { return false }
    guard let wished = self.date, wished != date else { return true }
    return date < wished && CivilTime(date: wished, clock: Self.dayOffReach) < end
  }
}

/// What the days before the horizon mean for it.
public struct WorkHistory: Hashable, Codable, Sendable {
  /// Days worked in a row up to the day before the horizon.
  public var consecutiveDays: Int
  /// When the last duty before the horizon ends.
  public var lastEnd: Instant?
  /// The duties of that run of days, as far as plans know them, rising: for rules that tell duties apart
  /// (`PersonRules.readsSettledDuties`). Nil where no rule asks, or there are none.
  public var lastDuties: [SettledDuty]?
  /// The date of the last duty before the horizon, where plans know it: for rules of days off in a row
  /// (`PersonRules.readsLastDate`). Nil where no rule asks, or nobody knows.
  public var lastDate: CivilDate?

  public init(
    consecutiveDays: Int = 0, lastEnd: Instant? = nil, lastDuties: [SettledDuty]? = nil, lastDate: CivilDate? = nil
  ) {
    self.consecutiveDays = consecutiveDays
    self.lastEnd = lastEnd
    self.lastDuties = lastDuties
    self.lastDate = lastDate
  }
}

/// What a rota that is there already for the days after the horizon means for it.
public struct WorkAhead: Hashable, Codable, Sendable {
  /// Days worked in a row from the day after the horizon on.
  public var consecutiveDays: Int
  /// When the first duty after the horizon begins; the minimum rest lies before it.
  public var firstStart: Instant
  /// The duties of that run of days, rising; nil where no rule asks, or there are none.
  public var nextDuties: [SettledDuty]?

  public init(consecutiveDays: Int, firstStart: Instant, nextDuties: [SettledDuty]? = nil) {
    self.consecutiveDays = consecutiveDays
    self.firstStart = firstStart
    self.nextDuties = nextDuties
  }
}

/// When a duty of another rota lies.
public struct SettledDuty: Hashable, Codable, Sendable {
  /// The local date to which it belongs.
  public var date: CivilDate
  public var start: Instant
  public var end: Instant

  public init(date: CivilDate, start: Instant, end: Instant) {
    self.date = date
    self.start = start
    self.end = end
  }
}
