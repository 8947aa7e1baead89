import Calendars
import Forecasting
import Foundation

@testable import Workforce

/// A service day of a large queue: 08:00 to 20:00 with a morning peak, a dip at noon and a smaller afternoon peak.
struct DayShape {
  /// Mean load over the open hours in erlangs, at `handleTime` seconds a contact.
  var load: Double
  var handleTime: Double

  static let grid = IntervalGrid(start: Instant(secondsSince1970: 20_787 * 86_400), interval: 15, count: 96)
  static let hours = OpeningHours(ClockTime(hour: 8)..<ClockTime(hour: 20), on: Weekday.allCases)

  /// Share of the day's peak at an hour of the day.
  static func shape(_ hour: Double) -> Double {
    guard hour >= 8, hour < 20 else { return 0 }
    let morning = 0.75 * exp(-pow((hour - 10.5) / 2.2, 2))
    let afternoon = 0.65 * exp(-pow((hour - 15.5) / 2.6, 2))
    return 0.25 + morning + afternoon
  }

  /// Contacts of each slot of `minutes` of the day, from midnight.
  func contacts(every minutes: Int) -> [Double] {
    let fine = (0..<1440).map { Self.shape((Double($0) + 0.5) / 60) }
    let scale = load * 720 * 60 / handleTime / fine.reduce(0, +)
    return stride(from: 0, to: 1440, by: minutes).map { start in
      fine[start..<start + minutes].reduce(0, +) * scale
    }
  }

  /// What the planner knows: half-hour totals.
  func forecast(daySpread: Double = 0) -> QueueForecast {
    let values = contacts(every: 30)
    let starts = values.indices.map { Self.grid.start.adding(seconds: $0 * 1800) }
    return QueueForecast(
      queue: "q", zone: .utc, interval: 30, starts: starts, contacts: values, p10: values, p50: values, p90: values,
      handleTime: nil, daySpread: daySpread, method: "shape", notes: [])
  }

  func settings(_ channel: Channel = .phone, _ method: RequirementMethod, target: ServiceTarget) -> QueueSettings {
    QueueSettings(
      id: "q", name: "Q", channel: channel, zone: .utc, hours: Self.hours, target: target, handleTime: handleTime,
      requirementMethod: method)
  }
}
