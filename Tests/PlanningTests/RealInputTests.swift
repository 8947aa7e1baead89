import Checking
import ProjectFixtures
import Calendars
import Foundation
import Optimization
import Plans
import Publishing
import Searching
import Tables
import Testing
import Verification

@testable import Planning

/// Real histories, from the export as it stands to a checked rota; the staff is invented here.
@Suite("Real input runs from import to a checked rota")
struct RealInputTests {
  /// A project around one file of the benchmark data.
  private func project(_ data: String, settings: String, people: Int, hours: Int) throws -> Project {
    let url = try #require(BenchmarkData.file(data))
    var agents = "agent_id,name,site,skills,contract_hours\n"
    for number in 1...people {
      agents += "a\(number),Agent \(number),main,live,\(number % 4 == 0 ? hours / 2 : hours)\n"
    }
    let files = MemoryFiles(["rota.json": settings, "agents.csv": agents]).with(
      "export.csv", bytes: [UInt8](try Data(contentsOf: url)))
    return try Project.read(files)
  }

  private func plan(_ project: Project, week: ISOWeek?) throws -> PlanDocument {
    let options = SearchLimits(timeLimit: nil, iterations: 400, seed: 1, threads: 1)
    var pipeline = try Pipeline(project: project, settings: PlanSettings(week: week, options: options, command: ""))
    pipeline.settings.command = PlanSettings.command(week: pipeline.week, weeks: 1, options: options)
    let start = ContinuousClock.now
    return try pipeline.plan(
      neighbours: .none, published: [],
      control: PlanControl(
        stop: StopFlag(),
        clock: {
          let elapsed = start.duration(to: .now).components
          return Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18
        }, progress: { _ in }))
  }

  private func expectSound(_ plan: PlanDocument, uncovered share: Double) throws {
    #expect(PlanCheck(plan).findings().filter { $0.severity == .breach } == [])
    #expect(plan.result.bound <= plan.result.objective)
    #expect(plan.result.bound > 0)
    let missing = Double(plan.summary.uncoveredMinutes) / Double(plan.summary.requiredMinutes)
    #expect(missing <= share, "\(missing) of the required time is uncovered")
    // Everything that is published can be made, and the plan reads back as it was.
    let files = try publishedFiles(of: plan)
    let json = try #require(files.first { $0.path == "plan.json" })
    #expect(try readPlan(json.bytes, file: "plan.json") == plan)
  }

  @Test("incident tickets of a company", .enabled(if: BenchmarkData.isPresent, "the benchmark data is not here"))
  func incidentTickets() throws {
    let project = try project(
      "history/servicenow_tickets.csv",
      settings: """
        { name: "Service desk", timeZone: "Europe/Rome",
          tickets: { file: "export.csv", timeZone: "Europe/Rome", columns: { created: "created_local" } },
          queues: [ { id: "desk", skills: "live", hours: { "mon-fri": "07:00-19:00" }, handleTime: "8m", match: {},
                      target: { serviceLevel: 0.8, within: "60s" } } ],
          sites: [ { id: "main" } ],
          shifts: [ { id: "day", days: "mon-fri", start: "07:00-10:30", lengths: ["8h30m"] },
                    { id: "half", days: "mon-fri", start: "07:00-15:00", lengths: ["4h"] } ] }
        """, people: 18, hours: 40)
    let plan = try plan(project, week: ISOWeek(year: 2016, week: 21))
    try expectSound(plan, uncovered: 0.1)
    let contacts = plan.coverage[0].contacts.reduce(0, +)
    #expect(contacts > 500 && contacts < 3000, "\(contacts) contacts in the week")
  }

  @Test("calls of a bank, by half-hour", .enabled(if: BenchmarkData.isPresent, "the benchmark data is not here"))
  func bankCalls() throws {
    let project = try project(
      "history/bank_il_30min.csv",
      settings: """
        { name: "Bank", timeZone: "Asia/Jerusalem", tickets: { file: "export.csv", timeZone: "Asia/Jerusalem" },
          queues: [ { id: "bank-il/phone", skills: "live", handleTime: "200s",
                      hours: { "sun-thu": "07:00-24:00", fri: "07:00-14:00", sat: "18:00-24:00" } } ],
          sites: [ { id: "main" } ],
          shifts: [ { id: "day", start: "07:00-15:30", lengths: ["8h30m"], latestEnd: "24:00" },
                    { id: "half", start: "07:00-20:00", lengths: ["4h", "5h"], latestEnd: "24:00" } ] }
        """, people: 34, hours: 40)
    let plan = try plan(project, week: nil)
    #expect(plan.week.description == "2000-W01")
    try expectSound(plan, uncovered: 0.1)
  }
}
