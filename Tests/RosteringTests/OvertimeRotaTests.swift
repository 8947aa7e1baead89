import Foundation
import Optimization
import Searching
import Testing
import Verification

@testable import Rostering

@Suite("Overtime and time off: search, bound, answers and two integer programs against enumeration")
struct OvertimeRotaTests {
  private static func roster(_ random: inout SeededGenerator) -> CompiledRoster {
    var shape = TinyOptimum.shape(&random)
    shape.days = 2 + random.nextIndex(below: 3)
    shape.hasOvertime = true
    return TinyRosters.make(shape, random: &random)
  }

  @Test("the search finds the optimum and the bound never exceeds it, in 300 tiny rosters") func enumeration() {
    TinyOptimum.compare(seed: 2041, make: Self.roster) { roster, solution, _ in
      let state = SearchState(roster: roster)
      state.restore(solution.duties)
      return roster.people.indices.contains { person in
        roster.people[person].weeks.enumerated().contains { week, weekly in
          let paid = state.paid(person, week: week)
          return !weekly.overtime.isEmpty && weekly.overtime[paid] > 0
            || !weekly.timeOff.isEmpty && weekly.timeOff[paid] > 0
        }
      }
    }
  }

  @Test("the best tour of one person is the best of all their tours") func alone() {
    var random = SeededGenerator(seed: 2042)
    for round in 0..<(TourModelTests.isLong ? 300 : 60) {
      var shape = TinyRosters.Shape()
      shape.days = round % 4 == 3 ? 8 : 2 + random.nextIndex(below: 3)
      shape.starts = 1 + random.nextIndex(below: 3)
      shape.hasOvertime = true
      var roster = TinyRosters.make(shape, random: &random)
      if shape.days > 7 { for day in [1, 2, 3, 4] { roster.people[0].days[day].isAllowed = false } }
      let field = PriceField(roster: roster)
      let rewards = TourOracleTests.rewards(roster, random: &random)
      let buffer = FlatBuffer(rewards, filledWith: 0)
      field.build(from: buffer.base, first: 0, end: roster.extent)
      let best = TinyRosters.tours(roster, person: 0).map { tour in
        TinyRosters.cost(roster, person: 0, tour: tour)
          - tour.filter(\.isWorked).flatMap { roster.workedSlots(of: $0) }.reduce(0) { $0 + Int64(rewards[$1]) }
      }.min()
      #expect(Int64(TourOracle(roster: roster).bestTour(person: 0, field: field).cost) == best, "round \(round)")
    }
  }

  @Test("the reference model has the same optimum as the product") func referenceModel() throws {
    var random = SeededGenerator(seed: 2043)
    for round in 0..<(TourModelTests.isLong ? 50 : 12) {
      let roster = Self.roster(&random)
      let data = TourModelTests.data(roster)
      #expect(data.contains("OVERTIME") || data.contains("OFFERED") || round > 0)
      let stated = try TourModelTests.optimum(of: data)
      let solution = BoundTests.solve(roster, iterations: 3000)
      // Whole prices a week, and the model's by the unit.
      #expect(roster.scale.currency(solution.bound) <= stated + 0.02, "round \(round)")
      #expect(abs(roster.scale.currency(solution.cost) - stated) <= 0.02, "round \(round)")
    }
  }

  @Test("a week's price: missing hours dearest, then time off, then nothing, then the premium") func week() {
    let scale = PriceScale(unitsPerCurrency: 1000)
    let terms = WeeklyTime.Terms(
      minimum: 38 * 60, maximum: 42 * 60, shortfallPrice: 200, overtime: 4 * 60, overtimePremium: 10,
      timeOff: 6 * 60, timeOffPrice: 5)
    let week = WeeklyTime(terms, credit: 0, unit: 60, scale: scale)
    #expect(week.maximum == 46 && week.prices[38] == 0 && week.prices[42] == 0)
    #expect(week.prices[46] == 40_000 && week.prices[43] == 10_000 && week.prices[37] == 5000)
    #expect(week.prices[32] == 30_000 && week.prices[31] == 230_000 && week.shortfall[31] == 200_000)
    // A day of paid absence takes as much off all of them.
    let away = WeeklyTime(terms, credit: 8 * 60 * 5, unit: 60, scale: scale)
    #expect(away.maximum == 38 && away.prices[34] == 0 && away.prices[35] == 10_000 && away.prices[23] == 230_000)
    // Away all week: nothing is missing, nothing is offered.
    let gone = WeeklyTime(terms, credit: 50 * 60 * 5, unit: 60, scale: scale)
    #expect(gone.maximum == 0 && gone.prices == [0])
    var full = week
    full.forbidShortfall()
    #expect(full.prices[31] == PriceScale.never && full.prices[32] == 30_000)
  }
}
