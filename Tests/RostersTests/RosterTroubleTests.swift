import Optimization
import Rosters
import Searching
import Testing
import Verification

/// Run by `FaultTests` in a process of its own, in which GLPK fails or no thread can be made.
@Suite("Rosters under failures", .enabled(if: FaultyLibrary.current != nil))
struct RosterTroubleTests {
  @Test("a roster comes out, legal and above its bound, and says what failed", arguments: [1, 2])
  func roster(threads: Int) throws {
    var compared = 0
    for seed in 0..<12 as Range<UInt64> {
      let instance = TinyInstances.make(seed, people: 3, days: 14, types: 2, firstWeekday: 0)
      guard
        let answer = try? makeRoster(
          instance, limits: RosterLimits(seconds: nil, iterations: 1000, seed: 3, threads: threads), stop: StopFlag(),
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
