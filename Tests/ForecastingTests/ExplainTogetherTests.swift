import Calendars
import Foundation
import Tables
import Testing
import Tickets

@testable import Forecasting

@Suite("what is explained is what is forecast") struct ExplainTogetherTests {
  private static let end = ForecastTests.monday.adding(days: 84)

  private func contacts(_ forecast: QueueForecast, on date: CivilDate) -> Double {
    let span = Zone.utc.instant(of: date)..<Zone.utc.instant(of: date.adding(days: 1))
    return zip(forecast.starts, forecast.contacts).reduce(0) { $0 + (span.contains($1.0) ? $1.1 : 0) }
  }

  private func product(_ told: ForecastExplanation) -> Double {
    told.factors.reduce(told.base) { $0 * $1.factor }
  }

  /// Two queues whose days are slowly changing parts of a total that repeats itself.
  private static func parts() -> [IntervalHistory] {
    var first = IntervalHistory(queue: "first", zone: .utc, interval: 60)
    var second = IntervalHistory(queue: "second", zone: .utc, interval: 60)
    for day in 0..<84 {
      let date = ForecastTests.monday.adding(days: day)
      let share = 0.5 + 0.35 * sin(Double(day) / 30)
      for hour in 8..<18 {
        let start = Zone.utc.instant(of: date, ClockTime(hour: hour))
        let total = 3 * Histories.typical(Zone.utc.civil(at: start))
        first.starts.append(start)
        second.starts.append(start)
        first.contacts.append((total * share).rounded())
        second.contacts.append((total * (1 - share)).rounded())
      }
    }
    return [first, second]
  }

  @Test("contacts of closed hours neither swell the days that follow a total nor count as errors of it")
  func closedHours() throws {
    let whole = Self.parts().map { ForecastRequest(history: $0, first: Self.end, method: .combination) }
    var open = whole
    for index in open.indices { open[index].hours = try OpeningHours(text: "mon-sun 13:00-18:00") }
    for day in 0..<5 {
      let date = Self.end.adding(days: day)
      let factors = try [whole, open].map { requests in
        try explainForecast(of: "first", among: requests, on: date).factors.first { $0.name == "total" }?.factor ?? 1
      }
      #expect(abs(factors[0] - factors[1]) < 0.02, "\(factors)")
    }
    let tests = open.map { BacktestRequest(base: $0, origins: 1, minimumWeeks: 10, methods: [.combination]) }
    let scored = try backtestTogether(tests, try tests.map { try backtest($0) })
    for test in scored {
      let rows = test.rows.map(\.score)
      #expect(rows.count == 2 && rows.allSatisfy { abs($0.bias) < 10 && $0.contacts == rows[0].contacts })
    }
  }

  @Test("days that follow the total of several queues are explained with it, by a factor of its own")
  func total() throws {
    let requests = Self.parts().map { ForecastRequest(history: $0, first: Self.end, method: .combination) }
    let together = try forecastTogether(requests)
    #expect(together.allSatisfy { $0.notes.contains { $0.contains("follow the total of 2 queues") } })
    var factors: [Double] = []
    for day in 0..<5 {
      let date = Self.end.adding(days: day)
      for forecast in together {
        let told = try explainForecast(of: forecast.queue, among: requests, on: date)
        #expect(abs(told.contacts - contacts(forecast, on: date)) < 1e-9)
        #expect(abs(product(told) / told.contacts - 1) < 2e-3)
        let total = try #require(told.factors.first { $0.name == "total" })
        #expect(total.words.hasPrefix("Follows the total of 2 queues by "), "\(total.words)")
        factors.append(total.factor)
      }
    }
    #expect(factors.contains { abs($0 - 1) > 1e-3 })
    // By itself a queue has no total.
    let alone = try explainForecast(requests[0], on: Self.end)
    #expect(!alone.factors.contains { $0.name == "total" })
    #expect(abs(alone.contacts - contacts(try forecast(requests[0]), on: Self.end)) < 1e-9)
  }

  @Test("a queue without a history is explained with its planner's figure")
  func newQueue() throws {
    let sibling = Histories.noisy(from: ForecastTests.monday, days: 84, interval: 60)
    let empty = IntervalHistory(queue: "new", zone: .utc, interval: 30)
    let request = ForecastRequest(history: empty, sibling: sibling, dailyContacts: 100, first: Self.end)
    let made = try forecast(request)
    let told = try explainForecast(request, on: Self.end)
    #expect(abs(told.contacts - contacts(made, on: Self.end)) < 1e-9 && told.method == made.method)
    #expect(abs(product(told) / told.contacts - 1) < 2e-3)
    let planner = try #require(told.factors.first { $0.name == "planner" })
    #expect(planner.words.hasPrefix("100 contacts an open day, as its planner expects, against those of 'made'"))
  }

  @Test("what a day after a closure has of a Monday is the closure's, and its weekday stays that of its name")
  func afterClosure() throws {
    let history = Histories.made(from: ForecastTests.monday, days: 84, isOpen: { $0.date.weekday != .sunday }) {
      Histories.typical($0)
    }
    // A closed Friday; the Saturday after it follows a closure, the one before doesn't.
    let saturday = Self.end.adding(days: 5)
    var request = ForecastRequest(history: history, first: Self.end, days: 14, method: .combination)
    func weekday(_ request: ForecastRequest) throws -> (weekday: Double, closure: Double?, told: ForecastExplanation) {
      let told = try explainForecast(request, on: saturday)
      let weekday = try #require(told.factors.first { $0.name == "weekday" })
      return (weekday.factor, told.factors.first { $0.name == "closure" }?.factor, told)
    }
    let plain = try weekday(request)
    request.closedDates = [saturday.adding(days: -1)]
    let after = try weekday(request)
    #expect(plain.closure == nil)
    #expect(abs(after.weekday / plain.weekday - 1) < 1e-6)
    #expect((after.closure ?? 0) > 1.3)
    #expect(abs(product(after.told) / after.told.contacts - 1) < 2e-3)
  }
}
