internal import Foundation
internal import Optimization
internal import Searching

/// Neighbourhood search by mathematical programming: all people on a week or two, or some people on everything, are
/// planned anew by column generation and a small integer program, the rest stays.
final class PartSearch {
  let state: RosterState
  let table: RosterTable
  private var random: SeededGenerator
  private let pricer: PartPricer
  private(set) var steps = 0

  init(state: RosterState, seed: UInt64) {
    self.state = state
    table = state.table
    pricer = PartPricer(state.table)
    random = SeededGenerator(seed: seed, stream: 11)
  }

  /// One neighbourhood. Returns what was gained.
  func step(isOver: () -> Bool, limits: SolveLimits, integer: IntegerOptions) throws(SolverFailure) -> Int {
    steps += 1
    let part = steps % 2 == 0 ? window() : people()
    let solver = try PartSolver(state, part: part, pricer: pricer)
    let now = solver.cost(of: solver.incumbent)
    let done = try solver.generate(cutoff: Double(now) - 0.999, maximumRounds: 100, limits: limits, isOver: isOver)
    if solver.bound >= Double(now) - 0.999 { return 0 }
    if !done { return 0 }
    guard let choice = try solver.choose(below: Double(now), mostColumns: 2000, options: integer) else { return 0 }
    let before = state.cost
    for column in choice {
      for (offset, type) in column.types.enumerated() {
        state.set(part.people[column.member], part.first + offset, type)
      }
    }
    return before - state.cost
  }

  private func window() -> RosterPart {
    let length = min(table.days, 7 + random.nextIndex(below: 6))
    let first = random.nextIndex(below: table.days - length + 1)
    return RosterPart(people: Array(0..<table.personCount), first: first, end: first + length)
  }

  private func people() -> RosterPart {
    let count = min(table.personCount, 3 + random.nextIndex(below: 6))
    var all = Array(0..<table.personCount)
    for index in 0..<count { all.swapAt(index, index + random.nextIndex(below: all.count - index)) }
    return RosterPart(people: all.prefix(count).sorted(), first: 0, end: table.days)
  }
}
