import Calendars
import Foundation
import ShiftStaffing
import Tables
import Workforce

/// The problems whose data lie beside the models.
enum ModelExamples {
  /// `models/`, beside the package manifest.
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "models")

  /// A help desk from 08:00 to 20:00 in half hours; part-time shifts without lunch.
  static func helpDesk() throws(Diagnostic) -> StaffingProblem {
    let zone = try Zone("Europe/Warsaw")
    let date = CivilDate(dayNumber: 20_787)  // 2026-11-30, a Monday
    let grid = IntervalGrid(start: zone.instant(of: date, ClockTime(hour: 8)), interval: 30, count: 24)
    let template = ShiftTemplate(
      id: "desk", earliestStart: ClockTime(hour: 8), latestStart: ClockTime(hour: 16), step: 60,
      lengths: [240, 360, 480], latestEnd: ClockTime(hour: 20),
      breaks: [
        BreakRule(kind: .lunch, length: 30, paid: false, anchor: .middle, from: -60, to: 60, minimumShift: 360)
      ])
    let need = [2, 3, 4, 5, 6, 6, 5, 5, 4, 4, 5, 6, 6, 5, 5, 4, 4, 3, 3, 3, 2, 2, 2, 1]
    return try StaffingProblem(
      sites: [Site(id: "krakow", name: "Kraków", zone: zone, payPerHour: 20)],
      teams: [StaffingTeam(name: "desk", site: 0, queues: [0])], templates: [template],
      dates: date..<date.adding(days: 1), grid: grid, demand: [QueueDemand(queue: "tickets", required: need)],
      prices: CoveragePrices(underFirst: 48, underNext: 120, overFirst: 2, overNext: 8, band: 0.2))
  }

  /// A day of two languages around the clock, staffed from three continents, in hours.
  static func followTheSun() throws(Diagnostic) -> StaffingProblem {
    let date = CivilDate(dayNumber: 20_787)
    let grid = IntervalGrid(start: Zone.utc.instant(of: date), interval: 60, count: 24)
    let template = ShiftTemplate(
      id: "day", earliestStart: ClockTime(hour: 6), latestStart: ClockTime(hour: 16), step: 120, lengths: [480],
      breaks: [BreakRule(kind: .lunch, length: 60, paid: false, anchor: .middle, from: -60, to: 60)])
    let sites = [
      Site(id: "krakow", name: "Kraków", zone: try Zone("Europe/Warsaw"), payPerHour: 22),
      Site(id: "bogota", name: "Bogotá", zone: try Zone("America/Bogota"), payPerHour: 12),
      Site(id: "manila", name: "Manila", zone: try Zone("Asia/Manila"), payPerHour: 10),
    ]
    let teams = [
      StaffingTeam(name: "Kraków", site: 0, queues: [0], startsPerDay: 6),
      StaffingTeam(name: "Bogotá · both", site: 1, queues: [0, 1], startsPerDay: 4),
      StaffingTeam(name: "Bogotá · Spanish", site: 1, queues: [1], startsPerDay: 4),
      StaffingTeam(name: "Manila", site: 2, queues: [0], paidLimit: 4200),
    ]
    let english = [3, 3, 3, 3, 3, 3, 4, 5, 6, 6, 6, 5, 5, 6, 6, 6, 5, 5, 4, 4, 3, 3, 3, 3]
    let spanish = [1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 3, 3, 3, 3, 3, 2, 2, 2, 1]
    return try StaffingProblem(
      sites: sites, teams: teams, templates: [template], dates: date.adding(days: -1)..<date.adding(days: 2),
      grid: grid,
      demand: [QueueDemand(queue: "english", required: english), QueueDemand(queue: "spanish", required: spanish)],
      prices: CoveragePrices(underFirst: 40, underNext: 90, overFirst: 1, overNext: 3, band: 0.25))
  }
}
