import Calendars
import Plans
import Publishing
import Testing
import Workforce

@testable import Planning

/// Meetings of a plan that people hold.
@Suite("Meetings, published and taken back") struct LivingMeetingTests {
  @Test("an operation like others: undone to the byte, and replayed from the journal")
  func living() throws {
    let weeks = try PlannedWeeks(NeighbouringPlansTests.daily)
    defer { weeks.remove() }
    let week = ISOWeek(containing: CivilDate(dayNumber: 20_787))
    try weeks.plan(week)
    let living = weeks.living(week)
    let store = DraftStore(living)
    let base = try store.base(command: "rota meet")
    let plan = try #require(base.current)
    let person = try #require(plan.rota.duties.first).person
    let asked = Meeting(
      id: "weekly", title: "Weekly team", people: [person], length: plan.request.grid.interval, repeats: .weekly)
    let answer = try PlanChanger(plan, command: "rota meet").meet([asked], from: plan.request.grid.start)
    try #require(answer.isChanged)
    let changes = PlanChange.all(from: plan.rota, to: answer.revised.plan.rota)
    #expect(changes.map(\.kind) == [.activities])
    try store.put(
      answer.revised.plan, as: DraftOperation("meet", arguments: [], changes: changes, at: PlannedWeeks.now), over: base
    )
    let draft = try #require(try living.draft.current())
    #expect(draft.rota == answer.revised.plan.rota)
    #expect(try JournalReplay(living).run().draft == (try planJSON(draft)))
    let published = try Publication(living).publish(allowsBreaches: true, at: PlannedWeeks.now).plan
    // Who attends something is told: the event has risen, and no other.
    #expect(published.calendar.filter { $0.sequence > 0 }.map(\.person) == [person])
    #expect(published.calendar.filter { $0.activities != nil }.count == 1)
    #expect(try JournalReplay(living).run().published == (try planJSON(published)))
    let next = try store.base(command: "rota meet")
    let held = try #require(next.current)
    let gone = try PlanChanger(held, command: "rota meet").meet([], removing: ["weekly"], from: plan.request.grid.start)
    try store.put(
      gone.revised.plan, as: DraftOperation("meet", arguments: ["--remove", "weekly"], at: PlannedWeeks.now), over: next
    )
    #expect(try living.draft.current()?.rota.activities == nil)
    _ = try Undo(living).undo(at: PlannedWeeks.now)
    #expect(try living.draft.current() == nil)
    #expect(try living.home.current()?.rota == published.rota)
  }
}
