public import Calendars
internal import Checking
internal import Plans
internal import Rostering
public import Searching
public import Tables
internal import Words
public import Workforce

extension PlanChanger {
  /// Changes duties by hand, in order. They are checked and priced at once, and pinned, whatever they break: what that is
  /// stands in the answer.
  ///
  /// - Parameters:
  ///   - edits: none of them on a date that is over by `from`.
  ///   - places: where each was written, for what is said of it; empty, or parallel to `edits`.
  ///   - prices: what the change is weighed by.
  /// - Throws: `replan.…` with what can't be done, and the cure.
  public func edit(
    _ edits: [HandEdit], at places: [SourcePosition] = [], from: Instant,
    prices: DisturbancePrices = DisturbancePrices()
  ) throws(Diagnostic) -> RevisedPlan {
    var work = HandWork(rota: HandRota(request, plan.rota), pins: plan.revised?.pins ?? [])
    for (number, edit) in edits.enumerated() {
      do throws(Diagnostic) { try apply(edit, to: &work, from: from) } catch {
        var fault = error
        if fault.position == nil, places.indices.contains(number) { fault.position = places[number] }
        throw fault
      }
    }
    let absences = credited(work.absences)
    let away = Set(work.absent)
    return try byHand(
      work.hand.rota, pins: work.pins, from: from, prices: prices,
      request: absences.isEmpty ? request : try changedPeople(ReplanRequest(from: from, absences: absences)),
      absences: absences,
      why: { away.contains(DutyDay($0.person, $0.date)) ? "absent (\(Absence.usualKind))" : "by hand" })
  }

  private func apply(_ edit: HandEdit, to work: inout HandWork, from: Instant) throws(Diagnostic) {
    let (id, date) = edit.place
    let person = request.people[try index(of: id)]
    try require(date)
    let duty = work.duty(of: id, on: date)
    do throws(Diagnostic) { if edit.changesDuties { try requireOpen(person, date, from: from) } } catch {
      guard case .queue(_, _, let queue, nil) = edit, let duty, from < duty.end else { throw error }
      var fault = error
      fault.cure =
        "Name the hours that are to come, such as \(id):\(date)@\(person.zone.clockText(of: from))-"
        + "\(person.zone.clockText(of: duty.end))=\(queue)."
      throw fault
    }
    switch edit {
    case .move(_, _, let start, let end):
      _ = try needed(duty, of: id, on: date)
      work.hand.set(person, work.hand.placed(try shift(of: person, on: date, from: start, to: end), for: person))
    case .add(_, _, let start, let end):
      try refuse(duty, of: id, on: date)
      work.hand.set(person, work.hand.placed(try shift(of: person, on: date, from: start, to: end), for: person))
    case .remove:
      _ = try needed(duty, of: id, on: date)
      work.hand.remove(id, on: date)
    case .give(_, _, let other):
      let given = try needed(duty, of: id, on: date)
      let taker = request.people[try index(of: other)]
      try requireOpen(taker, date, from: from)
      try refuse(work.duty(of: other, on: date), of: other, on: date)
      work.hand.remove(id, on: date)
      work.hand.set(taker, given)
      work.pin(other, date)
    case .breakTime(_, _, let present, let to):
      let held = try needed(duty, of: id, on: date)
      work.hand.adjust(person, try moved(held, of: person, breakAt: present, to: to, from: from))
    case .queue(_, _, let queue, let hours):
      try set(try needed(duty, of: id, on: date), of: person, on: queue, hours: hours, in: &work, from: from)
    case .absent:
      if let absence = person.absences.first(where: { $0.first <= date && date <= $0.last }) {
        throw Diagnostic(
          "replan.absent", "'\(id)' is absent on \(Words.plain.day(date)) already (\(absence.kind))",
          cure: "Leave the date as it is.")
      }
      work.hand.remove(id, on: date)
      work.absent.append(DutyDay(id, date))
    case .pin: break
    case .unpin: work.pins.removeAll { $0.person == id && $0.date == date }
    }
    if case .unpin = edit { return }
    work.pin(id, date)
  }

  /// A plan with another rota that nobody searched for.
  func byHand(
    _ rota: Rota, pins: [RevisionRecord.Pin]?, from: Instant, prices: DisturbancePrices,
    request changed: RosterRequest? = nil, absences: [RevisionRecord.AbsentPerson] = [],
    why: (ChangedDuty) -> String
  ) throws(Diagnostic) -> RevisedPlan {
    let request = changed ?? request
    let rota = rota.withoutHalves(in: request)
    return try PlanRevision(
      former: plan, request: request, inputs: inputs, rota: rota, project: project, command: command,
      change: record(
        from: from, prices: prices, absences: absences, pins: pins, to: rota, people: request.people, why: why)
    ).plan(nil)
  }

  /// Plans the rest of an edited plan again, near to the plan as it was, around what is pinned.
  ///
  /// - Parameters:
  ///   - edited: by `edit`, of this plan.
  ///   - mostChanges: the most duties of others that may change; nil = any number.
  /// - Throws: `replan.pins-break` where what is pinned breaks a rule by itself, so that nothing can be planned around it.
  public func repair(
    _ edited: RevisedPlan, prices: DisturbancePrices, mostChanges: Int? = nil, options: SearchLimits,
    control: PlanControl
  ) throws(Diagnostic) -> RevisedPlan {
    let record = edited.plan.revised
    let request = edited.plan.request
    let absences = Array((record?.absences ?? []).dropFirst(plan.revised?.absences.count ?? 0))
    let pins = Set((record?.pins ?? []).map { DutyDay($0.person, $0.date) })
    var base = RotaBase(rota: edited.plan.rota, prices: prices, from: record?.from, frozen: pins)
    base.mostChanges = mostChanges
    base.notBefore = knownLate(in: edited.plan.rota)
    base = pricedByHeld(base, current: edited.plan.rota, people: request.people)
    let found = try makeRota(
      request, near: base, options: options, stop: control.stop, clock: control.clock, progress: control.progress)
    let outcome = found.attending(edited.plan.rota.activities ?? [], in: request, options: options)
      .keepingQueues(of: edited.plan.rota, on: record?.pins ?? [], in: request, options: options)
    for pin in pins {
      let wanted = edited.plan.rota.duties.first { $0.person == pin.person && $0.duty.date == pin.date }?.duty
      let found = outcome.rota.duties.first { $0.person == pin.person && $0.duty.date == pin.date }?.duty
      guard wanted != found else { continue }
      throw Diagnostic(
        "replan.pins-break",
        "what is pinned for '\(pin.person)' on \(Words.plain.day(pin.date)) breaks a rule by itself, or is no shift of theirs",
        cure: "Change it first, or release it with --unpin; 'rota edit' without --repair says what it breaks.")
    }
    let byHand = Dictionary(
      edited.changes.map { (DutyDay($0.person, $0.date), $0.why) }, uniquingKeysWith: { first, _ in first })
    let reasons = ChangeReasons(former: plan, request: request, late: [:])
    let revised = self.record(
      from: record?.from ?? request.grid.start, prices: prices, absences: absences, pins: record?.pins,
      to: outcome.rota, people: request.people,
      why: { byHand[DutyDay($0.person, $0.date)] ?? reasons.words(for: $0, in: outcome.rota) })
    let stated = revised.record.disturbance(among: request.people) ?? 0
    // The search weighs what others do; what was done by hand is no choice of its.
    let bound = min(
      outcome.bound + max(0, stated - (outcome.disturbance ?? 0)), outcome.objective + stated)
    let result = PlanResult(
      status: outcome.status, objective: outcome.objective, bound: bound,
      gap: relativeGap(objective: outcome.objective + stated, bound: bound), costs: outcome.costs,
      moves: outcome.moves, boundRounds: outcome.boundRounds,
      seconds: options.iterations == nil ? outcome.seconds : nil)
    return try PlanRevision(
      former: plan, request: request, inputs: inputs, rota: outcome.rota, project: project, command: command,
      change: revised
    ).plan(result.disturbed(by: stated), options: options)
  }

  // MARK: Duties

  func needed(_ duty: Duty?, of person: PersonID, on date: CivilDate) throws(Diagnostic) -> Duty {
    guard let duty else {
      throw Diagnostic(
        "replan.no-duty", "'\(person)' has no duty on \(Words.plain.day(date))",
        cure: "Check the date; shifts.csv lists all duties.")
    }
    return duty
  }

  private func refuse(_ duty: Duty?, of person: PersonID, on date: CivilDate) throws(Diagnostic) {
    guard let duty, let zone = request.people.first(where: { $0.id == person })?.zone else { return }
    throw Diagnostic(
      "replan.duty-there",
      "'\(person)' has a duty on \(Words.plain.day(date)) already, from \(zone.clockText(of: duty.start)) to "
        + zone.clockText(of: duty.end), cure: "Move it, or remove it first.")
  }

  /// The shift with these times that the person may work, else one of their site, else one of any. Where clocks go back, an
  /// hour is there twice: a time means its first pass, or its second where shifts know only that.
  /// - Throws: `replan.no-shift` where no shift of the plan starts or lasts so.
  private func shift(
    of person: Person, on date: CivilDate, from start: ClockTime, to end: ClockTime
  ) throws(Diagnostic) -> ShiftOption {
    let begins = person.zone.instants(of: date, start)
    let finishes = person.zone.instants(of: end <= start ? date.adding(days: 1) : date, end)
    func distance(_ option: ShiftOption) -> Int {
      let ends = finishes.map { abs(option.start + option.length - $0) / 60 }.min() ?? 0
      return ends + (begins.map { abs(option.start - $0) / 60 }.min() ?? 0)
    }
    var second: ShiftOption?
    var near: [(distance: Int, words: String)] = []
    let templates = request.templates.sorted { left, right in
      person.rules.templates.contains(left.id) && !person.rules.templates.contains(right.id)
    }
    guard let site = request.sites.first(where: { $0.id == person.site }) else {
      throw Diagnostic("replan.no-shift", "'\(person.id)' has no site", cure: "Plan the week again.")
    }
    for template in templates {
      for siteDay in [0, -1, 1] {
        let options = try shiftOptions(
          template: template, site: site, date: date.adding(days: siteDay), grid: request.grid)
        for option in options where person.zone.date(at: option.start) == date {
          if distance(option) == 0 {
            // Dates are the person's, wherever the site is.
            var own = option
            own.date = date
            if option.start == begins.first, option.start + option.length == finishes.first { return own }
            second = second ?? own
          }
          near.append(
            (
              distance(option),
              "\(person.zone.clockText(of: option.start))-\(person.zone.clockText(of: option.start + option.length))"
            ))
        }
      }
    }
    if let second { return second }
    let nearest = near.min { $0.distance < $1.distance }
    throw Diagnostic(
      "replan.no-shift",
      "no shift of site \(person.site) lasts from \(start) to \(end) on \(Words.plain.day(date))",
      cure: nearest.map { "The nearest is \($0.words); add a shift to rota.json for others." }
        ?? "No shift starts that day; add one to rota.json, and plan again.")
  }
}
