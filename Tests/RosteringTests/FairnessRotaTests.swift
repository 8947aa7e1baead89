import Calendars
import Checking
import Searching
import Testing
import Workforce

@testable import Rostering

/// Unpopular duties through whole requests: what the solver pays is what the checker counts.
@Suite("Rotas with shares of unpopular duties") struct FairnessRotaTests {
  private static func shared(weeks: Int, _ random: inout SeededGenerator) throws -> RosterRequest {
    var request = try MakeRotaTests.request(weeks: weeks)
    request.fairness = FairnessTerms(
      kinds: FairKind.allCases.enumerated().map { number, kind in
        .init(kind: kind, price: Double(1 + number) / 2, told: 3)
      }, holidays: [request.firstDate.adding(days: 2), request.firstDate.adding(days: 5)])
    for index in request.people.indices {
      let steps = FairKind.allCases.map { _ in (0..<3).map { _ in random.nextIndex(below: 40) }.sorted() }
      request.people[index].fairness = PersonFairness(carriedIn: DutyCounts(), steps: index == 5 ? nil : steps)
    }
    return request
  }

  @Test("a rota's price of unpopular duties is the one that the checker counts", arguments: [1, 2])
  func counted(weeks: Int) throws {
    var random = SeededGenerator(seed: 8)
    let request = try Self.shared(weeks: weeks, &random)
    let outcome = try makeRota(
      request, options: MakeRotaTests.options(), stop: StopFlag(), clock: { 0 }, progress: { _ in })
    let paid = try #require(outcome.costs.fairness)
    let counted = try #require(countedCosts(request, outcome.rota).fairness)
    #expect(paid > 0 && abs(paid - counted) < 1e-6)
    let rounded = try #require(roundedCosts(request, outcome.rota).first)
    #expect(rounded.differences(from: outcome.costs).map(\.name) == [])
    #expect(abs(outcome.objective - outcome.costs.total) < 1e-9)
    #expect(outcome.bound <= outcome.objective && outcome.bound > 0)
    var wrong = outcome.costs
    wrong.fairness = paid + 0.001
    #expect(rounded.differences(from: wrong).map(\.name) == ["costs.fairness"])
    wrong.fairness = nil
    #expect(rounded.differences(from: wrong).map(\.name) == ["costs.fairness"])
  }

  @Test("no price of unpopular duties is stated where none are counted") func off() throws {
    let request = try MakeRotaTests.request()
    let outcome = try makeRota(
      request, options: MakeRotaTests.options(), stop: StopFlag(), clock: { 0 }, progress: { _ in })
    #expect(outcome.costs.fairness == nil)
    let rounded = try #require(roundedCosts(request, outcome.rota).first)
    var wrong = outcome.costs
    wrong.fairness = 0
    #expect(rounded.differences(from: wrong).map(\.name) == ["costs.fairness"])
  }

  @Test("500 tours of any duties: automata and checker count alike") func readings() throws {
    var random = SeededGenerator(seed: 21)
    var paid = 0
    for round in 0..<500 {
      var request = try Self.shared(weeks: 1 + round % 2, &random)
      request.people = [request.people[0]]
      request.people[0].wishes = []
      let site = request.sites[0]
      let zone = request.people[0].zone
      let duties = (0..<request.days).compactMap { day -> Duty? in
        guard random.nextIndex(below: 3) > 0 else { return nil }
        let date = request.firstDate.adding(days: day)
        let hour = [5, 7, 8, 12, 13, 21, 22][random.nextIndex(below: 7)]
        return Duty(
          template: "day", date: date, start: zone.instant(of: date, ClockTime(hour: hour)), length: 480, breaks: [])
      }
      let letters = (0..<request.days).map { day -> DayLetter in
        let date = request.firstDate.adding(days: day)
        guard let duty = duties.first(where: { $0.date == date }) else { return .off }
        return DayLetter(DutyClasses(of: duty.start..<duty.end, at: site, told: .all))
      }
      let rules = DayRules(of: request.people[0], at: site, dates: request.dates, fairness: request.fairness)
      #expect(rules.priced.map(\.name) == FairKind.allCases.map { "fairness.\($0.rawValue)" })
      let read = rules.priced.reduce(0.0) { $0 + $1.price * Double($1.rule.breaches(in: letters)) }
      let rota = Rota(duties: duties.map { AssignedDuty(person: request.people[0].id, duty: $0) }, work: [])
      let counted = try #require(countedCosts(request, rota).fairness)
      #expect(abs(read - counted) < 1e-6, "round \(round)")
      if counted > 0 { paid += 1 }
    }
    #expect(paid > 400)
  }
}
