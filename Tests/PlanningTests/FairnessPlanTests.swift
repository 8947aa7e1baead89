import Calendars
import Checking
import Foundation
import Plans
import ProjectFixtures
import Publishing
import Tables
import Testing
import Workforce

@testable import Planning

/// Unpopular duties through weeks that are planned one after the other.
@Suite("Fairness over plans") struct FairnessPlanTests {
  /// Two people, of whom one is wanted every date; a weekend is worked as a whole.
  private static let desk = MemoryFiles([
    "rota.json": """
    {
      name: "Desk", timeZone: "Europe/Warsaw", interval: "30m", holidays: "holidays.csv",
      queues: [
        { id: "q", skills: "x", hours: { "mon-sun": "09:00-13:00" }, handleTime: "2m", holidays: "open",
          target: { serviceLevel: 0.8, within: "20s" } },
      ],
      sites: [ { id: "s", timeZone: "Europe/Warsaw" } ],
      shifts: [ { id: "t", start: "09:00", lengths: ["4h"], breaks: "none" } ],
      rules: { maximumConsecutiveDays: 6, minimumDaysOff: 0, weeklyTolerance: "16h", wholeWeekends: { price: 200 } },
      fairness: { weekends: 20 },
      tickets: [ { file: "tickets.csv", timeZone: "Europe/Warsaw" } ],
    }
    """,
    "agents.csv": "agent_id,name,site,skills,contract_hours\na1,Agent 01,s,x,16\na2,Agent 02,s,x,16\n",
    "holidays.csv": "date,name,class\n2026-12-08,Conception,holiday\n",
    "tickets.csv": NeighbouringPlansTests.counts(hours: 9..<13, contacts: 1, queue: "q"),
  ])

  private static func week(_ number: Int) -> ISOWeek {
    ISOWeek(containing: CivilDate(dayNumber: 20_787 + 7 * (number - 49)))
  }

  /// Weekend days by person.
  private static func weekendDays(_ plan: PlanDocument) -> [String: Int] {
    var days = ["a1": 0, "a2": 0]
    for assigned in plan.rota.duties where assigned.duty.date.weekday.index >= 5 {
      days[assigned.person.rawValue, default: 0] += 1
    }
    return days
  }

  @Test("a plan changed by hand states what its shares cost")
  func byHand() throws {
    let weeks = try PlannedWeeks(Self.desk)
    defer { weeks.remove() }
    try weeks.plan(Self.week(49), iterations: 200)
    let plan = try weeks.draft(Self.week(50), iterations: 200)
    let worked = try #require(plan.rota.duties.first { $0.duty.date.weekday.index < 5 })
    let edited = try PlanChanger(plan, command: "rota edit").edit(
      [.remove(worked.person, worked.duty.date)], from: plan.request.grid.start)
    #expect(edited.plan.result.costs.fairness != nil)
    #expect(PlanCheck(edited.plan).findings().filter { $0.severity == .breach }.map(\.message) == [])
  }

  @Test("who worked the last weekend gets the next one off, whoever begins")
  func turns() throws {
    for seed in [1, 2, 3] as [UInt64] {
      let weeks = try PlannedWeeks(Self.desk)
      defer { weeks.remove() }
      var worked: [String: Int] = [:]
      var last: [String: Int]?
      for number in 49...52 {
        let plan = try weeks.plan(Self.week(number), seed: seed, iterations: 200)
        let own = Self.weekendDays(plan)
        #expect(own.values.sorted() == [0, 2], "week \(number)")
        if let last { #expect(own["a1"] != last["a1"], "week \(number)") }
        last = number == 50 ? nil : own
        for (person, days) in own { worked[person, default: 0] += days }
        #expect(PlanCheck(plan).findings().filter { $0.severity == .breach }.map(\.message) == [])
        #expect(
          plan.request.people.map { $0.fairness?.carriedIn.weekendDays }
            == ["a1", "a2"].map { person in
              (worked[person] ?? 0) - (own[person] ?? 0)
            })
      }
      #expect(worked == ["a1": 4, "a2": 4])
    }
  }

  @Test("an opening balance gives the first weekend to the other") func opening() throws {
    for (person, other) in [("a1", "a2"), ("a2", "a1")] {
      let ledger = "agent_id,week,contract_minutes,weekend_days\n\(person),start,9600,6\n\(other),start,9600,4\n"
      let weeks = try PlannedWeeks(Self.desk.with("ledger.csv", ledger))
      defer { weeks.remove() }
      let plan = try weeks.plan(Self.week(49), iterations: 200)
      #expect(Self.weekendDays(plan) == [person: 0, other: 2])
      #expect(plan.inputs.contains { $0.path == "ledger.csv" })
    }
  }

  @Test("weeks with a plan are counted from it; the file tells of the others") func sources() throws {
    let ledger = """
      agent_id,week,contract_minutes,weekend_days,nights,changes
      a1,2026-W47,960,1,3,2
      a1,2026-W49,960,9,9,0
      gone,2026-W47,960,2,0,0
      a1,2026-W52,960,5,5,0

      """
    let weeks = try PlannedWeeks(Self.desk.with("ledger.csv", ledger))
    defer { weeks.remove() }
    let first = try weeks.plan(Self.week(49), weeks: 2)
    let plan = try weeks.plan(Self.week(51))
    let carried = try #require(plan.request.people[0].fairness?.carriedIn)
    #expect(carried.weekendDays == 1 + (Self.weekendDays(first)["a1"] ?? 0))
    #expect(carried.nights == 3 && carried.contractMinutes == 3 * 960)
    let worksHoliday = first.rota.duties.contains {
      $0.person == "a1" && $0.duty.date == CivilDate(year: 2026, month: 12, day: 8)
    }
    #expect(carried.holidays == (worksHoliday ? 1 : 0))
    let survey = try LedgerSurvey(of: weeks.project, in: weeks.folder.path, file: Array(ledger.utf8))
    #expect(survey.warnings.map(\.code) == ["ledger.differs"])
    #expect(survey.planned == (49...51).map(Self.week) && survey.kept == [Self.week(47), Self.week(52)])
    #expect(survey.rows.count == 3 + 6)
    #expect(survey.rows.first { $0.week == "2026-W47" && $0.person == "a1" }?.changes == 2)
    // What is written is read back as it is, and then nothing differs.
    try survey.write(to: weeks.folder.path)
    let written = try [UInt8](Data(contentsOf: weeks.folder.appending(path: "ledger.csv")))
    let again = try LedgerSurvey(of: weeks.project, in: weeks.folder.path, file: written)
    #expect(again.warnings.isEmpty && again.text == written)
    // A plan that is taken away still counts by its rows.
    try FileManager.default.removeItem(at: weeks.folder.appending(path: "plans/2026-W49"))
    let without = try LedgerSurvey(of: weeks.project, in: weeks.folder.path, file: written)
    #expect(without.people.map(\.duties.description) == again.people.map(\.duties.description))
  }

  @Test("shares are by contract within those who are alike") func shares() throws {
    let files = Self.desk.with(
      "agents.csv",
      "agent_id,name,site,skills,contract_hours,days_off\na1,Agent 01,s,x,16,\na2,Agent 02,s,x,8,\na3,Agent 03,s,x,16,sun\n"
    )
    let project = try Project.read(files)
    let rows = ["a1", "a2", "a3"].map { person in
      LedgerRow(
        person: PersonID(person), week: .start,
        counts: DutyCounts(contractMinutes: person == "a2" ? 480 : 960, weekendDays: 3))
    }
    let survey = LedgerSurvey(of: project, ledger: Ledger(kept: rows, plans: [], holidays: []), planned: [])
    #expect(survey.people.map { $0.duties[0].share } == [4, 2, 3])
    #expect(survey.people.map(\.group) == [1, 1, nil])
  }

  @Test("without the setting a plan is the same to the byte, whatever a ledger says") func off() throws {
    let plain = Self.desk.replacing("fairness: { weekends: 20 },", by: "", in: "rota.json")
    func bytes(_ files: MemoryFiles) throws -> [UInt8] {
      let weeks = try PlannedWeeks(files)
      defer { weeks.remove() }
      try weeks.plan(Self.week(49))
      return try publishedFiles(of: try weeks.plan(Self.week(50))).flatMap(\.bytes)
    }
    let expected = try bytes(plain)
    #expect(try bytes(plain.with("ledger.csv", "nonsense")) == expected)
    let off = plain.replacing("name: \"Desk\"", by: "name: \"Desk\", fairness: false", in: "rota.json")
    #expect(!String(decoding: try bytes(off), as: UTF8.self).contains("fairness"))
    #expect(!String(decoding: expected, as: UTF8.self).contains("fairness"))
  }

  @Test("the checker finds another balance, other steps, another price and another count") func mutated() throws {
    let weeks = try PlannedWeeks(Self.desk)
    defer { weeks.remove() }
    try weeks.plan(Self.week(49))
    let plan = try weeks.plan(Self.week(50), iterations: 200)
    func rules(_ change: (inout PlanDocument) -> Void) -> Set<String> {
      var plan = plan
      change(&plan)
      return Set(PlanCheck(plan).findings().filter { $0.severity == .breach }.map(\.rule))
    }
    let sound = rules { _ in }
    let balance = rules { $0.request.people[0].fairness?.carriedIn.weekendDays += 1 }
    let step = rules { $0.request.people[0].fairness?.steps?[0][1] += 1 }
    let nobody = rules { $0.request.people[1].fairness = nil }
    let cost = rules { $0.result.costs.fairness = ($0.result.costs.fairness ?? 0) + 1 }
    let unsaid = rules { $0.result.costs.fairness = nil }
    let count = rules { $0.people[0].fairness?.counts.weekendDays += 1 }
    let paid = rules { $0.people[0].fairness?.cost += 1 }
    let missing = rules { $0.people[0].fairness = nil }
    #expect(sound == [])
    #expect(balance.contains("fairness.steps") && step.contains("fairness.steps"))
    #expect(nobody.contains("fairness.steps") && unsaid.contains("figures.cost"))
    #expect(cost == ["figures.cost"])
    #expect(count == ["figures.people"] && paid == ["figures.people"] && missing == ["figures.people"])
    #expect(reportPage(plan).contains("id=\"fairness\""))
  }
}
