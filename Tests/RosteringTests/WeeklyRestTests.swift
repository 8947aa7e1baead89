import Foundation
import Optimization
import Searching
import Testing
import Verification

@testable import Rostering

@Suite("Weekly rest: search, bound, lone answers and two integer programs against enumeration") struct WeeklyRestTests {
  private static func roster(_ random: inout SeededGenerator) -> CompiledRoster {
    var shape = TinyOptimum.shape(&random)
    shape.days = 2 + random.nextIndex(below: 3)
    shape.hasWeeklyRest = true
    return TinyRosters.make(shape, random: &random)
  }

  @Test("the search keeps it and the bound never exceeds the optimum, in 300 tiny rosters") func enumeration() {
    TinyOptimum.compare(seed: 1935, make: Self.roster) { roster, _, optimum in
      var free = roster
      for person in free.people.indices { free.people[person].weeklyRest = nil }
      return TinyOptimum.find(free, most: 3000).map { $0 < optimum } ?? false
    }
  }

  @Test("the answer for one person alone is the best of all tours, over one week and two") func alone() {
    var random = SeededGenerator(seed: 1936)
    for round in 0..<(TourModelTests.isLong ? 300 : 60) {
      var shape = TinyRosters.Shape()
      shape.days = round % 4 == 3 ? 8 : 2 + random.nextIndex(below: 3)
      shape.starts = 1 + random.nextIndex(below: 3)
      shape.hasWeeklyRest = true
      var roster = TinyRosters.make(shape, random: &random)
      if shape.days > 7 { for day in [1, 2, 3, 4] { roster.people[0].days[day].isAllowed = false } }
      let field = PriceField(roster: roster)
      let rewards = TourOracleTests.rewards(roster, random: &random)
      let buffer = FlatBuffer(rewards, filledWith: 0)
      field.build(from: buffer.base, first: 0, end: roster.extent)
      func price(_ tour: [DutyChoice]) -> Int64 {
        TinyRosters.cost(roster, person: 0, tour: tour)
          - tour.filter(\.isWorked).flatMap { roster.workedSlots(of: $0) }.reduce(0) { $0 + Int64(rewards[$1]) }
      }
      let tours = TinyRosters.tours(roster, person: 0)
      let best = tours.map(price).min()
      let answer = RestedTour(roster: roster, field: field).best()
      #expect(answer.map(price) == best, "round \(round)")
      #expect(answer.map { TinyRosters.isLegal(roster, person: 0, tour: $0) } == true, "round \(round)")
    }
  }

  @Test("the reference model has the same optimum as the product") func referenceModel() throws {
    var random = SeededGenerator(seed: 1937)
    for round in 0..<(TourModelTests.isLong ? 50 : 12) {
      let roster = Self.roster(&random)
      let stated = try TourModelTests.optimum(of: TourModelTests.data(roster))
      let solution = BoundTests.solve(roster, iterations: 3000)
      #expect(roster.scale.currency(solution.bound) <= stated + 0.01, "round \(round)")
      #expect(abs(roster.scale.currency(solution.cost) - stated) <= 0.01, "round \(round)")
    }
  }

  @Test("a rest lies inside its week, in front of a duty, between two or behind the last") func places() {
    let rest = WeeklyRest(slots: 10, weeks: [0..<40, 40..<80])
    func isKept(_ week: Int, _ duties: Range<Int>...) -> Bool { rest.isKept(week: week, duties: duties) }
    #expect(isKept(0) && isKept(1))
    #expect(isKept(0, 10..<38) && !isKept(0, 9..<38) && isKept(0, 3..<8, 9..<30))
    #expect(isKept(0, 2..<12, 22..<36) && !isKept(0, 2..<13, 22..<36))
    #expect(!isKept(1, 35..<50, 58..<75) && isKept(1, 35..<50, 60..<75) && !isKept(0, 5..<31, 35..<50))
    #expect(rest.begins(week: 0, ends: [12, 30, 31, 12, 0]) == [0, 12, 30])
  }
}
