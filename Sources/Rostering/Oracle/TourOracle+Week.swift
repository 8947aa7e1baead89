/// One week of a longer horizon: the best duties of its days, all others as they are.
extension TourOracle {
  /// What the other days leave of a week.
  struct WeekRoom {
    var week: Int
    var slots: DutyWindow
    /// State of the person's automaton before the week's first day.
    var state: Int
    /// By state after its last day: what the days behind cost by the rules from there, `PriceScale.never` where they don't
    /// keep them.
    var price: (Int) -> Int32
  }

  /// The best duties of a week's days, in the order of the days; all of them off in `room`. Among equals the one with the
  /// earliest days off, then the first start.
  /// - Parameters:
  ///   - field: built over the slots of the week's menus.
  ///   - startPrices: by day of the horizon, as in `bestTour`.
  func bestWeek(
    person index: Int, room: WeekRoom, field: PriceField, startPrices: UnsafePointer<Int32>? = nil
  ) -> [DutyChoice] {
    let person = roster.people[index]
    let rest = roster.restPlans[person.restPlan]
    let plan = plans[planOfPerson[index]]
    let week = plan.weeks[room.week]
    let days = room.week * 7..<room.week * 7 + week.stages.count - 1
    priceBuckets(person: index, days: days, room: room.slots, field: field, startPrices: startPrices)
    // Every whole week before has a stage for its start and one behind each of its days.
    let first = room.week * 8
    let classes = rest.classCount(before: days.lowerBound)
    let start = week.stages[0].layers
    fillImpossible(stage: first, layers: start.count, classes: classes)
    for (layer, description) in start.enumerated() where description.state == room.state {
      for restClass in 0..<classes { cells.base[row(first, layer, restClass)] = 0 }
    }
    let weekly = person.weeks[room.week]
    walk(week, index: room.week, from: first, rest: rest, maximum: weekly.maximum)
    let last = week.stages[week.stages.count - 1].layers
    let (stage, anyClass) = (first + days.count, rest.classCount(before: days.upperBound) - 1)
    var tour = [DutyChoice](repeating: .off, count: roster.dayCount)
    var best = (cost: PriceScale.never, layer: -1, closing: PriceScale.never)
    for layer in last.indices {
      let price = room.price(last[layer].state)
      guard price < PriceScale.possibleLimit else { continue }
      let closing = closing(stage, layer, anyClass, last[layer], weekly).cost
      if closing &+ price < best.cost { best = (closing &+ price, layer, closing) }
    }
    guard best.layer >= 0 else { return Array(tour[days]) }
    var way = Way(stage: stage, restClass: anyClass, remaining: best.closing)
    _ = traceWeek(
      room.week, person: person, plan: plan, from: [best.layer], room: room.slots, field: field,
      startPrices: startPrices, way: &way, into: &tour)
    return Array(tour[days])
  }
}
