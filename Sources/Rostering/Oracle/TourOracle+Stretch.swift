/// A stretch of days of one week: the best duties on them, all others as they are.
extension TourOracle {
  /// What the other days leave of a stretch.
  struct StretchRoom {
    /// Days of one week of the horizon.
    var days: Range<Int>
    var slots: DutyWindow
    /// State of the person's automaton before the first day.
    var state: Int
    /// Paid units of the week's days before and behind the stretch.
    var paidBefore = 0
    var paidBehind = 0
    /// By state after the last day: what the days behind cost by the rules from there, `PriceScale.never` where they don't
    /// keep them.
    var price: (Int) -> Int32
  }

  /// The best duties of the days, in their order; all of them off in `room`. Among equals the one with the earliest days
  /// off, then the first start.
  /// - Parameters:
  ///   - field: built over the slots of the days' menus.
  ///   - startPrices: by day of the horizon, as in `bestTour`.
  func bestStretch(
    person index: Int, room: StretchRoom, field: PriceField, startPrices: UnsafePointer<Int32>? = nil
  ) -> [DutyChoice] {
    let person = roster.people[index]
    let rest = roster.restPlans[person.restPlan]
    let plan = plans[planOfPerson[index]]
    let days = room.days
    let weekIndex = days.lowerBound / 7
    let week = plan.weeks[weekIndex]
    priceBuckets(person: index, days: days, room: room.slots, field: field, startPrices: startPrices)
    let first = stage(before: days.lowerBound)
    let classes = rest.classCount(before: days.lowerBound)
    let start = week.stages[days.lowerBound % 7].layers
    fillImpossible(stage: first, layers: start.count, classes: classes)
    for (layer, description) in start.enumerated() where description.state == room.state {
      for restClass in 0..<classes { cells.base[row(first, layer, restClass) + room.paidBefore] = 0 }
    }
    let weekly = person.weeks[weekIndex]
    walk(week, days: days, rest: rest, maximum: weekly.maximum)
    let end = days.upperBound - weekIndex * 7
    let last = week.stages[end].layers
    let (stage, anyClass) = (first + days.count, rest.classCount(before: days.upperBound) - 1)
    var tour = [DutyChoice](repeating: .off, count: roster.dayCount)
    var best = (cost: PriceScale.never, layer: -1, closing: PriceScale.never)
    for layer in last.indices {
      let price = room.price(last[layer].state)
      guard price < PriceScale.possibleLimit else { continue }
      let closing = closing(stage, layer, anyClass, last[layer], weekly, behind: room.paidBehind).cost
      if closing &+ price < best.cost { best = (closing &+ price, layer, closing) }
    }
    guard best.layer >= 0 else { return Array(tour[days]) }
    var way = Way(stage: stage, restClass: anyClass, remaining: best.closing)
    _ = trace(
      days, behind: room.paidBehind, person: person, plan: plan, from: [best.layer], room: room.slots, field: field,
      startPrices: startPrices, way: &way, into: &tour)
    return Array(tour[days])
  }
}
