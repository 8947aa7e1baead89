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

@Suite("Changes made in a spreadsheet") struct SheetEditsTests {
  private static let made = Result { try ReplanningTests.make(iterations: 200) }

  private func sheet() throws -> OpenSheet { try OpenSheet(Self.made.get().plan) }

  /// A duty, and a person with a date off.
  private func places(_ plan: PlanDocument) throws -> (duty: AssignedDuty, off: (PersonID, CivilDate)) {
    let duty = try #require(plan.rota.duties.last)
    for person in plan.request.people {
      for day in 0..<plan.request.days {
        let date = plan.request.firstDate.adding(days: day)
        if !plan.rota.duties.contains(where: { $0.person == person.id && $0.duty.date == date }),
          !person.absences.contains(where: { $0.first <= date && date <= $0.last })
        {
          return (duty, (person.id, date))
        }
      }
    }
    throw Diagnostic("test", "nobody is off")
  }

  @Test("an unchanged sheet changes nothing, however a spreadsheet saved it") func unchanged() throws {
    let sheet = try sheet()
    for delimiter in [",", ";", "\t"] {
      for bytes in [
        sheet.bytes(delimiter), sheet.bytes(delimiter, lineEnd: "\r\n", bom: true),
        sheet.bytes(delimiter, quotes: true, empty: 3),
        sheet.bytes(delimiter) + Array("\(delimiter)\(delimiter)\n".utf8),
      ] {
        let read = try sheet.edits(bytes)
        #expect(read.edits.isEmpty && read.notes.isEmpty, "\(read)")
      }
    }
    var other = sheet
    for row in other.rows.indices.dropFirst(2) {
      other.rows[row] = other.rows[row].map { cell in
        cell.uppercased() == "OFF"
          ? " Off " : cell.replacing("08:00-", with: "8:00:00 – ").replacing(":30 [", with: ":30:00[")
      }
    }
    #expect(other.rows != sheet.rows)
    #expect(try other.edits().edits.isEmpty)
    // A cell without its queue says nothing of it.
    for row in other.rows.indices.dropFirst(2) {
      other.rows[row] = other.rows[row].map { $0.split(separator: "[").first.map(String.init) ?? $0 }
    }
    #expect(try other.edits().edits.isEmpty)
  }

  @Test("sorted rows, rows and columns left out: what is there counts, the rest stays") func rearranged() throws {
    var sheet = try sheet()
    let (duty, _) = try places(sheet.plan)
    sheet[duty.person, duty.duty.date] = "off"
    let expected: [HandEdit] = [.remove(duty.person, duty.duty.date)]
    #expect(try sheet.edits().edits == expected)
    sheet.rows.reverse()
    #expect(try sheet.edits().edits == expected)
    let column = 2 + (duty.duty.date - sheet.plan.request.firstDate)
    sheet.rows = sheet.rows.filter { $0[0] == duty.person.rawValue || !$0[0].hasPrefix("a0") }
    #expect(sheet.rows.count == 3)
    #expect(try sheet.edits().edits == expected)
    // The first line stays as wide as it was.
    let first = try #require(sheet.rows.last)
    sheet.rows = sheet.rows.dropLast().map { [$0[0], $0[column]] } + [first]
    #expect(try sheet.edits().edits == expected)
  }

  @Test(
    "dates as spreadsheets write them",
    arguments: [
      "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d. %m. %Y", "%Y. %m. %d.", "%d.%m.%y", "%d/%m/%y", "%m/%d/%y", "%Y/%m/%d",
      "%d-%b-%y", "%d %b %Y", "%Y-%m-%dT00:00:00", "%Y-%m-%d 00:00:00", "Mon %d/%m/%Y", "%serial",
    ])
  func dates(form: String) throws {
    var sheet = try sheet()
    let (duty, _) = try places(sheet.plan)
    sheet[duty.person, duty.duty.date] = "off"
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    for day in 0..<7 {
      let date = sheet.plan.request.firstDate.adding(days: day)
      let (year, month, number) = date.parts
      sheet.rows[1][2 + day] = form.replacing("%serial", with: "\(date.dayNumber + 25_569)")
        .replacing("%Y", with: "\(year)").replacing("%y", with: "\(year % 100)")
        .replacing("%m", with: two(month)).replacing("%d", with: two(number)).replacing("%b", with: months[month - 1])
    }
    let read = try sheet.edits()
    #expect(read.edits == [.remove(duty.person, duty.duty.date)])
    let isAsked = form.contains("serial")
    #expect(read.notes.isEmpty == !isAsked, "\(read.notes)")
  }

  @Test("a date that may be two of the plan is asked about, one that can be one only is said") func doubtful() throws {
    let plan = try Self.made.get().plan
    func read(_ texts: [String], _ dates: Range<CivilDate>) throws -> SheetDates {
      try SheetDates(
        texts.map { .init(text: $0, position: SourcePosition(file: "week.csv", row: 2, column: 3)) }, in: dates)
    }
    func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }
    let long = try date("2026-01-05")..<date("2026-12-28")
    let doubt = #expect(throws: Diagnostic.self) { try read(["02/03/2026", "03/03/2026"], long) }
    #expect(doubt?.code == "edits.date-order" && doubt?.position?.description == "week.csv:2:3")
    #expect(try read(["02/03/2026", "25/03/2026"], long).dates == [date("2026-03-02"), date("2026-03-25")])
    #expect(try read(["03/03/2026"], long).notes.isEmpty)
    let week = try date("2026-11-30")..<date("2026-12-07")
    let said = try read(["01/12/2026", "02/12/2026"], week)
    #expect(said.dates == [try date("2026-12-01"), try date("2026-12-02")] && said.notes.count == 1)
    #expect(try read(["12/01/2026"], week).dates == [date("2026-12-01")])
    for (text, code) in [("notes", "edits.column"), ("2026-12-08", "edits.date"), ("17-Sep", "edits.column")] {
      let error = #expect(throws: Diagnostic.self) { try read([text], week) }
      #expect(error?.code == code && error?.cure != nil && error?.position != nil)
    }
    #expect(throws: Diagnostic.self) { try read(["2026-12-01", "1.12.2026"], week) }
    #expect(plan.request.days == 7)
  }

  @Test("what is wrong is refused with row and column") func refused() throws {
    let made = try Self.made.get()
    let sheet = try sheet()
    let duty = try places(sheet.plan).duty
    let place = sheet.place(duty.person, duty.duty.date)
    let cell = "week.csv:\(place.0 + 1):\(place.1 + 1)"
    func refuse(
      _ code: String, _ position: String?, _ change: (inout OpenSheet) throws -> Void
    ) throws {
      var changed = sheet
      try change(&changed)
      let error = #expect(throws: Diagnostic.self, "\(code)") { try changed.edits() }
      #expect(error?.code == code && error?.cure != nil && error?.kind == .badData, "\(String(describing: error))")
      if let position { #expect(error?.position?.description == position, "\(code)") }
    }
    for text in ["9", "morning", "09:00-", "09:00-17:30 [phone", "25:00-26:00", "09:00-17:30-18:00", "09:00:20-17:30"] {
      try refuse("edits.cell", cell) { $0[duty.person, duty.duty.date] = text }
    }
    try refuse("edits.queue", cell) { $0[duty.person, duty.duty.date] = "09:00-17:30 [fax]" }
    try refuse("edits.queue", cell) { $0[duty.person, duty.duty.date] = "03:00-04:30 [mail+phone]" }
    try refuse("edits.empty", cell) { $0[duty.person, duty.duty.date] = "" }
    try refuse("edits.person", "week.csv:3:1") { $0.rows[2][0] = "b09" }
    try refuse("edits.person", "week.csv:3:1") { $0.rows[2][0] = "" }
    try refuse("edits.person-twice", "week.csv:9:1") { $0.rows.append($0.rows[3]) }
    try refuse("edits.name", "week.csv:3:2") { $0.rows[2][1] = "Agent 04" }
    try refuse("edits.column", "week.csv:1:10") {
      $0.rows[0].append("note"); $0.rows[2].append("x"); $0.rows.swapAt(0, 1); $0.rows[0].append("note")
    }
    try refuse("edits.date", "week.csv:2:3") { $0.rows[1][2] = "2026-12-24" }
    try refuse("edits.date-twice", "week.csv:2:4") { $0.rows[1][3] = $0.rows[1][2] }
    try refuse("edits.no-plan", nil) { $0.rows.removeFirst() }
    try refuse("edits.header", nil) { $0.rows.remove(at: 1) }
    try refuse("edits.other-plan", "week.csv:1") { $0.rows[0][1] = "2031-W01" }
    try refuse("edits.stale", "week.csv:1") { $0.rows[0][2] = "revision 77" }
    try refuse("edits.stale", "week.csv:1") { $0.rows[0][4] = "sheet 00000000" }
    try refuse("edits.stale", "week.csv:1") { $0.rows[0][3...4] = ["published", "sheet 00000000"] }
    let away = try #require(sheet.plan.request.people.first { !$0.absences.isEmpty })
    let row = try #require(sheet.rows.first { $0[0] == away.id.rawValue })
    if let column = row.firstIndex(of: "leave") {
      try refuse("edits.leave", nil) { $0[away.id, sheet.plan.request.firstDate.adding(days: column - 2)] = "off" }
    }
    // Zeros that a spreadsheet drops, and a name that nobody has, are no faults.
    var named = sheet
    named.rows[2][1] = "Agent 01 (new)"
    #expect(try named.edits().edits.isEmpty)
    var zeros = made.plan
    for index in zeros.request.people.indices where zeros.request.people[index].id == duty.person {
      zeros.request.people[index].id = "007"
    }
    for index in zeros.rota.duties.indices where zeros.rota.duties[index].person == duty.person {
      zeros.rota.duties[index].person = "007"
    }
    var dropped = try OpenSheet(zeros)
    dropped["007", duty.duty.date] = "off"
    dropped.rows[dropped.place("007", duty.duty.date).0][0] = "7"
    let read = try dropped.edits()
    #expect(read.edits == [.remove("007", duty.duty.date)] && read.notes.map(\.code) == ["edits.person"])
  }

  @Test("each kind of change, on one draft: pinned, checked, with the place of what can't be done") func changes()
    throws
  {
    let made = try Self.made.get()
    var sheet = try OpenSheet(made.plan)
    let (duty, off) = try places(made.plan)
    let other = try #require(made.plan.rota.duties.first { $0.person != duty.person && $0.duty != duty.duty })
    let times = sheet[duty.person, duty.duty.date].split(separator: " ")[0]
    sheet[duty.person, duty.duty.date] = "off"
    sheet[off.0, off.1] = String(times)
    sheet[other.person, other.duty.date] = "leave"
    let changer = made.changer
    let weekday = off.1.weekday.index < 5
    guard weekday else {
      // No shift begins at a weekend: the place says so.
      let error = #expect(throws: Diagnostic.self) {
        try changer.importEdits(sheet.bytes(), file: "week.csv", from: made.from)
      }
      let place = sheet.place(off.0, off.1)
      #expect(error?.code == "replan.no-shift")
      #expect(error?.position?.description == "week.csv:\(place.0 + 1):\(place.1 + 1)")
      return
    }
    let revised = try changer.importEdits(sheet.bytes(";"), file: "week.csv", from: made.from).revised
    #expect(Set(revised.changes.map(\.person)) == [duty.person, off.0, other.person])
    #expect(revised.plan.revised?.pins.count == 3)
    #expect(
      revised.newAbsences == [
        .init(person: other.person, absence: Absence(first: other.duty.date, last: other.duty.date, kind: "leave"))
      ])
    let read = try readPlan(try planJSON(revised.plan), file: "plan.json")
    let found = Set(PlanCheck(read).findings().filter { $0.severity == .breach })
    #expect(found == Set(revised.breaches), "only what the edits break")
    // The sheet of the changed plan says what was written, and the old one is stale.
    let next = try OpenSheet(revised.plan)
    #expect(next[duty.person, duty.duty.date] == "off" && next[other.person, other.duty.date] == "leave")
    #expect(next[off.0, off.1].hasPrefix(times))
    let stale = #expect(throws: Diagnostic.self) {
      try SheetEdits(sheet.bytes(), file: "week.csv", of: revised.plan)
    }
    #expect(stale?.code == "edits.stale")
    // Where something is repaired around it, what was set by hand stays.
    if revised.keepsRules {
      let repaired = try changer.repair(
        revised, prices: DisturbancePrices(), options: .init(timeLimit: nil, iterations: 60, seed: 1, threads: 1),
        control: ReplanningTests.control)
      #expect(repaired.newAbsences == revised.newAbsences && repaired.keepsRules)
      #expect(!repaired.plan.rota.duties.contains { $0.person == duty.person && $0.duty.date == duty.duty.date })
    }
  }

  @Test("a queue set by hand counts the duty there, wherever the queue asks for anybody") func queues() throws {
    let made = try Self.made.get()
    var sheet = try OpenSheet(made.plan)
    let both = try #require(
      made.plan.rota.duties.first { assigned in
        made.plan.request.people.contains { $0.id == assigned.person && $0.queues.count == 2 }
      })
    let cell = sheet[both.person, both.duty.date]
    let wanted = cell.contains("[mail]") ? "phone" : "mail"
    sheet[both.person, both.duty.date] = "\(cell.split(separator: " ")[0]) [\(wanted.uppercased())]"
    #expect(try sheet.edits().edits == [.queue(both.person, both.duty.date, QueueID(wanted), hours: nil)])
    let revised = try made.changer.importEdits(sheet.bytes(), file: "week.csv", from: made.from).revised
    #expect(revised.changes.isEmpty && revised.queueChanges.count == 1 && !revised.isSame)
    let spans = revised.plan.rota.work.filter {
      $0.person == both.person && both.duty.start <= $0.start && $0.start < both.duty.end
    }
    #expect(spans.contains { $0.queue == QueueID(wanted) })
    #expect(revised.breaches.isEmpty)
    let alone = try #require(
      made.plan.rota.duties.first { assigned in
        made.plan.request.people.contains { $0.id == assigned.person && $0.queues == ["phone"] }
      })
    sheet[alone.person, alone.duty.date] = "\(sheet[alone.person, alone.duty.date].split(separator: " ")[0]) [mail]"
    let error = #expect(throws: Diagnostic.self) {
      try made.changer.importEdits(sheet.bytes(), file: "week.csv", from: made.from)
    }
    let place = sheet.place(alone.person, alone.duty.date)
    #expect(error?.code == "replan.queue")
    #expect(error?.position?.description == "week.csv:\(place.0 + 1):\(place.1 + 1)")
  }
}
