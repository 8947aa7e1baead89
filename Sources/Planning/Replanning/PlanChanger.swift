internal import Calendars
internal import Checking
public import Plans
internal import Rostering
internal import Tables
internal import Words
internal import Workforce

/// What a change is, and what it leaves of all changes since people were told.
struct ChangeRecord {
  /// For the plan: against what people hold.
  var record: RevisionRecord
  /// Against the plan that was changed.
  var own: [ChangedDuty]
}

/// Changes a finished plan: by searching again near to it, or by hand. Each operation gives a plan that is written nowhere
/// yet, with what was changed.
///
/// A plan holds all that it was made from; its project is needed only for what has changed there. What the plans beside it
/// settle is taken from them as they are now.
public struct PlanChanger: Sendable {
  public let plan: PlanDocument
  /// Nil where none is known.
  public let project: Project?
  /// The command line, for the record of the plan that comes of it.
  public let command: String
  /// What people hold, where that is another rota than the plan's: what changes are priced against.
  let held: Rota?

  /// What the plan is asked, beside the plans that are there now, and what that was read from.
  let request: RosterRequest
  let inputs: [InputFile]

  /// - Parameters:
  ///   - plan: one that the checker passes, or a draft that breaks rules and nothing else.
  ///   - held: the published plan that the plan is a draft of; nil where there is none, or for the plan itself. Changes are
  ///     priced against it, else against the plan.
  ///   - neighbours: the plans beside it, as they are; `none` = as it knows them.
  public init(
    _ plan: PlanDocument, held: PlanDocument? = nil, project: Project? = nil, beside neighbours: Neighbours = .none,
    command: String
  ) {
    self.plan = plan
    self.held = held.flatMap { $0.rota == plan.rota ? nil : $0.rota }
    self.project = project
    self.command = command
    (request, inputs) = plan.settled(beside: neighbours)
  }

  /// - Throws: `replan.person` with the nearest ID.
  func index(of id: PersonID) throws(Diagnostic) -> Int {
    if let index = request.people.firstIndex(where: { $0.id == id }) { return index }
    let nearest = NearestName.of(id.rawValue, among: request.people.map(\.id.rawValue))
    throw Diagnostic(
      "replan.person", "nobody in the plan has the ID '\(id)'",
      cure: (nearest.map { "Did you mean '\($0)'? " } ?? "") + "hours.csv lists everybody's agent_id.")
  }

  /// - Throws: `replan.date` where the plan doesn't cover the date.
  func require(_ date: CivilDate) throws(Diagnostic) {
    guard request.dates.contains(date) else {
      throw Diagnostic(
        "replan.date",
        "the plan covers \(request.dates.lowerBound) to \(request.dates.upperBound.adding(days: -1)), not \(date)",
        cure: "Choose a date in it, or name the plan of that week.")
    }
  }

  /// - Throws: `replan.frozen` where a person's date is over, or their duty has begun.
  func requireOpen(_ person: Person, _ date: CivilDate, from: Instant) throws(Diagnostic) {
    let start = duty(of: person.id, on: date)?.start
    guard date < person.zone.date(at: from) || start.map({ $0 < from }) ?? false else { return }
    throw Diagnostic(
      "replan.frozen",
      "\(Words.plain.day(date)) of '\(person.id)' is frozen: what begins before \(person.zone.localText(of: from)) stays",
      cure: "Give an earlier moment with --from, if the plan is to change there still.")
  }

  func duty(of person: PersonID, on date: CivilDate) -> Duty? {
    plan.rota.duties.first { $0.person == person && $0.duty.date == date }?.duty
  }

  /// What the plan keeps from the changes before, with what is new.
  func record(
    from: Instant, prices: DisturbancePrices?, absences: [RevisionRecord.AbsentPerson] = [],
    pins: [RevisionRecord.Pin]? = nil, late: [DutyDay: Instant]? = nil, to rota: Rota, people: [Person],
    why: (ChangedDuty) -> String
  ) -> ChangeRecord {
    let late = (late ?? knownLate(in: rota)).map {
      RevisionRecord.LateStart(person: $0.key.person, date: $0.key.date, notBefore: $0.value)
    }.sorted { ($0.person, $0.date) < ($1.person, $1.date) }
    let ids = people.map(\.id)
    let own = ChangedDuty.all(from: plan.rota, to: rota, people: ids, why: why)
    var all = own
    if let held {
      func byDay(_ changes: [ChangedDuty]) -> [DutyDay: ChangedDuty] {
        Dictionary(changes.map { (DutyDay($0.person, $0.date), $0) }, uniquingKeysWith: { first, _ in first })
      }
      let (new, before) = (byDay(own), byDay(plan.revised?.changes ?? []))
      all = ChangedDuty.all(from: held, to: rota, people: ids) { change in
        let day = DutyDay(change.person, change.date)
        return new[day]?.why ?? before[day].flatMap { $0.after == change.after ? $0.why : nil } ?? "in the draft before"
      }
    }
    return ChangeRecord(
      record: RevisionRecord(
        from: from, absences: (plan.revised?.absences ?? []) + absences, pins: pins ?? plan.revised?.pins ?? [],
        late: late.isEmpty ? nil : late, prices: prices, changes: all), own: own)
  }

  /// Before when duties can't begin by what was said earlier, in a rota that keeps to it: who was set to begin earlier by
  /// hand is late no more.
  func knownLate(in rota: Rota) -> [DutyDay: Instant] {
    let starts = Dictionary(
      rota.duties.map { (DutyDay($0.person, $0.duty.date), $0.duty.start) }, uniquingKeysWith: { first, _ in first })
    let late = (plan.revised?.late ?? []).map { (DutyDay($0.person, $0.date), $0.notBefore) }
    return Dictionary(late, uniquingKeysWith: max).filter { day, moment in starts[day].map { $0 >= moment } ?? true }
  }

  /// A base whose rota is what people hold, where that is known: dates that may not change are as they are in `current`, and
  /// with it the search begins.
  func pricedByHeld(_ base: RotaBase, current: Rota, people: [Person]) -> RotaBase {
    guard let held else { return base }
    let zones = Dictionary(people.map { ($0.id, $0.zone) }, uniquingKeysWith: { first, _ in first })
    let now = Dictionary(
      current.duties.map { (DutyDay($0.person, $0.duty.date), $0.duty) }, uniquingKeysWith: { first, _ in first })
    func isFrozen(_ assigned: AssignedDuty) -> Bool {
      let day = DutyDay(assigned.person, assigned.duty.date)
      return zones[assigned.person].map { base.isFrozen(day, duty: now[day], zone: $0) } ?? false
    }
    var next = base
    next.begin = current
    next.rota.duties = held.duties.filter { !isFrozen($0) } + current.duties.filter(isFrozen)
    next.rota.duties.sort { ($0.duty.start, $0.person) < ($1.duty.start, $1.person) }
    return next
  }
}
