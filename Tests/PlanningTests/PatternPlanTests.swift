import Calendars
import Checking
import Foundation
import Plans
import ProjectFixtures
import Publishing
import Rostering
import Tables
import Testing
import Words
import Workforce

@testable import Planning
@testable import Scenarios

/// Patterns from `rota.json` and `agents.csv` to the plan, its check and what is said of them.
@Suite("Patterns of weeks in plans") struct PatternPlanTests {
  /// Two people at a desk that is open from six to ten at night.
  private static func files(_ patterns: String, agents: String = "a1,s,x,40,\na2,s,x,40,\n") -> MemoryFiles {
    MemoryFiles([
      "rota.json": """
      {
        name: "Desk", timeZone: "Europe/Warsaw", interval: "30m",
        queues: [ { id: "q", skills: "x", hours: { "mon-sun": "06:00-22:00" }, handleTime: "5m" } ],
        sites: [ { id: "s", timeZone: "Europe/Warsaw" } ],
        shifts: [
          { id: "dawn", start: "06:00", lengths: ["8h"], breaks: "none" },
          { id: "dusk", start: "14:00", lengths: ["8h"], breaks: "none" },
        ],
        \(patterns)
        tickets: [ { file: "tickets.csv", timeZone: "Europe/Warsaw" } ],
      }
      """,
      "agents.csv": "agent_id,site,skills,contract_hours,pattern\n" + agents,
      "tickets.csv": NeighbouringPlansTests.counts(hours: 6..<22, contacts: 20, queue: "q"),
    ])
  }

  private static let week = ISOWeek(containing: CivilDate(dayNumber: 20_787))

  private static func patterns(_ text: String, agents: String = "a1,s,x,40,\na2,s,x,40,\n") throws -> [ShiftPattern?] {
    try Project.read(files("patterns: [ \(text) ],", agents: agents)).people.map(\.pattern)
  }

  /// By person and week, the hours at which duties start.
  private static func starts(_ weeks: PlannedWeeks, _ plan: String, from monday: CivilDate) throws -> [[Set<Int>]] {
    let rows = try weeks.rows(of: plan)
    return ["a1", "a2"].map { person in
      (0..<2).map { week in
        let dates = monday.dayNumber + 7 * week..<monday.dayNumber + 7 * week + 7
        return Set(rows.filter { $0.person == person && dates.contains($0.date) }.map { ($0.start / 60 + 1) % 24 })
      }
    }
  }

  @Test("weeks go in turn, from the one that is named; with a price the plan says what it paid")
  func planned() throws {
    let text = "{ name: \"turn\", people: [\"a1\"], weeks: [\"early\", \"dusk\"], from: \"\(Self.week)\" }"
    let weeks = try PlannedWeeks(Self.files("patterns: [ \(text) ],"))
    defer { weeks.remove() }
    let plan = try weeks.plan(Self.week, weeks: 2, out: "two")
    let starts = try Self.starts(weeks, "two", from: Self.week.monday)
    #expect(starts[0] == [[6], [14]] && starts[1] != starts[0], "\(starts)")
    #expect(PlanCheck(plan).findings().filter { $0.severity == .breach } == [])
    // The same without a turn in it, so that one week has too few hours.
    let dear = "{ people: [\"a1\"], weeks: [ { \"mon-tue\": \"late\" } ], price: 3 }"
    let paid = try PlannedWeeks(Self.files("patterns: [ \(dear) ],"))
    defer { paid.remove() }
    let second = try paid.plan(Self.week)
    let rows = try paid.rows(of: "plans/\(Self.week)").filter { $0.person == "a1" }
    let outside = rows.count { ($0.start / 60 + 1) % 24 == 6 || $0.date > Self.week.monday.dayNumber + 1 }
    let cost = try #require(second.result.costs.rules?.first { $0.rule == "pattern" })
    #expect(outside > 0 && cost.breaches == outside && cost.cost == 3 * Double(outside))
    #expect(PlanCheck(second).findings().filter { $0.severity == .breach } == [])
    #expect(cost.words(.plain) == "\(outside) duties that aren't their patterns'")
    var wrong = second
    wrong.request.people[0].pattern?.price = nil
    #expect(PlanCheck(wrong).findings().count { $0.rule == "pattern.duty" } == outside)
  }

  @Test("a cell names one, then a list of people, then a site; days that aren't named are off")
  func places() throws {
    let all = "{ name: \"all\", site: \"s\", weeks: [\"any\"] }, "
    let two = "{ name: \"two\", people: \"a2\", weeks: [[\"early\", \"dusk\"]], price: 4 }, "
    let three = "{ name: \"three\", weeks: [ { \"mon-tue\": \"night\", fri: \"off\" }, \"off\" ], from: \"2026-W50\" }"
    let named = try Self.patterns(all + two + three, agents: "a1,s,x,40,three\na2,s,x,40,\na3,s,x,40,\n")
    #expect(named.map { $0?.name } == ["three", "two", "all"])
    #expect(named[1]?.price == 4 && named[1]?.weeks == [[.init(kinds: [.early], templates: ["dusk"])]])
    let night = ShiftPattern.Day(kinds: [.night])
    let off = ShiftPattern.Day()
    #expect(named[0]?.weeks == [[night, night, off, off, off, off, off], [off]])
    #expect(named[0]?.from == Self.week.monday.adding(days: 7))
    #expect(named[0]?.day(on: Self.week.monday.adding(days: 8)) == night)
    #expect(named[0]?.day(on: Self.week.monday.adding(days: 1)) == off)
    #expect(named[0]?.day(on: Self.week.monday.adding(days: -6)) == night)
    #expect(try Project.read(Self.files("")).people.allSatisfy { $0.pattern == nil })
  }

  @Test("what is wrong with a pattern is said with its place")
  func refusals() throws {
    for (text, code, path) in [
      ("{ people: \"a1\" }", "project.missing", "patterns[0]"),
      ("{ weeks: [] }", "project.range", "patterns[0].weeks"),
      ("{ weeks: [\"early\", \"late\"] }", "project.missing", "patterns[0]"),
      ("{ weeks: [\"earli\"] }", "project.pattern", "patterns[0].weeks[0]"),
      ("{ weeks: [[\"off\", \"early\"]] }", "project.pattern", "patterns[0].weeks[0][0]"),
      ("{ weeks: [ { \"mon-tue\": \"early\", tue: \"late\" } ] }", "project.pattern", "patterns[0].weeks[0].tue"),
      ("{ weeks: [ { someday: \"early\" } ] }", "project.pattern", "patterns[0].weeks[0].someday"),
      ("{ weeks: [\"early\"], from: \"2026-12-01\" }", "project.type", "patterns[0].from"),
      ("{ weeks: [\"early\"], price: -1 }", "project.range", "patterns[0].price"),
      ("{ weeks: [\"early\"], people: [\"a9\"] }", "project.pattern", "patterns[0].people[0]"),
      ("{ weeks: [\"early\"], site: \"t\" }", "project.pattern", "patterns[0].site"),
      ("{ weeks: [\"early\"], site: \"s\", people: \"a1\" }", "project.pattern", "patterns[0].people"),
      ("{ weeks: [\"early\"], site: \"s\" }, { weeks: [\"late\"], site: \"s\" }", "project.pattern", "patterns[1]"),
      (
        "{ weeks: [\"early\"], people: \"a1\" }, { weeks: [\"late\"], people: \"a1\" }", "project.pattern",
        "patterns[1]"
      ),
      ("{ name: \"A\", weeks: [\"early\"] }, { name: \"A\", weeks: [\"late\"] }", "project.duplicate", "patterns[1]"),
    ] {
      let error = #expect(throws: Diagnostic.self) { _ = try Self.patterns(text) }
      #expect(error?.code == code && error?.position?.path == path, "\(text): \(error?.description ?? "")")
    }
    let cell = #expect(throws: Diagnostic.self) {
      _ = try Self.patterns("{ name: \"turn\", weeks: [\"early\"] }", agents: "a1,s,x,40,tern\n")
    }
    #expect(cell?.code == "agents.pattern" && cell?.cure?.hasPrefix("Did you mean 'turn'?") == true)
  }

  @Test("rota rules says whose weeks go how; what a pattern keeps somebody from is said")
  func said() throws {
    let text = "{ name: \"turn\", people: \"a1\", weeks: [\"early\", [\"late\", \"dawn\"]], from: \"\(Self.week)\" }"
    let files = Self.files("patterns: [ \(text) ],")
    let survey = try RuleSurvey(of: try Project.read(files), person: "a1")
    let row = try #require(survey.people.first?.rules.first { $0.rule == "pattern" })
    #expect(row.value == "turn: week 1 early, week 2 late or 'dawn'" && row.price == nil)
    let weeks = try PlannedWeeks(files)
    defer { weeks.remove() }
    let plan = try weeks.plan(Self.week)
    let filter = ConflictFilter(request: plan.request, rota: plan.rota)
    let zone = plan.request.people[0].zone
    let late = zone.instant(of: Self.week.monday, ClockTime(hour: 14))
    let finding = try filter.finding(against: [.duty(day: 0, starts: .within(late...late))], of: plan.request.people[0])
    #expect(finding?.facts == [.pattern], "\(String(describing: finding))")
  }

  @Test("a plan without patterns says nothing of them")
  func silent() throws {
    let weeks = try PlannedWeeks(Self.files(""))
    defer { weeks.remove() }
    let plan = try weeks.plan(Self.week, iterations: 5)
    let file = try #require(try publishedFiles(of: plan).first { $0.path == "plan.json" })
    #expect(!String(decoding: file.bytes, as: UTF8.self).contains("pattern"))
  }
}
