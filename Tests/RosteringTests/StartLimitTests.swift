import RotaFixtures
import Calendars
import Foundation
import Optimization
import Searching
import Testing
import Verification

@testable import Checking
@testable import Rostering
@testable import Workforce

/// The most people of a site who may start on a date.
@Suite("Starts of a site on a date") struct StartLimitTests {
  private static let isLong = ProcessInfo.processInfo.environment["ROTA_SLOW"] != nil

  private static func roster(_ random: inout SeededGenerator) -> CompiledRoster {
    // Rules of letters leave too few starts for the limits to bind.
    var shape = TinyOptimum.shape(&random, letters: false)
    shape.people = 2 + random.nextIndex(below: 3)
    shape.isLimited = true
    return TinyRosters.make(shape, random: &random)
  }

  private static func tours(_ duties: [DutyChoice], _ roster: CompiledRoster) -> [[DutyChoice]] {
    roster.people.indices.map { Array(duties[$0 * roster.dayCount..<($0 + 1) * roster.dayCount]) }
  }

  @Test("the search finds the optimum of full enumeration, the limits kept, and the bound never exceeds it")
  func enumeration() {
    var random = SeededGenerator(seed: 4)
    var solved = 0
    var binding = 0
    var proven = 0
    let wanted = Self.isLong ? 1000 : 30
    for tries in 0..<200_000 where solved < wanted {
      let roster = Self.roster(&random)
      guard let optimum = TinyOptimum.find(roster, most: Self.isLong ? 2000 : 300) else { continue }
      solved += 1
      var free = roster
      free.startLimits.most = roster.startLimits.most.map { _ in roster.people.count }
      if let without = TinyOptimum.find(free, most: 2000), without < optimum { binding += 1 }
      let solution = BoundTests.solve(roster, iterations: 2000)
      #expect(solution.cost == optimum, "try \(tries)")
      #expect(solution.bound <= optimum, "try \(tries)")
      #expect(TinyRosters.hasRoom(roster, tours: Self.tours(solution.duties, roster)), "try \(tries)")
      #expect(TourCheck(roster: roster).isLegal(solution.duties), "try \(tries)")
      if solution.bound == optimum { proven += 1 }
    }
    #expect(solved == wanted)
    #expect(binding * 5 > solved, "\(binding) of \(solved) limits bind")
    #expect(proven * 10 > solved * 9, "\(proven) of \(solved) are proven")
  }

  @Test("the reference model has the same optimum as the product")
  func referenceModel() throws {
    var random = SeededGenerator(seed: 12)
    for round in 0..<(Self.isLong ? 100 : 8) {
      let roster = Self.roster(&random)
      let stated = try TourModelTests.optimum(of: TourModelTests.data(roster))
      let solution = BoundTests.solve(roster, iterations: 3000)
      #expect(roster.scale.currency(solution.bound) <= stated + 0.01, "round \(round)")
      #expect(abs(roster.scale.currency(solution.cost) - stated) <= 0.01, "round \(round)")
    }
  }

  @Test("any prices of presence and starts give a valid bound")
  func anyPrices() {
    var random = SeededGenerator(seed: 78)
    var raised = 0
    for round in 0..<30 {
      let roster = Self.roster(&random)
      let bound = LagrangianBound(roster: roster)
      let solution = BoundTests.solve(roster)
      for _ in 0..<10 {
        var prices = (0..<bound.coverageCells).map { _ in Int32(random.nextIndex(below: 16_000)) - 4000 }
        let none = prices + [Int32](repeating: 0, count: roster.startLimits.most.count * roster.dayCount)
        prices += (bound.coverageCells..<none.count).map { _ in Int32(random.nextIndex(below: 60_000)) - 10_000 }
        let value = bound.evaluate(prices: prices).value
        #expect(value <= solution.cost, "round \(round)")
        if value > bound.evaluate(prices: none).value { raised += 1 }
      }
    }
    #expect(raised > 0)
  }

  @Test("column generation raises the bound of a team that is too large for its desks")
  func master() {
    var random = SeededGenerator(seed: 8)
    var shape = TinyRosters.Shape()
    shape.people = 12
    shape.days = 6
    shape.starts = 6
    shape.queues = 2
    shape.isLimited = true
    let roster = TinyRosters.make(shape, random: &random)
    #expect(SmallProgram(roster) == nil)
    var free = roster
    for index in free.people.indices { free.people[index].startLimit = -1 }
    free.startLimits = StartLimits()
    let (solution, without) = (BoundTests.solve(roster, iterations: 8000), BoundTests.solve(free, iterations: 8000))
    #expect(TinyRosters.hasRoom(roster, tours: Self.tours(solution.duties, roster)))
    #expect(!TinyRosters.hasRoom(roster, tours: Self.tours(without.duties, roster)))
    #expect(solution.bound > without.cost)
    #expect(
      Double(solution.cost - solution.bound) <= 0.03 * Double(solution.cost), "\(solution.cost) \(solution.bound)")
    #expect(BoundTests.solve(roster, iterations: 8000, threads: 2).duties == solution.duties)
  }

  // MARK: Requests

  private static func made(_ request: RosterRequest, start: Rota? = nil) throws -> RosterOutcome {
    try makeRota(request, options: MakeRotaTests.options(), start: start, stop: StopFlag(), clock: { 0 }) { _ in }
  }

  private static func starts(_ request: RosterRequest, _ rota: Rota, at site: SiteID) -> [CivilDate: Int] {
    let members = Set(request.people.filter { $0.site == site }.map(\.id))
    return Dictionary(grouping: rota.duties.filter { members.contains($0.person) }, by: \.duty.date).mapValues(\.count)
  }

  @Test("a rota of two weeks and two sites keeps each site's limit, whatever it begins with")
  func twoSites() throws {
    var request = try MakeRotaTests.request(weeks: 2)
    let free = try Self.made(request)
    #expect(Self.starts(request, free.rota, at: "krakow").values.contains { $0 > 1 })
    request.sites[0].maximumStartsPerDay = 1
    for start in [nil, free.rota] {
      let outcome = try Self.made(request, start: start)
      #expect(checkRota(request, outcome.rota).filter { $0.severity == .breach } == [])
      #expect(Self.starts(request, outcome.rota, at: "krakow").values.allSatisfy { $0 == 1 })
      #expect(Self.starts(request, outcome.rota, at: "krakow").count == 14)
      #expect(outcome.notes.isEmpty)
      #expect(outcome.objective > free.objective && outcome.bound <= outcome.objective)
    }
    #expect(
      checkRota(request, free.rota).filter { $0.severity == .breach }.allSatisfy { $0.rule == "site.starts" })
    #expect(checkRota(request, free.rota).contains { $0.rule == "site.starts" })
    request.sites[0].maximumStartsPerDay = 0
    #expect(Self.starts(request, try Self.made(request).rota, at: "krakow").isEmpty)
  }

  @Test("a limit that keeps nobody out changes nothing")
  func loose() throws {
    var request = try MakeRotaTests.request()
    let free = try Self.made(request)
    request.sites[0].maximumStartsPerDay = request.people.count { $0.site == "krakow" }
    request.sites[1].maximumStartsPerDay = 100_000
    #expect(try Self.made(request) == free)
  }

  @Test("somebody in another zone than the site takes a place on their own date")
  func ownDate() throws {
    var request = try MakeRotaTests.request()
    for person in [1, 4] { request.people[person].zone = try Zone("Pacific/Honolulu") }
    request.sites[0].maximumStartsPerDay = 1
    let outcome = try Self.made(request)
    #expect(checkRota(request, outcome.rota).filter { $0.severity == .breach } == [])
    let starts = Self.starts(request, outcome.rota, at: "krakow")
    #expect(starts.values.allSatisfy { $0 == 1 } && starts.count == 7)
    let away = outcome.rota.duties.filter { ["ben", "eve"].contains($0.person) }
    #expect(away.contains { request.sites[0].zone.date(at: $0.duty.start) != $0.duty.date })
  }

  @Test("the checker counts the people of a site by their duties' dates")
  func finding() throws {
    var fixture = try CheckFixture()
    fixture.request.sites[0].maximumStartsPerDay = 2
    #expect(fixture.findings() == [])
    fixture.request.sites[0].maximumStartsPerDay = 1
    #expect(
      checkRota(fixture.request, fixture.rota).map(\.message)
        == ["2 people of site krakow start on 2026-10-22; at most 1 may"])
  }

  @Test("a request without limits is written as before them, and one with them comes back")
  func coding() throws {
    var request = try MakeRotaTests.request()
    let encoder = JSONEncoder()
    #expect(!String(decoding: try encoder.encode(request), as: UTF8.self).contains("maximumStartsPerDay"))
    request.sites[1].maximumStartsPerDay = 3
    let text = try encoder.encode(request)
    #expect(try JSONDecoder().decode(RosterRequest.self, from: text) == request)
  }
}
