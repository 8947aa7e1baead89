import Calendars
import Optimization
import Searching
import Testing
import Workforce

@testable import Rostering

@Suite("Team rules: who is at work at the same time") struct TeamRuleTests {
  /// Up to three random rules for a roster's people.
  private static func terms(_ roster: CompiledRoster, _ random: inout SeededGenerator) -> [TeamTerm] {
    (0..<1 + random.nextIndex(below: 3)).compactMap { _ -> TeamTerm? in
      let people = roster.people.indices.filter { _ in random.nextIndex(below: 4) > 0 }
      let kind = TeamRule.Kind.allCases[random.nextIndex(below: 5)]
      guard !people.isEmpty else { return nil }
      let dependent = kind == .onlyWith ? [people[0]] : []
      let counted = people.filter { !dependent.contains($0) }
      let heads =
        switch kind {
        case .least, .most: 1 + random.nextIndex(below: 2)
        case .apart: 1
        case .together: counted.count
        case .onlyWith: 0
        }
      return TeamTerm(
        kind: kind, heads: Int32(heads), isActive: (0..<roster.slotCount).map { _ in random.nextIndex(below: 4) > 0 },
        price: Int32(1 + random.nextIndex(below: 6000)), counted: counted, dependent: dependent,
        carriedCounted: (0..<roster.slotCount).map { _ in random.nextIndex(below: 10) == 0 ? 1 : 0 },
        carriedDependent: [Int32](repeating: 0, count: roster.slotCount))
    }
  }

  /// Slot by slot, in words of the rule.
  private static func cost(_ roster: CompiledRoster, _ tours: [[DutyChoice]]) -> Int64 {
    var cost: Int64 = 0
    for term in roster.teamTerms {
      for slot in 0..<roster.slotCount where term.isActive[slot] {
        func present(_ people: [Int]) -> Int {
          people.count { person in
            tours[person].contains { $0.isWorked && Array(roster.workedSlots(of: $0)).contains(slot) }
          }
        }
        let here = present(term.counted) + Int(term.carriedCounted[slot])
        var heads = 0
        switch term.kind {
        case .least: if here < Int(term.heads) { heads = Int(term.heads) - here }
        case .most: if here > Int(term.heads) { heads = here - Int(term.heads) }
        case .apart: if here > 1 { heads = here - 1 }
        case .onlyWith: if here == 0 { heads = present(term.dependent) }
        case .together: if here > 0, here < term.counted.count { heads = term.counted.count - here }
        }
        cost += Int64(heads) * Int64(term.price)
      }
    }
    return cost
  }

  private static func roster(_ random: inout SeededGenerator, people: Int? = nil) -> CompiledRoster {
    var shape = TinyOptimum.shape(&random, letters: false)
    if let people { shape.people = people }
    shape.alike = false
    var roster = TinyRosters.make(shape, random: &random)
    roster.teamTerms = terms(roster, &random)
    return roster
  }

  @Test("an answer of a person is the best of all tours beside what the others do, in 300 teams") func answers() {
    var random = SeededGenerator(seed: 81)
    var bent = 0
    for round in 0..<300 {
      let roster = Self.roster(&random, people: 2 + round % 2)
      let state = SearchState(roster: roster)
      let improver = Improver(state: state)
      for person in roster.people.indices { improver.respond(person: person, noise: UInt64(round)) }
      state.clear(0)
      let others = roster.people.indices.map { state.tour($0) }
      improver.respond(person: 0)
      func objective(_ tour: [DutyChoice]) -> Int64 {
        let tours = [tour] + others.dropFirst()
        return TinyRosters.objective(roster, tours: tours) + Self.cost(roster, tours)
      }
      let tours = TinyRosters.tours(roster, person: 0)
      guard tours.count < 3000 else { continue }
      let best = tours.map(objective).min()
      #expect(state.cost == best, "round \(round)")
      #expect(objective(state.tour(0)) == best, "round \(round)")
      var plain = roster
      plain.teamTerms = []
      let free = SearchState(roster: plain)
      free.restore([DutyChoice](repeating: .off, count: roster.dayCount) + others.dropFirst().joined())
      Improver(state: free).respond(person: 0)
      if free.tour(0) != state.tour(0) { bent += 1 }
    }
    #expect(bent > 30, "the rules matter in \(bent) of 300")
  }

  @Test("the search finds the optimum of full enumeration and the bound never exceeds it") func enumeration() {
    var random = SeededGenerator(seed: 82)
    var (solved, found) = (0, 0)
    let wanted = TourModelTests.isLong ? 300 : 40
    for round in 0..<100_000 where solved < wanted {
      let roster = Self.roster(&random)
      let tours = roster.people.indices.map { TinyRosters.tours(roster, person: $0) }
      guard tours.reduce(1, { $0 * $1.count }) <= 1000 else { continue }
      solved += 1
      var optimum = Int64.max
      var chosen: [[DutyChoice]] = []
      func enumerate(_ person: Int) {
        guard person < tours.count else {
          optimum = min(optimum, TinyRosters.objective(roster, tours: chosen) + Self.cost(roster, chosen))
          return
        }
        for tour in tours[person] {
          chosen.append(tour)
          enumerate(person + 1)
          chosen.removeLast()
        }
      }
      enumerate(0)
      let solution = BoundTests.solve(roster, iterations: 2000)
      #expect(solution.bound <= optimum && solution.cost >= optimum, "round \(round)")
      if solution.cost == optimum { found += 1 }
    }
    #expect(solved == wanted && found * 20 >= solved * 19, "\(found) of \(solved) are optimal")
  }
}
