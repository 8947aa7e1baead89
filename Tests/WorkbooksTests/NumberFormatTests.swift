import Calendars
import Testing

@testable import Workbooks

/// What a cell says, by its number and its format.
@Suite struct NumberFormatTests {
  @Test(
    "formats by their codes",
    arguments: [
      ("General", NumberFormat.number), ("0.00", .number), ("#,##0", .number), ("0.00E+00", .number), ("@", .number),
      ("0%", .percent), ("0.0\\ %", .percent), ("00000", .padded(5)), ("0", .number), ("[$-409]d\\-mmm\\-yy;@", .date),
      ("yyyy\\-mm\\-dd", .date), ("mmm\\-yy", .date), ("dd/mm/yyyy hh:mm", .dateAndTime),
      ("[$-F400]h:mm:ss\\ AM/PM", .time(hasSeconds: true)), ("hh:mm", .time(hasSeconds: false)),
      ("mm:ss", .time(hasSeconds: true)), ("[h]:mm", .elapsed(hasSeconds: false)),
      ("[hh]:mm:ss", .elapsed(hasSeconds: true)), ("[Red]0.00", .number), ("\"days: \"0", .number),
      ("0_d;[Red]-0", .number),
      ("#,##0.00\\ \"hod\"", .number), ("yyyy\"年\"m\"月\"d\"日\"", .date), ("", .number),
    ])
  func codes(code: String, format: NumberFormat) { #expect(NumberFormat(code: code) == format) }

  @Test(
    "texts",
    arguments: [
      (NumberFormat.number, "12", "12"), (.number, "45.299999999999997", "45.3"), (.number, "1E-3", "0.001"),
      (.number, "9007199254740993", "9007199254740993"), (.number, "1.5E+3", "1500"), (.number, "-0.1", "-0.1"),
      (.number, "1E+20", "1" + String(repeating: "0", count: 20)), (.number, "1E+300", "1e+300"), (.number, "x", "x"),
      (.number, "1.5e-5", "0.000015"),
      (.percent, "0.3", "30%"), (.percent, "0.28999999999999998", "29%"), (.percent, "0.125", "12.5%"),
      (.padded(5), "42", "00042"), (.padded(3), "4200", "4200"), (.padded(3), "1.5", "1.5"),
      (.date, "46356", "2026-11-30"), (.date, "46356.375", "2026-11-30 09:00:00"), (.date, "61", "1900-03-01"),
      (.date, "59", "1900-02-28"), (.date, "1", "1900-01-01"), (.dateAndTime, "46356", "2026-11-30 00:00:00"),
      (.dateAndTime, "46356.999999", "2026-12-01 00:00:00"), (.dateAndTime, "0.375", "09:00"),
      (.dateAndTime, "46356.39592592593", "2026-11-30 09:30:08"), (.date, "-3", "-3"), (.date, "1E+9", "1000000000"),
      (.time(hasSeconds: false), "0.375", "09:00"), (.time(hasSeconds: false), "1", "24:00"),
      (.time(hasSeconds: false), "46356.375", "09:00"), (.time(hasSeconds: false), "0.37501", "09:00:01"),
      (.elapsed(hasSeconds: false), "1.0625", "25:30"), (.elapsed(hasSeconds: true), "0.00347222222222222", "00:05:00"),
      (.time(hasSeconds: true), "0.00347222222222222", "00:05:00"), (.elapsed(hasSeconds: false), "0.5", "12:00"),
      (.elapsed(hasSeconds: false), "-1", "-1"),
    ])
  func texts(format: NumberFormat, raw: String, text: String) {
    #expect(format.text(raw, firstDay: NumberFormat.excelEpoch) == text)
  }

  @Test("every day is the day that the calendar has, counted from 1900 or 1904")
  func days() {
    for (number, date) in zip(61..., (CivilDate(year: 1900, month: 3, day: 1)!.dayNumber)...40_000) {
      let day = CivilDate(dayNumber: date)
      #expect(NumberFormat.date.text("\(number)", firstDay: NumberFormat.excelEpoch) == day.description)
      guard number > 1462 else { continue }
      #expect(NumberFormat.date.text("\(number - 1462)", firstDay: NumberFormat.macintoshEpoch) == day.description)
    }
  }
}
