import Calendars
import Foundation
import Tables
import Testing
import Workforce

@testable import Planning

/// Leave from calendars and tables of other programs.
@Suite struct LeaveImportTests {
  private func desk(absences: String? = nil, shrinkage: String = "") throws -> ImportFolder {
    let folder = try ImportFolder(
      settings:
        "{ name: \"Desk\", timeZone: \"Europe/Berlin\", queues: [{ id: \"phone\", channel: \"phone\"\(shrinkage) }] }\n"
    )
    try folder.write(
      "agents.csv",
      """
      agent_id,name,email,external_ids
      007,Agent Seven,seven@example.com,hr:4711
      a8,Jan Novák,jan@example.com,hr:4712
      a9,Jan Novák Mladší,,
      b1,Agent Ten,,hr:77
      b2,Agent Ten,,

      """)
    if let absences { try folder.write("absences.csv", absences) }
    return folder
  }

  private func read(
    _ text: String, into folder: ImportFolder, file: String = "hr.csv",
    _ change: (inout LeaveImport.Options) -> Void = { _ in }
  ) throws(Diagnostic) -> ImportedLeave {
    var options = LeaveImport.Options()
    change(&options)
    return try LeaveImport(into: folder.url.path, options: options).run(Array(text.utf8), file: file)
  }

  private func fault(_ text: String, _ change: (inout LeaveImport.Options) -> Void = { _ in }) throws -> Diagnostic {
    let folder = try desk()
    let before = folder.state("")
    do throws(Diagnostic) { _ = try read(text, into: folder, change) } catch {
      #expect(folder.state("").filter { $0.key != ".rota.lock" } == before)
      return error
    }
    throw UnexpectedAnswer()
  }

  private struct UnexpectedAnswer: Error {}

  @Test(
    "people by id, address, other ids and name, whatever case, accents and order",
    arguments: [
      ("Agent", "Agent Seven", "007"), ("agent_id", "007", "007"), ("agent_id", "7", "007"),
      ("Email", "Jan@Example.com", "a8"), ("Employee ID", "4712", "a8"), ("Mitarbeiter", "\"NOVAK, Jan\"", "a8"),
      ("Jméno", "jan novak mladsi", "a9"), ("Employee number", "77", "b1"),
    ])
  func people(header: String, cell: String, person: String) throws {
    let folder = try desk()
    let answer = try read("\(header),From,To\n\(cell),2026-12-01,2026-12-02\n", into: folder)
    #expect(answer.rowsAdded == 1 && answer.leftOut.isEmpty, "\(answer)")
    #expect(
      try folder.text("absences.csv")
        == "agent_id,first_date,last_date,kind,paid,hours_a_day\n\(person),2026-12-01,2026-12-02,leave,yes,\n")
  }

  @Test("what isn't sure is left out, with counts and examples")
  func leftOut() throws {
    let folder = try desk()
    let answer = try read(
      """
      Name;Start;End;Type;Status;Days
      Agent Seven;1.12.2026;2.12.2026;Unpaid leave;approved;2
      Agent Ten;24.12.2026;24.12.2026;x;Approved;1
      Nobody Here;24.12.2026;24.12.2026;x;Approved;1
      Jan Novák;24.12.2026;24.12.2026;x;Approved;0,5
      Jan Novák;27.12.2026 09:00;27.12.2026 12:00;x;Approved;
      Jan Novák;28.12.2026;28.12.2026;x;declined;1
      Jan Novák;29.12.2026;29.12.2026;x;maybe;1
      Jan Novák;30.12.2026;30.12.2026 23:59;x;Zatwierdzony;1

      """, into: folder)
    #expect(
      answer.leftOut.map { "\($0.why) \($0.count) \($0.row ?? 0)" } == [
        "unknown 1 4", "ambiguous 1 3", "partOfDay 2 5", "notGranted 1 7", "status 1 8",
      ])
    #expect(answer.rowsRead == 8 && answer.rowsAdded == 2 && answer.people == 2)
    #expect(answer.warnings.map(\.severity).filter { $0 == .warning }.count == 4)
    let text = try folder.text("absences.csv")
    #expect(text.contains("007,2026-12-01,2026-12-02,Unpaid leave,no,\na8,2026-12-30,2026-12-30,x,yes,\n"))
  }

  @Test("read again it changes nothing; what was taken back is named, and taken out when asked")
  func again() throws {
    let absences =
      "agent_id,first_date,last_date,kind,paid\na8,2026-12-10,2026-12-11,leave,yes\na8,2026-12-15,2026-12-15,sick,yes\n"
    let folder = try desk(absences: absences)
    let table = "name,from,to\nJan Novák,2026-12-01,2026-12-02\nJan Novák,2026-12-20,2026-12-21\n"
    let dry = try read(table, into: folder) { $0.isDry = true }
    #expect(dry.rowsAdded == 2)
    #expect(try folder.text("absences.csv") == absences)
    let first = try read(table, into: folder)
    #expect(first.rowsAdded == 2 && first.removed == 0)
    #expect(first.missing.map { "\($0.person) \($0.absence.first)" } == ["a8 2026-12-10"])
    #expect(first.warnings.map(\.code) == ["leave.missing"])
    let second = try read(table, into: folder)
    #expect(second.rowsAdded == 0 && second.removed == 0)
    let third = try read(table, into: folder) { $0.replaces = true }
    #expect(third.removed == 1 && third.rowsAdded == 0 && third.missing.isEmpty)
    let text = try folder.text("absences.csv")
    #expect(!text.contains("2026-12-10") && text.contains("a8,2026-12-15,2026-12-15,sick,yes"))
    #expect(try folder.project().people.first { $0.id == "a8" }?.absences.count == 3)
  }

  @Test("dates that may be two are asked about; one that can't settles the rest")
  func dates() throws {
    let doubtful = "name,from,to\nAgent Seven,02/12/2026,03/12/2026\n"
    let fault = try fault(doubtful)
    #expect(fault.code == "leave.date-order" && fault.position == SourcePosition(file: "hr.csv", row: 2, column: 2))
    let folder = try desk()
    #expect(
      try read(doubtful, into: folder) { $0.dateOrder = .dayFirst }.first == CivilDate(year: 2026, month: 12, day: 2))
    let settled = try read("\(doubtful)Agent Seven,24/12/2026,24/12/2026\n", into: try desk())
    #expect(
      settled.first == CivilDate(year: 2026, month: 12, day: 2)
        && settled.last == CivilDate(year: 2026, month: 12, day: 24))
  }

  @Test(
    "faults name the cell, and nothing is written",
    arguments: [
      ("name,from,to\nAgent Seven,2026-12-05,2026-12-01\n", "leave.order", 3),
      ("name,from,to\nAgent Seven,soon,2026-12-01\n", "leave.date", 2),
      ("name,from,to\nAgent Seven,2026-12-01,3026-12-01\n", "leave.date", 3),
      ("name,from,to,paid\nAgent Seven,2026-12-01,2026-12-01,perhaps\n", "leave.paid", 4),
      ("name,from,to,hours_a_day\nAgent Seven,2026-12-01,2026-12-01,25\n", "leave.hours", 4),
      ("name,from,to\n,2026-12-01,2026-12-01\n", "leave.person", 1),
    ])
  func faults(table: String, code: String, column: Int) throws {
    let fault = try fault(table)
    #expect(fault.code == code && fault.position == SourcePosition(file: "hr.csv", row: 2, column: column), "\(fault)")
  }

  @Test("no column for whom or when, a file of strangers, a person who isn't there")
  func strangers() throws {
    #expect(try fault("whom,from\nx,2026-12-01\n").code == "leave.columns")
    #expect(try fault("name,when\nAgent Seven,2026-12-01\n").code == "leave.columns")
    #expect(try fault("name,from\nNobody,2026-12-01\n").code == "leave.nobody")
    #expect(try fault("from\n2026-12-01\n") { $0.person = "a77" }.code == "leave.person")
    #expect(try fault("name,from\nx,2026-12-01\n") { $0.columns = ["first": "begins"] }.code == "csv.missing-column")
    let folder = try desk()
    #expect(try read("from\n2026-12-01\n", into: folder) { $0.person = "a8" }.rowsAdded == 1)
    let named = try read("x,y\nAgent Seven,2026-12-05\n", into: folder) { $0.columns = ["name": "x", "first": "y"] }
    #expect(named.rowsAdded == 1)
  }

  @Test("a calendar: events by their text or their people, repeats, exceptions; no parts of days, nothing cancelled")
  func calendar() throws {
    let folder = try desk()
    func event(_ lines: String...) -> String { "BEGIN:VEVENT\n\(lines.joined(separator: "\n"))\nEND:VEVENT\n" }
    let calendar =
      "BEGIN:VCALENDAR\n"
      + event("SUMMARY:Agent Seven – holiday", "DTSTART;VALUE=DATE:20261207", "DTEND;VALUE=DATE:20261209")
      + event("SUMMARY:Holiday (Novák\\, Jan Mladší)", "DTSTART;VALUE=DATE:20261210", "CATEGORIES:Vacation,Team")
      + event("SUMMARY:Off", "ORGANIZER;CN=Jan:MAILTO:jan@example.com", "DTSTART;VALUE=DATE:20261211")
      + event(
        "SUMMARY:Agent Seven: course", "DTSTART;VALUE=DATE:20261214", "RRULE:FREQ=DAILY;COUNT=4",
        "EXDATE;VALUE=DATE:20261216")
      + event("SUMMARY:Agent Seven dentist", "DTSTART:20261221T090000", "DTEND:20261221T110000")
      + event("SUMMARY:Agent Seven half day", "DTSTART;VALUE=DATE:20261222")
      + event("SUMMARY:Agent Ten off", "DTSTART;VALUE=DATE:20261222")
      + event("SUMMARY:Christmas party", "DTSTART;VALUE=DATE:20261222")
      + event("SUMMARY:Agent Seven off", "STATUS:CANCELLED", "DTSTART;VALUE=DATE:20261223")
      + event("SUMMARY:Jan Novák unpaid", "DTSTART:20261223T230000Z", "DTEND:20261224T230000Z") + "END:VCALENDAR\n"
    let answer = try read(calendar, into: folder, file: "leave.ics")
    #expect(
      answer.leftOut.map { "\($0.why) \($0.count)" } == ["unknown 1", "ambiguous 1", "partOfDay 2"], "\(answer)")
    #expect(answer.notes.map(\.code) == ["ics.recurrence-expanded", "ics.cancelled"])
    let written = try folder.text("absences.csv")
    #expect(
      written == """
        agent_id,first_date,last_date,kind,paid,hours_a_day
        007,2026-12-07,2026-12-08,leave,yes,
        a9,2026-12-10,2026-12-10,Vacation,yes,
        a8,2026-12-11,2026-12-11,leave,yes,
        007,2026-12-14,2026-12-15,leave,yes,
        007,2026-12-17,2026-12-17,leave,yes,
        a8,2026-12-24,2026-12-24,leave,no,

        """)
    let later = try read(calendar, into: try desk(), file: "leave.ics") {
      $0.from = CivilDate(year: 2026, month: 12, day: 15)
    }
    #expect(later.earlier == 3 && later.first == CivilDate(year: 2026, month: 12, day: 15))
  }

  @Test("columns that name two people, and leave without an end, are left out; then nothing is taken out either")
  func doubtful() throws {
    let absences = "agent_id,first_date,last_date\na8,2026-12-14,2026-12-15\na8,2026-12-01,2026-12-02\n"
    let folder = try desk(absences: absences)
    let table =
      "agent_id,name,from,to\na8,Agent Seven,2026-12-01,2026-12-02\na8,,2026-12-01,2026-12-02\n007,,2026-12-28,\na8,,2026-12-30,2026-12-30\n"
    let answer = try read(table, into: folder)
    #expect(answer.leftOut.map { "\($0.why) \($0.count)" } == ["ambiguous 1", "noEnd 1"])
    #expect(answer.missing.count == 1)
    let before = try folder.text("absences.csv")
    do throws(Diagnostic) {
      _ = try read(table, into: folder) { $0.replaces = true }
      Issue.record("taken out")
    } catch { #expect(error.code == "leave.replace-doubt" && error.position?.row == 2, "\(error)") }
    #expect(try folder.text("absences.csv") == before)
  }

  @Test("a kind is called as the project calls it; one that counts towards no planned share is said")
  func kinds() throws {
    let planned = ", shrinkage: [{ kind: \"leave\", share: 0.09, planned: true }]"
    let table = "name,from,type\nAgent Seven,2026-12-01,LEAVE\nAgent Seven,2026-12-03,Annual leave\n"
    let folder = try desk(shrinkage: planned)
    let answer = try read(table, into: folder)
    #expect(answer.notes.filter { $0.severity == .warning }.map(\.code) == ["leave.kind"])
    #expect(try folder.text("absences.csv").contains("2026-12-01,leave,yes"))
    let other = try desk(shrinkage: planned)
    let renamed = try read(table, into: other) { $0.renamed = ["annual leave": "leave"] }
    #expect(renamed.notes.allSatisfy { $0.severity == .note })
    #expect(try !other.text("absences.csv").contains("Annual"))
  }
}
