import Calendars
import Checking
import Plans
import ProjectFixtures
import Searching
import Tables
import Testing
import Workforce

@testable import Planning

/// Changes of a draft are priced against what people hold.
@Suite("Disturbance of what is published") struct HeldPriceTests {
  private static func findings(_ plan: PlanDocument) throws -> [String] {
    PlanCheck(try readPlan(try planJSON(plan), file: "plan.json")).findings().filter { $0.severity == .breach }
      .map { "\($0.rule): \($0.message)" }
  }

  private static func absent(_ duty: AssignedDuty, from: Instant) -> ReplanRequest {
    ReplanRequest(
      from: from,
      absences: [
        .init(person: duty.person, absence: Absence(first: duty.duty.date, last: duty.duty.date, kind: "sick"))
      ])
  }

  private static let options = SearchLimits(timeLimit: nil, iterations: 200, seed: 1, threads: 1)

  @Test(
    "a second sick call: what it changes is said, what is priced is all that differs from the published plan",
    arguments: 0..<4)
  func twice(number: Int) throws {
    let made = try ReplanningTests.make(iterations: 600)
    let held = made.plan
    let first = held.rota.duties[number * 2]
    let one = try made.changer.replan(
      Self.absent(first, from: made.from), options: Self.options, control: ReplanningTests.control)
    let second = try #require(one.plan.rota.duties.last { $0.person != first.person })
    let changer = PlanChanger(one.plan, held: held, project: made.project, command: "rota replan")
    let two = try changer.replan(
      Self.absent(second, from: made.from), options: Self.options, control: ReplanningTests.control)
    #expect(try Self.findings(two.plan) == [])
    func plain(_ changes: [ChangedDuty]) -> [ChangedDuty] {
      changes.map { ChangedDuty(person: $0.person, date: $0.date, before: $0.before, after: $0.after, why: "") }
    }
    let people = held.request.people.map(\.id)
    let record = try #require(two.plan.revised)
    #expect(plain(record.changes) == ChangedDuty.all(from: held.rota, to: two.plan.rota, people: people) { _ in "" })
    #expect(plain(two.changes) == ChangedDuty.all(from: one.plan.rota, to: two.plan.rota, people: people) { _ in "" })
    #expect(record.changes.allSatisfy { !$0.why.isEmpty })
    // Reasons of the first call stay with what stays of it.
    #expect(record.changes.first { $0.person == first.person && $0.date == first.duty.date }?.why == "absent (sick)")
    #expect(two.plan.result.disturbance == record.disturbance(among: two.plan.request.people))
    #expect(two.plan.result.bound <= two.plan.result.total + 1e-6)
  }

  @Test("there and back disturbs nobody") func back() throws {
    let made = try ReplanningTests.make()
    let assigned = try #require(made.plan.rota.duties.first)
    let (id, date) = (assigned.person, assigned.duty.date)
    let gone = try made.changer.edit([.remove(id, date)], from: made.from)
    #expect(gone.plan.result.disturbance == 120)
    let person = try #require(made.plan.request.people.first { $0.id == id })
    let times = [assigned.duty.start, assigned.duty.end].map {
      ClockTime(minutes: person.zone.civil(at: $0).minuteOfDay)
    }
    let draft = PlanChanger(gone.plan, held: made.plan, command: "rota edit")
    let back = try draft.edit([.add(id, date, from: times[0], to: times[1])], from: made.from)
    #expect(back.changes.count == 1 && back.changes[0].before == nil)
    // Breaks may lie elsewhere: then that is all.
    #expect(back.plan.revised?.changes.contains(where: \.changesDuty) == false)
    #expect(try #require(back.plan.result.disturbance) <= 4 * Double(assigned.duty.breaks.count))
    #expect(try Self.findings(back.plan) == [])
    // Against the draft, coming back would have been a new duty.
    let alone = try PlanChanger(gone.plan, command: "rota edit").edit(
      [.add(id, date, from: times[0], to: times[1])], from: made.from)
    #expect(alone.plan.result.disturbance == 120)
  }

  @Test("a swap and what was set by hand stay when the draft is planned again") func agreed() throws {
    let made = try ReplanningTests.make(iterations: 600)
    let duties = made.plan.rota.duties
    for first in duties {
      for second in duties where second.person > first.person && second.duty.date == first.duty.date {
        guard first.duty.start != second.duty.start,
          let swapped = try? made.changer.swap(
            (first.person, first.duty.date), (second.person, second.duty.date), from: made.from), swapped.keepsRules,
          let sick = duties.last(where: { ![first.person, second.person].contains($0.person) })
        else { continue }
        let changer = PlanChanger(swapped.plan, held: made.plan, project: made.project, command: "rota replan")
        let next = try changer.replan(
          Self.absent(sick, from: made.from), options: Self.options, control: ReplanningTests.control)
        for whose in [first, second] {
          func duty(_ rota: Rota) -> Duty? {
            rota.duties.first { $0.person == whose.person && $0.duty.date == whose.duty.date }?.duty
          }
          #expect(duty(next.plan.rota) == duty(swapped.plan.rota))
        }
        #expect(try Self.findings(next.plan) == [])
        return
      }
    }
    Issue.record("no two duties can be swapped")
  }
}
