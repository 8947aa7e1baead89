import Optimization
import Searching
import Tables
import Testing
import Verification

@testable import Checking
@testable import Rostering

/// Run by `FaultTests` in a process of its own, in which GLPK fails or no thread can be made.
@Suite("Rotas under failures", .enabled(if: FaultyLibrary.current != nil))
struct RosterTroubleTests {
  @Test(
    "a rota comes out, keeps every rule, lies above the bound of the ascent, and says what failed", arguments: [1, 2])
  func rota(threads: Int) throws {
    let request = try MakeRotaTests.request()
    let outcome = try makeRota(
      request, options: MakeRotaTests.options(iterations: 4000, threads: threads), stop: StopFlag(), clock: { 0 },
      progress: { _ in })
    #expect(checkRota(request, outcome.rota).filter { $0.severity == .breach }.isEmpty)
    #expect(outcome.bound > 0 && outcome.bound <= outcome.objective && outcome.gap != nil)
    if FaultyLibrary.current == .simplex || FaultyLibrary.current == .fatal {
      #expect(outcome.notes.contains { $0.code == "solver.trouble" && $0.message.contains("proving the bound") })
    }
  }

  @Test("a small team's whole program that fails is told", .enabled(if: FaultyLibrary.current == .integer))
  func wholeProgram() {
    var told = 0
    for seed in 0..<10 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      let roster = TinyRosters.make(TinyRosters.Shape(), random: &random)
      let run = SearchRun(MakeRotaTests.options(iterations: 50), stop: StopFlag())
      let solution = RosterSolver(roster: roster, run: run).solve()
      #expect(solution.bound <= solution.cost, "seed \(seed)")
      if solution.trouble.contains(where: { $0.work == "solving the whole program" }) { told += 1 }
    }
    #expect(told > 2)
  }
}
