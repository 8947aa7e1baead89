/// The exact best duty of one person on one day, their other days given: every rule of the tour, priced break places.
final class DayResponse {
  private let roster: CompiledRoster
  private let pricer: ShiftPricer
  private let priced: FlatBuffer<Int32>
  private let noise: BoltzmannNoise

  init(roster: CompiledRoster, noise: BoltzmannNoise) {
    self.roster = roster
    pricer = ShiftPricer(roster: roster)
    priced = FlatBuffer(count: (roster.rows.map(\.count).max() ?? 0) + 16, filledWith: PriceScale.never)
    self.noise = noise
  }

  /// The best duty of `person` on `day`, or the day off; the person must not work that day in `state`.
  ///
  /// Costs what the day adds: pay, premium, wishes, shortfall of its week and prices of rules, less rewards. Among equals
  /// the day off wins, then the first row, then the earliest start.
  /// - Parameters:
  ///   - field: built over the slots of the person's menu on this day.
  ///   - draw: how hot the choice is; the cost has the noise in it.
  func best(
    person index: Int, day: Int, state: SearchState, field: PriceField, draw: BoltzmannNoise.Draw = .none
  ) -> (cost: Int32, choice: DutyChoice) {
    let found = best(person: index, day: day, state: state, field: field, draw: draw, within: nil)
    guard state.breaksWeeklyRest(index, day, found.choice) else { return found }
    // Before the rest or behind it.
    var kept = best(
      person: index, day: day, state: state, field: field, draw: draw,
      within: DutyWindow(earliest: Int.max / 2, latestEnd: Int.min / 2))
    for window in state.windowsBesideRest(index, day) {
      let other = best(person: index, day: day, state: state, field: field, draw: draw, within: window)
      if other.cost < kept.cost, !state.breaksWeeklyRest(index, day, other.choice) { kept = other }
    }
    return kept
  }

  /// - Parameter limits: slots in which the duty has to lie; nil is any.
  private func best(
    person index: Int, day: Int, state: SearchState, field: PriceField, draw: BoltzmannNoise.Draw,
    within limits: DutyWindow?
  ) -> (cost: Int32, choice: DutyChoice) {
    let week = day / 7
    let paidElsewhere = state.paid(index, week: week)
    return roster.people.withUnsafeBufferPointer { people in
      let person = people[index]
      let weekly = person.weeks[week]
      let rulePrices = state.rules.letterPrices(index, day)
      var bestCost = weekly.prices[paidElsewhere] &+ rulePrices[0]
      var bestRow = -1
      guard var window = state.dutyWindow(person, index: index, day: day) else {
        return (bestCost, .off)
      }
      if let limits { window = window.within(limits) }
      let menuDay = roster.menus[person.menu].days[day]
      let compiledDay = person.days[day]
      let out = priced.base
      for rowIndex in menuDay.rows {
        let row = roster.rows[rowIndex]
        let paid = paidElsewhere &+ row.paid
        guard paid <= weekly.maximum else { continue }
        let (low, high) = window.starts(of: row)
        guard low <= high else { continue }
        let wishOffset = compiledDay.wishOffset(of: row, on: menuDay)
        pricer.price(row, low: low, high: high, wishOffset: wishOffset, field: field, into: out)
        pricer.priceKept(compiledDay, rowIndex: rowIndex, row: row, low: low, high: high, field: field, into: out)
        noise.shake(out, count: high &- low &+ 1, row: rowIndex, draw: draw)
        let fixed = compiledDay.dayOffPrice &+ weekly.prices[paid] &+ rulePrices[row.letter.rawValue]
        let least = leastOf(out, count: high &- low &+ 1)
        if least < PriceScale.possibleLimit, least &+ fixed < bestCost {
          bestCost = least &+ fixed
          bestRow = rowIndex
        }
      }
      guard bestRow >= 0 else { return (bestCost, .off) }
      // Price the winning row again to find its first best start.
      let row = roster.rows[bestRow]
      let (low, high) = window.starts(of: row)
      let wishOffset = compiledDay.wishOffset(of: row, on: menuDay)
      pricer.price(row, low: low, high: high, wishOffset: wishOffset, field: field, into: out)
      pricer.priceKept(compiledDay, rowIndex: bestRow, row: row, low: low, high: high, field: field, into: out)
      noise.shake(out, count: high &- low &+ 1, row: bestRow, draw: draw)
      let wanted =
        bestCost &- compiledDay.dayOffPrice &- weekly.prices[paidElsewhere &+ row.paid]
        &- rulePrices[row.letter.rawValue]
      var x = 0
      while out[x] != wanted { x &+= 1 }
      precondition(x <= high &- low, "a start that was priced twice has two prices")
      let start = row.first &+ low &+ x
      let breaks = pricer.breaks(rowIndex: bestRow, start: start, on: compiledDay, field: field)
      return (bestCost, DutyChoice(row: Int32(bestRow), start: Int32(start), breaks: breaks))
    }
  }
}
