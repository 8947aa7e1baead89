import Calendars
import Foundation
import Optimization
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
}
