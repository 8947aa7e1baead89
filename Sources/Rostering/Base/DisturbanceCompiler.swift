import Calendars
import Workforce

/// Puts prices of disturbance into a roster, person by person and day by day.
struct DisturbanceCompiler {
  private var roster: CompiledRoster
  private let request: RosterRequest
  private let base: RotaBase
  private let changePrice: Double
  private let bonus: Int32
  private var cells: [Int32]
  /// Where start prices of a kind lie that many people share.
  private var blocks: [Block: Int] = [:]

  private struct Block: Hashable {
    var menu: Int
    var day: Int
    var start: Instant?
    var length: Minutes
    var prices: DisturbancePrices
    var earliest: Instant?
    var wishes: Int
    var onlyStart: Int32?
  }

  init(_ roster: CompiledRoster, request: RosterRequest, base: RotaBase, changePrice: Double, bonus: Int32) {
    self.roster = roster
    self.request = request
    self.base = base
    self.changePrice = changePrice
    self.bonus = bonus
    cells = Array(UnsafeBufferPointer(start: roster.wishCosts.base, count: roster.wishCosts.count))
  }

  /// Leaves a day its duty, as it is, or nothing.
  mutating func freeze(_ person: Int, day: Int, choice: DutyChoice) {
    guard choice.isWorked else {
      roster.people[person].days[day].isAllowed = false
      return
    }
    keep(choice, person: person, day: day, breakPrice: KeptDuty.fixedBreak)
    setStarts(
      of: person, day: day,
      Block(
        menu: roster.people[person].menu, day: day, length: Minutes(0), prices: base.prices, wishes: 0,
        onlyStart: choice.row)
    ) { _, _ in PriceScale.never }
    roster.people[person].days[day].dayOffPrice &-= bonus
    roster.fixedCost += Int64(bonus)
  }

  /// Prices what may become of a day.
  /// - Parameters:
  ///   - known: the duty that the person is known to have.
  ///   - choice: the same among the shifts of the day; nil where none is like it.
  mutating func price(_ person: Int, day: Int, known: Duty?, choice: DutyChoice?) {
    let (whose, date) = (request.people[person], request.firstDate.adding(days: day))
    let prices = base.prices(on: date, zone: whose.zone)
    let duty = roster.scale.units(prices.duty + changePrice)
    // Whoever can't come that day disturbs nobody.
    guard roster.people[person].days[day].isAllowed else { return }
    let compiledDay = roster.people[person].days[day]
    var earliest = base.notBefore[DutyDay(whose.id, date)]
    if let from = base.from, whose.zone.date(at: from) == date { earliest = max(from, earliest ?? from) }
    if let known {
      roster.people[person].days[day].dayOffPrice &-= duty
      roster.fixedCost += Int64(duty)
      let canStay = earliest.map { $0 <= known.start } ?? true
      if let choice, canStay { keep(choice, person: person, day: day, breakPrice: roster.scale.units(prices.breaks)) }
      let (scale, change) = (roster.scale, changePrice)
      let (start, length) = (known.start, known.length)
      let same = scale.units(prices.breaks * Double(max(1, known.breaks.count)))
      setStarts(
        of: person, day: day,
        Block(
          menu: roster.people[person].menu, day: day, start: start, length: length, prices: prices, earliest: earliest,
          wishes: compiledDay.startWishes)
      ) { at, long in
        if let earliest, at < earliest { return PriceScale.never }
        if at == start, long == length { return same }
        let end = (at + long) - (start + length)
        return scale.units(prices.moved(startBy: at - start, endBy: end) + change)
      }
    } else {
      roster.people[person].days[day].dayOffPrice &+= duty
      guard let earliest else { return }
      setStarts(
        of: person, day: day,
        Block(
          menu: roster.people[person].menu, day: day, length: Minutes(0), prices: prices, earliest: earliest,
          wishes: compiledDay.startWishes)
      ) { at, _ in at < earliest ? PriceScale.never : 0 }
    }
  }

  private mutating func keep(_ choice: DutyChoice, person: Int, day: Int, breakPrice: Int32) {
    let compiledDay = roster.people[person].days[day]
    let row = roster.rows[Int(choice.row)]
    var wish: Int32 = 0
    if compiledDay.startWishes != 0 {
      let offset = compiledDay.wishOffset(of: row, on: roster.menus[roster.people[person].menu].days[day])
      wish = roster.wishCosts[offset + Int(choice.start) - row.first]
    }
    roster.people[person].days[day].kept = Int32(roster.keptDuties.count)
    roster.keptDuties.append(
      KeptDuty(row: choice.row, start: choice.start, breaks: choice.breaks, breakPrice: breakPrice, wish: wish))
  }

  /// Adds a price to each start of a day, by its length.
  private mutating func setStarts(
    of person: Int, day: Int, _ block: Block, price: (_ start: Instant, _ length: Minutes) -> Int32
  ) {
    let menuDay = roster.menus[roster.people[person].menu].days[day]
    let lengths = roster.rows[menuDay.rows].map(\.length)
    guard let shortest = lengths.min(), let longest = lengths.max() else { return }
    let old = roster.people[person].days[day]
    defer {
      roster.people[person].days[day].wishStride = menuDay.width + 8
      roster.people[person].days[day].shortestLength = shortest
    }
    if let known = blocks[block] {
      roster.people[person].days[day].startWishes = known
      return
    }
    blocks[block] = cells.count
    roster.people[person].days[day].startWishes = cells.count
    for length in shortest...longest {
      for place in 0..<menuDay.width {
        var wish: Int32 = 0
        if old.startWishes != 0 {
          wish = roster.wishCosts[old.startWishes + (length - old.shortestLength) * old.wishStride + place]
        }
        let added = price(
          request.grid.instant(at: menuDay.first + place), Minutes(length * request.grid.interval.rawValue))
        cells.append(added >= PriceScale.never ? added : wish + added)
      }
      cells.append(contentsOf: repeatElement(0, count: 8))
    }
  }

  /// The roster, what many share worked out anew.
  func finished() -> CompiledRoster {
    var roster = roster
    let widest = roster.menus.flatMap(\.days).map(\.width).max() ?? 0
    roster.wishCosts = FrozenBuffer(cells, spare: widest + 16, filledWith: 0)
    roster.automata = shareAutomata(
      among: &roster.people, menus: roster.menus, rows: roster.rows, letterCount: roster.letterCount,
      scale: roster.scale)
    roster.classes = PersonClass.all(of: roster.people)
    return roster
  }
}
