import Calendars
import Checking
import Foundation
import Plans
import ProjectFixtures
import Publishing
import Searching
import Tables
import Testing
import Workforce

@testable import Planning

@Suite("people of other plans who are no longer there") struct AbsentHelpTests {
  private static func week(_ number: Int) throws -> ISOWeek { try #require(ISOWeek(year: 2026, week: number)) }

  /// A plan, as whoever reads absences again asks beside the plans that are there now.
  private static func replanned(_ plan: PlanDocument, of week: ISOWeek, in weeks: PlannedWeeks) throws -> RevisedPlan {
    let base = try DraftStore(weeks.living(week)).base(command: "rota replan")
    var asked = ReplanRequest(from: plan.request.grid.start)
    asked.readsAbsences = true
    return try PlanChanger(plan, project: weeks.project, beside: base.plan.neighbours, command: "rota replan").replan(
      asked, options: SearchLimits(timeLimit: nil, iterations: 40, threads: 1), control: ReplanningTests.control)
  }

  @Test("publishing a week names the plan that counts its people no more; planning that one near to itself knows it")
  func published() throws {
    let weeks = try PlannedWeeks(SimulatedPlanTests.nights)
    defer { weeks.remove() }
    let first = try weeks.plan(Self.week(48))
    let second = try weeks.plan(Self.week(49))
    let sunday = second.request.firstDate.adding(days: -1)
    let store = DraftStore(weeks.living(try Self.week(48)))
    let base = try store.base(command: "rota edit")
    let nights = first.rota.duties.filter { $0.duty.date == sunday }
    let revised = try PlanChanger(first, project: weeks.project, beside: base.plan.neighbours, command: "rota edit")
      .edit(
        nights.map { .remove($0.person, sunday) }, from: first.request.grid.start)
    try store.put(revised.plan, as: DraftOperation("edit", arguments: [], at: PlannedWeeks.now), over: base)
    let outcome = try Publication(weeks.living(try Self.week(48))).publish(allowsBreaches: true, at: PlannedWeeks.now)
    #expect(outcome.elsewhere.map(\.code) == ["plan.counted-elsewhere"])
    #expect(outcome.elsewhere.first?.message.contains("plans/2026-W49") == true)

    let again = try Self.replanned(second, of: Self.week(49), in: weeks)
    #expect(again.isSearched && again.plan.summary.uncoveredMinutes > second.summary.uncoveredMinutes)
    // With the same people there, nothing is searched.
    #expect(try !Self.replanned(again.plan, of: Self.week(49), in: weeks).isSearched)
  }

  @Test(
    "a draft over whose border a plan has changed is written anew though no duty is another one, and keeps its rules then"
  )
  func resettled() throws {
    let weeks = try PlannedWeeks(SimulatedPlanTests.nights)
    defer { weeks.remove() }
    let first = try weeks.draft(Self.week(48))
    try weeks.plan(Self.week(49))
    let revised = try Self.replanned(first, of: Self.week(48), in: weeks)
    #expect(revised.isResettled && !revised.isSame && revised.changes.isEmpty)
    #expect(revised.plan.request.people.contains { $0.ahead != nil })
    #expect(first.request.people.allSatisfy { $0.ahead == nil })
    // Asked again there is nothing to write.
    #expect(try Self.replanned(revised.plan, of: Self.week(48), in: weeks).isSame)
  }

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
    #expect(warning.cure?.hasPrefix("Plan 2026-W49 again as well; or,") == true)
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
