import Checking
import ProjectFixtures
import Calendars
import Optimization
import Plans
import Tables
import Testing
import Workforce

@testable import Planning

/// Which closed dates are taken for hours that fit nowhere else.
@Suite("closed dates")
struct ClosedDatesTests {
  private static let rules = "rules: { minimumRest: \"11h\", maximumConsecutiveDays: 4, minimumDaysOff: 2 },\n}"

  /// Open at the weekend only, shifts on any day.
  private static let weekend = ClosedDeskTests.desk.replacing("\"mon-fri\"", by: "\"sat-sun\"", in: "rota.json")
    .with("agents.csv", "agent_id,contract_hours\na1,40\n")

  private static let shortRuns = weekend.replacing("\n}", by: "\n  \(rules)", in: "rota.json")

  private func week(_ number: Int) -> ISOWeek { ISOWeek(containing: CivilDate(dayNumber: 20_787 + 7 * (number - 49))) }

  private func inProject(_ files: MemoryFiles, _ body: (PlannedWeeks) throws -> Void) throws {
    let weeks = try PlannedWeeks(files)
    defer { weeks.remove() }
    try body(weeks)
  }

  private func plan(_ files: MemoryFiles) throws -> PlanDocument {
    let project = try PlannedWeeks(files)
    defer { project.remove() }
    let plan = try project.plan(week(49))
    #expect(PlanCheck(plan).findings().filter { $0.severity == .breach }.map(\.message) == [])
    return plan
  }

  private func days(_ plan: PlanDocument, of number: Int = 49) -> [Weekday] {
    plan.rota.duties.map(\.duty.date).filter { ISOWeek(containing: $0) == week(number) }.sorted().map(\.weekday)
  }

  private func atClosedDesk(_ plan: PlanDocument) -> [Diagnostic] {
    plan.warnings.filter { $0.code == "plan.closed-desk" }
  }

  @Test("days worked before the week are counted, whichever plan or file they are in")
  func runBefore() throws {
    let next: [Weekday] = [.monday, .tuesday, .thursday, .saturday, .sunday]
    try inProject(Self.shortRuns) { project in
      #expect(days(try project.plan(week(49))) == [.monday, .tuesday, .wednesday, .saturday, .sunday])
      let second = try project.plan(week(50))
      #expect(days(second, of: 50) == next)
      #expect(second.people.map(\.plannedMinutes) == [2400])
      #expect(try project.borders(week(50)).filter { $0.severity == .breach } == [])
      let both = try project.plan(week(51), weeks: 2)
      #expect(days(both, of: 51).count == 5 && days(both, of: 52).count == 5)
      #expect(both.people.map(\.plannedMinutes) == [4800])
    }
    let weekdays = Self.shortRuns.replacing("\"sat-sun\"", by: "\"mon-thu\"", in: "rota.json").with(
      "agents.csv", "agent_id,contract_hours,worked_days_before\na1,40,4\n")
    #expect(days(try plan(weekdays)) == [.tuesday, .wednesday, .thursday, .friday, .sunday])
  }

  @Test("a date that is wished off is left alone where another is closed just the same")
  func wishes() throws {
    let plan = try plan(Self.weekend.with("requests.csv", "agent_id,date,request\na1,2026-11-30,day off\n"))
    #expect(days(plan) == [.tuesday, .wednesday, .thursday, .saturday, .sunday])
    #expect(plan.people.map(\.preferencesMet) == [1])
  }

  @Test("hours that fit on open dates of unequal lengths need no closed one")
  func unequalLengths() throws {
    let files = MemoryFiles([
      "rota.json": """
      {
        name: "Desk", timeZone: "Europe/Warsaw", interval: "30m",
        tickets: [ { file: "tickets.csv", timeZone: "Europe/Warsaw" } ],
        queues: [ { id: "phone", hours: { "mon-fri": "08:00-20:00" }, handleTime: "6m" } ],
        shifts: [
          { id: "short", days: "mon thu", start: "09:00", lengths: ["4h"], breaks: "none" },
          { id: "long", days: "tue wed fri", start: "09:00", lengths: ["10h"], breaks: "none" },
          { id: "end", days: "sat sun", start: "09:00", lengths: ["2h", "6h"], breaks: "none" },
        ],
        rules: { maximumConsecutiveDays: 2, minimumDaysOff: 2, weeklyTolerance: "0h", shortfallPrice: 2000 },
      }
      """,
      "agents.csv": "agent_id,contract_hours\na1,30\na2,30\n",
      "tickets.csv": NeighbouringPlansTests.counts(hours: 9..<17, contacts: 2, queue: "phone"),
    ])
    let plan = try plan(files)
    #expect(plan.people.map(\.plannedMinutes) == [1800, 1800])
    #expect(days(plan) == [.tuesday, .tuesday, .wednesday, .wednesday, .friday, .friday])
    #expect(atClosedDesk(plan) == [])
  }

  @Test("hours that a further shift would exceed take no closed date")
  func beyondTheMost() throws {
    let plan = try plan(Self.weekend.with("agents.csv", "agent_id,contract_hours\na1,20\n"))
    #expect(days(plan) == [.saturday, .sunday] && atClosedDesk(plan) == [])
    #expect(plan.request.people[0].closedDays?.dates.count == 5)
  }

  @Test("leave takes no more closed dates than its person would need")
  func leave() throws {
    let plan = try plan(
      Self.weekend.replacing("\"sat-sun\"", by: "\"mon-thu\"", in: "rota.json").with(
        "absences.csv", "agent_id,first_date,last_date,kind,paid\na1,2026-11-30,2026-12-02,other,no\n"))
    #expect(days(plan) == [.thursday, .friday])
  }

  @Test("that hours fit nowhere else is said of closed dates only, not of a day with another shift")
  func sentence() throws {
    let files = Self.weekend.replacing(
      "\"sat-sun\": \"09:00-17:00\"", by: "\"mon-thu\": \"09:00-17:00\", \"sat\": \"00:00-06:00\"", in: "rota.json"
    ).replacing(
      "shifts: [", by: "shifts: [ { id: \"night\", start: \"22:00\", lengths: [\"6h\"], breaks: \"none\" },",
      in: "rota.json"
    ).replacing("\n}", by: "\n  rules: { weeklyTolerance: \"0h\" },\n}", in: "rota.json")
    let plan = try plan(files)
    let said = atClosedDesk(plan)
    #expect(days(plan) == [.monday, .tuesday, .wednesday, .thursday, .friday])
    #expect(said.map { $0.cure?.contains("reaches what is open") } == [true], "\(said)")
  }

  @Test("runs of a week's dates, by sets of all sizes")
  func runs() {
    for set in WeekDates.sets {
      let days = set.days
      #expect(set.count == days.count && WeekDates { days.contains($0) } == set)
      let starts = (0..<7).map { first in (first..<8).first { !days.contains($0) }.map { $0 - first } ?? 0 }
      #expect(set.lead == starts[0] && set.longestRun == starts.max())
      #expect(set.trail == (0..<7).first { !days.contains(6 - $0) } ?? 7)
    }
    #expect(WeekDates { $0 == 0 } > WeekDates { $0 == 1 })
  }
}
