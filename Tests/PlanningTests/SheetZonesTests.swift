import Calendars
import Checking
import Plans
import ProjectFixtures
import Searching
import Tables
import Testing
import Workforce

@testable import Planning

/// Sheets of people on several clocks, in the week in which Poland's clocks go back (Sunday, 25 October 2026).
@Suite("Sheets of people on several clocks") struct SheetZonesTests {
  private static let files = MemoryFiles([
    "rota.json": """
    { name: "Round the clock", timeZone: "Europe/Warsaw", interval: "30m",
      queues: [ { id: "q", skills: "x", hours: { "mon-sun": "00:00-24:00" }, handleTime: "5m" } ],
      sites: [ { id: "krk", timeZone: "Europe/Warsaw" }, { id: "mnl", timeZone: "Asia/Manila" } ],
      shifts: [
        { id: "day", start: "06:00-10:00", lengths: ["4h", "6h"], breaks: "none" },
        { id: "night", start: "19:00-23:00", lengths: ["8h"], breaks: "none" } ],
      rules: { minimumRest: "11h", weeklyTolerance: "30h", minimumDaysOff: 0 },
      tickets: [ { file: "tickets.csv", timeZone: "Europe/Warsaw" } ] }
    """,
    "agents.csv": """
    agent_id,name,site,skills,contract_hours,time_zone
    k1,Agent 01,krk,x,30,
    k2,Agent 02,krk,x,30,
    m1,Agent 03,mnl,x,30,
    w1,Agent 04,mnl,x,30,America/Bogota

    """,
    "tickets.csv": counts,
  ])

  private static let counts = (0..<28).reduce(into: "ts_local,queue,calls\n") { text, day in
    for hour in 0..<24 {
      text += "\(CivilDateText.of(20_717 + day)) \(hour < 10 ? "0" : "")\(hour):00,q,2\n"
    }
  }

  private static let made = Result { () throws -> (project: Project, plan: PlanDocument) in
    let project = try Project.read(files)
    let settings = PlanSettings(
      week: ISOWeek(year: 2026, week: 43), options: .init(timeLimit: nil, iterations: 200, seed: 1, threads: 1),
      command: "rota plan .")
    let pipeline = try Pipeline(project: project, settings: settings)
    return (
      project, try pipeline.plan(neighbours: .none, published: [], control: ReplanningTests.control)
    )
  }

  @Test(
    "a duty lies where its person's own clock says, over midnight and through a clock change",
    arguments: [
      ("k1", 2, "22:00-06:00"), ("k2", 5, "20:00-03:00"), ("k1", 5, "19:00-02:00"), ("m1", 1, "21:30-05:30"),
      ("w1", 3, "18:00-22:00"),
      ("w1", 4, "07:00-15:00"), ("m1", 0, "06:00-12:00"),
    ])
  func placed(person id: String, day: Int, times: String) throws {
    let made = try Self.made.get()
    let person = try #require(made.plan.request.people.first { $0.id.rawValue == id })
    let date = made.plan.request.firstDate.adding(days: day)
    var sheet = try OpenSheet(made.plan)
    if sheet[person.id, date].hasPrefix(times) { return }
    sheet[person.id, date] = times
    let changer = PlanChanger(made.plan, project: made.project, command: "rota import-edits")
    let revised = try changer.importEdits(sheet.bytes(), file: "week.csv", from: made.plan.request.grid.start).revised
    let duty = try #require(
      revised.plan.rota.duties.first { $0.person == person.id && $0.duty.date == date }?.duty, "on the person's date")
    let ends = times.split(separator: "-").compactMap { ClockTime(String($0)) }
    let next = ends[1] <= ends[0] ? date.adding(days: 1) : date
    #expect(duty.start == person.zone.instant(of: date, ends[0]))
    // Eight hours from 19:00 end at 02:00 for the second time.
    #expect(duty.end == person.zone.instants(of: next, ends[1]).last)
    #expect(duty.length.rawValue == 8 * 60 || times != "19:00-02:00")
    #expect(revised.changes.map(\.person) == [person.id] && revised.changes.map(\.date) == [date])
    #expect(try OpenSheet(revised.plan)[person.id, date].hasPrefix(times))
    let words = revised.words(of: 0).what
    #expect(words.contains("(\(person.zone.identifier))") == (person.zone != made.plan.readerZone), "\(words)")
    #expect(
      !revised.breaches.contains { $0.rule.hasPrefix("work.") || $0.rule.hasPrefix("duty.") }, "\(revised.breaches)")
  }
}
