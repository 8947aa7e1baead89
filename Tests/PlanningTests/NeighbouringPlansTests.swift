import Checking
import Plans
import ProjectFixtures
import Calendars
import Foundation
import Optimization
import Publishing
import Searching
import Tables
import Testing
import Workforce

@testable import Planning

@Suite("Weeks beside weeks")
struct NeighbouringPlansTests {
  /// One person, four hours every day are wanted, three days in a row are allowed.
  static let daily = MemoryFiles([
    "rota.json": """
    {
      name: "Daily", timeZone: "Europe/Warsaw", interval: "30m",
      queues: [ { id: "q", skills: "x", hours: { "mon-sun": "09:00-13:00" }, handleTime: "5m" } ],
      sites: [ { id: "s", timeZone: "Europe/Warsaw" } ],
      shifts: [ { id: "t", start: "09:00", lengths: ["4h"], breaks: "none" } ],
      rules: { maximumConsecutiveDays: 3, minimumDaysOff: 0, weeklyTolerance: "28h" },
      tickets: [ { file: "tickets.csv", timeZone: "Europe/Warsaw" } ],
    }
    """,
    "agents.csv": "agent_id,name,site,skills,contract_hours\na1,Agent 01,s,x,20\n",
    "tickets.csv": counts(hours: 9..<13, contacts: 3, queue: "q"),
  ])

  /// Four weeks of counts by half-hour from Monday 2026-10-26, every day alike.
  static func counts(hours: Range<Int>, contacts: Int, queue: String) -> String {
    var text = "ts_local,queue,calls\n"
    for day in 0..<28 {
      for hour in hours {
        for half in ["00", "30"] {
          text += "\(CivilDateText.of(20_752 + day)) \(hour < 10 ? "0" : "")\(hour):\(half),\(queue),\(contacts)\n"
        }
      }
    }
    return text
  }

  private func week(_ number: Int) -> ISOWeek { ISOWeek(containing: CivilDate(dayNumber: 20_787 + 7 * (number - 49))) }

  private func inProject(_ files: MemoryFiles = daily, _ body: (PlannedWeeks) throws -> Void) throws {
    let weeks = try PlannedWeeks(files)
    defer { weeks.remove() }
    try body(weeks)
  }

  private func longestRun(_ rows: [PlannedWeeks.Row]) -> Int {
    let dates = Set(rows.map(\.date))
    return dates.map { first in (0...).first { !dates.contains(first + $0) } ?? 0 }.max() ?? 0
  }

  @Test("after two weeks planned together the next is neither empty nor one run with them") func afterTwoWeeks() throws
  {
    try inProject { project in
      try project.plan(week(49), weeks: 2)
      try project.plan(week(51))
      let rows = try project.rows(of: "plans/2026-W49") + project.rows(of: "plans/2026-W51")
      #expect(longestRun(rows) == 3)
      #expect(try project.rows(of: "plans/2026-W51").count >= 5)
      #expect(try project.borders(week(51)).filter { $0.severity == .breach } == [])
      #expect(try project.borders(week(49)).filter { $0.severity == .breach } == [])
    }
  }

  @Test("the second of two weeks is planned again by itself, for its own place or elsewhere") func insideALongerPlan()
    throws
  {
    try inProject { project in
      try project.plan(week(49), weeks: 3)
      try project.plan(week(50), seed: 2, out: "elsewhere")
      try project.plan(week(50), seed: 3)
      let long = try project.rows(of: "plans/2026-W49")
      let monday = week(50).monday.dayNumber
      for place in ["elsewhere", "plans/2026-W50"] {
        let own = try project.rows(of: place)
        #expect(own.count >= 5)
        #expect(longestRun(long.filter { !(monday..<monday + 7).contains($0.date) } + own) <= 3, "\(place)")
      }
      #expect(try project.borders(week(50)).filter { $0.severity == .breach } == [])
      let notes = try project.borders(week(49))
      #expect(notes.contains { $0.rule == "neighbours.covered" && $0.date == week(50).monday }, "\(notes)")
      #expect(notes.allSatisfy { $0.severity == .note })
    }
  }

  @Test("a week planned again keeps the run of the week after, and check sees one that doesn't") func againBefore()
    throws
  {
    try inProject { project in
      try project.plan(week(50))
      // The week after begins with a run that reaches the limit.
      let after = try project.rows(of: "plans/2026-W50").map(\.date).min() ?? 0
      #expect(after - week(50).monday.dayNumber <= 1)
      for seed in 1...3 {
        try project.plan(week(49), seed: UInt64(seed))
        let rows = try project.rows(of: "plans/2026-W49") + project.rows(of: "plans/2026-W50")
        #expect(longestRun(rows) <= 3)
      }
      let folder = PlansFolder(project: project.folder.path).place(of: week(49))
      var plan = try #require(try folder.current())
      #expect(plan.inputs.map(\.path).contains("plans/2026-W50/plan.json"))
      // Everybody works on every day after all: found from the neighbour's own file, whatever this one says of it.
      for index in plan.request.people.indices { plan.request.people[index].ahead = nil }
      plan.request.people[0].rules.maximumConsecutiveDays = 7
      let duty = try #require(plan.rota.duties.first?.duty)
      let warsaw = try Zone("Europe/Warsaw")
      plan.rota.duties = (0..<7).map { day in
        var copy = duty
        copy.date = week(49).monday.adding(days: day)
        copy.start = warsaw.instant(of: copy.date, ClockTime(hour: 9))
        return AssignedDuty(person: "a1", duty: copy)
      }
      let neighbours = try PlansFolder(project: project.folder.path).neighbours(of: plan.request.dates, except: folder)
      let found = PlanBorders(plan, neighbours).findings()
      #expect(found.map(\.rule) == ["days.consecutive"] && found.allSatisfy { $0.severity == .breach }, "\(found)")
    }
  }

  @Test("days worked before the first plan go on counting through whole weeks without a day off") func runsAcrossPlans()
    throws
  {
    let files = Self.daily.replacing("maximumConsecutiveDays: 3", by: "maximumConsecutiveDays: 6", in: "rota.json")
      .with(
        "agents.csv",
        "agent_id,name,site,skills,contract_hours,worked_days_before,max_consecutive_days\na1,Agent 01,s,x,40,5,31\n")
    try inProject(files) { project in
      var worked = 5
      for number in 49...53 {
        let plan = try project.plan(week(number))
        #expect(plan.request.people[0].history.consecutiveDays == worked, "\(number)")
        let rows = try project.rows(of: "plans/\(week(number))")
        worked =
          rows.count == 7
          ? worked + 7
          : (1...7).first { back in
            !rows.contains { $0.date == week(number).monday.dayNumber + 7 - back }
          }.map { $0 - 1 } ?? 0
      }
      let first =
        try project.rows(of: "plans/2026-W49") + project.rows(of: "plans/2026-W50")
        + project.rows(of: "plans/2026-W51") + project.rows(of: "plans/2026-W52")
      // 31 days are allowed, five of them lie before.
      #expect(longestRun(first) <= 31)
      let lead = (0...).first { day in !first.contains { $0.date == week(49).monday.dayNumber + day } } ?? 0
      #expect(lead <= 26 && lead > 14, "\(lead)")
    }
  }

  @Test("a plan that would go on counting for dates of the new one is named before anything is planned") func covered()
    throws
  {
    try inProject { project in
      try project.plan(week(50))
      let error = #expect(throws: Diagnostic.self) { try project.plan(week(49), weeks: 2) }
      #expect(error?.code == "plan.covered" && error?.kind == .badData)
      // A longer plan yields to one that was made for the week; a shorter one says which weeks it lets go.
      try project.plan(week(51), weeks: 2)
      let plan = try project.plan(week(51))
      #expect(plan.warnings.contains { $0.code == "plan.weeks-dropped" && $0.message.contains("2026-W52") })
      // Outside plans/ nobody depends on it.
      try project.plan(week(49), weeks: 2, out: "elsewhere")
    }
  }

  @Test("a week in which nobody works though people are there is never silent") func emptyWeek() throws {
    let files = Self.daily.replacing("start: \"09:00\"", by: "start: \"18:00\"", in: "rota.json").with(
      "agents.csv", "agent_id,name,site,skills,contract_hours,min_hours\na1,Agent 01,s,x,20,0\n")
    try inProject(files) { project in
      let plan = try project.plan(week(49), weeks: 2)
      #expect(plan.rota.duties.isEmpty)
      let warnings = plan.warnings.filter { $0.code == "plan.empty-week" }
      #expect(warnings.map(\.severity) == [.warning, .warning])
      #expect(warnings[0].message.contains("nobody works in 2026-W49 although 1 person is there"))
    }
    let away = Self.daily.with(
      "absences.csv", "agent_id,first_date,last_date,kind,paid\na1,2026-11-30,2026-12-06,leave,yes\n")
    try inProject(away) { project in
      let plan = try project.plan(week(49))
      #expect(plan.rota.duties.isEmpty && !plan.warnings.contains { $0.code == "plan.empty-week" })
    }
  }

  @Test("a what-if's baseline is bound by the plans beside it, as the plan is") func whatIf() throws {
    try inProject { project in
      _ = try project.plan(week(48))
      _ = try project.plan(week(50))
      let plan = try project.plan(week(49))
      let base = try #require(try project.baseline(week(49)))
      #expect(base.rota == plan.rota)
      let beside = base.inputs.map(\.path).filter { $0.hasPrefix("plans/") }
      #expect(beside == ["plans/2026-W48/plan.json", "plans/2026-W50/plan.json"])
    }
  }

  @Test("a plan that found another in its place is kept beside it, and replaces nothing") func conflict() throws {
    try inProject { project in
      let placement = PlanPlacement(
        project: project.folder.path, target: PlansFolder(project: project.folder.path).place(of: week(49)),
        week: week(49),
        weeks: 1)
      let base = try placement.base()
      let first = try project.plan(week(49))
      var second = first
      second.options.seed = 2
      let error = #expect(throws: Diagnostic.self) {
        try placement.put(second, try publishedFiles(of: second), over: base)
      }
      #expect(error?.code == "plan.base-changed" && error?.kind == .badData)
      let folder = project.folder.appending(path: "plans")
      #expect(try PlanFolder(folder.appending(path: "2026-W49").path).current() == first)
      #expect(try PlanFolder(folder.appending(path: "2026-W49.conflict").path).current() == second)
      // A second one doesn't take the place of the first.
      var third = first
      third.options.seed = 3
      #expect(throws: Diagnostic.self) { try placement.put(third, try publishedFiles(of: third), over: base) }
      #expect(try PlanFolder(folder.appending(path: "2026-W49.conflict").path).current() == second)
      #expect(try PlanFolder(folder.appending(path: "2026-W49.conflict-2").path).current() == third)
      // The same plan made twice is no conflict, and the folder of one is nobody's neighbour.
      try placement.put(first, try publishedFiles(of: first), over: base)
      #expect(try PlansFolder(project: project.folder.path).places().map(\.name) == ["2026-W49"])
    }
  }
}
