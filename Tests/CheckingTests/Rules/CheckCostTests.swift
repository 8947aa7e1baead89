import RotaFixtures
import Calendars
import Searching
import Testing

@testable import Checking
@testable import Workforce

@Suite("What the checker counts: heads and costs")
struct CheckCostTests {
  @Test("heads are counted in the intervals that spans fill") func heads() throws {
    let fixture = try CheckFixture()
    let coverage = countedCoverage(fixture.request, fixture.rota)
    #expect(coverage.map(\.queue) == ["phone", "chat"])
    let grid = fixture.request.grid
    for (queue, counted) in [("phone", coverage[0].heads), ("chat", coverage[1].heads)] {
      for index in 0..<grid.count {
        let middle = grid.instant(at: index).adding(seconds: 450)
        let present = fixture.rota.work.count { $0.queue == QueueID(queue) && $0.start <= middle && middle < $0.end }
        #expect(counted[index] == present)
      }
    }
    let phone = coverage[0].heads.reduce(0, +)
    #expect(phone == 4 * 28 + 3 * 31)
  }

  @Test("pay, night premium and shortfall of the fixture are what a pencil says") func pencil() throws {
    var fixture = try CheckFixture()
    fixture.request.demand = []
    fixture.request.people[0].rules.minimumWeekly = .hours(38)
    let costs: CostParts = countedCosts(fixture.request, fixture.rota)
    // Ann 4 × 7.5 h and Ben 3 × 8 h at 30; Cai 3 × 5 h at 12. Ben's nights from 22:00 last 8 h, all of it night.
    #expect(costs.pay == 1800)
    #expect(costs.nightPremium == 144)
    #expect(costs.contractShortfall == 1600)
    #expect(costs.wishes == 0)
    #expect(costs.understaffing == 0)
    #expect(costs.overstaffing == 0)
  }

  @Test("a week of leave takes the minimum away") func noShortfallOnLeave() throws {
    var fixture = try CheckFixture()
    fixture.rota = Rota(duties: [], work: [])
    for person in 0..<3 { fixture.request.people[person].rules.minimumWeekly = .hours(40) }
    fixture.request.people[0].absences = [Absence(first: fixture.date(0), last: fixture.date(6))]
    fixture.request.people[2].absences = [Absence(first: fixture.date(4), last: fixture.date(6))]
    // Ben misses 24 h; Cai's contract of 20 h takes 4 h off.
    #expect(countedCosts(fixture.request, fixture.rota).contractShortfall == 12_000)
    #expect(fixture.findings() == ["week.minimum ben 2026-10-19", "week.minimum cai 2026-10-19"])
  }

  @Test("wishes cost what isn't granted") func wishes() throws {
    var fixture = try CheckFixture()
    fixture.request.people[0].wishes = [
      Wish(kind: .dayOff, date: fixture.date(0), price: 7),
      Wish(kind: .dayOff, date: fixture.date(6), price: 1000),
      Wish(kind: .start(ClockTime(hour: 9)), date: fixture.date(1), price: 4),
      Wish(kind: .start(ClockTime(hour: 9)), date: fixture.date(6), price: 1000),
    ]
    #expect(countedCosts(fixture.request, fixture.rota).wishes == 11)
    // Starts at 8, 8, 9, 9: half an hour off each.
    fixture.request.people[0].wishes = [Wish(kind: .start(ClockTime(hour: 8, minute: 30)), price: 10)]
    #expect(countedCosts(fixture.request, fixture.rota).wishes == 20)
    fixture.request.people[0].wishes = [Wish(kind: .dayOff, price: 3)]
    #expect(countedCosts(fixture.request, fixture.rota).wishes == 12)
  }

  /// Required, heads, currency units an hour.
  private static let priced: [(Int, Int, Double)] = [
    (0, 0, 0), (0, 1, 8), (0, 3, 24), (1, 0, 48), (1, 1, 0), (1, 2, 2), (1, 3, 10), (10, 9, 48), (10, 8, 168),
    (11, 9, 96), (11, 8, 216), (11, 14, 12), (70, 62, 456), (70, 63, 336),
  ]

  @Test("the price of a distance from the need", arguments: priced)
  func price(required: Int, heads: Int, cost: Double) {
    let counted = CoveragePrices().cost(required: required, heads: heads)
    #expect(counted == cost)
  }

  @Test("a band that is a hair above a whole number in binary is that number") func band() {
    #expect(CoveragePrices(band: 0.07).cost(required: 100, heads: 92) == 7 * 48 + 120)
  }

  @Test("staffing costs are pro rata for the interval") func staffing() throws {
    var fixture = try CheckFixture()
    fixture.rota = Rota(duties: [], work: [])
    for queue in 0..<2 {
      fixture.request.demand[queue].required = Array(repeating: 0, count: fixture.request.grid.count)
    }
    fixture.request.demand[0].required[10] = 3
    #expect(countedCosts(fixture.request, fixture.rota).understaffing == 72)
    let quarter = fixture.request.grid.instant(at: 11)
    fixture.rota.work = [WorkSpan(person: "ann", queue: "phone", start: quarter, end: quarter + 15)]
    #expect(countedCosts(fixture.request, fixture.rota).overstaffing == 2)
    fixture.rota.work[0].queue = nil
    #expect(countedCosts(fixture.request, fixture.rota).overstaffing == 0)
  }

  @Test("people carried in are counted outside their breaks, and cost nothing themselves") func carriedIn() throws {
    var fixture = try CheckFixture()
    fixture.rota = Rota(duties: [], work: [])
    let before = countedCosts(fixture.request, fixture.rota)
    let duty = fixture.duty("ben", "night", fixture.date(-1), ClockTime(hour: 22), 480)
    fixture.request.carriedIn = [CarriedDuty(queues: ["phone", "email"], duty: duty)]
    let after = countedCosts(fixture.request, fixture.rota)
    #expect(after.pay == 0)
    #expect(before.understaffing - after.understaffing == 372)
    #expect(countedCoverage(fixture.request, fixture.rota)[0].heads.reduce(0, +) == 31)
    fixture.request.carriedIn[0].queues = ["email"]
    #expect(countedCosts(fixture.request, fixture.rota) == before)
  }

  @Test("people carried in are put on queues at least cost: every allotment tried") func leastCost() {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<3000 {
      let queues = 1 + Int.random(in: 0..<3, using: &generator)
      let required = (0..<queues).map { _ in Int.random(in: 0..<5, using: &generator) }
      let heads = (0..<queues).map { _ in Int.random(in: 0..<4, using: &generator) }
      let isLaddered = Bool.random(using: &generator)
      let prices = CoveragePrices(
        band: [0, 0.1, 0.5, 1][Int.random(in: 0..<4, using: &generator)],
        ladder: isLaddered ? [120, 70, 48, 5] : nil)
      let demand = required.map { need in
        // Some by the contacts that heads bring: any rising numbers.
        let steps =
          isLaddered && Bool.random(using: &generator)
          ? (0..<4).map { _ in Int.random(in: 0..<6, using: &generator) }.sorted().map { [$0] } : nil
        return QueueDemand(
          queue: "phone", required: [need], steps: steps.map { ServiceSteps(contactPrice: [9], heads: $0) })
      }
      let people = (0..<Int.random(in: 0..<5, using: &generator)).map { _ in
        (0..<queues).filter { _ in Int.random(in: 0..<2, using: &generator) == 0 }
      }
      func cost(_ heads: [Int]) -> Double {
        zip(demand, heads).reduce(0) {
          let hour = prices.hour(of: $1.0, at: 0, heads: $1.1)
          return $0 + hour.missing + hour.superfluous
        }
      }
      var least = [heads]
      for choices in people where choices.contains(where: { demand[$0].full(at: 0) > 0 }) {
        least = least.flatMap { heads in
          choices.map { queue in
            var heads = heads
            heads[queue] += 1
            return heads
          }
        }
      }
      let counted = CarriedInCount(people: people, demand: demand, at: 0, heads: heads, prices: prices)
      #expect(cost(counted.heads) == least.map(cost).min())
      #expect(least.contains(counted.heads))
    }
  }
}

@Suite("What heads cost by the contacts that they bring")
struct LadderCostTests {
  private let prices = CoveragePrices(ladder: [120, 70.5, 48, 3])

  @Test("missing heads cost the ladder's price of each, too many as beyond the last") func ladder() {
    let demand = QueueDemand(
      queue: "phone", required: [4], steps: ServiceSteps(contactPrice: [9], heads: [[2], [2], [5], [7]]))
    let missing = (0...7).map { prices.hour(of: demand, at: 0, heads: $0).missing }
    #expect(missing == [390, 270, 150, 102, 54, 6, 3, 0])
    let superfluous = (7...10).map { prices.hour(of: demand, at: 0, heads: $0).superfluous }
    // The band of 7 heads is one.
    #expect(superfluous == [0, 2, 10, 18])
    #expect(demand.full(at: 0) == 7)
  }

  @Test("a queue without steps costs beside a ladder what it costs without") func flat() {
    let demand = QueueDemand(queue: "chat", required: [11])
    for heads in 0...20 {
      let (with, without) = (
        prices.hour(of: demand, at: 0, heads: heads), CoveragePrices().hour(of: demand, at: 0, heads: heads)
      )
      #expect(with == without)
    }
  }

  @Test("a rota is priced by both kinds, each price of an interval rounded once") func mixed() throws {
    var fixture = try CheckFixture()
    let before = countedCosts(fixture.request, fixture.rota)
    let count = fixture.request.grid.count
    fixture.request.prices.ladder = [120, 48, 0.0101]
    let phone = try #require(fixture.request.demand.firstIndex { $0.queue == "phone" })
    fixture.request.demand[phone].steps = ServiceSteps(
      contactPrice: Array(repeating: 5, count: count), heads: [0, 0, 3].map { Array(repeating: $0, count: count) })
    let counted = countedCoverage(fixture.request, fixture.rota)[phone].heads
    let lacking = counted.reduce(0) { $0 + max(0, 3 - $1) }
    let after = countedCosts(fixture.request, fixture.rota)
    #expect(abs(after.understaffing - before.understaffing) > 1e-9 && after.pay == before.pay)
    // 0.0101 an hour is 0.002525 a quarter, rounded 0.003.
    var stated = after
    fixture.request.demand = [fixture.request.demand[phone]]
    let alone = try #require(roundedCosts(fixture.request, fixture.rota).first)
    stated.understaffing = Double(lacking) * 3 / 1000
    #expect(!alone.differences(from: stated).contains { $0.name == "costs.understaffing" })
    stated.understaffing += 0.001
    #expect(alone.differences(from: stated).contains { $0.name == "costs.understaffing" })
    fixture.request.demand[0].steps?.heads.removeLast()
    #expect(checkRota(fixture.request, fixture.rota).map(\.rule) == ["rota.unreadable"])
  }
}
