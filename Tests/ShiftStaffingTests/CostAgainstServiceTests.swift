import Calendars
import Foundation
import Optimization
import Searching
import ShiftStaffing
import Testing
import Verification
import Workforce

/// `models/cost-against-service.mod` against the product: the cheapest staff for a promise over the whole day is the
/// cheapest that the product finds over all requirements by interval that keep the promise.
@Suite("the reference model of cost against service", .serialized) struct CostAgainstServiceTests {
  private static let folder = ModelExamples.folder
  private static let promises = [0.5, 0.8, 0.9, 0.97]

  // The data of models/cost-against-service.dat.
  private let contacts = [10.0, 20, 30, 10]
  private let inTime = [
    [0, 0.70, 0.95, 0.99, 1.00], [0, 0.40, 0.80, 0.95, 0.99], [0, 0.20, 0.60, 0.85, 0.95], [0, 0.70, 0.95, 0.99, 1.00],
  ]

  private func problem(_ required: [Int]) -> StaffingProblem {
    func shift(_ start: Int, _ slots: Int, _ cost: Double) -> StaffingShift {
      StaffingShift(
        template: "t", date: CivilDate(dayNumber: 4), group: 0, startSlot: start, slots: slots, cost: cost,
        paid: Minutes(60 * slots), breakWindows: [])
    }
    return StaffingProblem(
      slots: 4, slotLength: 60, cyclic: false, demand: [QueueDemand(queue: "contacts", required: required)],
      groups: [StaffingGroup(name: "all", site: "here", queues: [0])],
      shifts: [shift(0, 2, 50), shift(2, 2, 60), shift(0, 4, 100)])
  }

  /// Every requirement that keeps the promise, and of which no lower one does.
  private func requirements(for promise: Double) -> [[Int]] {
    let total = contacts.reduce(0, +)
    func keeps(_ agents: [Int]) -> Bool {
      zip(contacts, zip(inTime, agents)).reduce(0) { $0 + $1.0 * $1.1.0[$1.1.1] } >= promise * total - 1e-9
    }
    var all: [[Int]] = [[]]
    for _ in contacts { all = all.flatMap { head in (0...4).map { head + [$0] } } }
    return all.filter { agents in
      keeps(agents)
        && agents.indices.allSatisfy { interval in
          var fewer = agents
          fewer[interval] -= 1
          return fewer[interval] < 0 || !keeps(fewer)
        }
    }
  }

  private func data(for promise: Double) throws -> URL {
    let text = try String(
      contentsOf: Self.folder.appending(path: "cost-against-service.dat"), encoding: .utf8)
    return try Glpsol.file(text.replacing("param promise := 0.8;", with: "param promise := \(promise);"), "dat")
  }

  @Test("libglpk's translator and the product agree on the cost of each promise", arguments: promises)
  func product(promise: Double) throws {
    let data = try data(for: promise)
    defer { try? FileManager.default.removeItem(at: data) }
    let stated = try solve(
      try translate(model: Self.folder.appending(path: "cost-against-service.mod").path, data: data.path))
    #expect(stated.status == .optimal)
    let candidates = requirements(for: promise)
    #expect(!candidates.isEmpty)
    var best = Double.infinity
    for required in candidates {
      let outcome = try solveStaffing(problem(required), limits: SearchLimits(timeLimit: nil, iterations: 200))
      #expect(outcome.bound <= outcome.objective + 1e-9)
      best = min(best, outcome.objective)
    }
    #expect(abs(stated.objective - best) < 1e-6)
    if promise == 0.8 { #expect(abs(best - 250) < 1e-6) }
  }

  @Test(
    "glpsol agrees too", .enabled(if: Glpsol.isInstalled, "glpsol is not installed"), arguments: promises)
  func glpsol(promise: Double) throws {
    let data = try data(for: promise)
    defer { try? FileManager.default.removeItem(at: data) }
    let model = Self.folder.appending(path: "cost-against-service.mod").path
    let stated = try solve(try translate(model: model, data: data.path))
    let objective = try Glpsol.objective(["--model", model, "--data", data.path])
    #expect(abs(objective - stated.objective) < 1e-6)
  }

  @Test("a better promise never costs less")
  func rises() throws {
    var last = 0.0
    for promise in Self.promises {
      let data = try data(for: promise)
      defer { try? FileManager.default.removeItem(at: data) }
      let cost = try solve(
        try translate(model: Self.folder.appending(path: "cost-against-service.mod").path, data: data.path)
      ).objective
      #expect(cost >= last)
      last = cost
    }
  }
}
