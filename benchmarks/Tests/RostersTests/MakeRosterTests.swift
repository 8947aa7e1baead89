import Foundation
import Optimization
import Rosters
import Searching
import Tables
import Testing
import Verification

@Suite("Making rosters") struct MakeRosterTests {
  private func make(_ instance: RosterInstance, iterations: Int, threads: Int = 1) throws -> RosterAnswer {
    try makeRoster(
      instance, limits: SearchLimits(timeLimit: nil, iterations: iterations, seed: 3, threads: threads),
      stop: StopFlag(), clock: { 0 })
  }

  @Test("stays legal and above its bound, and the bound below the optimum, on tiny instances")
  func bruteForce() throws {
    var reached = 0
    var proven = 0
    var compared = 0
    let isLong = ProcessInfo.processInfo.environment["ROTA_SLOW"] != nil
    for seed in 0..<(isLong ? 2000 : 40) as Range<UInt64> {
      let instance = TinyInstances.make(
        seed &+ 500, people: seed % 2 == 0 ? 2 : 1, days: 5, types: seed % 3 == 0 ? 1 : 2)
      let optimum = TinyInstances.optimum(instance)
      guard let optimum else {
        #expect(throws: Diagnostic.self) { _ = try make(instance, iterations: 200) }
        continue
      }
      guard let answer = try? make(instance, iterations: 600) else {
        Issue.record("seed \(seed): a legal roster exists and none was found")
        continue
      }
      let check = RosterCheck(instance)
      #expect(check.breaches(of: answer.roster) == [], "seed \(seed)")
      #expect(check.objective(of: answer.roster) == answer.objective, "seed \(seed)")
      #expect(answer.bound <= optimum && optimum <= answer.objective, "seed \(seed)")
      if answer.status == .optimal {
        proven += 1
        #expect(answer.objective == optimum, "seed \(seed)")
      }
      compared += 1
      if answer.objective == optimum { reached += 1 }
    }
    #expect(compared > (isLong ? 1000 : 20))
    #expect(reached == compared)
    #expect(proven * 10 > compared * 7)
  }

  @Test("gives the same roster with one, two and four threads where iterations bound the run") func threads() throws {
    var compared = 0
    for seed in 0..<20 as Range<UInt64> {
      let instance = TinyInstances.make(seed, people: 3, days: 14, types: 2, firstWeekday: 0)
      guard let one = try? make(instance, iterations: 1000) else { continue }
      for threads in [2, 4] {
        let other = try make(instance, iterations: 1000, threads: threads)
        #expect(other.roster == one.roster && other.bound == one.bound, "seed \(seed), \(threads) threads")
      }
      compared += 1
    }
    #expect(compared > 3)
  }

  @Test("refuses a run without any limit") func noLimit() throws {
    let instance = TinyInstances.make(4, people: 1, days: 5, types: 1)
    #expect(throws: Diagnostic.self) {
      _ = try makeRoster(
        instance, limits: SearchLimits(timeLimit: nil, iterations: nil), stop: StopFlag(), clock: { 0 })
    }
  }

  @Test(
    "proves the best published objective of small benchmark instances",
    .enabled(if: BenchmarkData.isPresent), arguments: [(2, 828), (4, 1716)])
  func published(number: Int, objective: Int) throws {
    let url = try #require(BenchmarkData.file("curtois/Instance\(number).txt"))
    let instance = try readRosterInstance(String(contentsOf: url, encoding: .utf8), file: url.path)
    let answer = try make(instance, iterations: 20_000)
    #expect(RosterCheck(instance).breaches(of: answer.roster) == [])
    #expect(answer.objective == objective && answer.status == .optimal)
  }
}
