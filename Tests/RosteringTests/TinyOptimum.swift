import Searching
import Testing

@testable import Rostering

/// The optimum of a tiny roster by full enumeration of everybody's tours.
enum TinyOptimum {
  /// Compares the search and its bound with the optimum of tiny rosters: 300 with `ROTA_SLOW`, else 40.
  /// - Parameters:
  ///   - make: a roster; those too large to be enumerated are passed over.
  ///   - counts: of a roster, its solution and its optimum, whether what is tried mattered there; it must in a quarter.
  static func compare(
    seed: UInt64, make: (inout SeededGenerator) -> CompiledRoster,
    counts: (CompiledRoster, RosterSolver.Solution, Int64) -> Bool
  ) {
    var random = SeededGenerator(seed: seed)
    var (solved, found, matters) = (0, 0, 0)
    let wanted = TourModelTests.isLong ? 300 : 40
    for round in 0..<100_000 where solved < wanted {
      let roster = make(&random)
      guard let optimum = find(roster, most: 300) else { continue }
      solved += 1
      let solution = BoundTests.solve(roster, iterations: 2000)
      #expect(solution.refusal == nil && TourCheck(roster: roster).isLegal(solution.duties), "round \(round)")
      #expect(solution.cost >= optimum && solution.bound <= optimum, "round \(round)")
      if solution.cost == optimum { found += 1 }
      if counts(roster, solution, optimum) { matters += 1 }
    }
    #expect(solved == wanted && found == solved, "\(found) of \(solved) are optimal")
    #expect(matters * 4 > solved, "it matters in \(matters) of \(solved)")
  }

  /// A random shape of at most four people, four days and six starts.
  /// - Parameters:
  ///   - letters: whether rules of some may tell duties apart, or have prices.
  ///   - ladder: whether missing people are priced by a ladder.
  static func shape(
    _ random: inout SeededGenerator, letters: Bool = true, ladder: Bool = false
  ) -> TinyRosters.Shape {
    var shape = TinyRosters.Shape()
    shape.hasLadder = ladder
    shape.people = 1 + random.nextIndex(below: 4)
    shape.days = 1 + random.nextIndex(below: 4)
    shape.starts = 1 + random.nextIndex(below: 6)
    shape.queues = 1 + random.nextIndex(below: 2)
    shape.alike = random.nextIndex(below: 3) == 0
    shape.isFollowed = random.nextIndex(below: 2) == 0
    if letters {
      shape.hasLetters = random.nextIndex(below: 3) == 0
      shape.priced = PricedKind.draw(random.nextIndex(below: 4), &random)
    }
    return shape
  }

  /// The least objective of all combinations of legal tours; nil when there are more than `most`.
  ///
  /// Tours of a person with the same presence on the same days differ in nothing but their own cost: the cheapest stands
  /// for them.
  static func find(_ roster: CompiledRoster, most: Int) -> Int64? {
    var choices: [[(cost: Int64, tour: [DutyChoice])]] = []
    var combinations = 1
    for person in roster.people.indices {
      guard count(roster, person: person) <= 20_000 else { return nil }
      var cheapest: [[Int]: (cost: Int64, tour: [DutyChoice])] = [:]
      let isLimited = roster.people[person].startLimit >= 0
      for tour in TinyRosters.tours(roster, person: person) {
        let cost = TinyRosters.cost(roster, person: person, tour: tour)
        var presence = TinyRosters.presence(roster, tour: tour)
        if isLimited { presence += tour.indices.filter { tour[$0].isWorked }.map { -1 - $0 } }
        if let known = cheapest[presence], known.cost <= cost { continue }
        cheapest[presence] = (cost, tour)
      }
      combinations *= cheapest.count
      guard combinations <= most else { return nil }
      choices.append(cheapest.values.sorted { $0.cost < $1.cost })
    }
    var optimum = Int64.max
    var chosen: [[DutyChoice]] = []
    func enumerate(_ person: Int) {
      guard person < choices.count else {
        if TinyRosters.hasRoom(roster, tours: chosen) {
          optimum = min(optimum, TinyRosters.objective(roster, tours: chosen))
        }
        return
      }
      for choice in choices[person] {
        chosen.append(choice.tour)
        enumerate(person + 1)
        chosen.removeLast()
      }
    }
    enumerate(0)
    return optimum
  }

  /// The most tours that a person can have, rules between days aside.
  private static func count(_ roster: CompiledRoster, person: Int) -> Int {
    (0..<roster.dayCount).reduce(1) { $0 * TinyRosters.duties(roster, person: person, day: $1).count }
  }
}
