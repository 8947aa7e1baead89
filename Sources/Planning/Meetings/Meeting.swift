public import Calendars
public import Workforce

/// A meeting, a training or a one-to-one as it is asked for: a row of a file of meetings. People are those of a plan.
public struct Meeting: Hashable, Sendable {
  public enum Repeat: String, Hashable, Sendable, CaseIterable {
    /// Once in the plan, and in no plan beside it.
    case once
    /// Once a week of the plan, at the same weekday and time as the week before if that costs little.
    case weekly
  }

  /// The series: what finds it again in another week.
  public var id: String
  public var title: String
  public var kind: Attendance.Kind
  /// The first one named sets the clock; nobody twice.
  public var people: [PersonID]
  public var length: Minutes
  /// On the first person's wall clock; no start before it.
  public var earliest: ClockTime
  /// No end after it; above 24:00 on the day after.
  public var latest: ClockTime
  /// Nil = any weekday.
  public var weekdays: Set<Weekday>?
  /// Nil = any date; with weekdays, those or these.
  public var dates: Set<CivilDate>?
  public var repeats: Repeat
  public var paid: Bool

  public init(
    id: String, title: String, kind: Attendance.Kind = .meeting, people: [PersonID], length: Minutes,
    earliest: ClockTime = ClockTime(minutes: 0), latest: ClockTime = Meeting.endOfNextDay,
    weekdays: Set<Weekday>? = nil, dates: Set<CivilDate>? = nil, repeats: Repeat = .once, paid: Bool = true
  ) {
    self.id = id
    self.title = title
    self.kind = kind
    self.people = people
    self.length = length
    self.earliest = earliest
    self.latest = latest
    self.weekdays = weekdays
    self.dates = dates
    self.repeats = repeats
    self.paid = paid
  }

  /// No limit: what begins on a day ends by the end of the next.
  public static let endOfNextDay = ClockTime(hour: 48)

  /// Whether it may begin on a date.
  func mayBegin(on date: CivilDate) -> Bool {
    guard weekdays != nil || dates != nil else { return true }
    return (weekdays?.contains(date.weekday) ?? false) || (dates?.contains(date) ?? false)
  }

  /// Whether it may begin at an instant, by its times of the day.
  func mayBegin(at start: Instant, in zone: Zone) -> Bool {
    let (from, to) = (zone.civil(at: start), zone.civil(at: start + length))
    return from.minuteOfDay >= earliest.minutes && (to.date - from.date) * 1440 + to.minuteOfDay <= latest.minutes
  }

  /// What somebody attends of it.
  func attendance(of person: PersonID, id occurrence: String, at start: Instant) -> Attendance {
    Attendance(
      id: occurrence, series: id, title: title, kind: kind, person: person, start: start, length: length, paid: paid)
  }

  /// The occurrences in a plan: an id and the dates on which each may begin.
  func occurrences(in request: RosterRequest) -> [(id: String, dates: [CivilDate])] {
    let dates = (0..<request.days).map { request.firstDate.adding(days: $0) }.filter(mayBegin)
    guard repeats == .weekly else { return dates.isEmpty ? [] : [(id, dates)] }
    let weeks = Dictionary(grouping: dates) { $0.adding(days: -$0.weekday.index) }
    return weeks.keys.sorted().map { ("\(id).\($0)", weeks[$0] ?? []) }
  }
}
