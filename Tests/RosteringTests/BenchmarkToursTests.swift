import Foundation
import Optimization
import Searching
import Testing
import Verification

@testable import Rostering

@Suite struct BenchmarkToursTests {
  static func tours(_ name: String) throws -> TourInstance {
    let file = try #require(BenchmarkData.file("tours/\(name).json"))
    return try TourInstance(json: [UInt8](Data(contentsOf: file)), file: file.lastPathComponent)
  }

  @Test(
    "greedy, sweeps and annealing cost what the data's own definition says, and break no rule of the data",
    .enabled(if: BenchmarkData.isPresent))
  func evaluated() throws {
    let tours = try Self.tours("A")
    let roster = tours.compiled()
    let limits = SearchLimits(timeLimit: nil, iterations: 500, threads: 1)
    let solution = RosterSolver(roster: roster, run: SearchRun(limits, stop: StopFlag())).solve()
    let (objective, faults) = tours.evaluate(solution.duties, compiled: roster)
    #expect(faults.isEmpty)
    #expect(abs(objective - roster.scale.currency(solution.cost)) < 1e-6)
    // Published: a bound of 15446.2 and a rota of 15500.5.
    #expect(roster.scale.currency(solution.bound) < 15_500.5)
    #expect(objective > 15_446.2)
  }

  @Test(
    "ten thousand moves and their rounds of proof come close to the published bound of the smallest tours",
    .enabled(if: BenchmarkData.isPresent && ProcessInfo.processInfo.environment["ROTA_SLOW"] != nil))
  func closeToTheBound() throws {
    let tours = try Self.tours("A")
    let roster = tours.compiled()
    let limits = SearchLimits(timeLimit: nil, iterations: 10_000, threads: 2)
    let solution = RosterSolver(roster: roster, run: SearchRun(limits, stop: StopFlag())).solve()
    let (objective, faults) = tours.evaluate(solution.duties, compiled: roster)
    #expect(faults.isEmpty)
    #expect(objective <= 15_446.2 * 1.03)
    #expect(Double(solution.cost - solution.bound) <= 0.04 * Double(solution.cost))
  }
}
