import Calendars
import Forecasting
import Searching
import Testing
import Verification
import Workforce

@testable import Requirements

@Suite("A forecast on the planning grid")
struct ForecastOnGridTests {
  /// Intervals of any width that a history may have, from before the grid to behind it.
  private static func forecast(width: Int, seed: UInt64) -> QueueForecast {
    var random = SeededGenerator(seed: seed)
    let count = 1440 / width
    let contacts = (0..<count).map { _ in Double.random(in: 0...9, using: &random) }
    return QueueForecast(
      queue: "q", zone: .utc, interval: Minutes(width),
      starts: (0..<count).map { Instant(rawValue: 1_000_000_800 + 60 * width * $0) }, contacts: contacts,
      p10: contacts.map { $0 / 2 }, p50: contacts, p90: contacts.map { $0 * 2 }, handleTime: nil, daySpread: 0,
      method: "test", notes: [])
  }

  @Test("nothing is lost or counted twice", arguments: [5, 6, 12, 15, 20, 30, 60], [15, 30])
  func sums(width: Int, step: Int) {
    let forecast = Self.forecast(width: width, seed: UInt64(width * step))
    let first = Instant(rawValue: 1_000_000_800 / 1800 * 1800)
    let grid = IntervalGrid(start: first, interval: Minutes(step), count: 25 * 60 / step)
    let total = forecast.contacts.reduce(0, +)
    #expect(abs(forecast.arrivals(on: grid).reduce(0, +) - total) < 1e-9)
    for hours in [OpeningHours.always, OpeningHours(spans: Array(repeating: [9 * 60 + 10..<17 * 60], count: 7))] {
      let settings = QueueSettings(
        id: "q", name: "q", channel: .phone, zone: .utc, hours: hours, target: ServiceTarget(), handleTime: 300)
      let demand = GridDemand(forecast, for: settings, on: grid, closedDates: [], keepsClosedArrivals: false)
      #expect(abs(demand.contacts.reduce(0, +) + demand.closedContacts - total) < 1e-9)
      #expect(abs(demand.arrivingContacts.reduce(0, +) - total) < 1e-9)
    }
  }

  @Test("arrivals lie evenly over their minutes, however the grid cuts them", arguments: [12, 20, 30])
  func evenly(width: Int) {
    let forecast = Self.forecast(width: width, seed: 7)
    let grid = IntervalGrid(start: forecast.starts[0], interval: 15, count: 40)
    var minutes = [Double](repeating: 0, count: 40)
    for (start, contacts) in zip(forecast.starts, forecast.contacts) {
      for minute in 0..<width {
        let slot = grid.index(of: start.adding(seconds: 60 * minute))
        if slot < 40 { minutes[slot] += contacts / Double(width) }
      }
    }
    for (found, expected) in zip(forecast.arrivals(on: grid), minutes) { #expect(abs(found - expected) < 1e-9) }
  }

  @Test("the band follows the contacts that are worked on")
  func band() {
    let forecast = Self.forecast(width: 30, seed: 3)
    let grid = IntervalGrid(start: forecast.starts[0], interval: 15, count: 40)
    let worked = [Double](repeating: 10, count: 40)
    let band = forecast.band(around: worked, on: grid)
    #expect(band.low.allSatisfy { abs($0 - 5) < 1e-9 } && band.high.allSatisfy { abs($0 - 20) < 1e-9 })
  }
}
