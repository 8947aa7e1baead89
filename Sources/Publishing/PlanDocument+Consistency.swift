internal import Calendars
internal import Rostering
internal import Shifts

/// What makes a plan unfit for publishing: where, and why.
struct PlanInconsistency: Hashable {
  /// Dotted path inside `plan.json`.
  var path: String
  var message: String
}

/// The first thing in the plan that its outputs could not cope with; nil for every plan that this program wrote.
///
/// Rules of the rota are the checker's business; this looks only at what indexes and names rely on.
func inconsistency(of plan: PlanDocument) -> PlanInconsistency? {
  let grid = plan.request.grid
  if grid.interval.rawValue < 1 || grid.count < 0 {
    return PlanInconsistency(
      path: "request.grid", message: "\(grid.count) intervals of \(grid.interval.rawValue) minutes make no grid")
  }
  if plan.request.days < 1 {
    return PlanInconsistency(path: "request.days", message: "a plan of \(plan.request.days) days; expected at least 1")
  }
  return coverageInconsistency(of: plan) ?? peopleInconsistency(of: plan) ?? rotaInconsistency(of: plan)
}

private func coverageInconsistency(of plan: PlanDocument) -> PlanInconsistency? {
  let count = plan.request.grid.count
  if plan.coverage.map(\.queue) != plan.queues.map(\.id) {
    return PlanInconsistency(path: "coverage", message: "the queues aren't those of `queues`, in that order")
  }
  if plan.summary.serviceLevelByQueue.count != plan.queues.count {
    return PlanInconsistency(
      path: "summary.serviceLevelByQueue",
      message: "\(plan.summary.serviceLevelByQueue.count) values; expected one a queue (\(plan.queues.count))")
  }
  for (number, coverage) in plan.coverage.enumerated() {
    let lengths = [
      ("open", coverage.open.count), ("contacts", coverage.contacts.count),
      ("handleTime", coverage.handleTime.count), ("positions", coverage.positions.count),
      ("required", coverage.required.count), ("scheduled", coverage.scheduled.count),
      ("serviceLevel", coverage.serviceLevel.count), ("occupancy", coverage.occupancy.count),
    ]
    let band = [("contactsLow", coverage.contactsLow.count), ("contactsHigh", coverage.contactsHigh.count)]
    if let (name, found) = lengths.first(where: { $0.1 != count }) ?? band.first(where: { $0.1 != 0 && $0.1 != count })
    {
      return PlanInconsistency(
        path: "coverage[\(number)].\(name)", message: "\(found) values; expected one an interval (\(count))")
    }
  }
  return nil
}

private func peopleInconsistency(of plan: PlanDocument) -> PlanInconsistency? {
  let sites = Set(plan.request.sites.map(\.id))
  var seen: Set<PersonID> = []
  for (number, person) in plan.request.people.enumerated() {
    if !seen.insert(person.id).inserted {
      return PlanInconsistency(path: "request.people[\(number)].id", message: "'\(person.id)' is there twice")
    }
    if !sites.contains(person.site) {
      return PlanInconsistency(
        path: "request.people[\(number)].site", message: "'\(person.site)' isn't one of `request.sites`")
    }
  }
  if plan.people.map(\.person) != plan.request.people.map(\.id) {
    return PlanInconsistency(path: "people", message: "the people aren't those of `request.people`, in that order")
  }
  return nil
}

private func rotaInconsistency(of plan: PlanDocument) -> PlanInconsistency? {
  let people = Set(plan.request.people.map(\.id))
  for (number, assigned) in plan.rota.duties.enumerated() {
    if !people.contains(assigned.person) {
      return PlanInconsistency(
        path: "rota.duties[\(number)].person", message: "'\(assigned.person)' isn't one of `request.people`")
    }
    if assigned.duty.length.rawValue < 1 {
      return PlanInconsistency(
        path: "rota.duties[\(number)].duty.length",
        message: "a duty of \(assigned.duty.length.rawValue) minutes; expected at least 1")
    }
  }
  return nil
}
