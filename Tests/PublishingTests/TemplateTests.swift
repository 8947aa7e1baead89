import Calendars
import Plans
import Publishing
import Tables
import Testing
import Workforce

@Suite("A template that is filled in") struct TemplateTests {
  private func template(_ text: String) throws(Diagnostic) -> ExportTemplate {
    try ExportTemplate(Array(text.utf8), file: "mine.csv")
  }

  private func rows(_ text: String, _ plan: PlanDocument) throws -> [[String]] {
    let template = try template(text)
    return try readCSV(
      export(plan, as: .templateCSV, addresses: ElsewhereTests.addresses, template: template)[0].bytes)
  }

  private func fault(_ text: String) -> Diagnostic? {
    do {
      _ = try template(text)
      return nil
    } catch { return error }
  }

  @Test("headings stay, the last row is filled in for every duty by start") func filled() throws {
    let plan = try SamplePlans.tiny()
    let rows = try rows("Week,{x},\nWho,Day,From\n{agent_id},{date:dd/MM/yyyy},at {start:h:mm a} {{{queue}}\n", plan)
    #expect(rows[0] == ["Week", "{x}", ""] && rows[1] == ["Who", "Day", "From"])
    #expect(rows.count == 2 + plan.rota.duties.count)
    #expect(rows[2] == ["a101", "23/03/2026", "at 6:00 AM {Phone English}"])
    #expect(rows.contains(["a103", "25/03/2026", "at 9:00 PM {Phone English}"]))
    #expect(rows.contains(["'=cmd", "28/03/2026", "at 10:00 PM {Phone English}"]))
  }

  @Test("a moment on four clocks, in the night that clocks go forward") func clocks() throws {
    let rows = try rows(
      "a,b,c,d,e,f\n{end},{end@utc},{end@plan:HH:mm},{end@site:yyyy-MM-dd'T'HH:mm:ssxxx},{start@utc:EEE d.M.yy H},{date}\n",
      SamplePlans.tiny())
    #expect(
      rows.last == [
        "2026-03-29T16:30+02:00", "2026-03-29T14:30Z", "16:30", "2026-03-29T16:30:00+02:00", "Sun 29.3.26 6",
        "2026-03-29",
      ])
    let manila = try #require(rows.first { $0[5] == "2026-03-25" })
    #expect(manila[0] == "2026-03-26T05:30+08:00" && manila[2] == "22:30" && manila[3].hasSuffix("T05:30:00+08:00"))
  }

  @Test("with an activity a row is a piece, and the pieces tile the duty") func pieces() throws {
    let plan = try SamplePlans.tiny()
    let rows = try rows(
      "a,b,c,d,e,f\n{agent_id},{activity},{queue_id},{start@utc},{end@utc},{paid_minutes}\n", plan)
    let activities = try readCSV(export(plan, as: .activitiesCSV)[0].bytes)
    #expect(
      Set(rows.dropFirst().map { Array($0.prefix(5)) }) == Set(activities.dropFirst().map { Array($0.prefix(5)) }))
    #expect(rows.dropFirst().compactMap { Int($0[5]) }.reduce(0, +) == plan.summary.paidMinutes)
  }

  @Test("every word has a value, and addresses are those that were given") func words() throws {
    let plan = try SamplePlans.tiny()
    let words = [
      "team", "week", "agent", "agent_id", "first_name", "last_name", "email", "id:teams", "site", "site_id",
      "time_zone", "shift", "queue", "queue_id", "paid_minutes", "unpaid_minutes", "note",
    ]
    let rows = try rows(
      words.joined(separator: ",") + "\n" + words.map { "{\($0)}" }.joined(separator: ","), plan)
    let row = try #require(rows.first { $0[3] == "'=cmd" })
    #expect(
      row.dropLast() == [
        "Follow the sun", "2026-W13", "O'Neil, Pat \"Paddy\"", "'=cmd", "O'Neil, Pat", "\"Paddy\"", "a01@example.org",
        "0007", "Kraków", "krk", "Europe/Warsaw", "day", row[12], row[13], "480", "30",
      ])
    #expect(row[16].hasPrefix("08:00–16:30, 8 h paid, Kraków\n"))
    let notes = exportNotes(
      plan, as: .templateCSV, addresses: ElsewhereTests.addresses, template: try template("a\n{email}{id:teams}{id:x}"))
    #expect(notes.map(\.code) == ["export.no-address", "export.no-address", "export.no-address"])
    #expect(notes[2].message.contains("4 of 4"))
    #expect(exportNotes(plan, as: .templateCSV, template: try template("a\n{agent}")).isEmpty)
  }

  @Test("a pattern without an offset can't say the second pass of an hour") func secondPass() throws {
    var plan = try SamplePlans.tiny()
    let date = try #require(CivilDate("2026-10-25"))
    let start = try Zone("Europe/Warsaw").instant(of: date, ClockTime(hour: 3)) - Minutes(30)
    plan.rota.duties = [
      AssignedDuty(person: "=cmd", duty: Duty(template: "day", date: date, start: start, length: 480, breaks: []))
    ]
    for (text, isNamed) in [
      ("{start:HH:mm}", true), ("{start}", false), ("{start@utc:HH:mm}", false), ("{start:HH:mmxxx}", false),
      ("{start:yyyy}", false), ("{date}", false),
    ] {
      let notes = exportNotes(plan, as: .templateCSV, template: try template("a\n\(text)"))
      #expect(notes.map(\.code) == (isNamed ? ["export.second-pass"] : []), "\(text)")
    }
  }

  @Test("a date goes with the clock that it is asked on; where it parts from the time beside it that is said")
  func dates()
    throws
  {
    var plan = try SamplePlans.tiny()
    // In Manila from 07:00 on, which is the day before in Warsaw, and most of it.
    plan.rota.duties = plan.rota.duties.filter { $0.person == "a103" }
    plan.rota.duties[0].duty.start = try Zone("Asia/Manila").instant(
      of: plan.rota.duties[0].duty.date, ClockTime(hour: 5))
    let both = "a,b,c\n{date:d.M.},{date@plan:d.M.},{start@plan:HH:mm}"
    #expect(try rows(both, plan)[1] == ["25.3.", "24.3.", "22:00"])
    #expect(exportNotes(plan, as: .templateCSV, template: try template(both)).isEmpty)
    let apart = "a,b\n{date:d.M.},{start@plan:HH:mm}"
    let notes = exportNotes(plan, as: .templateCSV, template: try template(apart))
    #expect(notes.map(\.code) == ["export.date-clock"] && notes[0].cure?.contains("{date@plan}") == true)
    #expect(exportNotes(plan, as: .templateCSV, template: try template("a,b\n{date},{start:HH:mm}")).isEmpty)
  }

  @Test("a piece after midnight has its own date") func nightPieces() throws {
    let plan = try SamplePlans.tiny()
    let rows = try rows("a,b,c,d\n{agent_id},{activity},{date},{start}\n", plan)
    #expect(rows.dropFirst().allSatisfy { $0[3].hasPrefix($0[2]) })
    #expect(rows.contains { $0[0] == "a103" && $0[1] == "lunch" && $0[2] == "2026-03-26" })
  }

  @Test("headings stay letter by letter; who is named in what follows is told where it isn't") func headings() throws {
    let text = "Export v2,,\n,,\n@id,+/-,=Sum\n{id:Teams},{agent_id},x\n,,\n"
    let filled = try export(
      SamplePlans.tiny(), as: .templateCSV, addresses: ElsewhereTests.addresses, template: template(text))[0]
    let lines = String(decoding: filled.bytes, as: UTF8.self).split(separator: "\n")
    #expect(lines.prefix(4) == ["Export v2,,", ",,", "@id,+/-,=Sum", "0008,a101,x"])
    let notes = exportNotes(
      try SamplePlans.tiny(), as: .templateCSV, addresses: ElsewhereTests.addresses, template: try template(text))
    #expect(notes.map(\.code) == ["export.defused", "export.no-address"] && notes[0].message.contains("'=cmd'"))
  }

  @Test("columns are parted as in the template", arguments: [";", "\t", ","]) func delimiter(_ mark: String) throws {
    let text = ["Who\(mark)Day", "{agent_id}\(mark){queue}, 1; 2"].joined(separator: "\r\n")
    let quoted = text.replacing("{queue}, 1; 2", with: "\"{queue}, 1; 2\"")
    let filled = try export(SamplePlans.tiny(), as: .templateCSV, template: template("\u{FEFF}" + quoted))[0]
    let lines = String(decoding: filled.bytes, as: UTF8.self).split(separator: "\n")
    #expect(lines[0] == "Who\(mark)Day" && lines[1] == "a101\(mark)\"Phone English, 1; 2\"")
  }

  @Test("what is wrong is named with its place and a cure")
  func faults() throws {
    for (text, code, column, cure) in [
      ("", "template.empty", nil, "below the headings"), ("a,b\n", "template.empty", nil, "below the headings"),
      ("a\nb\n", "template.empty", nil, "row of placeholders"),
      ("a,b\n{agent},{agnet_id}\n", "template.placeholder", 2, "Did you mean {agent_id}?"),
      ("a,b\n{agent},x,{start}", "template.width", 3, "a heading"),
      ("a\n{agent}\n{agent_id}", "template.two-rows", 1, "one row"),
      ("a\n{{agent}}", "template.placeholder", 1, "Write {agent}."),
      ("a\n{date:yyyy-mm-dd}", "template.placeholder", 1, "{date:PATTERN}"),
      ("a\n{start:hh:mm}", "template.placeholder", 1, "{start:PATTERN}"),
      ("a\n{start:HH:MM}", "template.placeholder", 1, "@person"), ("a\n{end:}", "template.placeholder", 1, "@utc"),
      ("a\n{id:zen desk}", "template.placeholder", 1, "id:SYSTEM"),
      ("a\n{agent", "template.placeholder", 1, "{{ is a brace"),
      ("a\n{start:hh:MI}", "template.placeholder", 1, "a pattern holds yyyy"),
      ("a\n{start@moon}", "template.placeholder", 1, "@site"),
      ("a\n{date:HH}", "template.placeholder", 1, "pattern holds yyyy, yy, MM, M, dd, d, EEE."),
      ("a\n{agent:dd}", "template.placeholder", 1, "There are"), ("a\n{id:}", "template.placeholder", 1, "id:SYSTEM"),
    ] as [(String, String, Int?, String)] {
      let found = fault(text)
      #expect(
        found?.code == code && found?.position?.file == "mine.csv" && found?.position?.column == column, "\(text)")
      #expect(found?.cure?.contains(cure) == true, "\(text): \(found?.cure ?? "–")")
    }
  }

  @Test("noon and midnight on a clock of twelve hours") func twelve() throws {
    var plan = try SamplePlans.tiny()
    plan.rota.duties = plan.rota.duties.suffix(1)
    for (hour, text) in [(0, "12:00 AM 12 0"), (11, "11:00 AM 11 11"), (12, "12:00 PM 12 12"), (13, "1:00 PM 01 13")] {
      plan.rota.duties[0].duty.start = try Zone("Europe/Warsaw").instant(
        of: plan.rota.duties[0].duty.date, ClockTime(hour: hour))
      #expect(try rows("a\n{start:h:mm a hh H}", plan)[1] == [text])
    }
  }
}
