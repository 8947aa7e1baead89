import Calendars
import Searching
import Workforce

@testable import Rostering

/// Small random requests with a rota that people know, which full enumeration can answer.
struct NearRotas {
  var request: RosterRequest
  var base: RotaBase
  /// Compiled without prices of disturbance.
  var plain: CompiledRoster

  static let monday = MakeRotaTests.monday

  /// One to three people, two or three weekdays with shifts of four or five hours.
  init(_ random: inout SeededGenerator) throws {
    let zone = try Zone("UTC")
    let start = zone.instant(of: Self.monday)
    let grid = IntervalGrid(start: start, interval: 60, count: 8 * 24)
    let days = 1 + random.nextIndex(below: 3)
    let pause = BreakRule(kind: .lunch, length: 60, paid: false, anchor: .start, from: 60, to: 120)
    let template = ShiftTemplate(
      id: "day", weekdays: Array(Weekday.allCases[..<days]), earliestStart: ClockTime(hour: 8),
      latestStart: ClockTime(hour: 9 + random.nextIndex(below: 2)), step: 60,
      lengths: random.nextIndex(below: 2) == 0 ? [240] : [240, 300], breaks: [pause])
    var people = (0..<1 + random.nextIndex(below: days == 3 ? 2 : 3)).map { number in
      Person(
        id: PersonID("p\(number)"), name: "Agent \(number)", site: "s", zone: zone, queues: ["phone"],
        contract: .hours(8),
        rules: PersonRules(
          minimumRest: .hours(16 + random.nextIndex(below: 6)), minimumWeekly: .hours(random.nextIndex(below: 7)),
          maximumWeekly: .hours(6 + random.nextIndex(below: 6)), shortfallPrice: 10))
    }
    for index in people.indices {
      people[index].rules.minimumDaysOff = 4
      if random.nextIndex(below: 3) == 0 {
        people[index].wishes = [Wish(kind: .start(ClockTime(hour: 9)), price: 3)]
      }
    }
    let required = (0..<grid.count).map { slot in
      (8..<14).contains(slot % 24) && slot / 24 < days ? random.nextIndex(below: 3) : 0
    }
    request = RosterRequest(
      firstDate: Self.monday, days: 7, grid: grid, sites: [Site(id: "s", name: "S", zone: zone, payPerHour: 5)],
      templates: [template], people: people, demand: [QueueDemand(queue: "phone", required: required)],
      prices: CoveragePrices(underFirst: 20, underNext: 30, overFirst: 1, overNext: 3, band: 0))
    base = RotaBase(rota: Rota(duties: [], work: []))
    plain = try compileRoster(request)
    let tours = plain.people.indices.map { person -> [DutyChoice] in
      let all = TinyRosters.tours(plain, person: person)
      return all[random.nextIndex(below: all.count)]
    }
    base.rota = OutcomeBuilder(request: request, roster: plain).rota(Array(tours.joined()))
    base.prices = DisturbancePrices(
      duty: Double(random.nextIndex(below: 60)), start: Double(random.nextIndex(below: 15)),
      breaks: Double(random.nextIndex(below: 8)))
    // What has happened since.
    if random.nextIndex(below: 2) == 0 {
      let date = Self.monday.adding(days: random.nextIndex(below: days))
      request.people[random.nextIndex(below: people.count)].absences = [Absence(first: date, last: date, kind: "sick")]
    }
    if random.nextIndex(below: 3) == 0 {
      base.from = start.adding(seconds: (random.nextIndex(below: days) * 24 + 7 + random.nextIndex(below: 3)) * 3600)
    }
    if random.nextIndex(below: 3) == 0 {
      base.frozen = [DutyDay(people[0].id, Self.monday.adding(days: random.nextIndex(below: days)))]
    }
    if random.nextIndex(below: 4) == 0 {
      let date = Self.monday.adding(days: random.nextIndex(below: days))
      base.notBefore = [DutyDay(people[0].id, date): zone.instant(of: date, ClockTime(hour: 9))]
    }
    plain = try compileRoster(request)
  }

  private func duty(_ tour: [DutyChoice], _ day: Int) -> Duty? {
    tour[day].isWorked ? OutcomeBuilder(request: request, roster: plain).duty(tour[day], day: day) : nil
  }

  private func known(_ person: Int, _ day: Int) -> Duty? {
    base.rota.duties.first {
      $0.person == request.people[person].id && $0.duty.date == request.firstDate.adding(days: day)
    }?.duty
  }

  private func isAbsent(_ person: Int, _ day: Int) -> Bool {
    let date = request.firstDate.adding(days: day)
    return request.people[person].absences.contains { $0.first <= date && date <= $0.last }
  }

  /// Whether a tour changes nothing that may not change.
  func keepsFrozen(_ person: Int, _ tour: [DutyChoice]) -> Bool {
    let whose = request.people[person]
    return tour.indices.allSatisfy { day in
      let date = request.firstDate.adding(days: day)
      let (before, after) = (known(person, day), duty(tour, day))
      if isAbsent(person, day) { return after == nil }
      let hasBegun =
        base.from.map { date < whose.zone.date(at: $0) || before.map { $0.start < base.from ?? $0.start } ?? false }
        ?? false
      if base.frozen.contains(DutyDay(whose.id, date)) || hasBegun { return before == after }
      guard let after else { return true }
      if let from = base.from, whose.zone.date(at: from) == date, after.start < from { return false }
      return base.notBefore[DutyDay(whose.id, date)].map { after.start >= $0 } ?? true
    }
  }

  /// What a tour's changes cost, in price units.
  func disturbance(_ person: Int, _ tour: [DutyChoice]) -> Int64 {
    let whose = request.people[person]
    return tour.indices.reduce(0) { sum, day in
      guard !isAbsent(person, day) else { return sum }
      let date = request.firstDate.adding(days: day)
      var prices = base.prices
      if let from = base.from, whose.zone.instant(of: date) < from.adding(seconds: 48 * 3600) {
        prices = prices.multiplied(by: 2)
      }
      return sum + Int64((prices.price(from: known(person, day), to: duty(tour, day)) * 1000).rounded())
    }
  }

  /// The least of objective and disturbance together over everybody's tours; nil where there are too many.
  func optimum() -> Int64? {
    var choices: [[(cost: Int64, tour: [DutyChoice])]] = []
    var count = 1
    for person in plain.people.indices {
      var cheapest: [[Int]: (cost: Int64, tour: [DutyChoice])] = [:]
      for tour in TinyRosters.tours(plain, person: person) where keepsFrozen(person, tour) {
        let cost = disturbance(person, tour)
        let key = TinyRosters.presence(plain, tour: tour)
        let both = cost + TinyRosters.cost(plain, person: person, tour: tour)
        if let known = cheapest[key],
          known.cost + TinyRosters.cost(plain, person: person, tour: known.tour) <= both
        {
          continue
        }
        cheapest[key] = (cost, tour)
      }
      count *= cheapest.count
      guard count > 0, count < 30_000 else { return nil }
      choices.append(Array(cheapest.values))
    }
    var best = Int64.max
    func enumerate(_ tours: [[DutyChoice]], _ cost: Int64) {
      guard tours.count < choices.count else {
        best = min(best, cost + TinyRosters.objective(plain, tours: tours))
        return
      }
      for choice in choices[tours.count] { enumerate(tours + [choice.tour], cost + choice.cost) }
    }
    enumerate([], 0)
    return best
  }
}
