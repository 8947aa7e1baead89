/// The exact best duty of one person on one day, their other days given: every rule of the tour, priced break places.
final class DayResponse {
  private let roster: CompiledRoster
  private let pricer: ShiftPricer
  private let priced: FlatBuffer<Int32>

  init(roster: CompiledRoster) {
    self.roster = roster
    pricer = ShiftPricer(roster: roster)
    priced = FlatBuffer(count: (roster.rows.map(\.count).max() ?? 0) + 16, filledWith: PriceScale.never)
  }

  /// The best duty of `person` on `day`, or the day off; the person must not work that day in `state`.
  ///
  /// Costs what the day adds: pay, premium, wishes and shortfall of its week, less rewards. Among equals the day off
  /// wins, then the first row, then the earliest start.
  /// - Parameter field: built over the slots of the person's menu on this day.
  func best(person index: Int, day: Int, state: SearchState, field: PriceField) -> (cost: Int32, choice: DutyChoice) {
    let week = day / 7
    let paidElsewhere = state.paid(index, week: week)
    return roster.people.withUnsafeBufferPointer { people in
      let person = people[index]
      let weekly = person.weeks[week]
      var bestCost = weekly.shortfall[paidElsewhere]
      var bestRow = -1
      guard let window = window(person: person, index: index, day: day, state: state) else {
        return (bestCost, .off)
      }
      let menuDay = roster.menus[person.menu].days[day]
      let compiledDay = person.days[day]
      let out = priced.base
      for rowIndex in menuDay.rows {
        let row = roster.rows[rowIndex]
        let paid = paidElsewhere &+ row.paid
        guard paid <= weekly.maximum else { continue }
        let low = max(0, window.earliest &- row.first)
        let high = min(row.count &- 1, window.latestEnd &- row.length &- row.first)
        guard low <= high else { continue }
        let wishOffset = compiledDay.startWishes == 0 ? 0 : compiledDay.startWishes &+ row.first &- menuDay.first
        pricer.price(row, low: low, high: high, wishOffset: wishOffset, field: field, into: out)
        let fixed = compiledDay.dayOffPrice &+ weekly.shortfall[paid]
        let least = leastOf(out, count: high &- low &+ 1)
        if least < PriceScale.possibleLimit, least &+ fixed < bestCost {
          bestCost = least &+ fixed
          bestRow = rowIndex
        }
      }
      guard bestRow >= 0 else { return (bestCost, .off) }
      // Price the winning row again to find its first best start.
      let row = roster.rows[bestRow]
      let low = max(0, window.earliest &- row.first)
      let high = min(row.count &- 1, window.latestEnd &- row.length &- row.first)
      let wishOffset = compiledDay.startWishes == 0 ? 0 : compiledDay.startWishes &+ row.first &- menuDay.first
      pricer.price(row, low: low, high: high, wishOffset: wishOffset, field: field, into: out)
      let wanted = bestCost &- compiledDay.dayOffPrice &- weekly.shortfall[paidElsewhere &+ row.paid]
      var x = 0
      while out[x] != wanted { x &+= 1 }
      let start = row.first &+ low &+ x
      let breaks = field.placeBreaks(of: roster.kinds[row.kind], start: start)
      return (bestCost, DutyChoice(row: Int32(bestRow), start: Int32(start), breaks: breaks))
    }
  }

  /// Between which slots a duty on `day` may lie; nil when the day cannot be worked.
  private func window(
    person: CompiledPerson, index: Int, day: Int, state: SearchState
  ) -> (earliest: Int, latestEnd: Int)? {
    let compiledDay = person.days[day]
    guard compiledDay.isAllowed, person.daysOff.isKept(worked: state.worked(index, week: day / 7) + 1) else {
      return nil
    }
    guard
      person.runs.permits(day: day, dayCount: state.dayCount, isWorked: { state.duty(index, $0).isWorked })
    else { return nil }
    let rest = MinimumRest(slots: person.rest)
    var earliest = person.earliestStart
    var latestEnd = compiledDay.endLimit
    var before = day &- 1
    while before >= 0 {
      let duty = state.duty(index, before)
      if duty.isWorked {
        earliest = max(earliest, rest.release(after: Int(duty.start) &+ roster.rows[Int(duty.row)].length))
        break
      }
      before &-= 1
    }
    var after = day &+ 1
    while after < state.dayCount {
      let duty = state.duty(index, after)
      if duty.isWorked {
        latestEnd = min(latestEnd, Int(duty.start) &- rest.slots)
        break
      }
      after &+= 1
    }
    return (earliest, latestEnd)
  }

  /// The least of `count` numbers; up to seven cells after them are read and ignored.
  @inline(__always)
  private func leastOf(_ values: UnsafeMutablePointer<Int32>, count: Int) -> Int32 {
    var index = 0
    var least = Lanes(repeating: PriceScale.never)
    while index &+ 8 <= count {
      least = lesser(least, loadEight(values + index))
      index &+= 8
    }
    var result = least.min()
    while index < count {
      if values[index] < result { result = values[index] }
      index &+= 1
    }
    return result
  }
}
