import Calendars
import Checking
import Plans
import ProjectFixtures
import Tables
import Testing
import Workforce

@testable import Planning

/// `earliest_start` and `latest_end` of `agents.csv`.
@Suite("Hours of the day in a project") struct DayHoursPlanTests {
  private static func files(_ agents: String) -> MemoryFiles {
    MemoryFiles.sound.with("absences.csv", nil).with("requests.csv", nil).replacing(
      "start: \"08:00-09:00\", lengths: [\"8h30m\"]",
      by: "start: \"07:00-12:00\", lengths: [\"4h\", \"6h\", \"8h30m\"]",
      in: "rota.json"
    ).with("agents.csv", "agent_id,contract_hours,earliest_start,latest_end,time_zone\n" + agents)
  }

  @Test("a cell is read; an empty one says nothing")
  func read() throws {
    let people = try Project.read(Self.files("a1,40,,,\na2,40,09:00,,\na3,20,,14:00,\na4,20,9:30,17:15,\n")).people
    #expect(
      people.map(\.hours) == [
        nil, DayHours(earliestStart: ClockTime(hour: 9)), DayHours(latestEnd: ClockTime(hour: 14)),
        DayHours(earliestStart: ClockTime(hour: 9, minute: 30), latestEnd: ClockTime(hour: 17, minute: 15)),
      ])
    let survey = try RuleSurvey(of: try Project.read(Self.files("a1,40,,,\na4,20,9:30,17:15,\n")))
    #expect(
      survey.people.map { $0.rules.map { "\($0.rule) \($0.value)" } } == [["earliest_start 09:30", "latest_end 17:15"]])
  }

  @Test(
    "what can't be meant is refused with its place and a cure",
    arguments: [
      ("nine,", 3, "'nine' isn't a time of day"),
      ("24:00,", 3, "'24:00' isn't a time of day"),
      (",00:00", 4, "'00:00' isn't a time at which a duty can end"),
      (",49:00", 4, "'49:00' isn't a time at which a duty can end"),
      ("21:00,07:00", 4, "the hours of 'a1' end at 07:00, before they begin at 21:00"),
      ("12:30,", 3, "no shift of 'a1' lies between these hours"),
      (",10:30", 4, "no shift of 'a1' lies between these hours"),
    ])
  func refused(_ cells: String, _ column: Int, _ message: String) throws {
    let error = #expect(throws: Diagnostic.self) { try Project.read(Self.files("a1,40,\(cells),\n")) }
    #expect(error?.code == "agents.day-hours" && error?.message == message && error?.cure != nil)
    #expect(error?.position?.file == "agents.csv" && error?.position?.row == 2 && error?.position?.column == column)
    if cells == "21:00,07:00" { #expect(error?.cure == "Write 31:00 for the next morning.") }
  }

  @Test("duties keep to them, in the plan as in shifts.csv, and plans of people without them stay as they were")
  func planned() throws {
    let week = ISOWeek(containing: CivilDate(dayNumber: 20_787))
    let weeks = try PlannedWeeks(Self.files("a1,40,,,\na2,38,08:30,,\na3,20,,14:00,\na4,20,09:30,17:15,\n"))
    defer { weeks.remove() }
    let plan = try weeks.plan(week)
    let rows = try weeks.rows(of: "plans/\(week)")
    func clock(_ minutes: Int, _ date: Int) -> Int { minutes - date * 1440 + 60 }  // Warsaw in winter
    for (person, from, to) in [("a2", 510, 1440), ("a3", 0, 840), ("a4", 570, 1035)] {
      let own = rows.filter { $0.person == person }
      #expect(!own.isEmpty, "\(person)")
      for row in own {
        #expect(clock(row.start, row.date) >= from && clock(row.end, row.date) <= to, "\(person): \(row)")
      }
    }
    #expect(try weeks.borders(week).filter { $0.severity == .breach } == [])
    #expect(PlanCheck(plan).findings().filter { $0.severity == .breach } == [])
    // Bent hours are found by the checker, in a plan that is otherwise the same.
    var bent = plan
    bent.request.people[1].hours = DayHours(earliestStart: ClockTime(hour: 23))
    #expect(PlanCheck(bent).findings().contains { $0.rule == "hours.start" && $0.person == "a2" })
  }

  @Test("a desk that opens outside of somebody's hours is closed to them")
  func closed() throws {
    let files = Self.files("a1,40,,,\na2,16,,12:00,\n").replacing(
      "hours: { \"mon-fri\": \"08:00-18:00\" }",
      by: "hours: { \"mon-thu\": \"08:00-18:00\", \"fri\": \"13:00-18:00\" }",
      in: "rota.json")
    let week = ISOWeek(containing: CivilDate(dayNumber: 20_787))
    let weeks = try PlannedWeeks(files)
    defer { weeks.remove() }
    let plan = try weeks.plan(week)
    let friday = plan.request.firstDate.adding(days: 4)
    #expect(plan.request.people[1].closedDays?.dates.contains(friday) == true)
    #expect(plan.request.people[0].closedDays?.dates.contains(friday) != true)
    #expect(!plan.rota.duties.contains { $0.person == "a2" && $0.duty.date == friday })
  }
}
