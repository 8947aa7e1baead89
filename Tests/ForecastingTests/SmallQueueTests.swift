import Calendars
import Foundation
import Searching
import Testing
import Tickets

@testable import Forecasting

@Suite("expected contacts of small queues, and what smoothing may not carry over the edge of the opening hours")
struct SmallQueueTests {
  static let monday = ForecastTests.monday
  static let end = monday.adding(days: 140)

  @Test(
    "the mean logarithm of Poisson days gives their mean",
    arguments: [0.1, 0.3, 0.5, 1, 1.5, 2, 3, 5, 8, 12, 20, 40, 100])
  func fromLogarithms(mean: Double) {
    var (term, logarithm) = (exp(-mean), 0.0)
    for count in 0...400 {
      logarithm += term * log(Double(count) + 0.5)
      term *= mean / Double(count + 1)
    }
    #expect(abs(DayRegression.contacts(at: logarithm, chanceShare: 1) - mean) < 0.015)
    // A day that always has as many has no scatter to allow for.
    #expect(abs(DayRegression.contacts(at: log(mean + 0.5), chanceShare: 0) - mean) < 1e-9)
    #expect(DayRegression.contacts(at: log(0.5), chanceShare: 1) == 0)
  }

  /// Poisson counts by the hour from 8 to 18 on weekdays, with a tenth of them at weekends.
  private func history(_ daily: Double, seed: UInt64, interval: Int = 60) -> IntervalHistory {
    var generator = SeededGenerator(seed: seed)
    return Histories.made(interval: interval, from: Self.monday, days: 140) { civil in
      guard (8..<18).contains(civil.minuteOfDay / 60) else { return 0 }
      let mean = daily / 10 * Double(interval) / 60 * (civil.date.weekday.index < 5 ? 1 : 0.1)
      return Histories.poisson(mean, &generator)
    }
  }

  @Test("a steady queue is forecast at what comes on average, however small", arguments: [6.0, 10, 20])
  func unbiased(daily: Double) throws {
    var (forecasts, weekends) = (0.0, 0.0)
    let seeds = 1...24
    for seed in seeds {
      let request = ForecastRequest(
        history: history(daily, seed: UInt64(seed)), first: Self.end, interval: 1440, method: .dampedHoltProfile)
      let days = try forecast(request).contacts
      #expect(days.count == 7)
      forecasts += days.reduce(0, +) / (5.2 * daily) / Double(seeds.count)
      weekends += days.suffix(2).reduce(0, +) / (0.2 * daily) / Double(seeds.count)
    }
    // A forecast of ten a day scatters by 6 %.
    #expect(abs(forecasts - 1) < 0.03, "\(forecasts)")
    #expect(abs(weekends - 1) < 0.2, "\(weekends)")
  }

  @Test("a few contacts that are the same every day are forecast as they are")
  func regular() throws {
    let history = Histories.made(interval: 60, from: Self.monday, days: 140) { $0.minuteOfDay == 600 ? 8 : 0 }
    let made = try forecast(ForecastRequest(history: history, first: Self.end, method: .combination))
    let week = made.contacts.reduce(0, +)
    #expect(abs(week - 56) < 0.6, "\(week)")
  }

  @Test("where nothing came in closed hours none are taken off, whatever the shape at the edge", arguments: [6.0, 40])
  func nothingClosed(daily: Double) throws {
    let history = history(daily, seed: 3, interval: 30)
    var request = ForecastRequest(history: history, first: Self.end, method: .combination)
    let whole = try forecast(request).contacts.reduce(0, +)
    request.hours = try OpeningHours(text: "mon-sun 08:00-18:00")
    let made = try forecast(request)
    // The models' shares differ a little, since the profile does.
    #expect(abs(made.contacts.reduce(0, +) - whole) < 5e-4 * whole)
    #expect(made.contacts.count == 7 * 20)
    let told = try explainForecast(request, on: Self.end)
    #expect(!told.factors.contains { $0.name == "closed hours" })
  }

  @Test("closed hours keep the share that was recorded in them, beside weekdays that are open then")
  func recordedClosed() throws {
    // On Fridays open to 15:00, when little comes on any day.
    let hours = try OpeningHours(text: "mon-thu 08:00-18:00; fri 08:00-15:00")
    func profile(_ friday: Double) throws -> (closed: Double, sum: Double) {
      let history = Histories.made(interval: 60, from: Self.monday, days: 140) { civil in
        let hour = civil.minuteOfDay / 60
        guard civil.date.weekday.index < 5, (8..<18).contains(hour) else { return 0 }
        return hour < 15 ? 20 : civil.date.weekday.index == 4 ? friday : 0.5
      }
      let run = try ForecastRun(ForecastRequest(history: history, hours: hours, first: Self.end))
      let row = run.past.profile.shares[4 * 24..<5 * 24]
      return (row.suffix(9).reduce(0, +), row.reduce(0, +))
    }
    let none = try profile(0)
    #expect(none.closed == 0 && abs(none.sum - 1) < 1e-9)
    let some = try profile(1)
    #expect(abs(some.closed - 3 / 143.0) < 1e-3 && abs(some.sum - 1) < 1e-9, "\(some.closed)")
  }

  @Test("a sparse queue keeps its contacts where its sibling is open longer")
  func longerSibling() throws {
    let history = history(3, seed: 5)
    let sibling = Histories.made(interval: 60, from: Self.monday, days: 140) { civil in
      (6..<22).contains(civil.minuteOfDay / 60) ? 20 : 0
    }
    var request = ForecastRequest(history: history, sibling: sibling, first: Self.end)
    request.hours = try OpeningHours(text: "mon-sun 08:00-18:00")
    let made = try forecast(request)
    #expect(made.method == "borrowed-profile")
    request.sibling = nil
    let own = try forecast(request).contacts.reduce(0, +)
    #expect(abs(made.contacts.reduce(0, +) - own) < 1e-9)
    let monday = made.contacts.prefix(10)
    #expect(monday.allSatisfy { abs($0 - made.contacts[0]) < 1e-9 })
  }
}
