import Tables
import Testing

@testable import Calendars

@Suite struct OpeningHoursTests {
  @Test("spans of a day")
  func days() throws {
    #expect(try OpeningHours.daySpans("08:00-18:00") == [480..<1080])
    #expect(try OpeningHours.daySpans("8:00 – 12:00, 13:00-17:30") == [480..<720, 780..<1050])
    #expect(try OpeningHours.daySpans("13:00-17:00,8:00-12:00") == [480..<720, 780..<1020])
    #expect(try OpeningHours.daySpans("22:00-06:00") == [1320..<1800])
    #expect(try OpeningHours.daySpans("22:00-30:00") == [1320..<1800])
    #expect(try OpeningHours.daySpans("00:00-24:00") == [0..<1440])
    #expect(try OpeningHours.daySpans("Closed") == [])
    #expect(try OpeningHours.daySpans("24h") == [0..<1440])
  }

  @Test(
    "what is no hours",
    arguments: [
      "", "8-18", "08:00", "08:00-18:00,", "08:00-18:00-19:00", "25:00-26:00", "08:00-33:00", "open", "08:60-09:00",
    ])
  func refused(text: String) {
    #expect(throws: Diagnostic.self) { try OpeningHours.daySpans(text) }
    do { _ = try OpeningHours.daySpans(text) } catch { #expect(error.code == "hours.unreadable") }
  }

  @Test("overlapping spans are refused, within a day and past midnight")
  func overlaps() {
    func code(_ text: String) -> String? {
      do {
        _ = try OpeningHours(text: text)
        return nil
      } catch { return error.code }
    }
    #expect(code("08:00-12:00, 11:00-13:00") == "hours.overlap")
    #expect(code("Mon 22:00-06:00; Tue 05:00-09:00") == "hours.overlap")
    #expect(code("Sun 22:00-06:00; Mon 05:00-09:00") == "hours.overlap")
    #expect(code("Mon 22:00-06:00; Tue 06:00-09:00") == nil)
    #expect(code("Mon-Wed 08:00-12:00; Tue 13:00-17:00") == "hours.day-twice")
    #expect(code("Foo 08:00-12:00") == "hours.unreadable")
  }

  @Test("a week from one line, and back")
  func week() throws {
    let hours = try OpeningHours(text: "Mon-Fri 08:00-18:00; Sat, Sunday closed")
    #expect(hours.spans == Array(repeating: [480..<1080], count: 5) + [[], []])
    #expect(try OpeningHours(text: "Fri-Mon: 09:00-10:00").spans.map(\.count) == [1, 0, 0, 0, 1, 1, 1])
    #expect(try OpeningHours(text: "always") == .always)
    #expect(
      try OpeningHours(text: "08:00-12:00, 13:00-17:00").spans == Array(repeating: [480..<720, 780..<1020], count: 7))
    for day in Weekday.allCases { #expect(try OpeningHours.daySpans(hours.text(on: day)) == hours.spans[day.index]) }
    #expect(hours.text(on: .sunday) == "closed")
  }

  @Test("a span past midnight belongs to the day on which it starts; a closed date starts none")
  func nights() throws {
    let hours = try OpeningHours(text: "Fri 22:00-06:00; Sat 08:00-09:00")
    let friday = try #require(CivilDate("2026-11-27"))
    func isOpen(_ date: CivilDate, _ clock: String, closed: Set<CivilDate> = []) throws -> Bool {
      hours.isOpen(at: CivilTime(date: date, clock: try #require(ClockTime(clock))), closedDates: closed)
    }
    let saturday = friday.adding(days: 1)
    #expect(try !isOpen(friday, "21:59"))
    #expect(try isOpen(friday, "22:00"))
    #expect(try isOpen(saturday, "05:59"))
    #expect(try !isOpen(saturday, "06:00"))
    #expect(try isOpen(saturday, "05:59", closed: [saturday]))
    #expect(try !isOpen(saturday, "08:30", closed: [saturday]))
    #expect(try !isOpen(saturday, "05:59", closed: [friday]))
    #expect(hours.openMinutes(on: .friday) == 480)
  }
}
