import Calendars
import Foundation
import Plans
import Testing
import Workforce

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
    #expect(
      checkFiles(files, of: plan, readBy: Tool.signature).filter { $0.severity == .breach }.map(\.file) == [
        "report.html"
      ])
  }

  @Test("it is said which of its figures weren't worked out again, and whose calendars speak of zones of their own")
  func unchecked() throws {
    let files = try folder()
    let plan = try readPlan(files["plan.json"] ?? [], file: "plan.json")
    let notes = PlanCheck(plan).findings().filter { $0.rule == "figures.unchecked" }
    #expect(notes.compactMap(\.column) == ["coverage[0].basis", "clocks"])
    #expect(notes.allSatisfy { $0.severity == .note })
    let zones = checkFiles(files, of: plan, readBy: Tool.signature).filter { $0.rule == "files.unchecked" }
    #expect(zones.compactMap(\.file) == ["calendars/a01.ics", "calendars/a02.ics", "team.ics"])
    #expect(zones.allSatisfy { $0.severity == .note && $0.column == "VTIMEZONE" })
  }

  @Test("of a plan of another program what is left out is a note, of this one's a breach")
  func lost() throws {
    let held = try #require(HeldPlans.everyKind)
    func findings(_ tool: String) -> [Breach] {
      var plan = held.plan
      plan.tool = tool
      for number in plan.queues.indices { plan.queues[number].settings = nil }
      return PlanCheck(plan).findings()
    }
    let others = findings("rota 0.0.9").filter { $0.rule == "figures.unchecked" }
    #expect(others.count == held.plan.queues.count && others.allSatisfy { $0.severity == .note })
    #expect(others.first?.column == "queues[0].settings")
    let ours = findings(Tool.signature).filter { $0.rule == "figures.missing" }
    #expect(ours.map(\.column) == others.map(\.column) && ours.allSatisfy { $0.severity == .breach })
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
