internal import Calendars
internal import Publishing
internal import Rostering
internal import Shifts
internal import Staffing
internal import Tables

/// Project, demand and the rota before this one → what the optimiser is asked.
struct RequestStage {
  var project: Project
  var horizon: Horizon
  /// The plan of the week before, when there is one: it covers the first hours and counts towards rest and runs.
  var before: PlanDocument?

  func request(for demand: Demand) -> RosterRequest {
    var people = project.people
    var carriedIn: [CarriedDuty] = []
    if let before {
      let known = Dictionary(uniqueKeysWithValues: before.request.people.map { ($0.id, $0) })
      for index in people.indices {
        let duties = before.rota.duties.filter { $0.person == people[index].id }.map(\.duty)
        people[index].history = history(of: duties, before: people[index].history)
      }
      carriedIn = before.rota.duties.filter { $0.duty.end > horizon.grid.start }.compactMap { assigned in
        known[assigned.person].map { CarriedDuty(queues: $0.queues, duty: assigned.duty) }
      }
    }
    return RosterRequest(
      firstDate: horizon.firstDate, days: horizon.days, grid: horizon.grid, sites: project.sites,
      templates: project.templates, people: people,
      demand: demand.requirements.map { QueueDemand(queue: $0.queue, required: $0.required) }, prices: project.prices,
      carriedIn: carriedIn)
  }

  /// Days worked in a row up to the day before the horizon, and the last end.
  private func history(of duties: [Duty], before known: WorkHistory) -> WorkHistory {
    guard let last = duties.map(\.end).max() else { return known }
    let dates = Set(duties.map(\.date))
    var run = 0
    while dates.contains(horizon.firstDate.adding(days: -1 - run)) { run += 1 }
    return WorkHistory(consecutiveDays: run, lastEnd: last)
  }
}
