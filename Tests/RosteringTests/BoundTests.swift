import Optimization
import Searching
import Testing

@testable import Rostering

@Suite struct BoundTests {
  static func solve(_ roster: CompiledRoster, iterations: Int = 60, threads: Int = 1) -> RosterSolver.Solution {
    let limits = SearchLimits(timeLimit: nil, iterations: iterations, seed: 3, threads: threads)
    return RosterSolver(roster: roster, run: SearchRun(limits, stop: StopFlag())).solve()
  }

  @Test("the bound is at most the optimum of full enumeration, and the rota at least", arguments: [1, 2, 3])
  func boundBelowOptimumBelowObjective(people: Int) {
    var random = SeededGenerator(seed: UInt64(people))
    var proven = 0
    for round in 0..<(people == 3 ? 15 : 50) {
      var shape = TinyRosters.Shape()
      shape.isFollowed = round % 2 == 1
      shape.priced = PricedKind.draw(round / 2, &random)
      shape.people = people
      shape.days = people == 1 ? 3 : 2
      shape.starts = people == 3 ? 1 : 2
      shape.queues = 1 + random.nextIndex(below: 2)
      shape.alike = random.nextIndex(below: 3) == 0
      let roster = TinyRosters.make(shape, random: &random)
      let tours = roster.people.indices.map { TinyRosters.tours(roster, person: $0) }
      guard tours.reduce(1, { $0 * $1.count }) < 1500 else { continue }
      var optimum = Int64.max
      var chosen: [[DutyChoice]] = []
      func enumerate(_ person: Int) {
        if person == tours.count {
          optimum = min(optimum, TinyRosters.objective(roster, tours: chosen))
          return
        }
        for tour in tours[person] {
          chosen.append(tour)
          enumerate(person + 1)
          chosen.removeLast()
        }
      }
      enumerate(0)
      let solution = Self.solve(roster)
      #expect(solution.bound <= optimum, "round \(round)")
      #expect(solution.cost >= optimum, "round \(round)")
      let days = roster.dayCount
      let found = roster.people.indices.map { Array(solution.duties[$0 * days..<($0 + 1) * days]) }
      #expect(TinyRosters.objective(roster, tours: found) == solution.cost, "round \(round)")
      #expect(
        roster.people.indices.allSatisfy { TinyRosters.isLegal(roster, person: $0, tour: found[$0]) }, "round \(round)")
      if solution.cost == optimum { proven += 1 }
    }
    #expect(proven > 0)
  }

  @Test("any prices give a valid bound")
  func anyPrices() {
    var random = SeededGenerator(seed: 77)
    for round in 0..<40 {
      var shape = TinyRosters.Shape()
      shape.isFollowed = round % 2 == 1
      shape.priced = PricedKind.draw(round / 2, &random)
      shape.hasLadder = round % 4 > 1
      shape.days = 2
      shape.starts = 2
      shape.people = 2
      shape.queues = 2
      let roster = TinyRosters.make(shape, random: &random)
      let bound = LagrangianBound(roster: roster)
      let solution = Self.solve(roster)
      for _ in 0..<10 {
        let prices = (0..<roster.slotCount * roster.coverage.queueCount).map { _ in
          Int32(random.nextIndex(below: 16_000)) - 4000
        }
        #expect(bound.evaluate(prices: prices).value <= solution.cost, "round \(round)")
      }
    }
  }

  @Test("several annealings give one answer, whatever the number of threads that share them")
  func legs() {
    var random = SeededGenerator(seed: 91)
    var shape = TinyRosters.Shape()
    shape.people = 2
    shape.days = 2
    let roster = TinyRosters.make(shape, random: &random)
    // Enough moves for three annealings of two people's two days.
    let iterations = 3 * SearchLegs.enoughMoves * 4 + 1
    let answers = [1, 2, 4].map { Self.solve(roster, iterations: iterations, threads: $0) }
    for answer in answers {
      #expect(answer.moves == iterations)
      #expect(answer.cost == answers[0].cost && answer.bound == answers[0].bound)
      #expect(answer.duties == answers[0].duties)
      #expect(TourCheck(roster: roster).isLegal(answer.duties))
    }
  }

  @Test("the same seed and iterations give the same rota and bound with one thread and with two")
  func threads() {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<3 {
      var shape = TinyRosters.Shape()
      shape.people = 4
      shape.queues = 2
      let roster = TinyRosters.make(shape, random: &random)
      let first = Self.solve(roster, iterations: 300, threads: 1)
      let second = Self.solve(roster, iterations: 300, threads: 2)
      #expect(first.duties == second.duties)
      #expect(first.cost == second.cost)
      #expect(first.bound == second.bound)
      #expect(first.boundRounds == second.boundRounds)
      #expect(first.moves == 300)
    }
  }
}
