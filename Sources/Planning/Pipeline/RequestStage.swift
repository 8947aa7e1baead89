internal import Calendars
internal import Requirements
internal import Workforce

/// Project, demand and the plans beside this one → what the optimiser is asked.
struct RequestStage: Stage {
  var project: Project
  var horizon: Horizon
  /// What is settled before and after: it covers, and counts towards rest and runs of days.
  var neighbours = Neighbours.none
  /// Heads by queue and interval.
  var demand: [QueueDemand]
  /// Of missing and superfluous heads; nil = as the project states them.
  var prices: CoveragePrices?

  /// - Precondition: the project is at open desks (`Project.atOpenDesks`).
  func run() -> RosterRequest { beforeClosing().atOpenDesks(of: project, in: horizon) }

  /// The same before the plans beside this one close further dates for anybody.
  func beforeClosing() -> RosterRequest {
    let settled = SettledWork(neighbours, around: horizon.dates)
    var people = project.people
    for index in people.indices { people[index].settle(by: settled, known: people[index].history) }
    var request = RosterRequest(
      firstDate: horizon.firstDate, days: horizon.days, grid: horizon.grid, sites: project.sites,
      templates: project.templates, people: people,
      demand: demand, prices: prices ?? project.prices,
      carriedIn: settled.carried(into: horizon.grid, namesPeople: !project.teamRules.isEmpty))
    request.budget = project.budget.map { $0 * Double(horizon.days) / 7 }
    if !project.teamRules.isEmpty { request.teamRules = project.teamRules }
    guard let prices = project.fairness else { return request }
    let ledger = Ledger(kept: project.ledger, plans: neighbours.past, holidays: project.holidayDates)
    return FairShares(request, balances: ledger.balances(before: horizon.firstDate))
      .priced(by: prices, holidays: project.holidayDates)
  }
}
