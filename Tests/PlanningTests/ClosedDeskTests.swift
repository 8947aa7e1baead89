import Checking
import ProjectFixtures
import Calendars
import Plans
import Rostering
import Searching
import Tables
import Testing
import Workforce

@testable import Planning

/// Who is where nothing is open, without any holiday.
@Suite("closed desks")
struct ClosedDeskTests {
  /// A newcomer's desk: open from Monday to Friday, shifts on any day.
  static let desk = MemoryFiles([
    "rota.json": """
    {
      name: "Desk", timeZone: "Europe/Warsaw", interval: "15m",
      tickets: [ { file: "tickets.csv", timeZone: "Europe/Warsaw" } ],
      queues: [ { id: "phone", hours: { "mon-fri": "09:00-17:00" }, handleTime: "6m" } ],
      shifts: [ { id: "day", start: "08:30-09:00", step: "30m", lengths: ["8h30m"] } ],
    }
    """,
    "agents.csv": "agent_id\n" + (1...6).map { "a\($0)\n" }.joined(),
    "tickets.csv": NeighbouringPlansTests.counts(hours: 9..<17, contacts: 2, queue: "phone"),
  ])

  private func plan(_ files: MemoryFiles, week: String = "2026-W49") throws -> PlanDocument {
    let week = try #require(ISOWeek(week))
    let options = SearchLimits(timeLimit: nil, iterations: 60, threads: 1)
    let pipeline = try Pipeline(
      project: try Project.read(files),
      settings: PlanSettings(
        week: week, options: options, command: PlanSettings.command(week: week, weeks: 1, options: options)))
    let plan = try pipeline.plan(
      neighbours: .none, published: [], control: PlanControl(stop: StopFlag(), clock: { 0 }, progress: { _ in }))
    #expect(PlanCheck(plan).findings().filter { $0.severity == .breach }.map(\.message) == [])
    return plan
  }

  private func warnings(_ plan: PlanDocument, _ code: String) -> [Diagnostic] {
    plan.warnings.filter { $0.code == code }
  }

  private func days(_ plan: PlanDocument) -> Set<Weekday> { Set(plan.rota.duties.map(\.duty.date.weekday)) }

  @Test("the exported program of the tours is the one that a plan solves")
  func exported() throws {
    let asked = try plan(Self.desk).request
    let pipeline = try Pipeline(
      project: try Project.read(Self.desk), settings: PlanSettings(week: ISOWeek("2026-W49"), command: ""))
    let model = try TourModelStage(pipeline).run()
    #expect(
      model.files[0].text == (try tourModelData(asked, comment: "glpsol --model tours.mod --data tours.dat").text))
  }

  @Test("contacts that come while a queue is closed by its hours are neither planned for nor left unsaid")
  func closedHours() throws {
    // Ten hours on seven days are counted, and eight of them on five are open.
    var files = Self.desk
    files.contents["tickets.csv"] = Array(
      NeighbouringPlansTests.counts(hours: 8..<18, contacts: 2, queue: "phone").utf8)
    let plan = try plan(files)
    let warning = try #require(warnings(plan, "forecast.closed-hours").first)
    #expect(warning.message.hasPrefix("42.9 % of the contacts of 'phone' in the last 8 weeks"), "\(warning.message)")
    let expected = plan.coverage[0].contacts.reduce(0, +)
    #expect(abs(expected - 160) < 1)
    let job = ForecastJob().warnings(project: try Project.read(files))
    #expect(job.contains { $0.code == "forecast.closed-hours" })
  }

  @Test(
    "a night that reaches no more of the next day than its own shifts do opens no closed date, and a holiday is credited"
  )
  func nightsReachIn() throws {
    var files = Self.desk
    files.contents["rota.json"] = Array(
      """
      { name: "Desk", timeZone: "Europe/Warsaw", interval: "15m",
        tickets: [ { file: "tickets.csv", timeZone: "Europe/Warsaw" } ], holidays: { files: ["h.csv"] },
        queues: [ { id: "phone", hours: { "mon-fri": "06:00-22:00" }, handleTime: "6m", holidays: "closed" } ],
        shifts: [ { id: "early", start: "06:00-08:00", lengths: ["8h"] }, { id: "late", start: "13:00-14:00", lengths: ["8h"] },
          { id: "night", start: "21:00-23:00", lengths: ["8h"] } ] }
      """.utf8)
    files.contents["h.csv"] = Array("date,name,class\n2026-12-02,Feast,holiday\n".utf8)
    files.contents["tickets.csv"] = Array(
      NeighbouringPlansTests.counts(hours: 6..<22, contacts: 2, queue: "phone").utf8)
    let plan = try plan(files)
    let closed = try #require(plan.request.people.first?.closedDays)
    #expect(closed.credited && closed.dates.map(\.description) == ["2026-12-02", "2026-12-05", "2026-12-06"])
    #expect(days(plan) == [.monday, .tuesday, .thursday, .friday])
    #expect(plan.people.allSatisfy { $0.absentMinutes == 480 })
    // Around the clock only a night from the holiday reaches the hours after midnight.
    files.contents["rota.json"] = files.contents["rota.json"].map {
      Array(String(decoding: $0, as: UTF8.self).replacing("06:00-22:00", with: "00:00-24:00").utf8)
    }
    let around = try self.plan(files)
    #expect(around.request.people[0].closedDays?.dates.map(\.description) == ["2026-12-05"])
  }

  @Test("nobody is rostered on a weekday on which nothing is open; the contract is worked on the others")
  func closedWeekend() throws {
    let plan = try plan(Self.desk)
    #expect(days(plan) == [.monday, .tuesday, .wednesday, .thursday, .friday])
    #expect(plan.people.map(\.plannedMinutes) == Array(repeating: 2400, count: 6))
    #expect(plan.people.allSatisfy { $0.absentMinutes == 0 })
    #expect(warnings(plan, "plan.closed-desk") == [] && warnings(plan, "plan.outside-hours") == [])
    // Closed, not on holiday: nothing is credited.
    #expect(plan.request.people.allSatisfy { $0.closedDays?.credited == false })
  }

  @Test("hours that fit nowhere else take as many closed days as they need, and are named; fewer least hours take none")
  func hoursThatFitNowhereElse() throws {
    let short = Self.desk.replacing("\"mon-fri\"", by: "\"mon-thu\"", in: "rota.json")
    let plan = try plan(short)
    #expect(days(plan) == [.monday, .tuesday, .wednesday, .thursday, .friday])
    let said = warnings(plan, "plan.closed-desk")
    #expect(said.map { $0.message.contains("on duty on Fri 2026-12-04") } == [true])
    #expect(said.first?.cure?.contains("fit nowhere else") == true)
    let fewer = try self.plan(
      short.with("agents.csv", "agent_id,min_hours\n" + (1...6).map { "a\($0),30\n" }.joined()))
    #expect(days(fewer) == [.monday, .tuesday, .wednesday, .thursday])
    #expect(warnings(fewer, "plan.closed-desk") == [])
  }

  @Test("nobody makes up for leave at a closed desk")
  func unpaidLeave() throws {
    let plan = try plan(
      Self.desk.with(
        "absences.csv", "agent_id,first_date,last_date,kind,paid\na1,2026-11-30,2026-12-02,other,no\n"))
    #expect(plan.rota.duties.filter { $0.person == "a1" }.map(\.duty.date.weekday) == [.thursday, .friday])
  }

  @Test("shifts that reach far beyond the opening hours are named, and those that miss them on an open day")
  func besideOpeningHours() throws {
    let late = Self.desk.replacing("start: \"08:30-09:00\"", by: "start: \"11:00\"", in: "rota.json")
    let plan = try plan(late)
    let said = warnings(plan, "plan.outside-hours")
    #expect(said.count == 1 && said[0].message.hasPrefix("75 of 255 hours on duty"), "\(said)")
    let night = try self.plan(Self.desk.replacing("start: \"08:30-09:00\"", by: "start: \"18:00\"", in: "rota.json"))
    #expect(warnings(night, "plan.closed-desk").first?.cure?.contains("open at other hours") == true)
  }

  @Test("who has the skills of no queue gets no duty, and the nearest skill is proposed")
  func noQueue() throws {
    let files = Self.desk.with("agents.csv", "agent_id,skills\na1,phone\na2,phones\na3,phone\n")
    let plan = try plan(files)
    #expect(!plan.rota.duties.contains { $0.person == "a2" })
    #expect(plan.rota.duties.contains { $0.person == "a3" })
    #expect(warnings(plan, "agents.skill").first?.cure?.hasPrefix("Did you mean 'phone'?") == true)
    #expect(!plan.warnings.contains { $0.code == "plan.week.minimum" && $0.message.contains("a2") })
  }

  @Test("a queue without history is not called closed; a plan without a contact says so")
  func withoutContacts() throws {
    let quiet = Self.desk.with(
      "tickets.csv", NeighbouringPlansTests.counts(hours: 9..<17, contacts: 0, queue: "phone"))
    #expect(warnings(try plan(quiet), "plan.no-contacts").count == 1)
    let unknown = Self.desk.replacing(
      "queues: [", by: "queues: [ { id: \"chat\", channel: \"chat\", hours: { \"mon-fri\": \"09:00-17:00\" } },",
      in: "rota.json"
    ).with("agents.csv", "agent_id,skills\na1,phone\na2,chat\n")
    let plan = try plan(unknown)
    #expect(plan.rota.duties.contains { $0.person == "a2" })
    #expect(warnings(plan, "plan.closed-desk") == [] && warnings(plan, "plan.no-contacts") == [])
    #expect(warnings(plan, "plan.no-history").count == 1)
  }

  @Test("an empty week of people whose leave takes the whole contract says that")
  func leaveTakesAll() throws {
    let files = Self.desk.replacing("\"mon-fri\"", by: "\"mon-sun\"", in: "rota.json").with(
      "agents.csv", "agent_id\na1\n"
    ).with("absences.csv", "agent_id,first_date,last_date,kind,paid\na1,2026-11-30,2026-12-04,leave,yes\n")
    let plan = try plan(files)
    #expect(plan.rota.duties.isEmpty)
    #expect(warnings(plan, "plan.empty-week").map { $0.message.contains("count for their whole contracts") } == [true])
  }
}
