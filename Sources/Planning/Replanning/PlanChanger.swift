internal import Calendars
internal import Checking
public import Plans
internal import Tables
internal import Words
internal import Workforce

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

  /// What the plan is asked, beside the plans that are there now, and what that was read from.
  let request: RosterRequest
  let inputs: [InputFile]

  /// - Parameters:
  ///   - plan: one that the checker passes.
  ///   - neighbours: the plans beside it, as they are; `none` = as it knows them.
  public init(
    _ plan: PlanDocument, project: Project? = nil, beside neighbours: Neighbours = .none, command: String
  ) {
    self.plan = plan
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
    pins: [RevisionRecord.Pin]? = nil, to rota: Rota, people: [Person], why: (ChangedDuty) -> String
  ) -> RevisionRecord {
    RevisionRecord(
      from: from, absences: (plan.revised?.absences ?? []) + absences, pins: pins ?? plan.revised?.pins ?? [],
      prices: prices, changes: ChangedDuty.all(from: plan.rota, to: rota, people: people.map(\.id), why: why))
  }
}
