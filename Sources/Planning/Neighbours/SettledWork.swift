internal import Calendars
internal import Plans
internal import Workforce

/// What the plans beside a plan mean for it: what each person has behind and ahead of them, and who is there already.
struct SettledWork {
  private let neighbours: Neighbours
  private let dates: Range<CivilDate>
  private let before: [AssignedDuty]
  private let after: [AssignedDuty]
  /// Each person's dates with a duty, and the ends and starts of their duties.
  private let workedBefore: [PersonID: [AssignedDuty]]
  private let workedAfter: [PersonID: [AssignedDuty]]
  /// Whom each plan knows.
  private let people: [PlanPlace: [PersonID: Person]]

  /// - Parameter dates: those that are planned.
  init(_ neighbours: Neighbours, around dates: Range<CivilDate>) {
    self.neighbours = neighbours
    self.dates = dates
    let reach = neighbours.reached(around: dates)
    before = neighbours.duties(on: reach.before)
    after = neighbours.duties(on: reach.after)
    workedBefore = Dictionary(grouping: before, by: \.person)
    workedAfter = Dictionary(grouping: after, by: \.person)
    people = Dictionary(
      neighbours.plans.map { plan in
        (
          plan.place,
          Dictionary(plan.document.request.people.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        )
      }, uniquingKeysWith: { first, _ in first })
  }

  /// - Parameters:
  ///   - known: what the project says of somebody who begins; it stands where no plan knows of the day before.
  ///   - further: dates before the horizon whose duties are told beyond the run of days that ends there.
  func history(of person: PersonID, known: WorkHistory, further reach: Int = 0) -> WorkHistory {
    let duties = workedBefore[person] ?? []
    let worked = Set(duties.map(\.duty.date))
    var history = known
    history.lastEnd = duties.map(\.duty.end).max() ?? known.lastEnd
    let eve = dates.lowerBound.adding(days: -1)
    let told = dates.lowerBound.adding(days: -reach)
    guard plan(on: eve, knows: person) != nil else {
      history.lastDuties = settled(duties, in: told..<dates.lowerBound)
      return history
    }
    var first = dates.lowerBound
    while worked.contains(first.adding(days: -1)) { first = first.adding(days: -1) }
    history.consecutiveDays = dates.lowerBound - first
    history.consecutiveDays += further(person, beyond: first, by: -1)
    history.lastDuties = settled(duties, in: min(first, told)..<dates.lowerBound)
    history.lastDate = worked.max()
    return history
  }

  /// Nil where no duty follows.
  /// - Parameter further: dates after the horizon whose duties are told beyond the run of days that begins there.
  func ahead(of person: PersonID, further reach: Int = 0) -> WorkAhead? {
    let duties = workedAfter[person] ?? []
    guard let start = duties.map(\.duty.start).min() else { return nil }
    let worked = Set(duties.map(\.duty.date))
    var next = 0
    while worked.contains(dates.upperBound.adding(days: next)) { next += 1 }
    let run = next + further(person, beyond: dates.upperBound.adding(days: next - 1), by: 1)
    return WorkAhead(
      consecutiveDays: run, firstStart: start,
      nextDuties: settled(duties, in: dates.upperBound..<dates.upperBound.adding(days: max(next, reach))))
  }

  /// Nil where none is on the dates.
  private func settled(_ duties: [AssignedDuty], in dates: Range<CivilDate>) -> [SettledDuty]? {
    let own = duties.map(\.duty).filter { dates.contains($0.date) }.sorted { ($0.date, $0.start) < ($1.date, $1.start) }
    return own.isEmpty ? nil : own.map { SettledDuty(date: $0.date, start: $0.start, end: $0.end) }
  }

  /// Duties of other dates that lie in the grid, as a whole or in part.
  /// - Parameter namesPeople: whether it matters whose they are.
  func carried(into grid: IntervalGrid, namesPeople: Bool = false) -> [CarriedDuty] {
    (before + after).filter { $0.duty.end > grid.start && $0.duty.start < grid.end }.compactMap { assigned in
      neighbours.plan(on: assigned.duty.date).flatMap { people[$0.place]?[assigned.person] }
        .map { CarriedDuty(queues: $0.queues, duty: assigned.duty, person: namesPeople ? assigned.person : nil) }
    }
  }

  /// Days of a run that lie further away than what was read. A run that reaches the edge goes on in the plan there, and one
  /// that reaches that plan's end in what the plan had beside it; so does one that begins with the first plan of all, before
  /// which the project says what was worked.
  ///
  /// - Parameters:
  ///   - last: the run's farthest date that was read.
  ///   - step: −1 for days before, 1 for days after.
  private func further(_ person: PersonID, beyond last: CivilDate, by step: Int) -> Int {
    let next = last.adding(days: step)
    let reach = neighbours.reached(around: dates)
    let isRead = reach.before.contains(next) || reach.after.contains(next)
    guard !dates.contains(last), !isRead || step < 0 && self.plan(on: next, knows: person) == nil,
      let plan = plan(on: last, knows: person)
    else { return 0 }
    let worked = Set(plan.document.rota.duties.filter { $0.person == person }.map(\.duty.date))
    var date = next
    while worked.contains(date) { date = date.adding(days: step) }
    let days = abs(date - next)
    guard !plan.place.dates.contains(date), let known = people[plan.place]?[person]
    else { return days }
    let beside = step < 0 ? known.history.consecutiveDays : known.ahead?.consecutiveDays ?? 0
    return days + max(0, min(beside, 10_000))
  }

  /// Whether a plan covers the date before the planned ones and knows the person.
  func knowsEve(of person: PersonID) -> Bool { plan(on: dates.lowerBound.adding(days: -1), knows: person) != nil }

  private func plan(on date: CivilDate, knows person: PersonID) -> Neighbours.Plan? {
    neighbours.plan(on: date).flatMap { people[$0.place]?[person] == nil ? nil : $0 }
  }
}
