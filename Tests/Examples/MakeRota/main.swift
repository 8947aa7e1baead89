// A rota for three people of one desk: `example-make-rota 2026-W48`. Prints their duties and how far above the best
// possible the rota is at most.

import Calendars
import Foundation
import Rostering
import Searching
import Words
import Workforce

guard let week = CommandLine.arguments.dropFirst().first.flatMap({ ISOWeek($0) }) else {
  print("usage: example-make-rota WEEK")
  exit(64)
}
let zone = try Zone("Europe/Warsaw")
let hours = try OpeningHours(text: "mon-fri 09:00-17:00")
// A day more than the week, for duties that end after it; half-hours, because the shifts below begin on them.
let grid = IntervalGrid(start: zone.instant(of: week.monday), interval: 30, count: 8 * 48)
let required = (0..<grid.count).map { index in
  let now = zone.civil(at: grid.instant(at: index))
  return hours.isOpen(at: now) ? ((11..<14).contains(now.minuteOfDay / 60) ? 2 : 1) : 0
}
let lunch = BreakRule(kind: .lunch, length: 30, paid: false, anchor: .middle, from: -60, to: 60)
let day = ShiftTemplate(
  id: "day", earliestStart: ClockTime(hour: 9), latestStart: ClockTime(hour: 12), lengths: [300, 510],
  latestEnd: ClockTime(hour: 18), breaks: [lunch])
let people = [("ann", 32), ("ben", 24), ("cai", 16)].map { name, contract in
  Person(
    id: PersonID(name), name: name.capitalized, site: "desk", zone: zone, queues: ["phone"], contract: .hours(contract),
    rules: PersonRules(minimumWeekly: .hours(contract - 8), maximumWeekly: .hours(contract)))
}
let request = RosterRequest(
  firstDate: week.monday, days: 7, grid: grid, sites: [Site(id: "desk", name: "Desk", zone: zone)], templates: [day],
  people: people, demand: [QueueDemand(queue: "phone", required: required)])

// With a number of moves in place of seconds the same request gives the same rota on every machine.
let outcome = try makeRota(
  request, options: SearchLimits(timeLimit: nil, iterations: 2_000), stop: StopFlag(),
  clock: { ProcessInfo.processInfo.systemUptime }, progress: { _ in })
for assigned in outcome.rota.duties.sorted(by: { $0.duty.start < $1.duty.start }) {
  print(
    "\(assigned.duty.date.weekday.shortTitle) \(assigned.person) \(zone.clockText(of: assigned.duty.start))"
      + "-\(zone.clockText(of: assigned.duty.end))")
}
let gap = outcome.gap.map { "at most \(Words.plain.atMost($0)) above the best possible" } ?? "nothing is proven"
print("cost \(Words.plain.money(outcome.costs.total, currency: "EUR")), \(gap)")
