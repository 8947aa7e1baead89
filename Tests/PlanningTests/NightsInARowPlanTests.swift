import Calendars
import Plans
import ProjectFixtures
import Testing
import Workforce

@testable import Planning

/// Nights in a row through weeks that are planned one by one, in any order.
@Suite("Nights in a row over plans") struct NightsInARowPlanTests {
  /// One person at a desk that is open by night, six hours every date.
  private static let nightly = MemoryFiles([
    "rota.json": """
    {
      name: "Nightly", timeZone: "Europe/Warsaw", interval: "30m",
      queues: [ { id: "q", skills: "x", hours: { "mon-sun": "00:00-06:00" }, handleTime: "5m" } ],
      sites: [ { id: "s", timeZone: "Europe/Warsaw" } ],
      shifts: [ { id: "t", start: "00:00", lengths: ["6h"], breaks: "none" } ],
      rules: { maximumConsecutiveDays: 6, minimumDaysOff: 0, weeklyTolerance: "40h" },
      tickets: [ { file: "tickets.csv", timeZone: "Europe/Warsaw" } ],
    }
    """,
    "agents.csv": "agent_id,name,site,skills,contract_hours\na1,Agent 01,s,x,20\na2,Agent 02,s,x,20\n",
    "tickets.csv": NeighbouringPlansTests.counts(hours: 0..<6, contacts: 9, queue: "q"),
  ])

  private static func week(_ number: Int) -> ISOWeek {
    ISOWeek(containing: CivilDate(dayNumber: 20_787 + 7 * (number - 49)))
  }

  private static func longestRun(_ dates: Set<Int>) -> Int {
    dates.map { first in (0...).first { !dates.contains(first + $0) } ?? 0 }.max() ?? 0
  }

  @Test("the limit holds across the weeks, whichever is planned first", arguments: [[49, 50, 51], [49, 51, 50]])
  func acrossPlans(_ order: [Int]) throws {
    for (text, most) in [("", 6), ("maximumConsecutiveNights: 2, ", 2)] {
      let files = Self.nightly.replacing("rules: { ", by: "rules: { \(text)", in: "rota.json")
      let weeks = try PlannedWeeks(files)
      defer { weeks.remove() }
      for number in order { _ = try weeks.plan(Self.week(number)) }
      let rows = try (49...51).flatMap { try weeks.rows(of: "plans/\(Self.week($0))") }
      for person in ["a1", "a2"] {
        let run = Self.longestRun(Set(rows.filter { $0.person == person }.map(\.date)))
        #expect(run <= most && run > 1, "\(person): \(run)")
        if text.isEmpty { #expect(run > 2) }
      }
    }
  }

  @Test("no limit is longer than what is read of the plans beside a plan")
  func reach() throws {
    let row = try #require(LabourRule.ofTeam.first { $0.column == "max_consecutive_nights" })
    guard case .whole(let range, _) = row.values else { throw Failure.notWhole }
    #expect(range.upperBound <= Neighbours.usualReach)
  }

  private enum Failure: Error { case notWhole }

  @Test("a person's own limit in agents.csv stands before the team's")
  func ownLimit() throws {
    let files = Self.nightly.replacing("rules: { ", by: "rules: { maximumConsecutiveNights: 1, ", in: "rota.json").with(
      "agents.csv", "agent_id,site,skills,contract_hours,max_consecutive_nights\na1,s,x,20,\na2,s,x,20,4\n")
    let weeks = try PlannedWeeks(files)
    defer { weeks.remove() }
    let plan = try weeks.plan(Self.week(49))
    #expect(plan.request.people.map(\.rules.maximumConsecutiveNights) == [1, 4])
    let rows = try weeks.rows(of: "plans/\(Self.week(49))")
    #expect(Self.longestRun(Set(rows.filter { $0.person == "a1" }.map(\.date))) == 1)
    #expect((2...4).contains(Self.longestRun(Set(rows.filter { $0.person == "a2" }.map(\.date)))))
  }
}
