import Calendars
import Checking
import Foundation
import Plans
import ProjectFixtures
import Publishing
import Tables
import Testing
import Words
import Workforce

@testable import Planning
@testable import Scenarios

/// Rules with prices from `rota.json` to the plan and its check.
@Suite("Rules with prices in plans") struct RulePricePlanTests {
  /// Two people at a desk that needs both every day.
  private static func files(_ rules: String) -> MemoryFiles {
    MemoryFiles([
      "rota.json": """
      {
        name: "Desk", timeZone: "Europe/Warsaw", interval: "30m",
        queues: [ { id: "q", skills: "x", hours: { "mon-sun": "08:00-14:00" }, handleTime: "5m" } ],
        shifts: [ { id: "t", start: "08:00", lengths: ["6h"], breaks: "none" } ],
        rules: { \(rules) },
        tickets: [ { file: "tickets.csv", timeZone: "Europe/Warsaw" } ],
      }
      """,
      "agents.csv": "agent_id,name,skills,contract_hours\na1,Agent 01,x,30\na2,Agent 02,x,30\n",
      "tickets.csv": NeighbouringPlansTests.counts(hours: 8..<14, contacts: 20, queue: "q"),
    ])
  }

  private static let week = ISOWeek(containing: CivilDate(dayNumber: 20_787))

  private static func rules(_ text: String) throws -> PersonRules {
    try #require(try Project.read(files(text)).people.first).rules
  }

  @Test("a limit with a price is read, of flags the price alone; a rule that always has a price has the usual one")
  func reading() throws {
    #expect(try Self.rules("").prices == nil)
    let nights = try Self.rules("maximumConsecutiveNights: { limit: 3, price: 100 }")
    #expect(nights.maximumConsecutiveNights == 3 && nights.prices == ["maximumConsecutiveNights": 100])
    let days = try Self.rules("minimumDaysOff: { price: 7.5 }")
    #expect(days.minimumDaysOff == 2 && days.prices == ["minimumDaysOff": 7.5])
    #expect(try Self.rules("minimumDaysOff: { limit: 3 }").prices == nil)
    let free = try Self.rules("minimumConsecutiveDaysOff: 2, wholeWeekends: { price: 40 }")
    #expect(free.minimumConsecutiveDaysOff == 2 && free.wholeWeekends == true)
    #expect(free.prices == ["minimumConsecutiveDaysOff": 50, "wholeWeekends": 40])
    #expect(try Self.rules("wholeWeekends: false").prices == nil)
  }

  @Test("what is no limit, no price or no rule that can have one is refused with its place")
  func refusals() throws {
    for (text, code, path) in [
      ("maximumConsecutiveDays: {}", "project.type", "rules.maximumConsecutiveDays"),
      ("maximumConsecutiveDays: { limit: 40, price: 1 }", "project.range", "rules.maximumConsecutiveDays.limit"),
      ("maximumConsecutiveDays: { price: -1 }", "project.range", "rules.maximumConsecutiveDays.price"),
      ("maximumConsecutiveDays: { price: 100001 }", "project.range", "rules.maximumConsecutiveDays.price"),
      ("maximumConsecutiveDays: { cost: 1 }", "project.unknown-key", "rules.maximumConsecutiveDays.cost"),
      ("minimumRest: { limit: \"11h\", price: 1 }", "project.type", "rules.minimumRest"),
      ("wholeWeekends: \"always\"", "project.type", "rules.wholeWeekends"),
    ] {
      let error = #expect(throws: Diagnostic.self) { try Project.read(Self.files(text)) }
      #expect(error?.code == code, "\(text)")
      #expect(error?.position?.path == path || error?.position?.file.hasSuffix(path) == true, "\(text)")
    }
    let cells = Self.files("").with("agents.csv", "agent_id,skills,whole_weekends\na1,x,perhaps\n")
    #expect(#expect(throws: Diagnostic.self) { try Project.read(cells) }?.code == "table.flag")
  }

  @Test("a cell of agents.csv changes the limit alone")
  func cells() throws {
    let files = Self.files("maximumConsecutiveDays: { limit: 2, price: 9 }").with(
      "agents.csv",
      "agent_id,skills,max_consecutive_days,min_consecutive_days_off,whole_weekends\na1,x,4,2,yes\na2,x,,,no\n")
    let rules = try Project.read(files).people.map(\.rules)
    #expect(rules.map(\.maximumConsecutiveDays) == [4, 2])
    #expect(
      rules[0].prices == ["maximumConsecutiveDays": 9, "minimumConsecutiveDaysOff": 50, "wholeWeekends": 50])
    #expect(rules[1].prices == ["maximumConsecutiveDays": 9])
  }

  @Test(
    "knobs of a scenario set a limit with its price, or one of the two", arguments: ["2", "{ limit: 2, price: 5 }"])
  func knobs(before: String) throws {
    let files = Self.files("maximumConsecutiveDays: \(before), minimumDaysOff: 1")
    func rules(_ knobs: String) throws -> PersonRules {
      let text = "{ set: { \(knobs) } }"
      let scenario = try Scenario(Array(text.utf8), file: "s.json5", read: { _ throws(Diagnostic) in [] })
      return try #require(try scenario.project(files).people.first).rules
    }
    let priced = try rules("\"rules.maximumConsecutiveDays.price\": 100")
    #expect(priced.maximumConsecutiveDays == 2 && priced.prices == ["maximumConsecutiveDays": 100])
    let both = try rules("\"rules.maximumConsecutiveDays\": { limit: 3, price: 10 }")
    #expect(both.maximumConsecutiveDays == 3 && both.prices == ["maximumConsecutiveDays": 10])
    let hard = try rules("\"rules.maximumConsecutiveDays\": 4")
    #expect(hard.maximumConsecutiveDays == 4 && hard.prices == nil)
    var line = Scenario(name: "line")
    try line.set("rules.maximumConsecutiveDays", to: "{ limit: 3, price: 10 }")
    try line.set("rules.wholeWeekends", to: "true")
    let said = try #require(try line.project(files).people.first).rules
    #expect(said.maximumConsecutiveDays == 3 && said.wholeWeekends == true)
    #expect(said.prices == ["maximumConsecutiveDays": 10, "wholeWeekends": 50])
    let usual = try rules("\"rules.minimumDaysOff.price\": 3")
    #expect(usual.minimumDaysOff == 1 && usual.prices?["minimumDaysOff"] == 3)
  }

  @Test("a plan pays for what it breaks, says so, and passes its check")
  func planned() throws {
    let weeks = try PlannedWeeks(
      Self.files("maximumConsecutiveDays: { limit: 2, price: 1 }, minimumDaysOff: 0, minimumConsecutiveDaysOff: 2"))
    defer { weeks.remove() }
    let plan = try weeks.plan(Self.week)
    let paid = try #require(plan.result.costs.rules)
    let days = try #require(paid.first { $0.rule == "maximumConsecutiveDays" })
    #expect(days.breaches > 0 && days.cost == Double(days.breaches))
    // Counted from the table: dates beyond the second of each run.
    let rows = try weeks.rows(of: "plans/\(Self.week)")
    var beyond = 0
    for person in ["a1", "a2"] {
      let dates = Set(rows.filter { $0.person == person }.map(\.date))
      beyond += dates.count { dates.contains($0 - 1) && dates.contains($0 - 2) }
    }
    #expect(beyond == days.breaches)
    #expect(plan.result.objective == plan.result.costs.total)
    #expect(PlanCheck(plan).findings().filter { $0.severity == .breach }.map(\.message) == [])
    #expect(days.paidWords(.plain, currency: "EUR") == "days in a row: \(beyond) breaches, \(beyond) EUR")
    let page = try #require(try publishedFiles(of: plan).first { $0.path == "report.html" })
    #expect(String(decoding: page.bytes, as: UTF8.self).contains("days in a row: \(beyond) breaches"))
    var wrong = plan
    wrong.result.costs.rules?[0].cost += 1
    #expect(PlanCheck(wrong).findings().contains { $0.rule == "figures.cost" })
  }

  @Test("a plan without priced rules says nothing of them")
  func silent() throws {
    let weeks = try PlannedWeeks(Self.files("maximumConsecutiveDays: 2"))
    defer { weeks.remove() }
    let plan = try weeks.plan(Self.week)
    #expect(plan.result.costs.rules == nil)
    let file = try #require(try publishedFiles(of: plan).first { $0.path == "plan.json" })
    let text = String(decoding: file.bytes, as: UTF8.self)
    #expect(!text.contains("maximumConsecutiveNights") && !text.contains("wholeWeekends"))
    #expect(!text.contains("lastDate") && !text.contains("\"breaches\""))
    #expect(plan.request.people.allSatisfy { $0.rules.prices == nil })
  }

  @Test("days off over the border of two plans are counted, whichever is planned first", arguments: [[0, 1], [1, 0]])
  func borders(_ order: [Int]) throws {
    let weeks = try PlannedWeeks(
      Self.files("minimumDaysOff: 2, minimumConsecutiveDaysOff: { limit: 2, price: 3 }, wholeWeekends: true"))
    defer { weeks.remove() }
    let both = [Self.week, ISOWeek(containing: Self.week.monday.adding(days: 7))]
    for place in order { try weeks.plan(both[place]) }
    for week in both { #expect(try weeks.borders(week).filter { $0.severity == .breach }.map(\.message) == []) }
    // The second plan knows where the first one's last duty, or the next one's first, lies.
    let last = try #require(try PlansFolder(project: weeks.folder.path).place(of: both[order[1]]).current())
    #expect(PlanCheck(last).findings().filter { $0.severity == .breach }.map(\.message) == [])
    #expect(
      last.request.people.contains { order[1] == 1 ? $0.history.lastDate != nil : $0.ahead != nil })
  }
}
