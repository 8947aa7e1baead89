import Calendars
import Checking
import Plans
import ProjectFixtures
import Tables
import Testing
import Workforce

@testable import Planning
@testable import Scenarios

/// Rules about the starts of duties, from `rota.json` to the plan and its check.
@Suite("Rules about starts in plans") struct StartRulesPlanTests {
  /// Three people at a desk that is open from six to ten at night: early duties up to Wednesday, late ones from Thursday on.
  private static func files(_ rules: String, site: String = "") -> MemoryFiles {
    MemoryFiles([
      "rota.json": """
      {
        name: "Desk", timeZone: "Europe/Warsaw", interval: "30m",
        queues: [ { id: "q", skills: "x", hours: { "mon-sun": "06:00-22:00" }, handleTime: "5m" } ],
        sites: [ { id: "s", timeZone: "Europe/Warsaw"\(site) } ],
        shifts: [
          { id: "early", days: "mon-wed", start: "06:00-07:00", step: "1h", lengths: ["8h"], breaks: "none" },
          { id: "late", days: "thu-sun", start: "13:00-14:00", step: "1h", lengths: ["8h"], breaks: "none" },
        ],
        rules: { \(rules) },
        tickets: [ { file: "tickets.csv", timeZone: "Europe/Warsaw" } ],
      }
      """,
      "agents.csv":
        "agent_id,name,site,skills,contract_hours\na1,Agent 01,s,x,40\na2,Agent 02,s,x,40\na3,Agent 03,s,x,40\n",
      "tickets.csv": NeighbouringPlansTests.counts(hours: 6..<22, contacts: 20, queue: "q"),
    ])
  }

  private static let week = ISOWeek(containing: CivilDate(dayNumber: 20_787))

  /// By person, the starts of their duties by date, in hours on the clock; read from `shifts.csv`.
  private static func starts(_ weeks: PlannedWeeks, _ week: ISOWeek = week) throws -> [[Int: Int]] {
    let rows = try weeks.rows(of: "plans/\(week)")
    return ["a1", "a2", "a3"].map { person in
      Dictionary(uniqueKeysWithValues: rows.filter { $0.person == person }.map { ($0.date, ($0.start / 60 + 1) % 24) })
    }
  }

  private static func spread(_ starts: [Int: Int]) -> Int { (starts.values.max() ?? 0) - (starts.values.min() ?? 0) }

  private static func planned(
    _ rules: String, iterations: Int = 60
  ) throws -> (plan: PlanDocument, starts: [[Int: Int]], findings: [Breach]) {
    let weeks = try PlannedWeeks(files(rules))
    defer { weeks.remove() }
    let plan = try weeks.plan(week, iterations: iterations)
    return (plan, try starts(weeks), PlanCheck(plan).findings().filter { $0.severity == .breach })
  }

  @Test("sameStart holds; with a price the plan says what it paid; without it starts lie anywhere")
  func sameStart() throws {
    let free = try Self.planned("minimumRest: \"11h\"")
    #expect(free.starts.contains { Self.spread($0) > 1 }, "\(free.starts)")
    let kept = try Self.planned("sameStart: \"1h\"")
    #expect(kept.starts.allSatisfy { Self.spread($0) <= 1 } && kept.starts.joined().count > 5, "\(kept.starts)")
    #expect(kept.findings == [])
    #expect(kept.plan.request.people.allSatisfy { $0.rules.sameStart == .hours(1) && $0.rules.prices == nil })
    let paid = try Self.planned("sameStart: { limit: \"1h\", price: 1 }")
    #expect(paid.findings == [])
    // Each duty with those before it that count.
    let breaches = paid.starts.reduce(0) { sum, starts in
      var counted: [Int] = []
      for (_, start) in starts.sorted(by: { $0.key < $1.key }) where counted.allSatisfy({ abs($0 - start) <= 1 }) {
        counted.append(start)
      }
      return sum + starts.count - counted.count
    }
    let cost = paid.plan.result.costs.rules?.first { $0.rule == "sameStart" }
    #expect(breaches > 0 && cost?.breaches == breaches && cost?.cost == Double(breaches), "\(paid.starts)")
    #expect(paid.plan.result.objective < kept.plan.result.objective)
  }

  @Test("people, sites and scenarios have a tolerance of their own")
  func places() throws {
    let files = Self.files("sameStart: { limit: \"2h\", price: 9 }").with(
      "agents.csv", "agent_id,site,skills,same_start_hours\na1,s,x,0.5\na2,s,x,\n")
    let rules = try Project.read(files).people.map(\.rules)
    #expect(rules.map(\.sameStart) == [30, .hours(2)])
    #expect(rules.allSatisfy { $0.prices == ["sameStart": 9] })
    let site = try Project.read(
      Self.files("sameStart: { limit: \"2h\", price: 9 }", site: ", rules: { sameStart: \"3h\" }")
    ).people[0].rules
    #expect(site.sameStart == .hours(3) && site.prices == nil)
    var scenario = Scenario(name: "near")
    try scenario.set("rules.sameStart", to: "{ limit: \"90m\", price: 4 }")
    let turned = try scenario.project(Self.files("")).people[0].rules
    #expect(turned.sameStart == 90 && turned.prices == ["sameStart": 4])
    #expect(try Project.read(Self.files("")).people[0].rules.sameStart == nil)
  }

  @Test(
    "what is no tolerance is refused with its place", arguments: ["\"13h\"", "true", "{ limit: \"1h\", price: -1 }"])
  func refusals(value: String) throws {
    let error = #expect(throws: Diagnostic.self) { try Project.read(Self.files("sameStart: \(value)")) }
    #expect(["project.range", "project.type"].contains(error?.code), "\(error?.code ?? "")")
    #expect(error?.position?.path?.hasPrefix("rules.sameStart") == true)
  }

  @Test("rota rules says what holds and what a breach costs; it can be let go of and relaxed")
  func said() throws {
    let project = try Project.read(Self.files("sameStart: { limit: \"1h\", price: 9 }"))
    let row = try #require(try RuleSurvey(of: project).rules.first { $0.rule == "sameStart" })
    #expect(row.value == "1h" && row.price == 9 && row.source == "project")
    let rule = try #require(LabourRule.ofTeam.first { $0.name == "sameStart" })
    let rules = project.people[0].rules
    #expect(rule.words(of: rules) == "the difference of starts in a week: at most 1 h")
    #expect(rule.loosened(rules)?.sameStart == nil && rule.loosened(rules) != nil)
    #expect(rule.relaxations(of: rules, step: 240).map(\.rules.sameStart) == [.hours(4), .hours(8), .hours(12)])
  }
}
