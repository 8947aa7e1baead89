import Calendars
import Optimization
import Searching
import Testing

@testable import ShiftStaffing

@Suite("relaxations limited by steps") struct RelaxationEffortTests {
  @Test(
    "whatever they may take, their bound holds, the same each time, and is the whole one where that suffices",
    arguments: TinyStaffing.middling)
  func limited(shape: TinyStaffing.Shape) throws {
    for seed in 0..<4 {
      let tables = StaffingTables(TinyStaffing.problem(shape, seed: UInt64(seed)))
      func solved(_ limit: Double?) throws -> (StaffingMaster.Ending, bound: Double) {
        let master = try StaffingMaster(tables, effort: limit.map { RelaxationEffort(limit: $0) })
        return (try master.generate(within: SearchBudget()), master.bound)
      }
      let whole = try solved(nil)
      guard whole.0 == .converged else { continue }
      for limit in [0, 1000, 5000, 1e9] {
        let (ending, bound) = try solved(limit)
        #expect(ending == (limit < 1e9 ? ending : .converged) && (ending == .spent || ending == .converged))
        #expect(bound > 0 && bound <= whole.bound * (1 + 1e-9), "seed \(seed), \(limit)")
        #expect(try solved(limit).bound == bound)
        if limit == 0 { #expect(ending == .spent) }
        if ending == .converged { #expect(abs(bound - whole.bound) < 1e-9 * whole.bound) }
      }
    }
  }

  @Test("more iterations allow more, and a solve by moves ends at its limit with what is proven")
  func byIterations() throws {
    #expect(
      RelaxationEffort(iterations: 30).steps(rows: 10_000) < RelaxationEffort(iterations: 3000).steps(rows: 10_000))
    #expect(RelaxationEffort(iterations: .max).steps(rows: 1) == 1_000_000_000)
    func effort(seconds: Double?, iterations: Int?) -> RelaxationEffort? {
      var run = SearchRun(SearchLimits(timeLimit: seconds, iterations: iterations))
      run.budget = run.budget.lasting(seconds)
      return run.effort
    }
    #expect(effort(seconds: 5, iterations: 30) == nil && effort(seconds: 5, iterations: nil) == nil)
    #expect(effort(seconds: nil, iterations: 30) != nil)
  }
}
