import Optimization
import Rosters
import Searching
import Testing
import Verification

/// Each way of failing in a process of its own.
@Suite("a roster while the solver fails", .enabled(if: FaultyLibrary.current == nil && FaultyLibrary.compiler != nil))
struct RosterFaultTests {
  /// Without threads the test runner itself can't end.
  @Test(arguments: FaultyLibrary.Fault.allCases.filter { $0 != .threads })
  func rerun(fault: FaultyLibrary.Fault) throws {
    let outcome = try FaultyLibrary.rerun("TroubleTests", under: fault)
    #expect(outcome.status == 0 && outcome.said.contains("Test run with"), "\(outcome.said.suffix(4000))")
  }
}

/// Run by the tests above.
@Suite("Rosters under failures", .enabled(if: FaultyLibrary.current != nil))
struct RosterTroubleTests {
  @Test("a roster comes out, legal and above its bound, and says what failed", arguments: [1, 2])
  func roster(threads: Int) throws {
    var compared = 0
    for seed in 0..<12 as Range<UInt64> {
      let instance = TinyInstances.make(seed, people: 3, days: 14, types: 2, firstWeekday: 0)
      guard
        let answer = try? makeRoster(
          instance, limits: SearchLimits(timeLimit: nil, iterations: 1000, seed: 3, threads: threads), stop: StopFlag(),
          clock: { 0 })
      else { continue }
      compared += 1
      #expect(RosterCheck(instance).breaches(of: answer.roster) == [], "seed \(seed)")
      #expect(answer.bound <= answer.objective, "seed \(seed)")
      if FaultyLibrary.current == .simplex || FaultyLibrary.current == .fatal, answer.status != .optimal {
        #expect(answer.gap == nil && answer.trouble.contains { $0.work == "proving the bound" }, "seed \(seed)")
      }
    }
    #expect(compared > 2)
  }
}
