/// The exact best duties of one person on two days, their other days given: every rule of the tour, priced break places.
///
/// One day at a time cannot move hours: with the first day free the second has to hold all that the week still needs.
/// Together, a person gives up an hour here and takes one there.
///
/// Each row of each day is priced once. A pair of rows costs the sum of their cheapest starts where the rest between the
/// days cannot be broken; else the cheapest later start is read from minima over the second row's tail. Time grows with
/// rows squared times starts: about twice the day response of both days.
final class PairResponse {
  private let roster: CompiledRoster
  private let pricer: ShiftPricer
  private let noise: BoltzmannNoise
  /// Prices of starts, one stretch of `stride` a row: those of the first day, then those of the second.
  private let prices: FlatBuffer<Int32>
  private let stride: Int
  private let mostRows: Int
  /// The cheapest of a row's starts from each on.
  private let tail: FlatBuffer<Int32>
  /// By letter of the first day, the letters that the second may have: a bit each.
  private let laterLetters: FlatBuffer<DayLetter.Mask>
  private var first: [PricedRow] = []
  private var second: [PricedRow] = []

  /// A row of one of the days, priced.
  private struct PricedRow {
    var index: Int
    var paid: Int
    var length: Int
    /// Slot of the first start that the rules leave.
    var start: Int
    var count: Int
    var prices: UnsafeMutablePointer<Int32>
    var least: Int32
    var letter: Int
    var bit: DayLetter.Mask
  }

  /// The two days' duties as rows, −1 for off, and what they cost.
  private struct Pick {
    var cost: Int32
    var first = -1
    var second = -1
    /// What both cost beside their starts.
    var fixed: Int32 = 0
  }

  init(roster: CompiledRoster, noise: BoltzmannNoise) {
    self.roster = roster
    pricer = ShiftPricer(roster: roster)
    let longest = roster.rows.map(\.count).max() ?? 0
    self.noise = noise
    stride = longest + 16
    mostRows = roster.menus.flatMap { $0.days.map { $0.rows.count } }.max() ?? 0
    prices = FlatBuffer(count: 2 * max(1, mostRows) * stride, filledWith: PriceScale.never)
    tail = FlatBuffer(count: stride, filledWith: PriceScale.never)
    laterLetters = FlatBuffer(count: DayLetter.most, filledWith: 0)
  }

  /// The best duties of `person` on two days, either or both possibly off; both are off in `state`.
  ///
  /// Costs what the days add, as in `DayResponse`. Among equals fewer duties win, then the first rows and starts.
  /// - Parameters:
  ///   - days: the earlier first.
  ///   - fields: each built over the slots of the person's menu on its day.
  ///   - draw: how hot the choice is.
  func best(
    person index: Int, days: (Int, Int), state: SearchState, fields: (PriceField, PriceField),
    draw: BoltzmannNoise.Draw = .none
  ) -> (DutyChoice, DutyChoice) {
    roster.people.withUnsafeBufferPointer { people in
      let person = people[index]
      let short = Shortfall(person: person, index: index, days: days, state: state)
      price(person: person, index: index, day: days.0, state: state, field: fields.0, draw: draw, into: &first, from: 0)
      price(
        person: person, index: index, day: days.1, state: state, field: fields.1, draw: draw, into: &second,
        from: mostRows)
      // By letters of both days, what the rules make of them.
      let rulePrices = state.rules.letterPrices(index, days)
      @inline(__always)
      func rulePrice(_ first: Int, _ second: Int) -> Int32 { rulePrices[first &* DayLetter.most &+ second] }
      var best = Pick(cost: short.price(0, 0) &+ rulePrice(0, 0))
      for (number, row) in first.enumerated() {
        let cost = row.least &+ short.price(row.paid, 0) &+ rulePrice(row.letter, 0)
        if cost < best.cost { best = Pick(cost: cost, first: number) }
      }
      for (number, row) in second.enumerated() {
        let cost = row.least &+ short.price(0, row.paid) &+ rulePrice(0, row.letter)
        if cost < best.cost { best = Pick(cost: cost, second: number) }
      }
      let gap =
        areBothPossible(index: index, days: days, state: state)
        ? release(person, index, days, state) : nil
      if let gap {
        let together = laterLetters.base
        for (secondNumber, later) in second.enumerated() {
          var isTailFilled = false
          for (firstNumber, earlier) in first.enumerated() {
            let fixed = short.price(earlier.paid, later.paid) &+ rulePrice(earlier.letter, later.letter)
            let least = earlier.least &+ later.least &+ fixed
            guard fixed < PriceScale.possibleLimit, least < best.cost, together[earlier.letter] & later.bit != 0
            else { continue }
            if earlier.start &+ earlier.count &- 1 &+ earlier.length &+ gap <= later.start {
              best = Pick(cost: least, first: firstNumber, second: secondNumber)
              continue
            }
            if !isTailFilled { fillTail(of: later) }
            isTailFilled = true
            var x = 0
            while let cost = cost(earlier, x, later, gap: gap) {
              if cost &+ fixed < best.cost {
                best = Pick(cost: cost &+ fixed, first: firstNumber, second: secondNumber)
              }
              x &+= 1
            }
          }
        }
      }
      if best.first >= 0, best.second >= 0 {
        best.fixed =
          short.price(first[best.first].paid, second[best.second].paid)
          &+ rulePrice(first[best.first].letter, second[best.second].letter)
      }
      return choices(best, gap: gap, days: (person.days[days.0], person.days[days.1]), fields: fields)
    }
  }

  /// What the paid time of both days makes of their weeks.
  private struct Shortfall {
    private let isOneWeek: Bool
    private let weeks: (WeeklyTime, WeeklyTime)
    private let paid: (Int, Int)

    init(person: CompiledPerson, index: Int, days: (Int, Int), state: SearchState) {
      isOneWeek = days.0 / 7 == days.1 / 7
      weeks = (person.weeks[days.0 / 7], person.weeks[days.1 / 7])
      paid = (state.paid(index, week: days.0 / 7), state.paid(index, week: days.1 / 7))
    }

    /// `PriceScale.never` above a week's maximum.
    @inline(__always)
    func price(_ first: Int, _ second: Int) -> Int32 {
      if isOneWeek {
        let sum = paid.0 &+ first &+ second
        return sum <= weeks.0.maximum ? weeks.0.prices[sum] : PriceScale.never
      }
      let (one, two) = (paid.0 &+ first, paid.1 &+ second)
      guard one <= weeks.0.maximum, two <= weeks.1.maximum else { return PriceScale.never }
      return weeks.0.prices[one] &+ weeks.1.prices[two]
    }
  }

  /// Prices the rows of a day that the rest of the tour leaves, the day's own price included.
  private func price(
    person: CompiledPerson, index: Int, day: Int, state: SearchState, field: PriceField, draw: BoltzmannNoise.Draw,
    into rows: inout [PricedRow], from firstRow: Int
  ) {
    rows.removeAll(keepingCapacity: true)
    guard let window = state.dutyWindow(person, index: index, day: day) else { return }
    let menuDay = roster.menus[person.menu].days[day]
    let compiledDay = person.days[day]
    for rowIndex in menuDay.rows {
      let row = roster.rows[rowIndex]
      let (low, high) = window.starts(of: row)
      guard low <= high else { continue }
      let wishOffset = compiledDay.wishOffset(of: row, on: menuDay)
      let out = prices.base + (firstRow &+ rows.count) &* stride
      let count = high &- low &+ 1
      pricer.price(row, low: low, high: high, wishOffset: wishOffset, field: field, into: out)
      pricer.priceKept(compiledDay, rowIndex: rowIndex, row: row, low: low, high: high, field: field, into: out)
      var x = 0
      while x < count {
        out[x] = out[x] &+ compiledDay.dayOffPrice
        x &+= 1
      }
      noise.shake(out, count: count, row: rowIndex &+ firstRow, draw: draw)
      let least = leastOf(out, count: count)
      guard least < PriceScale.possibleLimit else { continue }
      rows.append(
        PricedRow(
          index: rowIndex, paid: row.paid, length: row.length, start: row.first &+ low, count: count, prices: out,
          least: least, letter: row.letter.rawValue, bit: row.letter.bit))
    }
  }

  /// Whether the rules over days leave any pair of duties; which letters go together is in `laterLetters` then.
  private func areBothPossible(index: Int, days: (Int, Int), state: SearchState) -> Bool {
    guard !first.isEmpty, !second.isEmpty else { return false }
    var any: DayLetter.Mask = 0
    var letter = 1
    while letter < roster.letterCount {
      let mask = state.rules.permitted(index, days, first: DayLetter(rawValue: letter))
      laterLetters.base[letter] = mask
      any |= mask
      letter &+= 1
    }
    return any != 0
  }

  /// Slots of rest that must lie between the two duties; far below zero where another duty lies between them.
  private func release(_ person: CompiledPerson, _ index: Int, _ days: (Int, Int), _ state: SearchState) -> Int {
    var day = days.0 &+ 1
    while day < days.1 {
      if state.duty(index, day).isWorked { return -roster.extent &* 2 }
      day &+= 1
    }
    return MinimumRest(slots: person.rest).release(after: 0)
  }

  /// The cheapest pair with the earlier duty at its start `x`, the shortfall aside; nil when no start is left. Above
  /// `PriceScale.possibleLimit` where one of the two is off the grid.
  @inline(__always)
  private func cost(_ earlier: PricedRow, _ x: Int, _ later: PricedRow, gap: Int) -> Int32? {
    guard x < earlier.count else { return nil }
    let from = max(0, earlier.start &+ x &+ earlier.length &+ gap &- later.start)
    guard from < later.count else { return nil }
    return earlier.prices[x] &+ tail.base[from]
  }

  private func fillTail(of row: PricedRow) {
    var least = PriceScale.never
    var x = row.count &- 1
    while x >= 0 {
      least = min(least, row.prices[x])
      tail.base[x] = least
      x &-= 1
    }
  }

  /// The first starts that cost what was found.
  private func choices(
    _ pick: Pick, gap: Int?, days: (CompiledDay, CompiledDay), fields: (PriceField, PriceField)
  ) -> (DutyChoice, DutyChoice) {
    if pick.first >= 0, pick.second >= 0, let gap {
      let (earlier, later) = (first[pick.first], second[pick.second])
      fillTail(of: later)
      let wanted = pick.cost &- pick.fixed
      var x = 0
      while let cost = cost(earlier, x, later, gap: gap), cost != wanted { x &+= 1 }
      let from = max(0, earlier.start &+ x &+ earlier.length &+ gap &- later.start)
      var y = from
      while later.prices[y] != tail.base[from] { y &+= 1 }
      return (choice(earlier, x, days.0, fields.0), choice(later, y, days.1, fields.1))
    }
    func cheapest(_ row: PricedRow, _ day: CompiledDay, _ field: PriceField) -> DutyChoice {
      var x = 0
      while row.prices[x] != row.least { x &+= 1 }
      return choice(row, x, day, field)
    }
    return (
      pick.first >= 0 ? cheapest(first[pick.first], days.0, fields.0) : .off,
      pick.second >= 0 ? cheapest(second[pick.second], days.1, fields.1) : .off
    )
  }

  private func choice(_ row: PricedRow, _ x: Int, _ day: CompiledDay, _ field: PriceField) -> DutyChoice {
    let start = row.start &+ x
    return DutyChoice(
      row: Int32(row.index), start: Int32(start),
      breaks: pricer.breaks(rowIndex: row.index, start: start, on: day, field: field))
  }
}
