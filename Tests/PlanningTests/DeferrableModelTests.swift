import ProjectFixtures
import Calendars
import Foundation
import Requirements
import Tables
import Testing
import Verification

@testable import Planning

@Suite("e-mail as data of its own model")
struct DeferrableModelTests {
  private static let model = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "models/deferrable-work.mod").path

  /// Mails on two mornings a week, in half-hours, so that glpsol is done at once.
  private static func project(_ shrinkage: Double) throws -> Project {
    var counts = MemoryFiles.counts
    for week in 0..<4 {
      for day in 0..<2 {
        for half in 16..<24 {
          let hour = half / 2 < 10 ? "0\(half / 2)" : "\(half / 2)"
          let date = CivilDateText.of(20_752 + week * 7 + day)
          counts += "\(date) \(hour):\(half % 2 == 0 ? "00" : "30"),email,\(6 + half % 3 * 5)\n"
        }
      }
    }
    return try Project.read(
      MemoryFiles.sound.with("tickets.csv", counts).replacing(
        "name: \"Desk\",", by: "name: \"Desk\", interval: \"30m\",", in: "rota.json"
      ).replacing("lengths: [\"8h30m\"]", by: "lengths: [\"8h30m\"], breaks: \"none\"", in: "rota.json").replacing(
        "queues: [",
        by: """
          queues: [ { id: "email", channel: "email", hours: { "mon-tue": "08:00-12:00" }, skills: "phone",
            responseTime: { within: "2h", clock: "openingHours" }, shrinkage: \(shrinkage) },
          """, in: "rota.json"))
  }

  @Test(
    "glpsol finds the peak of the plan's own staff, and no fewer head-intervals than its work takes",
    .enabled(if: Glpsol.isInstalled, "glpsol isn't installed (apt install glpk-utils)"), arguments: [0, 0.3])
  func sameOptimum(shrinkage: Double) throws {
    let project = try Self.project(shrinkage)
    let week = ISOWeek(year: 2026, week: 48)
    let model = try DeferrableModelStage(StaffStage(project: project, week: week, weeks: 1).run()).run()
    #expect(model.files.map(\.name) == ["deferrable-work.dat"])
    let data = try Glpsol.file(model.files[0].text, "dat")
    defer { try? FileManager.default.removeItem(at: data) }
    let objective = try Glpsol.objective(["--math", Self.model, "--data", data.path, "--tmlim", "60"])
    let horizon = try Horizon(project: project, week: week, weeks: 1)
    let plan = try DemandStage(project: project, horizon: horizon).run().queues[0].requirement
    let peak = plan.required.max() ?? 0
    let total = plan.required.reduce(0, +)
    // The objective is a thousand a head at once, and one a head-interval.
    #expect(Int(objective) / 1000 == peak, "\(objective) \(peak) \(total)")
    #expect(Int(objective) % 1000 <= total && Int(objective) % 1000 >= total - 1, "\(objective) \(total)")
  }

  @Test("a project without deadlines has no such model")
  func nothing() throws {
    let project = try Project.read(MemoryFiles.sound)
    let task = try StaffStage(project: project, week: nil, weeks: 1).run()
    #expect(throws: Diagnostic.self) { try DeferrableModelStage(task).run() }
  }
}
