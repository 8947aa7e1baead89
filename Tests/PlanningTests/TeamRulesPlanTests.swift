import Calendars
import Checking
import Plans
import ProjectFixtures
import Tables
import Testing
import Workforce

@testable import Planning

/// Rules of who is at work at the same time, from `rota.json` to a checked plan.
@Suite("Team rules of a project") struct TeamRulesPlanTests {
  private static func desk(_ rules: String) -> MemoryFiles {
    MemoryFiles([
      "rota.json": """
      {
        name: "Desk", timeZone: "Europe/Warsaw", interval: "30m",
        queues: [ { id: "q", skills: "x", hours: { "mon-sun": "00:00-24:00" }, handleTime: "5m" } ],
        sites: [ { id: "s", timeZone: "Europe/Warsaw" } ],
        shifts: [
          { id: "early", start: "06:00", lengths: ["8h"], breaks: "none" },
          { id: "late", start: "14:00", lengths: ["8h"], breaks: "none" },
          { id: "night", start: "22:00", lengths: ["8h"], breaks: "none" },
        ],
        rules: { minimumRest: "8h", maximumConsecutiveDays: 6, minimumDaysOff: 1, weeklyTolerance: "24h" },
        teamRules: \(rules),
        tickets: [ { file: "tickets.csv", timeZone: "Europe/Warsaw" } ],
      }
      """,
      "agents.csv":
        "agent_id,name,site,skills,contract_hours\na1,Agent 01,s,x,32\na2,Agent 02,s,x,32\na3,Agent 03,s,x,32\n",
      "tickets.csv": NeighbouringPlansTests.counts(hours: 0..<24, contacts: 9, queue: "q"),
    ])
  }

  private static let week = ISOWeek(containing: CivilDate(dayNumber: 20_787))

  /// Hours of the plan's week in which somebody is at work.
  private static func hours(_ weeks: PlannedWeeks, _ person: String) throws -> Set<Int> {
    Set(
      try weeks.rows(of: "plans/\(week)").filter { $0.person == person }.flatMap { row -> [Int] in
        let first = row.date * 24 + (row.start / 60 + 1) % 24
        return Array(first..<first + 8)
      })
  }

  private static func planned(_ rules: String) throws -> (weeks: PlannedWeeks, plan: PlanDocument) {
    let weeks = try PlannedWeeks(desk(rules))
    return (weeks, try weeks.plan(week, iterations: 1500))
  }

  @Test("a trainee works only beside a colleague, two who are to be apart don't meet, friends do") func company() throws
  {
    let (free, _) = try Self.planned("[]")
    defer { free.remove() }
    let alone = try Self.hours(free, "a3").subtracting(try Self.hours(free, "a1"))
    #expect(!alone.isEmpty, "it would hold without being asked for")
    let (weeks, plan) = try Self.planned("[ { people: \"a3\", onlyWith: \"a1\" }, { apart: [\"a2\", \"a3\"] } ]")
    defer { weeks.remove() }
    let (one, two, three) = (
      try Self.hours(weeks, "a1"), try Self.hours(weeks, "a2"), try Self.hours(weeks, "a3")
    )
    #expect(!three.isEmpty && three.isSubset(of: one) && three.isDisjoint(with: two))
    #expect(checkRota(plan.request, plan.rota).filter { $0.rule.hasPrefix("team.") } == [])
    #expect(
      plan.result.costs.rules == nil
        && plan.request.teamRules?.map(\.name) == [
          "Agent 03 only with Agent 01", "Agent 02 and Agent 03 apart",
        ])
  }

  @Test("what can't be had is paid for, said by date and counted alike by planner and checker") func unmet() throws {
    let (weeks, plan) = try Self.planned("[ { least: 4, hours: { sat: \"22:00-30:00\" }, price: 40 } ]")
    defer { weeks.remove() }
    let cost = try #require(plan.result.costs.rules?.first)
    #expect(cost.rule == "at least 4 people at the hours asked for" && cost.cost == Double(cost.breaches) * 20)
    #expect(countedCosts(plan.request, plan.rota).rules == plan.result.costs.rules)
    let notes = checkRota(plan.request, plan.rota).filter { $0.rule == "team.least" }
    #expect(notes.allSatisfy { $0.severity == .note && $0.message.hasPrefix("at least 4 people") } && !notes.isEmpty)
  }

  @Test("times and weeks can be wished for; planner and checker count the same") func wishes() throws {
    let requests = """
      agent_id,date,request,price,rank
      a1,2026-W49,not after 12:00,1,
      a2,2026-11-30..2026-12-03,not before 10:00,25,
      a3,2026-12-02,day off,,3
      """
    let files = Self.desk("[]").with("requests.csv", requests)
    let wishes = try Project.read(files).people.map(\.wishes)
    #expect(wishes.map(\.count) == [7, 4, 1] && wishes[2][0].price == 20)
    #expect(wishes[0].map(\.date) == (0..<7).map { CivilDate(dayNumber: 20_787 + $0) })
    let weeks = try PlannedWeeks(files)
    defer { weeks.remove() }
    let plan = try weeks.plan(Self.week, iterations: 1500)
    let counted = countedCosts(plan.request, plan.rota)
    #expect(abs(counted.wishes - plan.result.costs.wishes) < 1e-6 && counted.wishes > 0)
    #expect(roundedCosts(plan.request, plan.rota).contains { $0.differences(from: plan.result.costs).isEmpty })
    // Nobody starts early or ends late without a price: each is what its wish says.
    let missed = plan.rota.duties.reduce(0.0) { sum, assigned in
      let person = plan.request.people.first { $0.id == assigned.person }
      let start = (assigned.duty.start.rawValue / 60 + 60) % 1440
      let end = start + assigned.duty.length.rawValue
      return sum
        + (person?.wishes ?? []).filter { $0.date == assigned.duty.date }.reduce(0) { sum, wish in
          switch wish.kind {
          case .dayOff: sum + wish.price
          case .notAfter: sum + wish.price * Double(max(0, end - 12 * 60)) / 60
          case .notBefore: sum + wish.price * Double(max(0, 10 * 60 - start)) / 60
          case .start: sum
          }
        }
    }
    #expect(abs(missed - counted.wishes) < 1e-6, "no duty reaches into the date wished off")
  }

  @Test(
    "dates and ranks that can't be meant are refused",
    arguments: [
      ("2026-12-03..2026-12-01,day off,,", "requests.dates"), ("2026-W60,day off,,", "table.date"),
      ("2026-12-01,not before 25:00,,", "requests.kind"), ("2026-12-01,day off,5,2", "requests.rank"),
      ("2026-12-01,day off,,0", "table.number"),
    ])
  func wrongWishes(row: String, code: String) {
    let files = Self.desk("[]").with("requests.csv", "agent_id,date,request,price,rank\na1,\(row)\n")
    let error = #expect(throws: Diagnostic.self) { try Project.read(files) }
    #expect(error?.code == code)
  }

  @Test(
    "what can't be meant is refused at its place",
    arguments: [
      ("{ least: 2, most: 3 }", "this rule asks for least and most at once", "teamRules[0]"),
      ("{ price: 3 }", "this rule asks for nothing", "teamRules[0]"),
      ("{ onlyWith: \"a1\" }", "it isn't said who may work only with them", "teamRules[0]"),
      ("{ people: \"a1\", onlyWith: \"a1\" }", "'a1' stands on both sides", "teamRules[0].onlyWith"),
      ("{ apart: [\"a1\", \"b2\"] }", "there is no 'b2' in agents.csv", "teamRules[0].apart[1]"),
      ("{ apart: [\"a1\"] }", "found 1 people; expected 2 or more", "teamRules[0].apart"),
      ("{ together: [\"a1\", \"a1\"] }", "'a1' is there twice", "teamRules[0].together[1]"),
      ("{ least: 1, site: \"t\" }", "there is no site 't'", "teamRules[0].site"),
      ("{ least: 1 }, { least: 1 }", "'at least 1 person' is asked for twice", "teamRules[1]"),
    ])
  func refusals(rule: String, message: String, place: String) {
    let error = #expect(throws: Diagnostic.self) { try Project.read(Self.desk("[ \(rule) ]")) }
    #expect(error?.message == message && error?.position?.path == place)
  }
}
