import Foundation
import Testing

@testable import Calendars

@Suite struct CivilDateTests {
  @Test("parts and day number agree with Foundation for every day from 1900 to 2100")
  func everyDay() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let first = try #require(CivilDate(year: 1900, month: 1, day: 1))
    let last = try #require(CivilDate(year: 2100, month: 12, day: 31))
    var (year, month, day) = (1900, 1, 1)
    for number in first.dayNumber...last.dayNumber {
      let date = CivilDate(dayNumber: number)
      #expect(date.parts == (year, month, day))
      #expect(CivilDate(year: year, month: month, day: day) == date)
      day += 1
      if day > CivilDate.daysIn(month: month, year: year) { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
      if number % 97 == 0 {
        let parts = calendar.dateComponents(
          [.year, .month, .day, .weekday], from: Date(timeIntervalSince1970: Double(number) * 86_400))
        #expect(date.year == parts.year && date.month == parts.month && date.day == parts.day)
        #expect(parts.weekday == date.weekday.rawValue % 7 + 1)
      }
    }
  }

  @Test("text is read exactly as it is written")
  func text() {
    #expect(CivilDate("2026-11-30")?.description == "2026-11-30")
    for text in ["2026-11-31", "2026-1-01", "26-01-01", "2026-01-01 ", "2026/01/01", "2026-00-01", "+026-01-01", ""] {
      #expect(CivilDate(text) == nil, "\(text)")
    }
  }
}

@Suite struct ISOWeekTests {
  @Test("weeks agree with Foundation's ISO 8601 calendar for every day from 2000 to 2040")
  func everyDay() throws {
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = .gmt
    let first = try #require(CivilDate(year: 2000, month: 1, day: 1)).dayNumber
    let last = try #require(CivilDate(year: 2040, month: 12, day: 31)).dayNumber
    for number in first...last {
      let week = ISOWeek(containing: CivilDate(dayNumber: number))
      #expect(week.monday.dayNumber <= number && number < week.monday.dayNumber + 7)
      // Around New Year is where weeks go wrong.
      if CivilDate(dayNumber: number).parts.day < 8 || CivilDate(dayNumber: number).parts.day > 24 {
        let parts = calendar.dateComponents(
          [.yearForWeekOfYear, .weekOfYear], from: Date(timeIntervalSince1970: Double(number) * 86_400))
        #expect(
          week.year == parts.yearForWeekOfYear && week.week == parts.weekOfYear, "\(CivilDate(dayNumber: number))")
      }
    }
  }

  @Test("week 53: 2020 and 2026 have one, 2025 does not")
  func week53() {
    #expect(ISOWeek.weeks(in: 2020) == 53)
    #expect(ISOWeek.weeks(in: 2026) == 53)
    #expect(ISOWeek.weeks(in: 2025) == 52)
    #expect(ISOWeek("2026-W53")?.monday.description == "2026-12-28")
    #expect(ISOWeek("2026-W53")?.adding(weeks: 1).description == "2027-W01")
    #expect(ISOWeek("2027-W01")?.monday.description == "2027-01-04")
    #expect(ISOWeek("2025-W53") == nil)
    #expect((2000...2040).filter { ISOWeek.weeks(in: $0) == 53 } == [2004, 2009, 2015, 2020, 2026, 2032, 2037])
  }

  @Test("text is read exactly as it is written")
  func text() {
    #expect(ISOWeek("2026-w09")?.description == "2026-W09")
    for text in ["2026-W9", "2026-W00", "2026-W+9", "+026-W09", "2026W09", "2026-09", "", "2026-W09-1"] {
      #expect(ISOWeek(text) == nil, "\(text)")
    }
  }
}
