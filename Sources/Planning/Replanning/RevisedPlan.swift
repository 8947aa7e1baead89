internal import Calendars
public import Checking
public import Plans
internal import Publishing
internal import Requirements
internal import Rostering
internal import Searching
public import Tables
public import Workforce

/// A plan that was changed, with what was changed and what came of it. Written nowhere yet.
public struct RevisedPlan: Sendable {
  /// As it was.
  public var former: PlanDocument
  public var plan: PlanDocument
  /// Against the former plan; `plan.revised` has all of them against what people hold.
  public var changes: [ChangedDuty]
  /// Breaches that the change brings, by the checker: those of the former plan aside.
  public var breaches: [Breach]
  /// Breaches of the former plan, a draft, that are there still.
  public var remaining: [Breach]
  /// Whether the former plan broke a rule.
  var wasBroken: Bool
  /// Whether its rota was searched for, and its bound is one of objective and disturbance together.
  public var isSearched: Bool
  /// What its planner should know; also among the plan's warnings.
  public var notes: [Diagnostic] = []

  /// Whether nothing is another than it was: no duty, queue, pin, absence, and no contacts.
  public var isSame: Bool {
    former.rota == plan.rota && former.request.people.map(\.absences) == plan.request.people.map(\.absences)
      && expectsTheSame && !isResettled
      && (former.revised?.pins ?? []) == (plan.revised?.pins ?? [])
  }

  /// Whether it is a draft that plans beside it, which are others now, say something else to: rest and runs over the border,
  /// or who is there from them.
  public var isResettled: Bool {
    former.isDraft
      && (former.request.carriedIn != plan.request.carriedIn
        || former.request.people.map(\.history) != plan.request.people.map(\.history)
        || former.request.people.map(\.ahead) != plan.request.people.map(\.ahead))
  }

  /// Whether the same contacts are expected, as exactly as a forecast is printed.
  private var expectsTheSame: Bool {
    former.coverage == plan.coverage
      || zip(former.coverage, plan.coverage).allSatisfy { old, new in
        zip(old.contacts, new.contacts).allSatisfy { abs($0 - $1) <= 0.001 }
          && zip(old.handleTime, new.handleTime).allSatisfy { abs($0 - $1) <= 0.01 }
      }
  }

  /// A plan as it is.
  init(unchanged plan: PlanDocument) {
    (former, self.plan, changes) = (plan, plan, [])
    (breaches, remaining, wasBroken, isSearched) = ([], [], false, false)
  }

  init(
    former: PlanDocument, plan: PlanDocument, changes: [ChangedDuty], breaches: [Breach], remaining: [Breach],
    wasBroken: Bool, isSearched: Bool
  ) {
    (self.former, self.plan, self.changes) = (former, plan, changes)
    (self.breaches, self.remaining, self.wasBroken, self.isSearched) = (breaches, remaining, wasBroken, isSearched)
  }

  /// What people no longer attend, because their duties are others or because of breaks: by start, then person. `rota meet`
  /// finds another time.
  public var dropped: [Attendance] {
    let there = Set(plan.rota.activities ?? [])
    return (former.rota.activities ?? []).filter { !there.contains($0) }
  }

  /// Whether the plan keeps every rule that the former one kept.
  public var keepsRules: Bool { breaches.isEmpty }

  /// Whether it may be written: a draft that broke rules before takes no further breach.
  public var isWritable: Bool { breaches.isEmpty || !wasBroken }

  /// Pinned dates on which the queues alone are others.
  public var queueChanges: [PlanChange] {
    let pins = Set((plan.revised?.pins ?? []).map { DutyDay($0.person, $0.date) })
    guard !pins.isEmpty else { return [] }
    let known = Set((former.revised?.pins ?? []).map { DutyDay($0.person, $0.date) })
    return PlanChange.all(from: former.rota, to: plan.rota) { person, date in
      isSearched && known.contains(DutyDay(person, date)) ? nil : "by hand"
    }.filter { $0.kind == .queues && pins.contains(DutyDay($0.person, $0.date)) }
  }

  /// Absences that `absences.csv` doesn't know and the former plan didn't either.
  public var newAbsences: [RevisionRecord.AbsentPerson] {
    let known = former.revised?.absences ?? []
    return (plan.revised?.absences ?? []).filter { !known.contains($0) }
  }
}

/// Makes a plan's document anew around another rota.
struct PlanRevision {
  var former: PlanDocument
  var request: RosterRequest
  /// What the request was read from.
  var inputs: [InputFile]
  var rota: Rota
  /// Nil = as the former plan knows it.
  var demand: Demand?
  var project: Project?
  /// The command line that changes it.
  var command: String
  var change: ChangeRecord
  private var record: RevisionRecord { change.record }

  init(
    former: PlanDocument, request: RosterRequest, inputs: [InputFile], rota: Rota, demand: Demand? = nil,
    project: Project?, command: String, change: ChangeRecord
  ) {
    self.former = former
    self.request = request
    self.inputs = inputs
    self.rota = rota
    self.demand = demand
    self.project = project
    self.command = command
    self.change = change
  }

  /// - Parameters:
  ///   - result: of the search; nil where nothing was searched.
  ///   - options: of the search.
  func plan(_ result: PlanResult?, options: SearchLimits? = nil) throws(Diagnostic) -> RevisedPlan {
    var plan = former
    plan.tool = Tool.signature
    plan.request = request
    plan.inputs = inputs
    plan.rota = rota
    plan.command = command
    plan.simulation = nil
    plan.revised = record
    let found = checkRota(request, rota)
    let foundBefore = checkRota(former.request, former.rota)
    let known = Set(foundBefore.filter { $0.severity == .breach }.map(BreachPlace.init))
    let broken = found.filter { $0.severity == .breach }
    let asked: Demand
    if let demand { asked = demand } else { asked = try Demand(of: former) }
    let queues = CoverageStage(demand: asked, request: request, rota: rota).run()
    for (index, queue) in queues.enumerated() {
      var coverage = queue.coverage
      if demand == nil {
        coverage.contactsLow = former.coverage[index].contactsLow
        coverage.contactsHigh = former.coverage[index].contactsHigh
        coverage.arrivals = former.coverage[index].arrivals
        coverage.basis = former.coverage[index].basis
      } else {
        plan.queues[index].model = queue.plan.requirement.model
        plan.queues[index].modelReason = queue.plan.requirement.reason.isEmpty ? nil : queue.plan.requirement.reason
      }
      plan.coverage[index] = coverage
      plan.queues[index].backlog = queue.backlog
      plan.queues[index].presence = queue.presence?.outlook
    }
    if let demand, let project {
      plan.forecasts = demand.queues.compactMap(\.forecast).map {
        KeptForecast($0, project: project).recordingClock(before: request.grid.start)
      }
    }
    plan.people = PeopleStage(request: request, rota: rota).run()
    plan.summary = SummaryStage(request: request, rota: rota, coverage: plan.coverage).run()
    let stage = WarningStage(queues: queues, request: request, rota: rota, breaches: found)
    plan.warnings = stage.run() + former.warnings.filter { !Self.isMadeAnew($0.code, foundBefore) }
    plan.calendar = nextCalendar(
      previous: former.calendar, rota: rota, request: request, stamp: former.stamp, team: former.team)
    if let options { plan.options = options }
    plan.result = result ?? unsearched()
    return RevisedPlan(
      former: former, plan: plan, changes: change.own,
      breaches: broken.filter { !known.contains(BreachPlace($0)) },
      remaining: broken.filter { known.contains(BreachPlace($0)) }, wasBroken: !known.isEmpty,
      isSearched: result != nil)
  }

  /// A rule that somebody's date breaks, whatever the figures: hours beyond a limit are the same breach when they are fewer.
  private struct BreachPlace: Hashable {
    var rule: String
    var person: PersonID?
    var date: CivilDate?

    init(_ breach: Breach) {
      (rule, person, date) = (breach.rule, breach.person, breach.date)
    }
  }

  /// Whether `WarningStage` says it.
  /// - Parameter found: by the checker in the former plan.
  private static func isMadeAnew(_ code: String, _ found: [Breach]) -> Bool {
    let fixed = ["plan.short", "plan.overdue", "plan.nobody", "plan.no-contacts"]
    return fixed.contains(code) || found.contains { code == "plan.\($0.rule)" }
  }

  /// What a rota comes to that nobody searched for. The former bound holds for every rota of the same request.
  private func unsearched() -> PlanResult {
    var result = former.result
    let costs = roundedCosts(request, rota).first?.costs ?? result.costs
    let isSame = request == former.request && former.result.disturbance == nil
    result.costs = costs
    result.objective = costs.total
    result.disturbance = record.disturbance(among: request.people)
    // Heads that attend something may have been too many; the bound is one of rotas where they are on their queues.
    let saved = request.prices.mostSaved(
      byMinutes: rota.attendedMinutes - former.rota.attendedMinutes, interval: request.grid.interval)
    let bound = result.bound > 0 && saved > 0 ? max(0, result.bound - saved) : result.bound
    result.bound = isSame ? min(bound, result.total) : 0
    result.gap = relativeGap(objective: result.total, bound: result.bound)
    let limit: SolveStatus = former.options.iterations == nil ? .timeLimit : .iterationLimit
    result.status = limit.holding(objective: result.total, bound: result.bound, options: former.options)
    return result
  }
}
