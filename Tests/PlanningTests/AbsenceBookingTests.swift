import Calendars
import Foundation
import Plans
import Tables
import Testing
import Workforce

@testable import Planning

@Suite("Absences of a published plan in absences.csv") struct AbsenceBookingTests {
  private static func absent(_ person: String, _ first: Int, _ last: Int, paid: Bool = true)
    -> RevisionRecord.AbsentPerson
  {
    RevisionRecord.AbsentPerson(
      person: PersonID(person),
      absence: Absence(
        first: CivilDate(dayNumber: 20_787 + first), last: CivilDate(dayNumber: 20_787 + last), kind: "sick", paid: paid
      ))
  }

  private static func added(_ text: String?, _ absent: RevisionRecord.AbsentPerson...) throws -> String? {
    try AbsenceBooking.adding(absent, to: text.map { [UInt8]($0.utf8) }).map {
      String(decoding: $0.text, as: UTF8.self)
    }
  }

  @Test("rows for what the file doesn't know, in its own columns and delimiter; asked again nothing") func rows() throws
  {
    let made = try Self.added(nil, Self.absent("a1", 0, 1))
    #expect(made == "agent_id,first_date,last_date,kind,paid,hours_a_day\na1,2026-11-30,2026-12-01,sick,yes,\n")
    #expect(try Self.added(made, Self.absent("a1", 0, 1), Self.absent("a1", 1, 1)) == nil)
    // What is booked already splits the rest; the last line may lack its end.
    let text = "last_date;first_date;agent_id\n2026-12-01;2026-12-01;a1"
    #expect(
      try Self.added(text, Self.absent("a1", 0, 3), Self.absent("a2", 1, 1))
        == text + "\n2026-11-30;2026-11-30;a1\n2026-12-03;2026-12-02;a1\n2026-12-01;2026-12-01;a2\n")
  }

  @Test("what a day is worth has a column of its own, added where the file has none") func worth() throws {
    var sunday = Self.absent("a1", 6, 6)
    sunday.absence.minutesADay = 440
    #expect(
      try Self.added("agent_id,first_date,last_date\r\na2,2026-12-01,2026-12-01\r\n", sunday)
        == "agent_id,first_date,last_date,hours_a_day\r\na2,2026-12-01,2026-12-01,\r\na1,2026-12-06,2026-12-06,7.3333\n"
    )
    let kinds = "agent_id,first_date,last_date,kind\na2,2026-12-01,2026-12-01,\"a\nb\"\n"
    #expect(try Self.added(kinds, sunday) == kinds + "a1,2026-12-06,2026-12-06,sick\n")
  }

  @Test("who has left agents.csv gets no row, so that the project can still be read") func left() throws {
    let project = FileManager.default.temporaryDirectory.appending(path: "rota-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: project, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: project) }
    try Data("name,agent_id\nAgent 02,a2\n".utf8).write(to: project.appending(path: "agents.csv"))
    let booking = AbsenceBooking.book([Self.absent("a1", 0, 1), Self.absent("a2", 0, 0)], in: project.path)
    #expect(booking.rows == 1 && booking.trouble == nil)
    let text = try String(contentsOf: project.appending(path: AbsenceBooking.file), encoding: .utf8)
    #expect(text == "agent_id,first_date,last_date,kind,paid,hours_a_day\na2,2026-11-30,2026-11-30,sick,yes,\n")
    #expect(AbsenceBooking.book([Self.absent("a1", 0, 1)], in: project.path).rows == 0)
    // Where nobody can be looked up, nobody is left out.
    try FileManager.default.removeItem(at: project.appending(path: "agents.csv"))
    #expect(AbsenceBooking.book([Self.absent("a1", 0, 1)], in: project.path).rows == 1)
  }

  @Test("what was booked for whoever comes after all goes again, and nothing else") func released() throws {
    let text = "first_date;kind;agent_id;last_date\r\n2026-12-01;leave;a1;2026-12-01\r\n"
    let more = try Self.added(text, Self.absent("a1", 0, 3))
    let booked = try #require(more)
    let removed = try AbsenceBooking.removing([Self.absent("a1", 0, 3)], from: [UInt8](booked.utf8))
    #expect(removed?.rows == 2)
    #expect(removed.map { String(decoding: $0.text, as: UTF8.self) } == text)
    for other in [Self.absent("a2", 0, 3), Self.absent("a1", 3, 4), Self.absent("a1", 0, 0)] {
      let kept = try AbsenceBooking.removing([other], from: [UInt8](text.utf8))
      #expect(kept == nil)
    }
  }

  @Test("a file that can't be read or can't say it stays as it is") func refusals() {
    #expect(throws: Diagnostic.self) { try Self.added("agent_id,first_date\n", Self.absent("a1", 0, 0)) }
    let unpaid = #expect(throws: Diagnostic.self) {
      try Self.added("agent_id,first_date,last_date\n", Self.absent("a1", 0, 0, paid: false))
    }
    #expect(unpaid?.code == "absences.paid")
  }
}
