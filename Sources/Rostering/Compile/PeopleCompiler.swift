import Calendars
import Workforce

/// Compiles people: their days, weeks, wishes and history on the grid.
struct PeopleCompiler {
  private let request: RosterRequest
  private let scale: PriceScale
  private let paidUnit: Int
  /// Rows of start prices; the first is all zeros and as wide as the widest day.
  private(set) var wishCosts: [Int32]
  private var wishRows: [[Int32]: Int] = [:]

  init(request: RosterRequest, scale: PriceScale, paidUnit: Int) {
    self.request = request
    self.scale = scale
    self.paidUnit = paidUnit
    wishCosts = [Int32](repeating: 0, count: request.grid.count)
  }

  /// - Parameter lengths: of the shifts of a day of the menu, in slots; nil where it has none.
  mutating func compile(
    _ person: Person, rules: DayRules, group: Int, menu: Int, days: [MenuDay], lengths: (MenuDay) -> ClosedRange<Int>?
  ) -> CompiledPerson {
    let grid = request.grid
    let absent = AbsentDays(person: person, firstDate: request.firstDate, days: request.days)
    let width = grid.interval.rawValue
    let rest = ceilingDivision(person.rules.minimumRest.rawValue, width)
    var earliest = 0
    if let release = person.earliestStart {
      earliest = max(0, ceilingDivision(release - grid.start, grid.interval.seconds))
    }
    var latestEnd = grid.count
    if let release = person.latestEnd { latestEnd = min(latestEnd, grid.index(of: release)) }
    var compiledDays: [CompiledDay] = []
    for (day, menuDay) in days.enumerated() {
      // The next absence, as far as a duty of this day could reach.
      var endLimit = latestEnd
      for later in (day + 1)..<max(day + 1, min(request.days, day + 3)) where absent.isAbsent[later] {
        let midnight = person.zone.instant(of: request.firstDate.adding(days: later))
        endLimit = min(endLimit, grid.index(of: midnight))
      }
      compiledDays.append(
        CompiledDay(
          isAllowed: absent.permits(day: day) && !menuDay.isEmpty, endLimit: endLimit,
          dayOffPrice: dayOffPrice(of: person, day: day), startWishes: 0))
      setWishes(of: person, day: day, menu: menuDay, lengths: lengths(menuDay), in: &compiledDays[day])
    }
    let terms = WeeklyTime.Terms(person.rules, at: request.sites.first { $0.id == person.site })
    let weeks = absent.credit.map { credit in
      WeeklyTime(terms, credit: credit, parts: absent.creditParts, unit: paidUnit, scale: scale)
    }
    return CompiledPerson(
      group: group, menu: menu, restPlan: 0, rest: rest, earliestStart: earliest,
      dayRules: rules, weeklyRest: WeeklyRest(of: person, request: request), days: compiledDays, weeks: weeks)
  }

  private func dayOffPrice(of person: Person, day: Int) -> Int32 {
    let date = request.firstDate.adding(days: day)
    var price = 0.0
    for wish in person.wishes where wish.kind == .dayOff && (wish.date ?? date) == date { price += wish.price }
    return scale.units(price)
  }

  /// Prices of the day's starts: the distance from wished ones, and for each length what a duty costs that reaches well
  /// into a date wished off. One row of prices serves all lengths where nothing reaches so far.
  private mutating func setWishes(
    of person: Person, day: Int, menu: MenuDay, lengths: ClosedRange<Int>?, in compiled: inout CompiledDay
  ) {
    let date = request.firstDate.adding(days: day)
    let timed = person.wishes.filter { ($0.date ?? date) == date && $0.kind != .dayOff && $0.price != 0 }
    let wished = timed.filter { !$0.isOfEnd }
    let ended = timed.filter(\.isOfEnd)
    let reached = person.wishes.filter { wish in
      wish.kind == .dayOff && wish.price != 0 && wish.date.map { (1...2).contains($0 - date) } ?? false
    }
    guard let lengths, menu.width > 0, !timed.isEmpty || !reached.isEmpty else { return }
    let starts = (menu.first..<menu.first + menu.width).map { slot in
      let civil = person.zone.civil(at: request.grid.instant(at: slot))
      let minute = (civil.date - date) * 1440 + civil.minuteOfDay
      return wished.reduce(0.0) { $0 + $1.price * Double($1.minutesMissed(start: minute, end: minute)) / 60 }
    }
    let shared = starts.map { scale.units($0) }
    guard !reached.isEmpty || !ended.isEmpty else {
      compiled.startWishes = offset(of: shared)
      return
    }
    let padding = [Int32](repeating: 0, count: 8)
    let rows = lengths.map { length in
      starts.indices.map { index -> Int32 in
        let end = person.zone.civil(at: request.grid.instant(at: menu.first + index + length))
        let broken = reached.filter { $0.isDayOffBroken(by: date, end: end) }.reduce(0.0) { $0 + $1.price }
        let minute = (end.date - date) * 1440 + end.minuteOfDay
        let late = ended.reduce(0.0) { $0 + $1.price * Double($1.minutesMissed(start: minute, end: minute)) / 60 }
        return shared[index] + scale.units(broken) + scale.units(late)
      }
    }
    guard rows.contains(where: { $0 != shared }) else {
      if !wished.isEmpty { compiled.startWishes = offset(of: shared) }
      return
    }
    compiled.startWishes = offset(of: Array(rows.map { $0 + padding }.joined()))
    compiled.wishStride = shared.count + padding.count
    compiled.shortestLength = lengths.lowerBound
  }

  private mutating func offset(of row: [Int32]) -> Int {
    if let offset = wishRows[row] { return offset }
    let offset = wishCosts.count
    wishCosts.append(contentsOf: row)
    wishCosts.append(contentsOf: repeatElement(0, count: 8))
    wishRows[row] = offset
    return offset
  }
}
