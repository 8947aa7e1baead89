import Foundation
import Optimization
import Testing
import Verification

@testable import Rostering

@Suite struct BenchmarkToursTests {
  static func tours(_ name: String) throws -> BenchmarkTours {
    try BenchmarkTours(contentsOf: try #require(BenchmarkData.file("tours/\(name).json")))
  }

  @Test(
    "greedy, sweeps and annealing cost what the data's own definition says, and break no rule of the data",
    .enabled(if: BenchmarkData.isPresent))
  func evaluated() throws {
    let tours = try Self.tours("A")
    let roster = tours.compiled()
    let solution = RosterSolver(
      roster: roster, options: RosterOptions(timeLimit: nil, iterations: 500, threads: 1), stop: StopFlag(), begin: 0,
      clock: { 0 }, progress: { _ in }
    ).solve()
    let (objective, faults) = tours.evaluate(solution.duties, compiled: roster)
    #expect(faults.isEmpty)
    #expect(abs(objective - roster.scale.currency(solution.cost)) < 1e-6)
    // Published: a bound of 15446.2 and a rota of 15500.5.
    #expect(roster.scale.currency(solution.bound) < 15_500.5)
    #expect(objective > 15_446.2)
  }

  /// The published bound, and how far above it a minute may end, in percent.
  struct Aim: CustomStringConvertible, Sendable {
    var name: String
    var bound: Double
    var percent: Double
    var description: String { name }
  }

  @Test(
    "a minute on two threads ends close to the published bounds",
    .enabled(if: BenchmarkData.isPresent && ProcessInfo.processInfo.environment["ROTA_SLOW"] != nil),
    arguments: [Aim(name: "A", bound: 15_446.2, percent: 1), Aim(name: "B", bound: 54_989.3, percent: 2)])
  func minute(aim: Aim) throws {
    let tours = try Self.tours(aim.name)
    let roster = tours.compiled()
    let clock = { @Sendable in ProcessInfo.processInfo.systemUptime }
    let solution = RosterSolver(
      roster: roster, options: RosterOptions(timeLimit: 60, threads: 2), stop: StopFlag(), begin: clock(), clock: clock,
      progress: { _ in }
    ).solve()
    let (objective, faults) = tours.evaluate(solution.duties, compiled: roster)
    #expect(faults.isEmpty)
    #expect(objective <= aim.bound * (1 + aim.percent / 100))
    #expect(Double(solution.cost - solution.bound) <= 0.02 * Double(solution.cost))
  }
}
