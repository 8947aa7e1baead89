internal import Calendars
internal import Checking
internal import Plans
internal import Searching
internal import Tables
internal import Workforce

/// What absence costs the weeks that are planned: by the engine of `rota replan`, or quickly for a first ranking.
struct LeavePrices {
  let project: Project
  let plans: LeavePlans
  let person: PersonID
  let from: Instant

  /// What each plan comes to without the person, planned again near to it. Plans that are over, or don't know the person, are
  /// left out.
  ///
  /// Where duties of others change, what could be mended without the leave as well is none of its doing: the plan is planned
  /// again with nobody away, and what that changes counts for both.
  /// - Parameter anyway: plans mended so, by name; those that are needed are added.
  /// - Throws: `replan.…`; `replan.frozen-breaks` where a rule forbids it.
  func planned(
    _ absence: Absence, options: SearchLimits, control: PlanControl, anyway: inout [String: RevisedPlan]
  ) throws(Diagnostic) -> [PlannedLeave] {
    var answers: [PlannedLeave] = []
    for (held, absence) in open(absence) {
      var asked = ReplanRequest(from: from)
      asked.absences = [RevisionRecord.AbsentPerson(person: person, absence: absence)]
      asked.prices = project.disturbance
      let changer = PlanChanger(held.plan, project: project, beside: held.neighbours, command: "rota leave")
      let revised = try changer.replan(asked, options: options, control: control)
      var mended: RevisedPlan?
      if revised.isSearched, revised.changes.contains(where: { $0.person != person && $0.changesDuty }) {
        mended = anyway[held.name]
        if mended == nil {
          var nothing = ReplanRequest(from: from, prices: project.disturbance)
          nothing.isSearchedAnyway = true
          mended = try changer.replan(nothing, options: options, control: control)
        }
        anyway[held.name] = mended
      }
      answers.append(PlannedLeave(held.name, revised, without: person, anyway: mended))
    }
    return answers
  }

  /// What it costs where nobody makes up for it: never less than a search would find, disturbance aside.
  ///
  /// - Complexity: O(size of the plans).
  func quickCost(_ absence: Absence) -> Double {
    open(absence).reduce(0) { sum, open in
      let (held, absence) = open
      var request = held.plan.request
      for index in request.people.indices where request.people[index].id == person {
        request.people[index].absences.append(absence)
      }
      var rota = held.plan.rota
      let lost = rota.duties.filter {
        $0.person == person && absence.first <= $0.duty.date && $0.duty.date <= absence.last
      }
      rota.duties.removeAll(where: lost.contains)
      rota.work.removeAll { span in
        span.person == person && lost.contains { $0.duty.start <= span.start && span.start < $0.duty.end }
      }
      func objective(_ request: RosterRequest, _ rota: Rota) -> Double {
        roundedCosts(request, rota).first?.costs.total ?? 0
      }
      return sum + objective(request, rota) - objective(held.plan.request, held.plan.rota)
    }
  }

  /// Plans that the absence reaches and that are not over, each with its part of it.
  private func open(_ absence: Absence) -> [(held: LeavePlans.Held, part: Absence)] {
    plans.plans.compactMap { held in
      guard let part = held.part(of: absence), from < held.plan.request.grid.end,
        let person = held.plan.request.people.first(where: { $0.id == person }), part.last >= person.zone.date(at: from)
      else { return nil }
      return (held, part)
    }
  }
}

extension PlannedLeave {
  /// - Parameter anyway: the former plan, planned again with nobody away.
  fileprivate init(_ name: String, _ revised: RevisedPlan, without person: PersonID, anyway: RevisedPlan?) {
    let plan = revised.plan
    // A draft that was changed before has paid for that already.
    var (former, formerTotal) = (revised.former, revised.former.result.objective)
    var mended: [ChangedDuty] = []
    if let anyway, anyway.plan.result.total < formerTotal - 1e-6 {
      (former, formerTotal) = (anyway.plan, anyway.plan.result.total)
      mended = anyway.changes.filter(\.changesDuty)
    }
    let others = revised.changes.filter { change in
      change.person != person && change.changesDuty
        && !mended.contains { ($0.person, $0.date) == (change.person, change.date) && $0.after == change.after }
    }
    func absentMinutes(_ plan: PlanDocument) -> Int { plan.people.first { $0.person == person }?.absentMinutes ?? 0 }
    let site = plan.request.people.first { $0.id == person }?.site
    let hourly = plan.request.sites.first { $0.id == site }?.payPerHour ?? 0
    let leavePay = hourly * Double(absentMinutes(plan) - absentMinutes(former)) / 60
    self.init(
      plan: name, week: plan.week, weeks: plan.weeks, isDraft: revised.former.isDraft,
      dutiesLost: revised.changes.count { $0.person == person && $0.before != nil && $0.after == nil },
      othersChanged: others.count, mendedAnyway: mended.isEmpty ? nil : mended.count,
      uncoveredMinutes: plan.summary.uncoveredMinutes - former.summary.uncoveredMinutes,
      contactsLate: former.contactsInTime.flatMap { before in plan.contactsInTime.map { before - $0 } },
      serviceLevel: BeforeAfter(before: former.summary.serviceLevel, after: plan.summary.serviceLevel),
      leavePay: leavePay, pay: plan.summary.cost - former.summary.cost + leavePay,
      cost: plan.result.total - formerTotal + leavePay, proof: revised.isSearched ? revised.proofWords : nil
    )
  }
}

extension PlanDocument {
  /// Contacts of live queues that are expected within their target; nil where no queue has one.
  fileprivate var contactsInTime: Double? {
    guard summary.serviceLevel != nil else { return nil }
    return coverage.reduce(0) { sum, queue in
      zip(queue.service, queue.contacts).reduce(sum) { $0 + ($1.0 ?? 0) * $1.1 }
    }
  }
}
