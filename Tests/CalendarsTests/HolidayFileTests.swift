import Foundation
import Tables
import Testing
import Verification

@testable import Calendars

@Suite struct HolidayFileTests {
  private func read(_ lines: [String], zone: Zone? = nil) throws(Diagnostic) -> HolidayFile {
    let text = (["BEGIN:VCALENDAR", "VERSION:2.0"] + lines + ["END:VCALENDAR", ""]).joined(separator: "\r\n")
    return try HolidayFile.read(Array(text.utf8), file: "holidays.ics", zone: zone, through: 2030)
  }

  private func event(_ lines: String...) -> [String] { ["BEGIN:VEVENT"] + lines + ["END:VEVENT"] }

  private func shown(_ file: HolidayFile) -> [String] { file.holidays.map { "\($0.date) \($0.name)" } }

  @Test("dates, names with escapes, folded inside a character")
  func names() throws {
    // The fold stands between the two bytes of "ś".
    var bytes = Array("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261225\r\nSUMMARY:Bo\\, \\; \\\\ ".utf8)
    bytes += [0xC5] + Array("\r\n ".utf8) + [0x9B] + Array("wi\r\n\tęta\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n".utf8)
    let file = try HolidayFile.read(bytes, file: "x")
    #expect(shown(file) == ["2026-12-25 Bo, ; \\ święta"])
    #expect(file.holidays[0].dayClass == "holiday")
    #expect(file.warnings.isEmpty)
  }

  @Test("a misspelt class is an error; a class of one's own is none")
  func classes() throws {
    func read(_ group: String) throws(Diagnostic) -> HolidayFile {
      try HolidayFile.read(Array("date,name,class\n2026-12-25,Christmas,\(group)\n".utf8), file: "h.csv")
    }
    for group in ["hoilday", "Holiday", "holidays", "shortday"] {
      let fault = #expect(throws: Diagnostic.self) { try read(group) }
      #expect(fault?.code == "holiday.class" && fault?.position?.row == 2 && fault?.position?.column == 3, "\(group)")
    }
    for group in ["holiday", "short day", "eve", "sale", "bank holiday", "holiday eve"] {
      #expect(try read(group).holidays[0].dayClass == group)
    }
    #expect(try read("").holidays[0].dayClass == "holiday")
  }

  @Test("DTEND is exclusive; DURATION counts too; alarms inside an event are not its own")
  func lengths() throws {
    let lines =
      event("DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261227", "SUMMARY:A")
      + event("DTSTART;VALUE=DATE:20260101", "DURATION:P1D", "SUMMARY:B")
      + event("DTSTART;VALUE=DATE:20260301", "DURATION:P1W", "SUMMARY:C")
      + event("DTSTART;VALUE=DATE:20260601", "BEGIN:VALARM", "DTSTART:20200101", "END:VALARM", "SUMMARY:D")
    let file = try read(lines)
    #expect(
      shown(file) == ["2026-01-01 B"] + (1...7).map { "2026-03-0\($0) C" } + ["2026-06-01 D"]
        + ["2026-12-24 A", "2026-12-25 A", "2026-12-26 A"])
  }

  @Test("yearly rules are expanded with a warning, others refused with one")
  func recurrence() throws {
    let yearly = try read(event("DTSTART;VALUE=DATE:20281225", "RRULE:FREQ=YEARLY", "SUMMARY:X"))
    #expect(shown(yearly) == ["2028-12-25 X", "2029-12-25 X", "2030-12-25 X"])
    #expect(yearly.warnings.map(\.code) == ["ics.recurrence-expanded"])
    #expect(yearly.warnings[0].position?.row == 5)
    let counted = try read(event("DTSTART;VALUE=DATE:20240229", "RRULE:FREQ=YEARLY;COUNT=2", "SUMMARY:X"))
    #expect(shown(counted) == ["2024-02-29 X", "2028-02-29 X"])
    let until = try read(
      event(
        "DTSTART;VALUE=DATE:20250501", "RRULE:FREQ=YEARLY;INTERVAL=2;UNTIL=20290501", "EXDATE;VALUE=DATE:20270501",
        "SUMMARY:X"))
    #expect(shown(until) == ["2025-05-01 X", "2029-05-01 X"])
    let thursday = try read(
      event("DTSTART;VALUE=DATE:20261126", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;COUNT=3", "SUMMARY:X"))
    #expect(shown(thursday) == ["2026-11-26 X", "2027-11-25 X", "2028-11-23 X"])
    let monday = try read(
      event("DTSTART;VALUE=DATE:20260525", "RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO;COUNT=2", "SUMMARY:X"))
    #expect(shown(monday) == ["2026-05-25 X", "2027-05-31 X"])
    let refused = try read(event("DTSTART;VALUE=DATE:20260105", "RRULE:FREQ=YEARLY;BYWEEKNO=20", "SUMMARY:X"))
    #expect(shown(refused) == ["2026-01-05 X"])
    #expect(refused.warnings.map(\.code) == ["ics.recurrence-refused"])
    #expect(refused.warnings[0].message.contains("BYWEEKNO isn't read"))
  }

  /// Dates as python-dateutil gives them.
  @Test(
    "rules beyond plain years",
    arguments: [
      (
        "20260119", "FREQ=YEARLY;BYMONTH=1;BYDAY=MO;BYMONTHDAY=15,16,17,18,19,20,21;COUNT=3",
        "2026-01-19 2027-01-18 2028-01-17"
      ),
      (
        "20261103", "FREQ=YEARLY;INTERVAL=2;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;COUNT=3",
        "2026-11-03 2028-11-07 2030-11-05"
      ),
      ("20261231", "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1;COUNT=3", "2026-12-31 2027-06-30 2027-12-31"),
      ("20260410", "FREQ=YEARLY;BYYEARDAY=100,-1;COUNT=3", "2026-04-10 2026-12-31 2027-04-10"),
      ("20260130", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3", "2026-01-30 2026-02-27 2026-03-31"),
      ("20260131", "FREQ=MONTHLY;COUNT=3", "2026-01-31 2026-03-31 2026-05-31"),
      ("20260105", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU;COUNT=4", "2026-01-05 2026-01-18 2026-01-19 2026-02-01"),
      ("20260105", "FREQ=DAILY;INTERVAL=10;UNTIL=20260131T235959Z", "2026-01-05 2026-01-15 2026-01-25"),
      ("20260518", "FREQ=YEARLY;BYDAY=20MO;COUNT=2", "2026-05-18 2027-05-17"),
    ])
  func rules(start: String, rule: String, dates: String) throws {
    let file = try read(event("DTSTART;VALUE=DATE:\(start)", "RRULE:\(rule)", "SUMMARY:X"))
    #expect(file.holidays.map(\.date.description).joined(separator: " ") == dates, "\(rule)")
  }

  @Test("further dates, moved dates of a series, and cancelled ones")
  func series() throws {
    let lines =
      event(
        "UID:a", "DTSTART;VALUE=DATE:20260501", "RRULE:FREQ=YEARLY;COUNT=3", "RDATE;VALUE=DATE:20260502", "SUMMARY:X")
      + event("UID:a", "RECURRENCE-ID;VALUE=DATE:20270501", "DTSTART;VALUE=DATE:20270503", "SUMMARY:X moved")
      + event(
        "UID:a", "RECURRENCE-ID;VALUE=DATE:20280501", "DTSTART;VALUE=DATE:20280501", "STATUS:CANCELLED", "SUMMARY:X")
    #expect(shown(try read(lines)) == ["2026-05-01 X", "2026-05-02 X", "2027-05-03 X moved"])
  }

  @Test("what is said of a series is what is taken of it")
  func takenDates() throws {
    func words(_ lines: String...) throws -> String {
      let file = try read(["BEGIN:VEVENT", "DTSTART;VALUE=DATE:20261125", "SUMMARY:X"] + lines + ["END:VEVENT"])
      let message = try #require(file.warnings.first).message
      let dates = file.holidays.map(\.date)
      if let first = dates.first, let last = dates.last, dates.count > 1 {
        #expect(message.hasSuffix("\(dates.count) dates from \(first) to \(last) are taken"), "\(message)")
      }
      return message
    }
    #expect(
      try words("RRULE:FREQ=DAILY;COUNT=3", "EXDATE;VALUE=DATE:20261126")
        == "'X' recurs; 2 dates from 2026-11-25 to 2026-11-27 are taken")
    #expect(try words("RRULE:FREQ=DAILY;COUNT=3").contains("; 3 dates"))
    #expect(try words("RRULE:FREQ=DAILY;COUNT=3", "EXDATE;VALUE=DATE:20261125").contains("; 2 dates from 2026-11-26"))
    #expect(try words("RRULE:FREQ=DAILY;COUNT=3", "RDATE;VALUE=DATE:20261201").contains("; 4 dates"))
    #expect(
      try words("RRULE:FREQ=DAILY;COUNT=2", "EXDATE;VALUE=DATE:20261125")
        == "'X' recurs; one date, 2026-11-26, is taken")
    #expect(
      try words("RRULE:FREQ=DAILY;COUNT=1", "EXDATE;VALUE=DATE:20261125") == "'X' recurs; no date is taken")
    #expect(try words("RRULE:FREQ=YEARLY;BYWEEKNO=20").hasSuffix("only 2026-11-25 is taken"))
    #expect(
      try words("RRULE:FREQ=YEARLY;BYWEEKNO=20", "RDATE;VALUE=DATE:20261201").hasSuffix(
        "; 2 dates from 2026-11-25 to 2026-12-01 are taken"))
    #expect(
      try words("RRULE:FREQ=YEARLY;BYWEEKNO=20", "EXDATE;VALUE=DATE:20261125").hasSuffix("no date is taken"))
  }

  @Test("a multiplier that may be per cent is asked about")
  func multipliers() throws {
    func read(_ share: String) throws(Diagnostic) -> HolidayFile {
      try HolidayFile.read(Array("date,multiplier\n2026-11-25,\(share)\n".utf8), file: "h.csv")
    }
    for (share, cure) in [
      ("50", "Write 0.5 for 50 per cent."), ("10", "0.1 for 10"), ("99.5", "0.995"), ("120", "1.2 for 120"),
      ("-1", "0.4"), ("50%", "0.4"),
    ] {
      let fault = #expect(throws: Diagnostic.self) { try read(share) }
      #expect(fault?.position?.row == 2 && fault?.position?.column == 2, "\(share)")
      #expect(fault?.cure?.contains(cure) == true, "\(share): \(fault?.cure ?? "-")")
    }
    for (share, value) in [("0.4", 0.4), ("0", 0), ("1", 1), ("2.5", 2.5), ("9.9", 9.9)] {
      #expect(try read(share).holidays[0].multiplier == value)
    }
  }

  @Test("observances are left out, shortened days close nothing")
  func observances() throws {
    let lines =
      event(
        "DTSTART;VALUE=DATE:20250610", "SUMMARY:Commerce Day of Others",
        "DESCRIPTION:Observance\\nTo hide observances\\, go to")
      + event("DTSTART;VALUE=DATE:20250612", "SUMMARY:* Shortened working day")
      + event("DTSTART;VALUE=DATE:20250613", "SUMMARY:Feast", "DESCRIPTION:Public holiday")
    let file = try read(lines)
    #expect(shown(file) == ["2025-06-12 * Shortened working day", "2025-06-13 Feast"])
    #expect(file.holidays.map(\.dayClass) == ["short day", "holiday"])
    #expect(file.warnings.map(\.code) == ["ics.short-day", "ics.observance"])
    #expect(file.warnings.contains { $0.message.contains("'Commerce Day of Others'") })
  }

  @Test("timed events: UTC is moved to the zone, another zone is warned about")
  func timed() throws {
    let warsaw = try Zone("Europe/Warsaw")
    let utc = try read(event("DTSTART:20251231T230000Z", "DTEND:20260101T230000Z", "SUMMARY:X"), zone: warsaw)
    #expect(shown(utc) == ["2026-01-01 X"])
    #expect(utc.warnings.map(\.code) == ["ics.timed"])
    let other = try read(event("DTSTART;TZID=America/New_York:20260101T000000", "SUMMARY:X"), zone: warsaw)
    #expect(shown(other) == ["2026-01-01 X"])
    #expect(other.warnings.map(\.code) == ["ics.other-zone"])
    let own = try read(event("DTSTART;TZID=\"Europe/Warsaw\":20260101T000000", "SUMMARY:X"), zone: warsaw)
    #expect(own.warnings.isEmpty)
    let cancelled = try read(event("DTSTART;VALUE=DATE:20260101", "STATUS:CANCELLED", "SUMMARY:X"))
    #expect(cancelled.holidays.isEmpty && cancelled.warnings.count == 1)
  }

  @Test(
    "what is no calendar is named with its place",
    arguments: [
      ("hello", "ics.not-a-calendar", 1), ("", "ics.not-a-calendar", nil),
      ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101", "ics.unclosed", 2),
      ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR", "ics.unclosed", 3),
      ("BEGIN:VCALENDAR\nfoo bar\nEND:VCALENDAR", "ics.bad-line", 2),
      ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT\nEND:VCALENDAR", "ics.no-start", 2),
      ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261301\nEND:VEVENT\nEND:VCALENDAR", "ics.bad-date", 3),
      ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260105\nDTEND:20260101\nEND:VEVENT\nEND:VCALENDAR", "ics.bad-end", 4),
      (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260105\nDURATION:1D\nEND:VEVENT\nEND:VCALENDAR", "ics.bad-duration", 4
      ),
    ] as [(String, String, Int?)])
  func faults(text: String, code: String, row: Int?) {
    do {
      _ = try HolidayFile.read(Array(text.utf8), file: "h.ics")
      Issue.record("no fault")
    } catch {
      #expect(error.code == code)
      #expect(error.position == SourcePosition(file: "h.ics", row: row))
    }
  }

  @Test("CSV: date, name, class")
  func csv() throws {
    let file = try HolidayFile.read(
      Array("date;name;class\n2026-12-25;Christmas;\n2026-12-24;Christmas;eve\n2026-12-24;Christmas;eve\n".utf8),
      file: "h.csv")
    #expect(shown(file) == ["2026-12-24 Christmas", "2026-12-25 Christmas"])
    #expect(file.holidays.map(\.dayClass) == ["eve", "holiday"])
    do {
      _ = try HolidayFile.read(Array("date,name\n25.12.2026,X\n".utf8), file: "h.csv")
      Issue.record("no fault")
    } catch {
      #expect(
        error.description == "h.csv:2:1: error: '25.12.2026' in column 'date' is not a date. Write it as 2026-12-25.")
    }
  }

  @Test("the published calendars are read", .enabled(if: BenchmarkData.isPresent))
  func published() throws {
    func holidays(_ name: String) throws -> HolidayFile {
      let url = try #require(BenchmarkData.file("history/" + name))
      return try HolidayFile.read(Array(Data(contentsOf: url)), file: name)
    }
    let germany = try holidays("holidays_sample_DE_2026.ics")
    #expect(germany.holidays.count == 12 && germany.warnings.isEmpty)
    #expect(shown(germany).first == "2026-01-01 New Year's Day")
    #expect(try holidays("holidays_il_1999.csv").holidays.filter { $0.dayClass == "eve" }.isEmpty == false)
    #expect(try holidays("holidays_us_2003.csv").holidays.count == 10)
  }
}
