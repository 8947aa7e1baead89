import Calendars
import Rostering
import Foundation
import Publishing
import Testing

@testable import Checking
@testable import Planning

@Suite("plans of older programs")
struct OldPlanTests {
  /// A folder that `rota 0.1.0` wrote, without its report.
  private func folder() throws -> [String: [UInt8]] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Interchange/plan-0.1.0")
    var files: [String: [UInt8]] = [:]
    let names = [
      "plan.json", "shifts.csv", "activities.csv", "coverage.csv", "hours.csv", "team.ics", "calendars/a01.ics",
      "calendars/a02.ics",
    ]
    for name in names { files[name] = Array(try Data(contentsOf: root.appending(path: name))) }
    return files
  }

  @Test("a plan of 0.1.0 is read, and its files say what it says")
  func read() throws {
    let files = try folder()
    let plan = try readPlan(files["plan.json"] ?? [], file: "plan.json")
    #expect(plan.tool == "rota 0.1.0")
    #expect(plan.rota.duties.count == 8)
    #expect(plan.coverage.allSatisfy { $0.basis == nil })
    #expect(PlanCheck(plan).findings().filter { $0.severity == .breach } == [])
    #expect(checkFiles(files, of: plan).filter { $0.severity == .breach }.map(\.file) == ["report.html"])
  }

  @Test("what needs no basis is found in it, too")
  func faults() throws {
    let files = try folder()
    var plan = try readPlan(files["plan.json"] ?? [], file: "plan.json")
    plan.summary.paidMinutes += 60
    plan.people[0].nights += 1
    #expect(Set(PlanCheck(plan).findings().map(\.rule)).isSuperset(of: ["figures.summary", "figures.people"]))
  }
}
