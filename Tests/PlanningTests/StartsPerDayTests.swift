import Checking
import Plans
import ProjectFixtures
import Calendars
import Optimization
import Searching
import ShiftStaffing
import Simulation
import Tables
import Testing
import Workforce

@testable import Planning
@testable import Scenarios

/// `sites[].maximumStartsPerDay`: desks.
@Suite("desks of a site") struct StartsPerDayTests {
  private static let week = ISOWeek(containing: CivilDate(dayNumber: 20_780))

  /// Five people of Kraków and three of Porto for one queue.
  private static func files(_ krakow: String, porto: String = "") -> MemoryFiles {
    let people = (1...8).map { "a0\($0),Agent 0\($0),\($0 < 6 ? "krakow" : "porto"),phone,40\n" }.joined()
    return MemoryFiles.sound
      .replacing(
        "{ id: \"krakow\", timeZone: \"Europe/Warsaw\" }",
        by: "{ id: \"krakow\"\(krakow) }, { id: \"porto\", timeZone: \"Europe/Lisbon\"\(porto) }", in: "rota.json"
      )
      .with("agents.csv", "agent_id,name,site,skills,contract_hours\n" + people)
      .with("absences.csv", nil).with("requests.csv", nil)
  }

  /// People of a site by date, from the table that people hold.
  private static func starts(_ rows: [PlannedWeeks.Row], _ people: ClosedRange<Int>) -> [Int: Int] {
    Dictionary(grouping: rows.filter { people.contains(Int($0.person.dropFirst()) ?? 0) }, by: \.date)
      .mapValues(\.count)
  }

  @Test("no more people start at a site on a date than it has desks, and the plan says whom that leaves short")
  func twoSites() throws {
    let weeks = try PlannedWeeks(Self.files(", maximumStartsPerDay: 2"))
    defer { weeks.remove() }
    let plan = try weeks.plan(Self.week, weeks: 2)
    let rows = try weeks.rows(of: "plans/2026-W48")
    let krakow = Self.starts(rows, 1...5)
    #expect(krakow.count == 10 && krakow.values.allSatisfy { $0 == 2 })
    #expect(Self.starts(rows, 6...8).values.max() == 3)
    #expect(PlanCheck(plan).findings().filter { $0.severity == .breach } == [])
    #expect(plan.assumptions.contains("krakow: at most 2 people start on a date."))
    let short = plan.warnings.filter { $0.code == "plan.week.minimum" }
    #expect(short.count >= 6)
    for warning in short { #expect(warning.cure?.contains("'maximumStartsPerDay' in rota.json") == true) }
    // Half of what five contracts ask for is open, and the proof knows why.
    #expect(plan.result.bound > 0.6 * plan.result.objective, "\(plan.result.bound) of \(plan.result.objective)")
    // A plan whose desks are taken away afterwards is found out.
    var fewer = plan
    fewer.request.sites[0].maximumStartsPerDay = 1
    #expect(PlanCheck(fewer).findings().count { $0.rule == "site.starts" && $0.severity == .breach } == 10)
    let again = try PlannedWeeks(Self.files(", maximumStartsPerDay: 2"))
    defer { again.remove() }
    #expect(try again.plan(Self.week, weeks: 2).rota == plan.rota)
  }

  @Test("desks leave out only those whose own rules have room for another day")
  func ownRules() throws {
    let weeks = try PlannedWeeks(
      Self.files(", maximumStartsPerDay: 2")
        .replacing("hours: { \"mon-fri\"", by: "hours: { \"mon-sun\"", in: "rota.json")
        .replacing("days: \"mon-fri\"", by: "days: \"mon-sun\"", in: "rota.json")
        .replacing(
          "start: \"08:00-09:00\", lengths: [\"8h30m\"]", by: "start: \"08:00-14:00\", lengths: [\"4h\"]",
          in: "rota.json"
        )
        .with(
          "agents.csv",
          "agent_id,name,site,skills,contract_hours\na01,Agent 01,krakow,phone,40\na02,Agent 02,krakow,phone,16\n"
            + "a03,Agent 03,krakow,phone,16\na04,Agent 04,krakow,phone,20\n"))
    defer { weeks.remove() }
    let plan = try weeks.plan(Self.week)
    // Five days of four hours are all that two days off leave.
    #expect(plan.rota.duties.count { $0.person == "a01" } == 5)
    let short = try #require(plan.warnings.first { $0.code == "plan.week.minimum" && $0.message.contains("Agent 01") })
    #expect(short.cure?.contains("maximumStartsPerDay") == false, "\(short)")
    var rota = plan.rota
    rota.duties.removeAll { $0.person == "a01" }
    for duty in plan.rota.duties where duty.person == "a01" {
      rota.duties.append(AssignedDuty(person: "a02", duty: duty.duty))
    }
    #expect(FullSites(plan.request, rota).words(for: "a01", from: plan.request.firstDate) != nil)
  }

  @Test("a site without desks says why nobody works, and staffing without names keeps the same limit")
  func none() throws {
    let shut = try Project.read(Self.files(", maximumStartsPerDay: 0", porto: ", maximumStartsPerDay: 0"))
    let weeks = try PlannedWeeks(Self.files(", maximumStartsPerDay: 0", porto: ", maximumStartsPerDay: 0"))
    defer { weeks.remove() }
    let plan = try weeks.plan(Self.week)
    #expect(plan.rota.duties.isEmpty)
    let empty = try #require(plan.warnings.first { $0.code == "plan.empty-week" })
    #expect(empty.message.contains("'maximumStartsPerDay' is 0"))
    let stage = try StaffStage(project: shut, week: Self.week, weeks: 1).run()
    #expect(try solveStaffing(stage.problem, limits: SearchLimits(timeLimit: nil, iterations: 20)).duties.isEmpty)
    #expect(throws: Diagnostic.self) { try Project.read(Self.files(", maximumStartsPerDay: -1")) }
  }

  @Test("a scenario gives desks and takes them away")
  func scenario() throws {
    let whatIf = WhatIf(
      files: Self.files(", maximumStartsPerDay: 2"),
      settings: PlanSettings(
        week: Self.week, options: SearchLimits(timeLimit: nil, iterations: 40, threads: 1), command: ""),
      simulation: SimulationOptions(replications: 2))
    let control = PlanControl(stop: StopFlag(), clock: { 0 }, progress: { _ in })
    func duties(_ site: String) throws -> Int? {
      let text = "{ project: { sites: [ \(site) ] } }"
      let scenario = try Scenario(Array(text.utf8), file: "s.json5", read: { _ throws(Diagnostic) in [] })
      let plan = try whatIf.solve(scenario, control: control)?.plan
      return plan?.rota.duties.count { Int($0.person.rawValue.dropFirst()) ?? 9 < 6 }
    }
    #expect(try duties("{ id: \"krakow\", maximumStartsPerDay: 4 }") == 20)
    #expect(try duties("{ id: \"krakow\", maximumStartsPerDay: null }") == 25)
    #expect(try duties("{ id: \"porto\", remove: true }") == 10)
  }
}
