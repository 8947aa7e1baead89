// How long a desk is open on each day of a week: `example-open-hours 2026-W43 holidays.csv`. The night in which the
// clocks go back has an hour more than the opening hours say, and a holiday has none.

import Calendars
import Foundation
import Tables

let arguments = CommandLine.arguments
guard arguments.count == 3, let week = ISOWeek(arguments[1]) else {
  print("usage: example-open-hours WEEK holidays.csv")
  exit(64)
}
let zone = try Zone("Europe/Warsaw")
let hours = try OpeningHours(text: "mon-fri 08:00-18:00; sat 22:00-06:00")
let bytes = [UInt8](FileManager.default.contents(atPath: arguments[2]) ?? Data())
let holidays = try HolidayFile.read(bytes, file: arguments[2], zone: zone).holidays
let closed = Set(holidays.map(\.date))

// Quarters of an hour from Monday's midnight to the next, by the clock of the zone: 673 or 671 where it changes.
let end = zone.instant(of: week.monday.adding(days: 7))
var grid = IntervalGrid(start: zone.instant(of: week.monday), interval: 15, count: 0)
grid.count = grid.index(of: end)
var quarters: [CivilDate: Int] = [:]
for index in 0..<grid.count {
  let now = zone.civil(at: grid.instant(at: index))
  if hours.isOpen(at: now, closedDates: closed) { quarters[now.date, default: 0] += 1 }
}

var table = CSVText(header: ["date", "day", "hours", "holiday"])
for day in 0..<7 {
  let date = week.monday.adding(days: day)
  let names = holidays.filter { $0.date == date }.map(\.name)
  table.append([
    .text("\(date)"), .text(date.weekday.shortTitle), CSVField(Double(quarters[date] ?? 0) / 4, places: 2),
    .text(names.joined(separator: ", ")),
  ])
}
print(table, terminator: "")
