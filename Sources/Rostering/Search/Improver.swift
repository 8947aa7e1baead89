/// The moves that all parts of the search share: exact responses of one person to the present rota.
final class Improver {
  let state: SearchState
  private let roster: CompiledRoster
  private let oracle: TourOracle
  private let dayResponse: DayResponse
  private let field: PriceField

  init(state: SearchState) {
    self.state = state
    roster = state.roster
    oracle = TourOracle(roster: roster)
    dayResponse = DayResponse(roster: roster)
    field = PriceField(roster: roster)
  }

  /// Gives a person without duties the best tour against everybody else's.
  func respond(person: Int) {
    let group = roster.people[person].group
    state.coverage.refresh(first: 0, end: roster.extent)
    field.build(from: state.coverage.gains + group * state.coverage.gainStride, first: 0, end: roster.extent)
    state.setTour(person, to: oracle.bestTour(person: person, field: field).tour)
  }

  /// Gives a person who is off on `day` the best duty of that day.
  func respond(person: Int, day: Int) {
    let menuDay = roster.menus[roster.people[person].menu].days[day]
    guard !menuDay.isEmpty else { return }
    let group = roster.people[person].group
    state.coverage.refresh(first: menuDay.first, end: menuDay.end)
    field.build(
      from: state.coverage.gains + group * state.coverage.gainStride, first: menuDay.first, end: menuDay.end)
    state.set(person, day, to: dayResponse.best(person: person, day: day, state: state, field: field).choice)
  }

  /// Takes a person's tour out and puts the best one in; keeps the old one unless the new one is cheaper.
  /// - Returns: whether the rota became cheaper.
  func improveTour(person: Int) -> Bool {
    let before = state.cost
    let tour = state.tour(person)
    state.clear(person)
    respond(person: person)
    if state.cost < before { return true }
    state.setTour(person, to: tour)
    return false
  }

  /// Likewise for one day.
  func improveDay(person: Int, day: Int) -> Bool {
    let before = state.cost
    let duty = state.duty(person, day)
    state.set(person, day, to: .off)
    respond(person: person, day: day)
    if state.cost < before { return true }
    state.set(person, day, to: duty)
    return false
  }

  /// Best responses of all people in turn, tours and days alternating, until nobody can improve or `isOver`.
  func sweep(isOver: () -> Bool) {
    var improved = true
    while improved {
      improved = false
      for person in roster.people.indices {
        if isOver() { return }
        if improveTour(person: person) { improved = true }
      }
    }
  }

  /// Single days in turn, breaks included, until nothing improves or `isOver`.
  func sweepDays(isOver: () -> Bool) {
    var improved = true
    while improved {
      improved = false
      for person in roster.people.indices {
        if isOver() { return }
        for day in 0..<roster.dayCount where improveDay(person: person, day: day) { improved = true }
      }
    }
  }
}
