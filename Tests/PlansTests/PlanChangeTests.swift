import Calendars
import Foundation
import Searching
import Testing
import Workforce

@testable import Plans

@Suite("change lists") struct PlanChangeTests {
  private let monday = CivilDate(dayNumber: 20_787)

  private func day(
    _ person: PersonID, _ date: Int, start: Int = 9, length: Minutes = 480, shift: TemplateID = "day",
    breakAt offset: Minutes = 120, queue: QueueID? = "phone"
  ) -> Rota {
    let date = monday.adding(days: date)
    let begins = Zone.utc.instant(of: date, ClockTime(hour: start))
    let duty = Duty(
      template: shift, date: date, start: begins, length: length,
      breaks: [PlacedBreak(kind: .rest, offset: offset, length: 15, paid: true)])
    return Rota(
      duties: [AssignedDuty(person: person, duty: duty)],
      work: [
        WorkSpan(person: person, queue: queue, start: begins, end: begins + offset),
        WorkSpan(person: person, queue: "mail", start: begins + offset + 15, end: begins + length),
      ])
  }

  private func rota(_ days: [Rota]) -> Rota {
    Rota(
      duties: days.flatMap(\.duties).sorted { ($0.duty.start, $0.person) < ($1.duty.start, $1.person) },
      work: days.flatMap(\.work).sorted { ($0.person, $0.start) < ($1.person, $1.start) })
  }

  @Test("what is different is said by its largest part") func kinds() {
    let before = rota([day("a", 0), day("a", 1), day("a", 2), day("a", 3), day("a", 4)])
    let after = rota([
      day("a", 0), day("a", 1, start: 10), day("a", 2, breakAt: 180), day("a", 3, queue: "chat"), day("b", 4),
    ])
    let changes = PlanChange.all(from: before, to: after)
    #expect(
      changes.map { "\($0.person) \($0.date - monday) \($0.kind)" } == [
        "a 1 moved", "a 2 breaks", "a 3 queues", "a 4 removed", "b 4 added",
      ])
    let counts = PlanDifference.counts(of: changes)
    #expect(counts.people == 2 && counts.added == 1 && counts.removed == 1 && counts.moved == 1)
    #expect(counts.breaks == 1 && counts.queues == 1)
    #expect(PlanChange.all(from: before, to: before).isEmpty)
  }

  @Test("a list leads from the rota before to the one after, byte for byte, there and back; and from no other")
  func applied() throws {
    var random = SeededGenerator(seed: 5)
    func drawn() -> Rota {
      var days: [Rota] = []
      for person in ["a", "b", "c"] as [PersonID] {
        for date in 0..<7 where Int.random(in: 0..<3, using: &random) > 0 {
          days.append(
            day(
              person, date, start: Int.random(in: 6..<16, using: &random),
              length: Minutes(Int.random(in: 8..<12, using: &random) * 60),
              shift: Bool.random(using: &random) ? "day" : "late",
              breakAt: Minutes(Int.random(in: 1..<8, using: &random) * 30),
              queue: Bool.random(using: &random) ? "phone" : nil))
        }
      }
      return rota(days)
    }
    for _ in 0..<200 {
      let (before, after) = (drawn(), drawn())
      let changes = PlanChange.all(from: before, to: after)
      #expect(before.applying(changes) == after)
      let data = try JSONEncoder().encode(changes)
      #expect(before.applying(try JSONDecoder().decode([PlanChange].self, from: data)) == after)
      if !changes.isEmpty { #expect(after.applying(changes) == nil) }
      let back = changes.map { PlanChange(person: $0.person, date: $0.date, before: $0.after, after: $0.before) }
      #expect(after.applying(back) == before)
    }
  }
}
