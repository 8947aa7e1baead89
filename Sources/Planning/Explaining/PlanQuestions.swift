internal import Calendars
public import Plans
internal import Rostering
internal import Searching
internal import Tables
internal import Words
internal import Workforce

/// Answers why a plan is as it is, by solving again: parts of it exactly and the whole for a stated time.
///
/// A plan holds all that it was made from, so its project need not be there. Touches no file.
public struct PlanQuestions: Sendable {
  /// Of a plan that the checker passes.
  public let plan: PlanDocument

  public init(_ plan: PlanDocument) { self.plan = plan }

  /// Keys of the table of rules that a plan can be solved without.
  public static var ruleKeys: [String] { PersonFact.droppableKeys }

  var request: RosterRequest { plan.request }
  var rota: Rota { plan.rota }
  var filter: ConflictFilter { ConflictFilter(request: request, rota: rota) }

  /// - Throws: `explain.person`.
  func person(_ id: PersonID) throws(Diagnostic) -> Person {
    if let person = request.people.first(where: { $0.id == id }) { return person }
    let nearest = NearestName.of(id.rawValue, among: request.people.map(\.id.rawValue))
    throw Diagnostic(
      "explain.person", "nobody in the plan has the ID '\(id)'",
      cure: (nearest.map { "Did you mean '\($0)'? " } ?? "") + "hours.csv lists everybody's agent_id.", kind: .usage)
  }

  /// The day of the horizon.
  /// - Throws: `explain.date`.
  func day(_ date: CivilDate) throws(Diagnostic) -> Int {
    guard request.dates.contains(date) else {
      throw Diagnostic(
        "explain.date",
        "the plan covers \(request.dates.lowerBound) to \(request.dates.upperBound.adding(days: -1)), not \(date)",
        cure: "Choose a date in it, or name the plan of that week.", kind: .usage)
    }
    return date - request.firstDate
  }

  /// A person's part with everybody else as they are, and what it is now.
  /// - Throws: `explain.another-rota` where the plan's duties can't be read as the person's.
  func alone(_ person: Person) throws(Diagnostic) -> (lone: LoneRoster, present: LoneTour) {
    let lone = try LoneRoster(request, rota: rota, terms: LoneRoster.Terms(person))
    guard let present = lone.present() else {
      throw Diagnostic(
        "explain.another-rota",
        "the duties of '\(person.id)' break a rule that the search keeps, or none of their shifts is like them",
        cure: "Plan the week again, and ask of that plan.")
    }
    return (lone, present)
  }

  /// What a person's other duties change, everybody else's being as they are.
  func change(_ person: Person, from present: LoneTour, to tour: LoneTour) -> PricedChange {
    let minutes = request.grid.interval.rawValue
    let uncovered = request.demand.enumerated().map { index, demand in
      CostChange.Uncovered(
        queue: demand.queue,
        minutes: (Self.missing(demand.required, tour.heads[index]) - Self.missing(demand.required, present.heads[index]))
          * minutes)
    }
    return PricedChange(
      cost: CostChange(from: present.costs, to: tour.costs, uncovered: uncovered),
      changes: DutyChange.all(from: rota, to: replacing(person.id, by: tour.duties), in: request))
  }

  /// What another rota changes.
  func change(to other: Rota, costs: CostParts) -> PricedChange {
    let minutes = request.grid.interval.rawValue
    let uncovered = request.demand.map { demand in
      CostChange.Uncovered(
        queue: demand.queue,
        minutes: (Self.missing(demand.required, heads(on: demand.queue, in: other))
          - Self.missing(demand.required, heads(on: demand.queue, in: rota))) * minutes)
    }
    return PricedChange(
      cost: CostChange(from: plan.result.costs, to: costs, uncovered: uncovered),
      changes: DutyChange.all(from: rota, to: other, in: request))
  }

  /// The rota with another person's duties; nobody's work is counted anew.
  func replacing(_ person: PersonID, by duties: [Duty]) -> Rota {
    Rota(
      duties: rota.duties.filter { $0.person != person } + duties.map { AssignedDuty(person: person, duty: $0) },
      work: rota.work, activities: rota.activities)
  }

  func named(_ facts: [PersonFact], of person: Person) -> [NamedFact] {
    facts.map { NamedFact(key: $0.key, person: person.id, words: $0.words(of: person, in: request)) }
  }

  private static func missing(_ required: [Int], _ present: [Int]) -> Int {
    zip(required, present).reduce(0) { $0 + max(0, $1.0 - $1.1) }
  }

  private func heads(on queue: QueueID, in rota: Rota) -> [Int] {
    var heads = [Int](repeating: 0, count: request.grid.count)
    let carried = plan.coverage.first { $0.queue == queue }?.scheduled ?? heads
    func count(_ rota: Rota, _ sign: Int) {
      for span in rota.work where span.queue == queue {
        let first = max(0, request.grid.index(of: span.start))
        for slot in first..<max(first, min(heads.count, request.grid.index(of: span.end))) { heads[slot] += sign }
      }
    }
    // What the plan counts beyond its own people's work is that of the rotas beside it.
    count(self.rota, -1)
    for slot in heads.indices { heads[slot] += carried[slot] }
    count(rota, 1)
    return heads
  }
}
