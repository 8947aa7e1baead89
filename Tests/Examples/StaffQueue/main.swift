// From an export to the people required: `example-staff-queue tickets.csv 2026-11-23`. Forecasts the day's contacts
// by quarter of an hour and finds the smallest staff that keeps the promise.

import Calendars
import Forecasting
import Foundation
import Requirements
import Tickets
import Words
import Workforce

let arguments = CommandLine.arguments
guard arguments.count == 3, let date = TimeReader().readDate(Array(arguments[2].utf8).span) else {
  print("usage: example-staff-queue tickets.csv DATE")
  exit(64)
}
let zone = try Zone("Europe/Warsaw")
let hours = try OpeningHours(text: "mon-fri 08:00-18:00")
let queue = QueueSettings(
  id: "phone", name: "Phone", channel: .phone, zone: zone, hours: hours,
  target: ServiceTarget(serviceLevel: 0.8, withinSeconds: 20), handleTime: 300, shrinkage: 0.25)

// Without a rule of its own every contact of the export belongs to one queue.
let imported = try importTickets(
  [TicketSource(path: arguments[1])],
  options: ImportOptions(zone: zone, openingHours: [queue.id: hours], queues: [QueueMatch(queue: queue.id)]))
for warning in imported.report.warnings { print(warning) }
guard let history = imported.histories.first else { exit(65) }

let expected = try forecast(ForecastRequest(history: history, hours: hours, first: date, days: 1))
let grid = IntervalGrid(start: zone.instant(of: date), interval: 15, count: 96)
let needed = requirement(for: queue, forecast: expected, grid: grid)

let words = Words.plain
print(
  "\(needed.queue) on \(date): \(words.decimal(expected.contacts.reduce(0, +), places: 1)) contacts, \(needed.model)")
for index in stride(from: 0, to: grid.count, by: 4) where needed.open[index] {
  print("\(zone.clockText(of: grid.instant(at: index)))  \(needed.required[index])")
}
let minutes = needed.required.reduce(0, +) * grid.interval.rawValue
print("\(words.hours(minutes: minutes)) required, \(words.percent(queue.shrinkage)) of them away from the queue")
