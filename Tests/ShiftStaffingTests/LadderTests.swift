import Optimization
import Searching
import Testing
import Workforce

@testable import ShiftStaffing

@Suite("Staffing priced by a ladder") struct LadderTests {
  @Test(
    "three hundred tiny problems against every possible staffing, queues with steps and without side by side",
    arguments: [
      TinyStaffing.Shape(slots: 5, shifts: 3),
      TinyStaffing.Shape(slots: 5, cyclic: true, queues: 2, groups: 2, shifts: 3, hasCaps: true),
      TinyStaffing.Shape(slots: 4, queues: 2, groups: 2, shifts: 3),
      TinyStaffing.Shape(slots: 4, cyclic: true, queues: 3, groups: 2, shifts: 2),
    ])
  func bruteForce(shape: TinyStaffing.Shape) throws {
    var (solved, mixed, seed) = (0, 0, 0)
    while solved < 75 {
      seed += 1
      var shape = shape
      shape.ladder = 2 + seed % 13
      let problem = TinyStaffing.problem(shape, seed: UInt64(seed))
      let most = TinyStaffing.mostUseful(problem)
      // Enumerations of at most 800 staffings.
      let staffings = TinyStaffing.duties(problem).reduce(1) { count, _ in min(10_000, count * (most + 1)) }
      guard staffings <= 800, problem.demand.contains(where: { $0.steps != nil }) else { continue }
      solved += 1
      mixed += TinyStaffing.isMixed(problem) ? 1 : 0
      let best = TinyStaffing.bruteForce(problem, most: most)
      let outcome = try solveStaffing(problem, limits: SearchLimits(timeLimit: nil, iterations: 200))
      #expect(abs(outcome.objective - best) < 1e-6, "seed \(seed): \(outcome.objective), least \(best)")
      #expect(outcome.bound <= best + 1e-6, "seed \(seed): bound \(outcome.bound), least \(best)")
      let pay = outcome.duties.reduce(0) { $0 + problem.shifts[$1.shift].cost * Double($1.count) }
      let cover = TinyStaffing.coverPrice(outcome.duties, of: problem)
      #expect(abs(outcome.objective - pay - cover) < 1e-6, "seed \(seed)")
    }
    #expect(shape.queues == 1 || mixed > 10)
  }

  @Test("the check prices cover as it is defined, and counts heads below the floor as uncovered")
  func check() {
    for seed in 0..<60 {
      let shape = TinyStaffing.Shape(
        slots: 6, cyclic: seed % 2 == 0, queues: 1 + seed % 3, groups: 3, shifts: 6, ladder: 2 + seed % 13)
      let problem = TinyStaffing.problem(shape, seed: UInt64(seed))
      var random = SeededGenerator(seed: UInt64(seed), stream: 9)
      let duties = TinyStaffing.duties(problem).compactMap { duty in
        let count = random.nextIndex(below: 3)
        return count == 0 ? nil : StaffedDuty(shift: duty.shift, breaks: duty.breaks, count: min(count, 2))
      }.prefix(5)
      let check = StaffingCheck(Array(duties), of: problem)
      #expect(abs(check.coverPrice - TinyStaffing.coverPrice(Array(duties), of: problem)) < 1e-9, "seed \(seed)")
      for (queue, demand) in problem.demand.enumerated() {
        let floor = demand.steps?.heads[0] ?? demand.required
        let below = (0..<shape.slots).reduce(0) { $0 + max(0, floor[$1] - check.scheduled[queue][$1]) }
        #expect(check.uncoveredByQueue[queue] == below, "seed \(seed)")
      }
    }
  }

  @Test("a ladder of the two prices of missing people, with steps at their bands, is flat prices")
  func flat() throws {
    for seed in 0..<6 as Range<UInt64> {
      let shape = TinyStaffing.Shape(
        slots: 16, cyclic: seed % 2 == 0, queues: 2, groups: 3, shifts: 20, hasCaps: seed > 2)
      let flat = TinyStaffing.problem(shape, seed: seed)
      let prices = try #require(flat.prices)
      var laddered = flat
      laddered.prices?.ladder = [prices.underNext, prices.underFirst]
      for (queue, demand) in flat.demand.enumerated() where queue == 0 || seed % 2 == 0 {
        laddered.demand[queue].steps = ServiceSteps(
          contactPrice: [],
          heads: (0...1).map { level in
            demand.required.indices.map { prices.thresholds(of: demand, at: $0)[level] }
          })
      }
      let limits = SearchLimits(timeLimit: nil, iterations: 500, seed: seed)
      let one = try solveStaffing(flat, limits: limits)
      let other = try solveStaffing(laddered, limits: limits)
      #expect(abs(one.objective - other.objective) < 1e-6 && abs(one.bound - other.bound) < 1e-6)
      #expect(StaffingCheck(other.duties, of: flat).objective == StaffingCheck(other.duties, of: laddered).objective)
    }
  }

  @Test("70 heads have a band of 7 at a tenth, as everywhere")
  func band() {
    var problem = TinyStaffing.problem(TinyStaffing.Shape(slots: 2, shifts: 1), seed: 1)
    problem.prices = CoveragePrices(underFirst: 1, underNext: 100, overFirst: 1, overNext: 1, band: 0.1)
    problem.demand[0].required = [70, 70]
    let state = StaffingState(StaffingTables(problem), missingPrice: 1)
    #expect(state.cover.price == 2 * (7 + 63 * 100))
    #expect(StaffingCheck([], of: problem).coverPrice == state.cover.price)
  }
}
