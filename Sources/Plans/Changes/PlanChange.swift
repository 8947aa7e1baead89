public import Calendars
public import Workforce

/// What somebody does on a date: duties with their breaks, and the queues that they are counted on.
public struct WorkedDay: Hashable, Codable, Sendable {
  /// By start; one, but for plans that break the rule.
  public var duties: [Duty]
  /// By start.
  public var work: [Span]
  /// By start; nil where there are none.
  public var activities: [Attendance]?

  /// A stretch of work on one queue; without one where nothing is to be done.
  public struct Span: Hashable, Codable, Sendable {
    public var queue: QueueID?
    public var start: Instant
    public var end: Instant

    public init(queue: QueueID?, start: Instant, end: Instant) {
      self.queue = queue
      self.start = start
      self.end = end
    }
  }

  public init(duties: [Duty], work: [Span], activities: [Attendance]? = nil) {
    self.duties = duties
    self.work = work
    self.activities = activities
  }
}

/// A person's date that is another one in a later plan.
public struct PlanChange: Hashable, Codable, Sendable {
  public var person: PersonID
  public var date: CivilDate
  /// Nil = off.
  public var before: WorkedDay?
  public var after: WorkedDay?
  /// What the change is for, in a sentence; nil where nobody said.
  public var why: String?

  public init(person: PersonID, date: CivilDate, before: WorkedDay?, after: WorkedDay?, why: String? = nil) {
    self.person = person
    self.date = date
    self.before = before
    self.after = after
    self.why = why
  }

  /// How much of the date is another one; the first that fits.
  public enum Kind: String, Hashable, Codable, Sendable, CaseIterable {
    /// A duty on a date that was off, or none where there was one.
    case added, removed
    /// Another start, end or shift.
    case moved
    /// Breaks at other times.
    case breaks
    /// Meetings, training or one-to-ones that are others.
    case activities
    /// Counted on other queues.
    case queues
  }

  public var kind: Kind {
    guard let before else { return .added }
    guard let after else { return .removed }
    func times(_ day: WorkedDay) -> [Duty] {
      day.duties.map { duty in
        var duty = duty
        duty.breaks = []
        return duty
      }
    }
    if times(before) != times(after) { return .moved }
    if before.duties != after.duties { return .breaks }
    return before.activities != after.activities ? .activities : .queues
  }
}

extension PlanDocument {
  /// Every date of everybody on which the rota differs from an earlier one's, by person, then date, each with what the plan
  /// says it is for.
  package func changes(since former: PlanDocument) -> [PlanChange] {
    var known: [PersonID: [CivilDate: ChangedDuty]] = [:]
    for change in revised?.changes ?? [] { known[change.person, default: [:]][change.date] = change }
    return PlanChange.all(from: former.rota, to: rota) { person, date in
      known[person]?[date].flatMap { $0.why.isEmpty ? nil : $0.why }
    }
  }
}

extension PlanChange {
  /// Every date of everybody on which two rotas differ, by person, then date.
  ///
  /// - Parameter why: what a change is for.
  public static func all(
    from before: Rota, to after: Rota, why: (PersonID, CivilDate) -> String? = { _, _ in nil }
  ) -> [PlanChange] {
    let (old, new) = (days(of: before), days(of: after))
    return Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }
      .sorted { ($0.person, $0.date) < ($1.person, $1.date) }
      .map {
        PlanChange(
          person: $0.person, date: $0.date, before: old[$0], after: new[$0], why: why($0.person, $0.date))
      }
  }

  private struct Place: Hashable {
    var person: PersonID
    var date: CivilDate
  }

  private static func days(of rota: Rota) -> [Place: WorkedDay] {
    var days: [Place: WorkedDay] = [:]
    var byPerson: [PersonID: [Duty]] = [:]
    for assigned in rota.duties.sorted(by: { $0.duty.start < $1.duty.start }) {
      let place = Place(person: assigned.person, date: assigned.duty.date)
      days[place, default: WorkedDay(duties: [], work: [])].duties.append(assigned.duty)
      byPerson[assigned.person, default: []].append(assigned.duty)
    }
    for span in rota.work.sorted(by: { $0.start < $1.start }) {
      guard let duty = byPerson[span.person]?.last(where: { $0.start <= span.start }) else { continue }
      days[Place(person: span.person, date: duty.date)]?.work.append(
        WorkedDay.Span(queue: span.queue, start: span.start, end: span.end))
    }
    for activity in rota.activities ?? [] {
      guard let duty = byPerson[activity.person]?.last(where: { $0.start <= activity.start }) else { continue }
      let place = Place(person: activity.person, date: duty.date)
      let others = days[place]?.activities ?? []
      days[place]?.activities = others + [activity]
    }
    return days
  }
}

extension Rota {
  /// Nobody works.
  package static let empty = Rota(duties: [], work: [])

  /// The rota after these changes: what a journal's lists make of the rota before them.
  ///
  /// - Returns: nil where a change begins with something else than what is there.
  public func applying(_ changes: [PlanChange]) -> Rota? {
    struct Place: Hashable {
      var person: PersonID
      var date: CivilDate
    }
    let all = PlanChange.all(from: .empty, to: self)
    var days = Dictionary(
      all.map { (Place(person: $0.person, date: $0.date), $0.after) }, uniquingKeysWith: { first, _ in first })
    for change in changes {
      let place = Place(person: change.person, date: change.date)
      guard (days[place] ?? nil) == change.before else { return nil }
      days[place] = change.after
    }
    var next = Rota.empty
    var activities: [Attendance] = []
    for (place, day) in days {
      guard let day else { continue }
      activities += day.activities ?? []
      next.duties += day.duties.map { AssignedDuty(person: place.person, duty: $0) }
      next.work += day.work.map { WorkSpan(person: place.person, queue: $0.queue, start: $0.start, end: $0.end) }
    }
    next.duties.sort { ($0.duty.start, $0.person) < ($1.duty.start, $1.person) }
    next.work.sort { ($0.person, $0.start) < ($1.person, $1.start) }
    next.setActivities(activities)
    return next
  }
}
