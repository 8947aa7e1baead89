import Calendars
import Foundation
import Optimization
import Searching
import Testing
import Verification

@testable import Rostering

@Suite("Tours against enumeration and the reference model") struct TourModelTests {
  static let isLong = ProcessInfo.processInfo.environment["ROTA_SLOW"] != nil
  static let model = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "models/tours.mod")

  static func data(_ roster: CompiledRoster) -> String {
    roster.mathProgData(
      people: roster.people.indices.map { "Agent \($0 + 1)" },
      queues: (0..<roster.coverage.queueCount).map { "queue \($0 + 1)" }, comment: "A random team."
    ).text
  }

  /// Of the reference model, by glpsol where it is, else by the library.
  static func optimum(of data: String) throws -> Double {
    let file = try Glpsol.file(data, "dat")
    defer { try? FileManager.default.removeItem(at: file) }
    if Glpsol.isInstalled { return try Glpsol.objective(["--model", model.path, "--data", file.path]) }
    let answer = try solve(try translate(model: model.path, data: file.path))
    #expect(answer.status == .optimal)
    return answer.objective
  }

  @Test(
    "the search finds the optimum of full enumeration and the bound never exceeds it, with flat prices and a ladder",
    arguments: [false, true])
  func enumeration(hasLadder: Bool) throws {
    var random = SeededGenerator(seed: 2026)
    let wanted = Self.isLong ? (hasLadder ? 300 : 2000) : 30
    var solved = 0
    var tries = 0
    var proven = 0
    while solved < wanted, tries < 200_000 {
      tries += 1
      let roster = TinyRosters.make(TinyOptimum.shape(&random, ladder: hasLadder), random: &random)
      guard let optimum = TinyOptimum.find(roster, most: Self.isLong ? 1000 : 300) else { continue }
      solved += 1
      let solution = BoundTests.solve(roster, iterations: 2000)
      #expect(solution.cost == optimum, "project \(tries)")
      #expect(solution.bound <= optimum, "project \(tries)")
      if solution.bound == optimum { proven += 1 }
    }
    #expect(solved == wanted)
    #expect(proven * 10 > solved * 9, "\(proven) of \(solved) are proven")
  }

  @Test(
    "the reference model has the same optimum as the product, and the bound lies below it", arguments: [false, true])
  func referenceModel(hasLadder: Bool) throws {
    var random = SeededGenerator(seed: 99)
    for round in 0..<(Self.isLong ? (hasLadder ? 50 : 200) : 12) {
      let roster = TinyRosters.make(TinyOptimum.shape(&random, ladder: hasLadder), random: &random)
      let stated = try Self.optimum(of: Self.data(roster))
      let solution = BoundTests.solve(roster, iterations: 3000)
      // Prices are rounded to thousandths, once for each duty and each weekly total.
      let cost = roster.scale.currency(solution.cost)
      #expect(roster.scale.currency(solution.bound) <= stated + 0.01, "round \(round)")
      #expect(abs(cost - stated) <= 0.01, "round \(round)")
    }
  }

  @Test("the data beside the model are what the exporter writes")
  func golden() throws {
    var random = SeededGenerator(seed: 7)
    var shape = TinyRosters.Shape()
    shape.people = 3
    shape.days = 4
    shape.queues = 2
    let roster = TinyRosters.make(shape, random: &random)
    let text = roster.mathProgData(
      people: ["Agent 01", "Agent 02", "Agent 03"], queues: ["phone", "chat"],
      comment: "A team of three on four short days; glpsol --model tours.mod --data tours.dat"
    ).text
    let file = Self.model.deletingPathExtension().appendingPathExtension("dat")
    if ProcessInfo.processInfo.environment["ROTA_RECORD"] != nil {
      try text.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("recorded tours.dat; review the difference")
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == text)
  }
}
