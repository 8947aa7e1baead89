import Calendars
import Plans
import Publishing
import Tables
import Testing
import Workforce

@Suite("The sheet of a plan for a spreadsheet") struct EditSheetTests {
  @Test("line one names the plan, the header its dates; a cell a duty on its person's clock, off or leave")
  func form() throws {
    let plan = try SamplePlans.followTheSun()
    let rows = try readCSV(export(plan, as: .editCSV)[0].bytes)
    #expect(rows[0].prefix(3) == ["rota edit sheet", "2026-W13", "revision \(plan.publishedRevision)"])
    #expect(rows[0][4].hasPrefix("sheet ") && rows[0][5] == "times on each person's own clock")
    let dates = (0..<7).map { plan.request.firstDate.adding(days: $0) }
    #expect(rows[1] == ["agent_id", "agent"] + dates.map(\.description))
    #expect(rows.count == 2 + plan.request.people.count && rows.allSatisfy { $0.count == 9 })
    var duties = 0
    for row in rows.dropFirst(2) {
      let person = try #require(plan.request.people.first { $0.id.rawValue == row[0] })
      for (date, cell) in zip(dates, row.dropFirst(2)) {
        let duty = plan.rota.duties.first { $0.person == person.id && $0.duty.date == date }?.duty
        guard let duty else {
          #expect(cell == (person.absences.contains { $0.first <= date && date <= $0.last } ? "leave" : "off"))
          continue
        }
        duties += 1
        let (from, to) = (person.zone.civil(at: duty.start), person.zone.civil(at: duty.end))
        #expect(cell.hasPrefix("\(from.clock)-\(to.clock)"), "\(cell)")
        let queues = Set(
          plan.rota.work.filter { $0.person == person.id && duty.start <= $0.start && $0.start < duty.end }
            .compactMap(\.queue?.rawValue))
        let said = cell.split(separator: "[").dropFirst().first?.dropLast().split(separator: "+").map(String.init) ?? []
        #expect(Set(said) == queues && said.count == queues.count, "\(cell)")
      }
    }
    #expect(duties == plan.rota.duties.count)
    let note = try #require(exportNotes(plan, as: .editCSV).first)
    #expect(note.message.contains("Asia/Manila") && note.severity == .note)
  }

  @Test("the mark stays with what the sheet says, and another duty, leave or queue is another mark") func mark() throws
  {
    let plan = try SamplePlans.tiny()
    let mark = EditSheet(plan).mark
    var other = plan
    other.command = "rota plan elsewhere"
    other.summary.cost += 1
    #expect(EditSheet(other).mark == mark)
    other.rota.duties.removeLast()
    #expect(EditSheet(other).mark != mark)
    other = plan
    for index in other.rota.work.indices { other.rota.work[index].queue = "another" }
    #expect(EditSheet(other).mark != mark)
    other = plan
    other.request.people[0].absences = [Absence(first: plan.request.firstDate, last: plan.request.dates.upperBound)]
    other.rota.duties.removeAll { $0.person == other.request.people[0].id }
    #expect(EditSheet(other).mark != mark)
  }
}
