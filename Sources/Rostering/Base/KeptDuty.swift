/// The duty that a person is known to have on a day: the one start at which breaks have a place that is theirs.
struct KeptDuty: Hashable, Sendable {
  /// Above every price of a break that may move.
  static let fixedBreak: Int32 = 1 << 26

  var row: Int32
  var start: Int32
  var breaks: SIMD8<UInt8>
  /// What moving one of its breaks costs, in price units; `fixedBreak` where none may move.
  var breakPrice: Int32
  /// What its start costs beside pay and the price of the day: wishes.
  var wish: Int32

  @inline(__always)
  func isMeant(by choice: DutyChoice) -> Bool { choice.row == row && choice.start == start }
}

extension CompiledRoster {
  /// The kept duty of a person's day, as its row and start; nil where none is.
  @inline(__always)
  func kept(_ day: CompiledDay) -> KeptDuty? { day.kept < 0 ? nil : keptDuties[Int(day.kept)] }

  /// What a duty costs where its breaks lie where they should: pay, premium, wishes and disturbance, in price units.
  @inline(__always)
  func startPrice(of duty: DutyChoice, row: ShiftRow, person: CompiledPerson, day: Int) -> Int32 {
    let start = Int(duty.start)
    let compiledDay = person.days[day]
    let price = rowCosts.base[row.cost &+ start &- row.first] &+ compiledDay.dayOffPrice
    if compiledDay.kept >= 0 {
      let kept = keptDuties[Int(compiledDay.kept)]
      if kept.isMeant(by: duty) { return price &+ kept.wish }
    }
    guard compiledDay.startWishes != 0 else { return price }
    let offset = compiledDay.wishOffset(of: row, on: menus[person.menu].days[day])
    return price &+ wishCosts.base[offset &+ start &- row.first]
  }

  /// What the breaks of a duty cost by where they lie.
  @inline(__always)
  func breakPrice(of duty: DutyChoice, on day: CompiledDay) -> Int32 {
    guard day.kept >= 0 else { return 0 }
    let kept = keptDuties[Int(day.kept)]
    guard kept.isMeant(by: duty), kept.breaks != duty.breaks else { return 0 }
    var moved: Int32 = 0
    for place in 0..<DutyChoice.mostBreaks where kept.breaks[place] != duty.breaks[place] { moved &+= 1 }
    return moved &* kept.breakPrice
  }
}

extension ShiftPricer {
  /// Prices the kept duty of a day anew, after its row was priced: its breaks cost something where they move.
  @inline(__always)
  func priceKept(
    _ day: CompiledDay, rowIndex: Int, row: ShiftRow, low: Int, high: Int, field: PriceField,
    into out: UnsafeMutablePointer<Int32>
  ) {
    guard day.kept >= 0 else { return }
    let kept = roster.keptDuties[Int(day.kept)]
    guard Int(kept.row) == rowIndex else { return }
    let place = Int(kept.start) &- row.first
    guard place >= low, place <= high else { return }
    let start = Int(kept.start)
    var value = roster.rowCosts.base[row.cost &+ place] &+ kept.wish
    value = value &- (field.prefix[start &+ row.length] &- field.prefix[start])
    for (number, window) in roster.kinds[row.kind].breaks.enumerated() {
      let away = start &+ Int(kept.breaks[number])
      let here = field.prefix[away &+ window.length] &- field.prefix[away]
      value = value &+ min(here, field.window(window.windowClass)[start &+ window.earliest] &+ kept.breakPrice)
    }
    out[place &- low] = value
  }

  /// The best places of the breaks of a duty, the first of several; those of the kept duty unless another is worth it.
  func breaks(rowIndex: Int, start: Int, on day: CompiledDay, field: PriceField) -> SIMD8<UInt8> {
    let kind = roster.kinds[roster.rows[rowIndex].kind]
    var best = field.placeBreaks(of: kind, start: start)
    guard day.kept >= 0 else { return best }
    let kept = roster.keptDuties[Int(day.kept)]
    guard Int(kept.row) == rowIndex, Int(kept.start) == start else { return best }
    for (number, window) in kind.breaks.enumerated() {
      func cost(_ offset: UInt8) -> Int32 {
        let from = start &+ Int(offset)
        return field.prefix[from &+ window.length] &- field.prefix[from]
      }
      if cost(kept.breaks[number]) <= cost(best[number]) &+ kept.breakPrice { best[number] = kept.breaks[number] }
    }
    return best
  }
}
