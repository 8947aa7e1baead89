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

@Suite("people of other plans who are no longer there") struct AbsentHelpTests {
  private static func week(_ number: Int) throws -> ISOWeek { try #require(ISOWeek(year: 2026, week: number)) }

  @Test(
    "a week planned again names the plan that counts its people, and so does that plan's check; the same rota doesn't")
  func again() throws {
    let weeks = try PlannedWeeks(SimulatedPlanTests.nights)
    defer { weeks.remove() }
    let first = try weeks.plan(Self.week(48))
    let second = try weeks.plan(Self.week(49))
    let monday = second.request.firstDate
    // Sunday's night is on duty on Monday until 05:00.
    #expect(second.request.carriedIn.contains { $0.duty.date == monday.adding(days: -1) })
    let plans = PlansFolder(project: weeks.folder.path)
    let place = plans.place(of: try Self.week(48))
    let base = try PlanPlacement(project: weeks.folder.path, target: place, week: try Self.week(48), weeks: 1).base()
    #expect(base.isHeld && base.warnings(for: first) == base.warnings)
    #expect(try weeks.borders(Self.week(49)).filter { $0.rule == "neighbours.absent" } == [])

    var fewer = first
    fewer.rota.duties.removeAll { $0.duty.date == monday.adding(days: -1) }
    let warning = try #require(base.warnings(for: fewer).first { $0.code == "plan.counted-elsewhere" })
    #expect(warning.message.contains("plans/2026-W49") && warning.message.contains("from Mon 2026-11-30 00:00 on"))
    #expect(warning.cure == "Plan 2026-W49 again as well.")
    try place.publish(try publishedFiles(of: fewer))
    let note = try #require(try weeks.borders(Self.week(49)).first { $0.rule == "neighbours.absent" })
    #expect(note.severity == .note && note.message.contains("plan 2026-W49 again"))
    // Who can take other queues stands in for nobody.
    let there = second.request.carriedIn.filter { $0.duty.date < monday }
    #expect(AbsentHelp(countedIn: second, on: { $0 < monday }, there: there) == nil)
    let stranger = there.map { CarriedDuty(queues: [QueueID("other")], duty: $0.duty) }
    var both = second
    both.coverage.append(second.coverage[0])
    both.coverage[both.coverage.count - 1].queue = QueueID("other")
    #expect(AbsentHelp(countedIn: both, on: { $0 < monday }, there: stranger) != nil)
    // More people than were counted are no fault of the plan.
    var alone = second
    alone.request.carriedIn = []
    let now = try plans.neighbours(of: alone.request.dates)
    #expect(!PlanBorders(alone, now).findings(besides: []).contains { $0.rule == "neighbours.absent" })
    // A plan that lies elsewhere takes nobody away.
    let elsewhere = try PlanPlacement(
      project: weeks.folder.path, target: PlanFolder(weeks.folder.appending(path: "try").path), week: try Self.week(48),
      weeks: 1
    ).base()
    #expect(elsewhere.warnings(for: fewer) == elsewhere.warnings)
  }

  @Test("a shorter plan whose calendars cancel duties beyond a change of clocks is sound")
  func cancelled() throws {
    let weeks = try PlannedWeeks(NeighbouringPlansTests.daily)
    defer { weeks.remove() }
    let first = try #require(ISOWeek(year: 2027, week: 11))
    try weeks.plan(first, weeks: 3)
    let plan = try weeks.plan(first)
    let change = try #require(CivilDate(year: 2027, month: 3, day: 28))
    #expect(plan.calendar.contains { $0.cancelled && $0.duty.date > change })
    let folder = PlansFolder(project: weeks.folder.path).place(of: first).path
    #expect(HeldPlan.isSound(plan, in: folder))
    // Within what the plan records its own clocks count, whatever the rules of today say.
    var other = plan
    other.clocks?.zones[0].offset += 3600
    #expect(!HeldPlan.isSound(other, in: folder))
  }
}
