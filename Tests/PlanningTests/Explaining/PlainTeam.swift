import Calendars
import Rostering
import Searching
import Workforce

/// A team of a week with a handful of duties a day, read without any of the search's tables: every tour can be written down.
struct PlainTeam {
  var request: RosterRequest
  /// Days of the week on which duties start.
  var workable: [Int]

  static let monday = CivilDate(dayNumber: 20_787)  // 2026-11-30
  /// No duty starts then.
  static let never = Instant(secondsSince1970: 0)

  /// - Parameters:
  ///   - days: on which duties start, at random.
  ///   - isTight: whether rules leave little.
  init(people: Int, days: Int, isTight: Bool, random: inout SeededGenerator) {
    func below(_ limit: Int) -> Int { random.nextIndex(below: limit) }
    var open = Array(0..<7)
    while open.count > days { open.remove(at: below(open.count)) }
    workable = open
    let grid = IntervalGrid(
      start: Zone.utc.instant(of: Self.monday.adding(days: -1)), interval: 60, count: 10 * 24)
    func template(_ id: TemplateID, from: Int, to: Int, _ lengths: [Int]) -> ShiftTemplate {
      ShiftTemplate(
        id: id, weekdays: open.map { Self.monday.adding(days: $0).weekday }, earliestStart: ClockTime(hour: from),
        latestStart: ClockTime(hour: to), step: 120, lengths: lengths.map { .hours($0) })
    }
    let templates = [template("early", from: 6, to: 8, [4]), template("late", from: 13, to: 13, [6, 10])]
    let team = (0..<people).map { number -> Person in
      var rules = PersonRules(
        minimumRest: .hours(9 + below(isTight ? 16 : 5)), minimumWeekly: .hours(below(isTight ? 34 : 20)),
        maximumWeekly: .hours(10 + below(24)), shortfallPrice: 7, maximumConsecutiveDays: 1 + below(isTight ? 3 : 5),
        minimumDaysOff: (isTight ? 2 : 0) + below(4))
      rules.maximumWeekly = max(rules.maximumWeekly, rules.minimumWeekly)
      if below(4) == 0 { rules.templates = [below(2) == 0 ? "early" : "late"] }
      var person = Person(
        id: PersonID("a0\(number + 1)"), name: "Agent 0\(number + 1)", site: "s", zone: .utc, queues: ["q"],
        contract: .hours(20), rules: rules)
      for _ in 0..<below(3) {
        let first = Self.monday.adding(days: below(7))
        person.absences.append(
          Absence(first: first, last: first.adding(days: below(2)), kind: "leave", paid: below(2) == 0))
      }
      if below(3) == 0 { person.fixedDaysOff = [Self.monday.adding(days: below(7)).weekday] }
      if below(2) == 0 {
        person.history = WorkHistory(
          consecutiveDays: below(4),
          lastEnd: Zone.utc.instant(of: Self.monday.adding(days: -1), ClockTime(hour: 12 + below(12))))
      }
      if below(3) == 0 {
        person.ahead = WorkAhead(
          consecutiveDays: 1 + below(3),
          firstStart: Zone.utc.instant(of: Self.monday.adding(days: 7), ClockTime(hour: below(12))))
      }
      if below(2) == 0 {
        person.wishes = [Wish(kind: .start(ClockTime(hour: 8)), price: 1)]
      }
      return person
    }
    let required = (0..<grid.count).map { slot -> Int in
      let (day, hour) = (slot / 24 - 1, slot % 24)
      return open.contains(day) && (6..<22).contains(hour) ? below(3) : 0
    }
    request = RosterRequest(
      firstDate: Self.monday, days: 7, grid: grid,
      sites: [Site(id: "s", name: "S", zone: .utc, payPerHour: 10, nightPremiumPerHour: 0)], templates: templates,
      people: team, demand: [QueueDemand(queue: "q", required: required)],
      prices: CoveragePrices(underFirst: 15, underNext: 15, overFirst: 1, overNext: 1))
    if below(4) == 0 { request.sites[0].maximumStartsPerDay = 1 }
  }

  /// A rota of it that keeps every rule.
  func rota() throws -> Rota {
    try makeRota(
      request, options: SearchLimits(timeLimit: nil, iterations: 30, threads: 1), stop: StopFlag(), clock: { 0 },
      progress: { _ in }
    ).rota
  }

  /// Every duty of a day, rules aside.
  func duties(on day: Int) -> [Duty] {
    guard workable.contains(day) else { return [] }
    let date = Self.monday.adding(days: day)
    return [("early", 6, 4), ("early", 8, 4), ("late", 13, 6), ("late", 13, 10)].map { id, hour, length in
      Duty(
        template: TemplateID(id), date: date, start: Zone.utc.instant(of: date, ClockTime(hour: hour)),
        length: .hours(length), breaks: [])
    }
  }

  /// Every tour that keeps the terms.
  func tours(_ terms: LoneRoster.Terms, beside rota: Rota) -> [[Duty]] {
    var tours: [[Duty]] = [[]]
    for day in workable {
      tours = tours.flatMap { tour in
        [tour] + duties(on: day).map { tour + [$0] }.filter { keeps(terms, tour: $0, beside: rota) }
      }
    }
    return tours
  }

  /// A part of a tour that breaks a rule makes the whole break it.
  private func keeps(_ terms: LoneRoster.Terms, tour: [Duty], beside rota: Rota) -> Bool {
    let (person, rules) = (terms.person, terms.person.rules)
    let dates = Set(tour.map(\.date))
    for duty in tour {
      if !rules.templates.isEmpty, !rules.templates.contains(duty.template) { return false }
      if person.fixedDaysOff.contains(duty.date.weekday) { return false }
      if person.absences.contains(where: { $0.first <= duty.date && duty.date <= $0.last }) { return false }
      if terms.countsOthersStarts, let most = request.sites[0].maximumStartsPerDay,
        rota.duties.count(where: { $0.person != person.id && $0.duty.date == duty.date }) >= most
      {
        return false
      }
    }
    let rest = rules.minimumRest.seconds
    var end = person.history.lastEnd
    for duty in tour {
      if let end, duty.start - end < rest { return false }
      end = duty.end
    }
    if let ahead = person.ahead, let last = tour.last, ahead.firstStart - last.end < rest { return false }
    var run = person.history.consecutiveDays
    for day in 0..<7 {
      run = dates.contains(Self.monday.adding(days: day)) ? run + 1 : 0
      if run > rules.maximumConsecutiveDays { return false }
    }
    if run > 0, let ahead = person.ahead, run + ahead.consecutiveDays > rules.maximumConsecutiveDays { return false }
    if 7 - tour.count < rules.minimumDaysOff { return false }
    let paid = tour.reduce(0) { $0 + $1.length.rawValue }
    return paid * 5 <= max(0, rules.maximumWeekly.rawValue * 5 - credit(terms.credited))
  }

  /// Five times the minutes that paid absence counts.
  private func credit(_ person: Person) -> Int {
    (0..<5).count { day in
      let date = Self.monday.adding(days: day)
      return person.absences.contains { $0.paid && $0.first <= date && date <= $0.last }
    } * person.contract.rawValue
  }

  /// Minutes of a week's minimum that a tour misses, times five.
  func shortfall(_ terms: LoneRoster.Terms, _ tour: [Duty]) -> Int {
    max(
      0,
      terms.person.rules.minimumWeekly.rawValue * 5 - credit(terms.credited)
        - tour.reduce(0) { $0 + $1.length.rawValue } * 5)
  }

  /// Pay, wishes and missing hours of a tour.
  func ownCost(_ terms: LoneRoster.Terms, _ tour: [Duty]) -> Double {
    var cost = Double(shortfall(terms, tour)) / 300 * terms.person.rules.shortfallPrice
    for duty in tour {
      cost += Double(duty.length.rawValue) / 60 * 10
      for wish in terms.person.wishes {
        if case .start(let clock) = wish.kind {
          cost += wish.price * Double(abs(Zone.utc.civil(at: duty.start).minuteOfDay - clock.minutes)) / 60
        }
      }
    }
    return cost
  }

  /// What cover costs with these duties.
  func cover(_ duties: [Duty]) -> Double {
    let required = request.demand[0].required
    var present = [Int](repeating: 0, count: required.count)
    for duty in duties {
      for slot in request.grid.index(of: duty.start)..<request.grid.index(of: duty.end) { present[slot] += 1 }
    }
    // Where nobody is needed nobody is superfluous.
    return zip(required, present).reduce(0) { cost, slot in
      let (required, present) = slot
      if required == 0 { return cost }
      return cost + (present < required ? Double(required - present) * 15 : Double(present - required))
    }
  }

  /// Whether a tour does what is asked.
  func grants(_ wish: TourWish, _ terms: LoneRoster.Terms, _ tour: [Duty]) -> Bool {
    switch wish {
    case .anything: return true
    case .dayOff(let day): return !tour.contains { $0.date == Self.monday.adding(days: day) }
    case .duty(let day, let starts):
      return tour.contains { duty in
        guard duty.date == Self.monday.adding(days: day) else { return false }
        switch starts {
        case .any: return true
        case .except(let start): return duty.start != start
        case .within(let range): return range.contains(duty.start)
        }
      }
    case .presence(let slot):
      let instant = request.grid.instant(at: slot)
      return tour.contains { $0.start <= instant && instant < $0.end }
    case .fullWeek, .mostHours: return shortfall(terms, tour) == 0
    }
  }
}
