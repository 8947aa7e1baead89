internal import Calendars
internal import Plans
internal import Workforce

extension Person {
  /// Takes over what the plans beside a plan say of the days before and after.
  /// - Parameter known: what stands where no plan knows of the day before.
  mutating func settle(by settled: SettledWork, known: WorkHistory) {
    let reach = rules.settledReach
    history = settled.history(of: id, known: known, further: reach)
    ahead = settled.ahead(of: id, further: reach)
    if !rules.readsLastDate { history.lastDate = nil }
    guard !rules.readsSettledDuties else { return }
    history.lastDuties = nil
    ahead?.nextDuties = nil
  }
}

extension PlanDocument {
  /// What the optimiser was asked, and the files that it was read from, with the plans beside it as they are now. Where
  /// none of them is another than when the plan was made, both are as they were.
  func settled(beside neighbours: Neighbours) -> (request: RosterRequest, inputs: [InputFile]) {
    let there = neighbours.plans.map(\.file)
    guard !there.allSatisfy(inputs.contains) else { return (request, inputs) }
    let settled = SettledWork(neighbours, around: request.dates)
    var request = request
    for index in request.people.indices {
      let person = request.people[index]
      // A last duty that the former plan beside it had is none of the new one's.
      request.people[index].settle(
        by: settled, known: settled.knowsEve(of: person.id) ? WorkHistory() : person.history)
    }
    request.carriedIn = settled.carried(into: request.grid, namesPeople: request.teamRules != nil)
    // What lies no longer there stays named: it is why the plan says what it says.
    let known = inputs.filter { input in !there.contains { $0.path == input.path } }
    return (request, known.filter { !$0.isPlan } + (known.filter(\.isPlan) + there).sorted { $0.path < $1.path })
  }
}
