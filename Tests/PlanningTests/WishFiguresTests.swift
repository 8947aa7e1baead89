import Checking
import Plans
import ProjectFixtures
import Calendars
import Searching
import Tables
import Testing
import Workforce

@testable import Planning

/// Which wishes a plan says are met.
@Suite("wishes in the figures of a plan")
struct WishFiguresTests {
  /// Two weeks of calls at all hours. Each person works one kind of shift on the evening before the wished day off, or
  /// two evenings before.
  private static let desk = MemoryFiles([
    "rota.json": """
    {
      name: "Night desk", timeZone: "Europe/Berlin",
      tickets: [ { file: "tickets.csv", timeZone: "Europe/Berlin" } ],
      queues: [ { id: "phone", hours: "always", handleTime: "5m" } ],
      sites: [ { id: "main", timeZone: "Europe/Berlin" } ],
      shifts: [ { id: "night", start: "22:00", lengths: ["8h30m"] }, { id: "eve", start: "17:30", lengths: ["8h30m"] },
                { id: "late", start: "16:30", lengths: ["8h30m"] } ],
    }
    """,
    "agents.csv": """
    agent_id,skills,contract_hours,days_off,shifts
    n1,phone,8,mon tue thu fri sat sun,night
    n2,phone,8,mon tue thu fri sat sun,eve
    n3,phone,8,mon tue thu fri sat sun,late
    n4,phone,8,mon wed thu fri sat sun,night

    """,
    "requests.csv": "agent_id,date,request,price\n"
      + ["n1", "n2", "n3", "n4"].map { "\($0),2026-10-22,day off,0.01\n" }.joined(),
    "tickets.csv": "ts_local,queue,calls\n"
      + (0..<14).flatMap { day in
        (0..<24).map { "\(CivilDateText.of(20_731 + day)) \($0 < 10 ? "0" : "")\($0):00,phone,20\n" }
      }.joined(),
  ])

  @Test("wishes for times that can't be met say why; each that isn't met is listed") func times() throws {
    let asked = [
      ("n1", "not before 22:00"), ("n1", "not before 22:30"), ("n2", "start 17:00"), ("n2", "start 16:30"),
      ("n3", "not after 25:00"), ("n3", "not after 24:30"),
    ]
    let desk = Self.desk.with(
      "requests.csv",
      "agent_id,date,request,price\n" + asked.map { "\($0),2026-10-21,\($1),0.01\n" }.joined())
    let pipeline = try Pipeline(
      project: try Project.read(desk),
      settings: PlanSettings(
        week: ISOWeek("2026-W43"), options: SearchLimits(timeLimit: nil, iterations: 60, threads: 1),
        command: "rota plan . --week 2026-W43 --iterations 60 --seed 1"))
    let plan = try pipeline.plan(
      neighbours: .none, published: [], control: PlanControl(stop: StopFlag(), clock: { 0 }, progress: { _ in }))
    let report = try PlanQuestions(plan).wishes(stop: StopFlag())
    #expect(report.asked == 6 && report.met == 3)
    #expect(report.unmet.map(\.wish) == ["not before 22:30", "start 16:30", "not after 24:30"])
    #expect(report.unmet.allSatisfy { $0.way == nil })
    // Another shift begins at half past four, which n2 doesn't work.
    #expect(report.unmet.map { $0.forbiddenBy.map(\.key) } == [["noShift"], ["shifts"], ["noShift"]])
    #expect(report.unmet.last?.forbiddenBy.first?.words.hasSuffix("ends by 24:30") == true)
  }

  @Test("a night and an evening that end on the wished day off leave it unmet, one until one o'clock does not")
  func nightBefore() throws {
    let pipeline = try Pipeline(
      project: try Project.read(Self.desk),
      settings: PlanSettings(
        week: ISOWeek("2026-W43"), options: SearchLimits(timeLimit: nil, iterations: 60, threads: 1),
        command: "rota plan . --week 2026-W43 --iterations 60 --seed 1"))
    var plan = try pipeline.plan(
      neighbours: .none, published: [], control: PlanControl(stop: StopFlag(), clock: { 0 }, progress: { _ in }))
    let dates = plan.rota.duties.sorted { $0.person.rawValue < $1.person.rawValue }.map {
      "\($0.person) \($0.duty.date) \($0.duty.template)"
    }
    #expect(
      dates == ["n1 2026-10-21 night", "n2 2026-10-21 eve", "n3 2026-10-21 late", "n4 2026-10-20 night"])
    #expect(plan.people.map(\.preferencesAsked) == [1, 1, 1, 1])
    #expect(plan.people.map(\.preferencesMet) == [0, 0, 1, 1])
    #expect(PlanCheck(plan).findings().filter { $0.severity == .breach } == [])
    // Only without the evening before is it met.
    let report = try PlanQuestions(plan).wishes(stop: StopFlag())
    #expect(report.asked == 4 && report.met == 2 && report.unmet.map(\.person) == ["n1", "n2"])
    for wish in report.unmet {
      let way = try #require(wish.way)
      #expect(wish.wish == "day off" && wish.duty?.startLocal.hasPrefix("2026-10-21") == true)
      #expect(way.changes.map(\.before?.startLocal) == [wish.duty?.startLocal] && way.changes[0].after == nil)
      #expect(way.cost.total > 0 && abs(way.cost.wishes + 0.01) < 0.001)
    }
    // The independent reading doesn't believe otherwise.
    plan.people[0].preferencesMet = 1
    #expect(PlanCheck(plan).findings().contains { $0.rule == "figures.people" && $0.severity == .breach })
  }
}
