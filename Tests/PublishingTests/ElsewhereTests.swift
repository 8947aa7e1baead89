import Calendars
import Foundation
import Plans
import Publishing
import Tables
import Testing
import Workforce

/// What other programs import: Outlook, Deputy, Asana, Teams, When I Work.
@Suite("Rotas for other programs") struct ElsewhereTests {
  static let formats: [ExportFormat] = [.outlookCSV, .deputyCSV, .asanaCSV, .graphJSON, .whenIWorkJSON]
  static let addresses: [PersonID: PersonAddress] = [
    "=cmd": PersonAddress(
      email: "a01@example.org",
      externalIDs: ["teams": "0007", "teams-group": "TAG_1", "wheniwork": "7", "wheniwork-location": "500"]),
    "a101": PersonAddress(
      email: "a02@example.org",
      externalIDs: ["teams": "0008", "wheniwork": "0", "wheniwork-location": "500", "wheniwork-position": "20"]),
    "a103": PersonAddress(
      externalIDs: [
        "teams": "0009", "teams-group": "TAG_2", "wheniwork": "9", "wheniwork-location": "501",
        "wheniwork-position": "21",
      ]),
  ]

  private func bytes(_ format: ExportFormat) throws -> [UInt8] {
    try export(SamplePlans.tiny(), as: format, addresses: Self.addresses)[0].bytes
  }

  private func rows(_ format: ExportFormat) throws -> [[String: String]] {
    let table = try readCSV(bytes(format))
    return table.dropFirst().map { row in
      #expect(row.count == table[0].count)
      return Dictionary(zip(table[0], row)) { first, _ in first }
    }
  }

  private func objects(_ format: ExportFormat) throws -> [[String: Any]] {
    try #require(try JSONSerialization.jsonObject(with: Data(bytes(format))) as? [[String: Any]])
  }

  @Test("they are as recorded", arguments: formats) func golden(format: ExportFormat) throws {
    let file = try export(SamplePlans.tiny(), as: format, addresses: Self.addresses)[0]
    try GoldenFile.expect(file.bytes, matches: file.path)
  }

  @Test("Deputy: its columns, times on the site's clock, unpaid breaks as meals, nothing published") func deputy()
    throws
  {
    let header = try readCSV(bytes(.deputyCSV))[0]
    #expect(header.count == 21 && header[2] == "Email" && header[9] == "Meal Break (Mins)" && header[20] == "Open")
    let rows = try rows(.deputyCSV)
    #expect(rows.count == 6)
    let night = try #require(rows.first { $0["Start Date"] == "2026-03-28" })
    #expect(night["Email"] == "a01@example.org" && night["First Name"] == "O'Neil, Pat")
    #expect(night["Last Name"] == "\"Paddy\"" && night["Location"] == "Kraków")
    #expect(night["Start Time"] == "22:00:00" && night["End Date"] == "2026-03-29")
    #expect(night["End Time"] == "07:30:00", "clocks go forward")
    #expect(night["Meal Break (Mins)"] == "30" && night["Meal Break Start Time"] == "03:00:00")
    #expect(night["Rest Break Start Time"] == "00:00:00" && night["Rest Break Start Date"] == "2026-03-29")
    #expect(rows.allSatisfy { $0["Published"] == "No" && $0["Open"] == "No" })
    #expect(rows.contains { $0["Location"] == "Manila" && $0["Start Time"] == "21:00:00" && $0["Email"] == "" })
  }

  @Test("Deputy: of several unpaid breaks the sum, and none of their times but in the comment") func meals() throws {
    var plan = try SamplePlans.tiny()
    plan.rota.duties[0].duty.breaks.append(PlacedBreak(kind: .lunch, offset: 420, length: 20, paid: false))
    let table = try readCSV(export(plan, as: .deputyCSV)[0].bytes)
    #expect(table[1][9] == "50" && table[1][10...13].allSatisfy(\.isEmpty))
    #expect(table[1][18].contains("10:00–10:30 lunch, unpaid; 13:00–13:20 lunch, unpaid"))
    #expect(table[1][18].hasSuffix("Times are Europe/Warsaw."))
  }

  @Test("Asana: a task a duty, dates without times, the week as section") func asana() throws {
    let rows = try rows(.asanaCSV)
    let night = try #require(rows.first { $0["Start Date"] == "03/25/2026" })
    #expect(night["Due Date"] == "03/26/2026" && night["Section"] == "2026-W13" && night["Assignee"] == "")
    #expect(night["Name"]?.hasPrefix("Jan Santos: ") == true && night["Name"]?.hasSuffix(" 21:00–05:30") == true)
    #expect(rows.count == 6 && rows.contains { $0["Assignee"] == "a02@example.org" })
  }

  @Test("Graph: drafts in UTC with pieces that tile them; who lacks an id is left out and named") func graph() throws {
    let plan = try SamplePlans.tiny()
    let shifts = try objects(.graphJSON)
    #expect(shifts.count == 3, "one of two people has no group, one nothing")
    for shift in shifts {
      #expect(shift["sharedShift"] == nil)
      let item = try #require(shift["draftShift"] as? [String: Any])
      let pieces = try #require(item["activities"] as? [[String: Any]])
      var time = try #require(item["startDateTime"] as? String)
      #expect(time.count == 20 && time.hasSuffix(":00Z"))
      for piece in pieces {
        #expect(piece["startDateTime"] as? String == time)
        #expect(Set(piece.keys) == ["isPaid", "startDateTime", "endDateTime", "code", "displayName"])
        time = try #require(piece["endDateTime"] as? String)
      }
      #expect(item["endDateTime"] as? String == time)
    }
    #expect(Set(shifts.compactMap { $0["userId"] as? String }) == ["0007", "0009"])
    let notes = exportNotes(plan, as: .graphJSON, addresses: Self.addresses)
    #expect(notes.map(\.code) == ["export.no-address"])
    #expect(notes[0].message.contains("2 of 4 people") && notes[0].message.contains("a101, a102"))
    #expect(notes[0].severity == .warning)
  }

  @Test("Graph: a duty of more than a day is left out and named") func long() throws {
    var plan = try SamplePlans.tiny()
    let last = try #require(plan.rota.duties.lastIndex { $0.person == "=cmd" })
    plan.rota.duties[last].duty.length = Minutes(24 * 60 + 1)
    let file = try export(plan, as: .graphJSON, addresses: Self.addresses)[0]
    let shifts = try #require(try JSONSerialization.jsonObject(with: Data(file.bytes)) as? [Any])
    #expect(shifts.count == 2)
    #expect(exportNotes(plan, as: .graphJSON, addresses: Self.addresses).map(\.code).contains("export.too-long"))
  }

  @Test("When I Work: numbers as ids, offsets, unpaid hours; user 0 would be an open shift") func whenIWork() throws {
    let shifts = try objects(.whenIWorkJSON)
    #expect(shifts.compactMap { $0["user_id"] as? Int } == [7, 9, 7])
    #expect(shifts.compactMap { $0["position_id"] as? Int } == [21])
    #expect(shifts.last?["start_time"] as? String == "2026-03-28T22:00:00+01:00")
    #expect(shifts.last?["end_time"] as? String == "2026-03-29T07:30:00+02:00")
    #expect(shifts.allSatisfy { $0["break_time"] as? Double == 0.5 })
    let notes = exportNotes(try SamplePlans.tiny(), as: .whenIWorkJSON, addresses: Self.addresses)
    #expect(notes.first?.message.contains("2 of 4 people") == true)
  }

  @Test("Outlook: dates in one order everywhere; a file a person on that person's clock") func outlook() throws {
    let files = try export(SamplePlans.tiny(), as: .outlookCSV)
    #expect(files.count == 5 && files[0].path == "outlook-calendar.csv")
    let rows = try rows(.outlookCSV)
    #expect(rows.count == 6 && rows[0]["Start Date"] == "2026-03-23" && rows[0]["Start Time"] == "06:00:00")
    let own = try #require(files.first { $0.path == "outlook-calendar/a103.csv" })
    #expect(readCSV(own.bytes)[1][2] == "21:00:00")
  }

  @Test("what begins in the second pass of a repeated hour is named where a file has no offsets") func secondPass()
    throws
  {
    var plan = try SamplePlans.tiny()
    let zone = try Zone("Europe/Warsaw")
    let date = try #require(CivilDate("2026-10-25"))
    let start = zone.instant(of: date, ClockTime(hour: 3)) - Minutes(30)
    plan.rota.duties = [
      AssignedDuty(
        person: "=cmd", duty: Duty(template: "day", date: date, start: start, length: 480, breaks: []))
    ]
    for format in ExportFormat.allCases {
      let codes = exportNotes(plan, as: format, addresses: Self.addresses).map(\.code)
      #expect(
        codes.contains("export.second-pass") == [.googleCSV, .outlookCSV, .deputyCSV].contains(format), "\(format)")
    }
  }

  @Test("an e-mail address that a table defuses is named", arguments: [ExportFormat.deputyCSV, .asanaCSV])
  func defused(format: ExportFormat) throws {
    var addresses = Self.addresses
    for id in ["=cmd", "a101", "a102", "a103"] as [PersonID] { addresses[id] = PersonAddress(email: "b@example.org") }
    let plan = try SamplePlans.tiny()
    #expect(exportNotes(plan, as: format, addresses: addresses).isEmpty)
    addresses["a103"]?.email = "+b@example.org"
    let notes = exportNotes(plan, as: format, addresses: addresses)
    #expect(notes.map(\.code) == ["export.defused"] && notes[0].message.contains("'a103'"))
    addresses["a102"]?.email = "=b@example.org"
    #expect(exportNotes(plan, as: format, addresses: addresses)[0].message.contains("an e-mail address of 2 people"))
  }

  @Test("nothing but these formats holds an address", arguments: ExportFormat.allCases) func kept(format: ExportFormat)
    throws
  {
    let plan = try SamplePlans.tiny()
    let with = try export(plan, as: format, addresses: Self.addresses)
    #expect((with == (try export(plan, as: format))) == !format.needsAddresses)
    for note in exportNotes(plan, as: format, addresses: Self.addresses) {
      #expect(!note.description.contains("@") && !note.description.contains("0007"))
    }
  }
}
