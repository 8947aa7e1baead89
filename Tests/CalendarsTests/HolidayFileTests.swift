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
    let weekly = try read(event("DTSTART;VALUE=DATE:20260105", "RRULE:FREQ=WEEKLY", "SUMMARY:X"))
    #expect(shown(weekly) == ["2026-01-05 X"])
    #expect(weekly.warnings.map(\.code) == ["ics.recurrence-refused"])
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
