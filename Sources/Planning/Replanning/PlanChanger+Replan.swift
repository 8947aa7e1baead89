internal import Calendars
internal import Checking
internal import Plans
internal import Rostering
public import Searching
public import Tables
internal import Words
internal import Workforce

extension PlanChanger {
  /// Plans again what has to change, near to the plan as it is (docs/replanning.md).
  ///
  /// Where the plan's duties are possible as they are and nobody asks for more, nothing is searched and nothing changes.
  /// - Parameters:
  ///   - asked: what has happened.
  ///   - options: of the search.
  /// - Throws: `replan.…` with what can't be done, and the cure; `plan.unsound` (internal) where the checker finds a breach.
  public func replan(
    _ asked: ReplanRequest, options: SearchLimits, control: PlanControl
  ) throws(Diagnostic) -> RevisedPlan {
    try requireAbsences(asked)
    var asked = asked
    asked.absences = credited(asked.absences)
    var request = try changedPeople(asked)
    var demand: Demand?
    if asked.asksForDemand {
      try requireReached(asked.demand)
      let made = try changedDemand(asked, people: request.people, control: control)
      (request.demand, request.prices) = made.priced
      demand = made.demand
    }
    var base = RotaBase(rota: plan.rota, prices: asked.prices, from: asked.from)
    base.frozen = try frozen(asked)
    base.notBefore = try notBefore(asked)
    if let late = asked.late.first(where: { base.frozen.contains(DutyDay($0.person, $0.date)) }) {
      throw Diagnostic(
        "replan.late",
        "the duty of '\(late.person)' on \(Words.plain.day(late.date)) is pinned or frozen, so it can't begin later",
        cure: "Release it with 'rota edit --unpin', or leave --freeze away.")
    }
    base.mostChanges = asked.mostChanges
    let absences = asked.absences
    func record(_ rota: Rota) -> ChangeRecord {
      let reasons = ChangeReasons(former: plan, request: request, late: base.notBefore)
      return self.record(
        from: asked.from, prices: asked.prices, absences: absences, late: base.notBefore, to: rota,
        people: request.people, why: { reasons.words(for: $0, in: rota) })
    }
    var revision = PlanRevision(
      former: plan, request: request, inputs: inputs, rota: plan.rota, demand: demand, project: project,
      command: command,
      change: record(plan.rota))
    if !asked.isSearchedAnyway, !isAffected(request, base, asked) { return try revision.plan(nil) }
    let notes = (demand?.warnings ?? []).filter { $0.code == "forecast.closed" }
    base = pricedByHeld(base, current: plan.rota, people: request.people)
    let found = try makeRota(
      request, near: base, options: options, stop: control.stop, clock: control.clock, progress: control.progress)
    let outcome = found.attending(plan.rota.activities ?? [], in: request, options: options)
      .keepingQueues(of: plan.rota, on: plan.revised?.pins ?? [], in: request, options: options)
    try requireKept(base, request, in: outcome.rota)
    revision.rota = outcome.rota
    revision.change = record(outcome.rota)
    let stated = revision.change.record.disturbance(among: request.people) ?? 0
    // What could not stay although nobody is away is no price of the search.
    let bound = outcome.bound + max(0, stated - (outcome.disturbance ?? 0))
    let result = PlanResult(
      status: outcome.status, objective: outcome.objective, bound: min(bound, outcome.objective + stated),
      gap: relativeGap(objective: outcome.objective + stated, bound: min(bound, outcome.objective + stated)),
      costs: outcome.costs, moves: outcome.moves, boundRounds: outcome.boundRounds,
      seconds: options.iterations == nil ? outcome.seconds : nil)
    var revised = try revision.plan(result.disturbed(by: stated), options: options)
    revised.notes = outcome.notes + notes
    revised.plan.warnings = revised.notes + revised.plan.warnings
    if let breach = revised.breaches.first {
      throw Diagnostic(
        "plan.unsound",
        "the rota breaks a rule (\(breach.rule), \(breach.person?.rawValue ?? "-"), "
          + "\(breach.date?.description ?? "-")): \(breach.message)",
        cure: "This is a fault of the program; please report it with the plan.", kind: .internal)
    }
    return revised
  }

  /// Whether a duty can't stay, or there is something to cover that wasn't there.
  private func isAffected(_ request: RosterRequest, _ base: RotaBase, _ asked: ReplanRequest) -> Bool {
    if !asked.newPeople.isEmpty || request.demand != self.request.demand || request.prices != self.request.prices {
      return true
    }
    let isLate = plan.rota.duties.contains { assigned in
      base.notBefore[DutyDay(assigned.person, assigned.duty.date)].map { assigned.duty.start < $0 } ?? false
    }
    let dates = request.dates
    if AbsentHelp(countedIn: plan, on: { !dates.contains($0) }, there: request.carriedIn) != nil { return true }
    let known = Set(checkRota(plan.request, plan.rota))
    // A duty that reaches into an absence is a note of the checker, and impossible for the search.
    let found = checkRota(request, plan.rota).filter {
      !known.contains($0) && ($0.severity == .breach || $0.rule == "absence.overrun")
    }
    return isLate || !found.isEmpty
  }

  /// What is frozen can be lost to an absence alone; where a rule would take it away, nothing is right.
  private func requireKept(_ base: RotaBase, _ request: RosterRequest, in rota: Rota) throws(Diagnostic) {
    let kept = Set(rota.duties)
    for assigned in plan.rota.duties where !kept.contains(assigned) {
      guard let person = request.people.first(where: { $0.id == assigned.person }),
        base.isFrozen(DutyDay(assigned.person, assigned.duty.date), duty: assigned.duty, zone: person.zone),
        !person.absences.contains(where: { $0.first <= assigned.duty.date && assigned.duty.date <= $0.last })
      else { continue }
      let wasBroken = checkRota(plan.request, plan.rota).contains {
        $0.severity == .breach && $0.person == assigned.person
      }
      if wasBroken {
        throw Diagnostic(
          "replan.pins-break",
          "the frozen duty of '\(assigned.person)' on \(Words.plain.day(assigned.duty.date)) breaks a rule by itself, as the "
            + "draft stands, so that nothing can be planned around it",
          cure: "Mend it with 'rota edit' or take it back with 'rota undo' first; 'rota check' says what it breaks.")
      }
      throw Diagnostic(
        "replan.frozen-breaks",
        "the frozen duty of '\(assigned.person)' on \(Words.plain.day(assigned.duty.date)) breaks a rule by what has "
          + "happened: with the paid absence their week may hold less, a duty reaches into it, or a plan beside this one "
          + "has changed",
        cure: "Change the person's other duties with 'rota edit', or raise maximumWeekly.")
    }
  }

  // MARK: What is asked

  /// People as what has happened leaves them.
  func changedPeople(_ asked: ReplanRequest) throws(Diagnostic) -> RosterRequest {
    try people(asked).sharedAnew()
  }

  private func people(_ asked: ReplanRequest) throws(Diagnostic) -> RosterRequest {
    var request = request
    for absent in asked.absences {
      let place = try index(of: absent.person)
      request.people[place].absences.append(absent.absence)
      request.people[place].absences.sort { $0.first < $1.first }
    }
    guard let project else {
      guard !asked.needsProject else {
        throw Diagnostic(
          "replan.no-project", "the plan's project folder isn't known, and what was asked for is read from it",
          cure: "Name it with --project.", kind: .missingInput)
      }
      return request
    }
    return try settled(request, asked, in: project)
  }

  /// People as the project has them now, as far as that was asked for: absences, new people, and what a day of absence is
  /// worth.
  private func settled(
    _ request: RosterRequest, _ asked: ReplanRequest, in project: Project
  ) throws(Diagnostic) -> RosterRequest {
    var request = request
    var changed = project
    let added = (plan.revised?.absences ?? []) + asked.absences
    for index in changed.people.indices {
      let id = changed.people[index].id
      // What is in absences.csv by now counts once.
      let known = changed.people[index].absences
      changed.people[index].absences += added.filter { new in
        new.person == id && !known.contains { $0.first <= new.absence.last && new.absence.first <= $0.last }
      }.map(\.absence)
      changed.people[index].absences.sort { $0.first < $1.first }
    }
    let settings = PlanSettings(week: plan.week, weeks: plan.weeks, options: plan.options, command: command)
    let people = try Pipeline(project: changed, settings: settings).project.people
    for index in request.people.indices {
      guard let now = people.first(where: { $0.id == request.people[index].id }) else { continue }
      let isAbsent = asked.absences.contains { $0.person == now.id }
      if asked.readsAbsences { request.people[index].absences = now.absences }
      if asked.readsAbsences || isAbsent {
        (request.people[index].usualDays, request.people[index].closedDays) = (now.usualDays, now.closedDays)
      }
    }
    for id in asked.newPeople {
      guard let person = people.first(where: { $0.id == id }) else {
        let nearest = NearestName.of(id.rawValue, among: people.map(\.id.rawValue))
        throw Diagnostic(
          "replan.new-person", "agents.csv has nobody with the ID '\(id)'",
          cure: (nearest.map { "Did you mean '\($0)'? " } ?? "") + "Write the person's row first.")
      }
      guard !request.people.contains(where: { $0.id == id }) else {
        throw Diagnostic("replan.new-person", "'\(id)' is in the plan already", cure: "Leave --add-person away.")
      }
      let end = request.firstDate.adding(days: request.days)
      guard request.grid.start <= person.zone.instant(of: request.firstDate),
        person.zone.instant(of: end) <= request.grid.end
      else {
        throw Diagnostic(
          "replan.new-person",
          "the plan's time doesn't hold the dates of '\(id)', whose clock is \(person.zone.identifier)",
          cure: "Plan the week again with 'rota plan --anew', which makes room for them.")
      }
      // In the project's order.
      let before = people.prefix { $0.id != id }.map(\.id)
      let place = request.people.lastIndex { before.contains($0.id) }.map { $0 + 1 } ?? 0
      request.people.insert(person, at: place)
    }
    return request
  }

  private func changedDemand(
    _ asked: ReplanRequest, people: [Person], control: PlanControl
  ) throws(Diagnostic) -> (demand: Demand, priced: (heads: [QueueDemand], prices: CoveragePrices)) {
    guard var project else {
      throw Diagnostic(
        "replan.no-project", "the plan's project folder isn't known, and forecasts are made from it",
        cure: "Name it with --project.", kind: .missingInput)
    }
    project.demandChanges += asked.demand
    let settings = PlanSettings(week: plan.week, weeks: plan.weeks, options: plan.options, command: command)
    let pipeline = try Pipeline(project: project, settings: settings)
    guard pipeline.project.queues.map(\.settings.id) == plan.queues.map(\.id), pipeline.horizon.grid == request.grid
    else {
      throw Diagnostic(
        "replan.other-project", "the project's queues or hours are others than when the plan was made",
        cure: "Plan the week again with 'rota plan'.")
    }
    let demand = try pipeline.demand(stated: asked.forecasts, control: control)
    return (demand, demand.priced(by: project.prices, headPrice: project.headPrice))
  }

  /// - Throws: `replan.date` where a change of the contacts lies outside the plan.
  private func requireReached(_ changes: [DemandChange]) throws(Diagnostic) {
    let dates = request.dates
    for change in changes {
      if let first = change.first, first >= dates.upperBound { try require(first) }
      if let last = change.last, last < dates.lowerBound { try require(last) }
    }
  }

  func frozen(_ asked: ReplanRequest) throws(Diagnostic) -> Set<DutyDay> {
    var days = Set((plan.revised?.pins ?? []).map { DutyDay($0.person, $0.date) })
    for frozen in asked.frozen {
      let people =
        try frozen.person.map { id throws(Diagnostic) in [request.people[try index(of: id)].id] }
        ?? request.people.map(\.id)
      if let dates = frozen.dates {
        try require(dates.lowerBound)
        try require(dates.upperBound)
      }
      for day in 0..<request.days {
        let date = request.firstDate.adding(days: day)
        if frozen.dates?.contains(date) ?? true { days.formUnion(people.map { DutyDay($0, date) }) }
      }
    }
    return days
  }

  func notBefore(_ asked: ReplanRequest) throws(Diagnostic) -> [DutyDay: Instant] {
    var earliest = knownLate(in: plan.rota)
    for late in asked.late {
      let person = request.people[try index(of: late.person)]
      try require(late.date)
      try requireOpen(person, late.date, from: asked.from)
      guard let duty = duty(of: late.person, on: late.date) else {
        throw Diagnostic(
          "replan.late", "'\(late.person)' has no duty on \(Words.plain.day(late.date)) that could begin late",
          cure: "Check the date; shifts.csv lists all duties.")
      }
      let moment: Instant =
        switch late.delay {
        case .by(let minutes): duty.start + minutes
        case .until(let clock): person.zone.instant(of: late.date, clock)
        }
      guard moment > duty.start else {
        throw Diagnostic(
          "replan.late", "the duty of '\(late.person)' begins at \(person.zone.clockText(of: duty.start)), not before",
          cure: "Give a later time.")
      }
      earliest[DutyDay(late.person, late.date)] = moment
    }
    return earliest
  }
}

extension PlanResult {
  /// The same with a disturbance.
  func disturbed(by disturbance: Double) -> PlanResult {
    var result = self
    result.disturbance = disturbance
    return result
  }
}
