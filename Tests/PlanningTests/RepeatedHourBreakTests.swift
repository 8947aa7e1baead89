import Calendars
import Checking
import Plans
import ProjectFixtures
import Searching
import Tables
import Testing
import Workforce

@testable import Planning

/// The night in which clocks go back, on which an hour of the wall is there twice.
@Suite("Breaks in a repeated hour") struct RepeatedHourBreakTests {
  private static let desk = MemoryFiles([
    "rota.json": """
    {
      name: "Nights", timeZone: "America/New_York", interval: "30m",
      queues: [ { id: "phone", hours: { "mon-sun": "22:00-06:00" }, handleTime: "5m" } ],
      sites: [ { id: "main", timeZone: "America/New_York" } ],
      shifts: [ { id: "n", start: "22:00", lengths: ["8h"],
                  breaks: [ { kind: "lunch", length: "30m", paid: false, anchor: "start", from: "3h", to: "5h" } ] } ],
      rules: { minimumDaysOff: 0, maximumConsecutiveDays: 7, weeklyTolerance: "20h" },
      tickets: [ { file: "tickets.csv", timeZone: "America/New_York" } ],
    }
    """,
    "agents.csv": "agent_id\na1\na2\na3\n",
    "tickets.csv": "ts_local,queue,calls\n"
      + (0..<28).map { day in
        (0..<24).map { hour in
          let clock = "\(CivilDateText.of(20_724 + day)) \(hour < 10 ? "0" : "")\(hour)"
          return "\(clock):00,phone,3\n\(clock):30,phone,3\n"
        }.joined()
      }.joined(),
  ])

  private static func time(_ text: String) -> ClockTime { ClockTime(text) ?? ClockTime(minutes: 0) }

  @Test("a break goes to either pass of the repeated hour, whichever its window holds, and to none beside it")
  func passes() throws {
    let settings = PlanSettings(
      week: ISOWeek(year: 2026, week: 44), options: SearchLimits(timeLimit: nil, iterations: 200, seed: 1, threads: 1),
      command: "rota plan .")
    let project = try Project.read(Self.desk)
    let plan = try Pipeline(project: project, settings: settings).plan(
      neighbours: .none, published: [], control: ReplanningTests.control)
    let saturday = plan.request.firstDate.adding(days: 5)
    let assigned = try #require(plan.rota.duties.first { $0.duty.date == saturday })
    let person = assigned.person
    let changer = PlanChanger(plan, project: project, command: "rota edit")
    // 22:00 is eight elapsed hours before 05:00: the window lies from the first 01:00 to 02:00 of winter.
    for (clock, offset) in [("01:00", 180), ("01:30", 210), ("02:00", 300)] {
      let wanted = Self.time(clock)
      let revised = try changer.edit(
        [.breakTime(person, saturday, of: nil, to: wanted)], from: plan.request.grid.start)
      let after = try #require(revised.plan.rota.duties.first { $0.person == person && $0.duty.date == saturday })
      #expect(after.duty.breaks.map(\.offset.rawValue) == [offset], "\(clock)")
      #expect(!checkRota(revised.plan.request, revised.plan.rota).contains { $0.rule.hasPrefix("breaks.") })
    }
    // The second pass, where the window begins behind the first.
    let late = try Project.read(Self.desk.replacing("from: \"3h\"", by: "from: \"4h\"", in: "rota.json"))
    let second = try Pipeline(project: late, settings: settings).plan(
      neighbours: .none, published: [], control: ReplanningTests.control)
    let night = try #require(second.rota.duties.first { $0.duty.date == saturday })
    for (clock, offset) in [("01:00", 240), ("01:30", 270)] {
      let revised = try PlanChanger(second, project: late, command: "rota edit").edit(
        [.breakTime(night.person, saturday, of: nil, to: Self.time(clock))],
        from: second.request.grid.start)
      let after = try #require(
        revised.plan.rota.duties.first { $0.person == night.person && $0.duty.date == saturday })
      #expect(after.duty.breaks.map(\.offset.rawValue) == [offset], "\(clock)")
      // Said by the time at which it begins now, which is the second pass too.
      let back = try PlanChanger(revised.plan, project: late, command: "rota edit").edit(
        [
          .breakTime(
            night.person, saturday, of: Self.time(clock), to: Self.time("02:00"))
        ], from: second.request.grid.start)
      #expect(
        back.plan.rota.duties.first { $0.person == night.person && $0.duty.date == saturday }?.duty.breaks.first?.offset
          == 300)
    }
    #expect(throws: Diagnostic.self) {
      try changer.edit(
        [.breakTime(person, saturday, of: nil, to: Self.time("00:30"))], from: plan.request.grid.start)
    }
  }
}
