import Calendars
import Checking
import Searching
import Tables
import Testing
import Workforce

@testable import Rostering

@Suite("Rotas within a budget: money, bound and the cheapest of full enumeration")
struct BudgetRotaTests {
  /// Two or three people on some weekdays of one week, one or two lengths of duty, a need that nobody meets alone.
  private static func request(_ random: inout SeededGenerator) -> RosterRequest {
    let monday = MakeRotaTests.monday
    let grid = IntervalGrid(start: Zone.utc.instant(of: monday), interval: 30, count: 8 * 48)
    let template = ShiftTemplate(
      id: "day", earliestStart: ClockTime(hour: 8), latestStart: ClockTime(hour: 10), step: 120,
      lengths: random.nextIndex(below: 2) == 0 ? [240, 480] : [360], latestEnd: ClockTime(hour: 18), breaks: [])
    let days = 2 + random.nextIndex(below: 2)
    let people = (0..<(2 + random.nextIndex(below: 2))).map { index -> Person in
      var rules = PersonRules(
        minimumWeekly: .hours(random.nextIndex(below: 12)), maximumWeekly: .hours(10 + random.nextIndex(below: 16)),
        shortfallPrice: Double(10 + random.nextIndex(below: 40)))
      if random.nextIndex(below: 2) == 0 { rules.maximumOvertime = .hours(8) }
      if random.nextIndex(below: 2) == 0 { rules.voluntaryTimeOff = .hours(6) }
      var person = Person(
        id: PersonID("a0\(index + 1)"), name: "Agent 0\(index + 1)", site: "desk", zone: .utc, queues: ["phone"],
        contract: .hours(20), rules: rules)
      person.fixedDaysOff = Array(Weekday.allCases.dropFirst(days))
      return person
    }
    let need = (0..<grid.count).map { slot -> Int in
      let hour = slot / 2 % 24
      return slot < days * 48 && (8..<18).contains(hour) ? 1 + random.nextIndex(below: 3) : 0
    }
    return RosterRequest(
      firstDate: monday, days: 7, grid: grid,
      sites: [Site(id: "desk", name: "Desk", zone: .utc, payPerHour: 10 + Double(random.nextIndex(below: 8)))],
      templates: [template], people: people, demand: [QueueDemand(queue: "phone", required: need)])
  }

  /// The cheapest rota with at most so much money, of all there are; nil where there are too many.
  private static func optimum(_ request: RosterRequest) throws -> [(cost: Double, money: Double)]? {
    let roster = try compileRoster(request)
    let tours = roster.people.indices.map { TinyRosters.tours(roster, person: $0) }
    guard tours.reduce(1, { $0 * $1.count }) <= 3000 else { return nil }
    let builder = OutcomeBuilder(request: request, roster: roster)
    var rotas: [[DutyChoice]] = [[]]
    for list in tours { rotas = rotas.flatMap { rota in list.map { rota + $0 } } }
    return rotas.map { rota in
      let costs = builder.costs(rota)
      return (costs.total, costs.money)
    }
  }

  @Test("money stays within the budget, no rota within it is below the bound, most are the best there are")
  func enumeration() throws {
    var random = SeededGenerator(seed: 2051)
    var (solved, found, binding) = (0, 0, 0)
    let wanted = TourModelTests.isLong ? 100 : 16
    for round in 0..<10_000 where solved < wanted {
      var request = Self.request(&random)
      guard let rotas = try Self.optimum(request), let free = rotas.min(by: { $0.cost < $1.cost }), free.money > 0
      else { continue }
      solved += 1
      let budget = (free.money * Double(3 + random.nextIndex(below: 8)) / 10).rounded()
      request.budget = budget
      let outcome = try makeRota(
        request, options: MakeRotaTests.options(iterations: 1500), stop: StopFlag(), clock: { 0 }, progress: { _ in })
      let best = rotas.filter { $0.money <= budget }.map(\.cost).min() ?? .infinity
      #expect(outcome.costs.money <= budget + 1e-9, "round \(round)")
      #expect(outcome.objective >= best - 1e-6 && outcome.bound <= best + 1e-6, "round \(round)")
      #expect(outcome.bound <= outcome.objective)
      #expect(!checkRota(request, outcome.rota).contains { $0.severity == .breach }, "round \(round)")
      #expect(abs(countedCosts(request, outcome.rota).total - outcome.objective) < 0.05, "round \(round)")
      if outcome.objective <= best + 1e-6 { found += 1 }
      if budget < free.money { binding += 1 }
      if solved % 4 == 0 {
        let stated = try TourModelTests.optimum(of: try tourModelData(request, comment: "").text)
        #expect(abs(stated - best) <= 0.02, "round \(round): by the reference model \(stated)")
      }
    }
    #expect(solved == wanted && found * 4 >= solved * 3, "\(found) of \(solved) are optimal")
    #expect(binding * 2 > solved, "\(binding) of \(solved) bind")
  }

  @Test("near to a known rota: no more money than the budget or what is spent already, and the bound holds for it")
  func near() throws {
    var random = SeededGenerator(seed: 2052)
    var (seen, reached, binding) = (0, 0, 0)
    for round in 0..<(TourModelTests.isLong ? 400 : 60) {
      var near = try NearRotas(&random)
      let plain = near.plain
      let tours = plain.people.indices.map { person in
        TinyRosters.tours(plain, person: person).filter { near.keepsFrozen(person, $0) }
      }
      guard tours.reduce(1, { $0 * $1.count }) <= 2000 else { continue }
      seen += 1
      let builder = OutcomeBuilder(request: near.request, roster: plain)
      var rotas: [[[DutyChoice]]] = [[]]
      for list in tours { rotas = rotas.flatMap { rota in list.map { rota + [$0] } } }
      let all = rotas.map { rota -> (total: Double, money: Double) in
        let costs = builder.costs(Array(rota.joined()))
        let disturbance = rota.indices.reduce(Int64(0)) { $0 + near.disturbance($1, rota[$1]) }
        return (costs.total + plain.scale.currency(disturbance), costs.money)
      }
      let held = HeldRoster(plain, request: near.request, base: near.base)
      let known = builder.costs(held.start).money
      let budget = Double(random.nextIndex(below: 80))
      near.request.budget = budget
      let amount = max(budget, known)
      let best = all.filter { $0.money <= amount + 1e-9 }.map(\.total).min() ?? .infinity
      let found = try makeRota(
        near.request, near: near.base, options: MakeRotaTests.options(iterations: 1200), stop: StopFlag(),
        clock: { 0 }, progress: { _ in })
      let total = found.objective + (found.disturbance ?? 0)
      #expect(found.costs.money <= amount + 1e-9, "round \(round)")
      #expect(total >= best - 1e-3 && found.bound <= best + 1e-3, "round \(round): \(total), \(best), \(found.bound)")
      #expect(!checkRota(near.request, found.rota).contains { $0.severity == .breach }, "round \(round)")
      if total <= best + 1e-3 { reached += 1 }
      if (all.map(\.total).min() ?? 0) < best - 1e-3 { binding += 1 }
    }
    #expect(seen > 20 && binding > 3, "\(binding) of \(seen) bind")
    #expect(reached * 10 >= seen * 8, "\(reached) of \(seen) are the best")
  }

  @Test("a wide budget changes nothing, a tight one is kept, and the checker says what lies above") func tight() throws
  {
    var request = try MakeRotaTests.request()
    request.budget = 100_000
    let free = try makeRota(
      request, options: MakeRotaTests.options(), stop: StopFlag(), clock: { 0 }, progress: { _ in })
    #expect(free.costs.money < 100_000 && free.gap != nil)
    #expect(!checkRota(request, free.rota).contains { $0.rule == "budget.over" })
    request.budget = (free.costs.money * 0.8).rounded()
    let tight = try makeRota(
      request, options: MakeRotaTests.options(), stop: StopFlag(), clock: { 0 }, progress: { _ in })
    #expect(tight.costs.money <= request.budget ?? 0 && tight.objective > free.objective)
    #expect(tight.bound >= free.bound - 1 && tight.status == .iterationLimit)
    // The same arguments give the same rota.
    let again = try makeRota(
      request, options: MakeRotaTests.options(), stop: StopFlag(), clock: { 0 }, progress: { _ in })
    #expect(again == tight)
    request.budget = (tight.costs.money - 50).rounded()
    #expect(checkRota(request, tight.rota).contains { $0.rule == "budget.over" && $0.severity == .note })
  }
}
