import Calendars
import Tables
import Testing
import Tickets

@testable import Forecasting

@Suite("forecasts")
struct ForecastTests {
  /// 2026-03-02 is a Monday.
  static let monday = CivilDate(dayNumber: 20_514)
  static let methods: [ForecastMethod] = [.eightWeekAverage, .combination]

  private func failure(_ request: ForecastRequest) -> Diagnostic? {
    do throws(Diagnostic) {
      _ = try forecast(request)
      return nil
    } catch { return error }
  }

  private func isSound(_ result: QueueForecast) -> Bool {
    let rows = result.starts.count
    return [result.contacts.count, result.p10.count, result.p50.count, result.p90.count].allSatisfy { $0 == rows }
      && result.contacts.allSatisfy { $0 >= 0 && $0.isFinite } && zip(result.p10, result.p50).allSatisfy { $0 <= $1 }
      && zip(result.p50, result.p90).allSatisfy { $0 <= $1 }
      && zip(result.starts, result.starts.dropFirst()).allSatisfy { $0 < $1 }
      && result.daySpread >= 0 && result.daySpread.isFinite
  }

  @Test("days of 23 and 25 hours are explained as they are forecast, and the repeated hour comes twice")
  func clockChangeExplained() throws {
    let zone = try Zone("America/New_York")
    for (text, whole, hours) in [("2026-11-01", 500.0, 25), ("2027-03-14", 460.0, 23), ("2026-10-31", 480.0, 24)] {
      let date = try #require(CivilDate(text))
      let history = Histories.made(zone: zone, from: date.adding(days: -84), days: 84) { _ in 10 }
      let request = ForecastRequest(history: history, first: date, days: 1)
      let made = try forecast(request)
      let told = try explainForecast(request, on: date)
      #expect(made.starts.count == 2 * hours)
      #expect(abs(made.contacts.reduce(0, +) - whole) < 1)
      #expect(abs(told.contacts - made.contacts.reduce(0, +)) < 1e-9)
      #expect(told.hours.count == hours)
      #expect(abs(told.hours.reduce(0) { $0 + $1.share } - 1) < 1e-9)
      let product = told.factors.reduce(told.base) { $0 * $1.factor }
      #expect(abs(product / told.contacts - 1) < 2e-3)
      #expect(told.factors.contains { $0.name == "clock change" } == (hours != 24))
      #expect(told.hours.map(\.hour).contains("01:00-05:00") == (hours == 25))
      #expect(told.hours.map(\.hour).contains("02:00") == (hours != 23))
    }
  }

  @Test("a history that repeats itself is forecast exactly", arguments: methods)
  func periodic(method: ForecastMethod) throws {
    let history = Histories.made(from: Self.monday, days: 70, contacts: Histories.typical)
    let first = Self.monday.adding(days: 70)
    let result = try forecast(ForecastRequest(history: history, first: first, method: method))
    #expect(result.starts.count == 336 && isSound(result))
    #expect(result.starts[0] == Zone.utc.instant(of: first))
    for (start, value) in zip(result.starts, result.contacts) {
      let expected = Histories.typical(Zone.utc.civil(at: start))
      // The smoothing of sparse slots moves the edges of the shape by a little.
      #expect(abs(value - expected) < (method == .eightWeekAverage ? 1e-9 : 0.35 * expected + 0.2))
    }
    let total = result.contacts.reduce(0, +)
    let expected = history.contacts.suffix(336).reduce(0, +)
    #expect(abs(total / expected - 1) < 0.01)
  }

  @Test("nothing from the origin on is seen", arguments: methods)
  func hidesTheFuture(method: ForecastMethod) throws {
    var history = Histories.noisy(from: Self.monday, days: 84, interval: 60)
    let origin = Self.monday.adding(days: 63)
    let before = try forecast(ForecastRequest(history: history, first: origin, asOf: origin, method: method))
    for row in history.starts.indices where history.starts[row] >= Zone.utc.instant(of: origin) {
      history.contacts[row] = 1e6
    }
    #expect(try forecast(ForecastRequest(history: history, first: origin, asOf: origin, method: method)) == before)
    #expect(try forecast(ForecastRequest(history: history, first: origin, method: method)) == before)
  }

  @Test("maximumWeeks hides what is older", arguments: methods)
  func maximumWeeks(method: ForecastMethod) throws {
    let history = Histories.noisy(from: Self.monday, days: 140, interval: 60)
    let origin = Self.monday.adding(days: 140)
    var short = history
    let keep = history.starts.firstIndex { $0 >= Zone.utc.instant(of: origin.adding(days: -70)) } ?? 0
    short.starts.removeFirst(keep)
    short.contacts.removeFirst(keep)
    let limited = try forecast(ForecastRequest(history: history, first: origin, maximumWeeks: 10, method: method))
    #expect(try forecast(ForecastRequest(history: short, first: origin, method: method)) == limited)
  }

  @Test("the days of a clock change have 23 and 25 hours, and every local hour keeps its rate", arguments: methods)
  func clockChanges(method: ForecastMethod) throws {
    let zone = try Zone("Europe/Warsaw")
    for (change, hours) in [("2026-03-29", 23), ("2026-10-25", 25)] {
      let change = try Histories.date(change)
      // The change lies once in the past and once in the horizon.
      for first in [change.adding(days: 1), change.adding(days: -6)] {
        let history = Histories.made(zone: zone, from: first.adding(days: -70), days: 70, contacts: Histories.typical)
        let result = try forecast(ForecastRequest(history: history, first: first, method: method))
        #expect(isSound(result))
        #expect(result.starts.count == (first < change ? 288 + hours * 2 : 336))
        #expect(result.starts.last.map { $0 + 30 } == zone.instant(of: first.adding(days: 7)))
        for (start, value) in zip(result.starts, result.contacts) {
          let expected = Histories.typical(zone.civil(at: start))
          #expect(abs(value - expected) < (method == .eightWeekAverage ? 1e-9 : 0.35 * expected + 0.2))
        }
        #expect(!result.notes.contains { $0.contains("gaps") || $0.contains("half the day") }, "\(result.notes)")
      }
    }
  }

  @Test("a clock change of half an hour keeps its contacts, too")
  func lordHowe() throws {
    let zone = try Zone("Australia/Lord_Howe")
    let change = try Histories.date("2026-04-05")
    for interval in [30, 60] {
      let history = Histories.made(zone: zone, interval: interval, from: change.adding(days: -69), days: 70) { _ in 6 }
      let result = try forecast(
        ForecastRequest(history: history, first: change.adding(days: 1), method: .eightWeekAverage))
      #expect(result.contacts.allSatisfy { abs($0 - 6) < 1e-9 })
      let over = try forecast(
        ForecastRequest(history: history, first: change.adding(days: -6), method: .eightWeekAverage))
      // 168.5 hours, as the clocks go back by half an hour.
      #expect(abs(over.contacts.reduce(0, +) - 168.5 * 6 * 60 / Double(interval)) < 1e-6)
    }
  }

  @Test("every pair of intervals keeps the total", arguments: [5, 15, 30, 60], [5, 15, 30, 60])
  func intervals(from: Int, to: Int) throws {
    let history = Histories.made(interval: from, from: Self.monday, days: 35) {
      Histories.typical($0) * Double(from) / 30
    }
    let first = Self.monday.adding(days: 35)
    for method in [ForecastMethod.eightWeekAverage, .combination] where method == .eightWeekAverage || from + to == 90 {
      let result = try forecast(
        ForecastRequest(history: history, first: first, interval: Minutes(to), method: method))
      #expect(result.interval == Minutes(to) && result.starts.count == 7 * 1440 / to && isSound(result))
      let total = history.contacts.suffix(7 * 1440 / from).reduce(0, +)
      #expect(abs(result.contacts.reduce(0, +) / total - 1) < (method == .eightWeekAverage ? 1e-9 : 0.01))
      #expect(result.notes.contains { $0.contains("split evenly") } == (to < from))
    }
  }

  @Test("an interval that does not fit the history's is cut at its borders")
  func oddInterval() throws {
    let history = Histories.made(interval: 20, from: Self.monday, days: 63) { _ in 4 }
    let result = try forecast(
      ForecastRequest(history: history, first: Self.monday.adding(days: 63), interval: 30, method: .eightWeekAverage))
    #expect(result.starts.count == 336 && result.contacts.allSatisfy { abs($0 - 6) < 1e-9 })
  }

  @Test("weekdays and times of day that are never recorded are closed")
  func closedTimes() throws {
    let history = Histories.made(
      from: Self.monday, days: 63, isOpen: { !$0.date.weekday.isWeekend && (480..<1080).contains($0.minuteOfDay) },
      contacts: Histories.typical)
    for method in Self.methods {
      let result = try forecast(ForecastRequest(history: history, first: Self.monday.adding(days: 63), method: method))
      #expect(result.starts.count == 5 * 20)
      #expect(result.starts.allSatisfy { (480..<1080).contains(Zone.utc.civil(at: $0).minuteOfDay) })
    }
  }

  @Test("opening hours decide which intervals are forecast")
  func openingHours() throws {
    let history = Histories.made(from: Self.monday, days: 63, contacts: Histories.typical)
    let hours = OpeningHours(ClockTime(hour: 22)..<ClockTime(hour: 30), on: [.friday])
    let result = try forecast(
      ForecastRequest(history: history, hours: hours, first: Self.monday.adding(days: 63)))
    // Friday 22:00 to Saturday 06:00.
    #expect(result.starts.count == 16)
    #expect(result.starts.first?.utcText == "2026-05-08T22:00Z" && result.starts.last?.utcText == "2026-05-09T05:30Z")
  }

  @Test("handle times follow weekday and slot where there are many, and the mean where there are few")
  func handleTimes() throws {
    var history = Histories.made(from: Self.monday, days: 84, contacts: { _ in 100 })
    history.timedContacts = history.contacts
    history.handleSeconds = history.starts.map { start in
      let isMonday = Zone.utc.date(at: start).weekday == .monday
      return 100 * (isMonday ? 400.0 : 200)
    }
    // A forgotten ticket: a mean of ten hours in one interval.
    history.handleSeconds[1000] = 100 * 36_000
    let result = try forecast(ForecastRequest(history: history, first: Self.monday.adding(days: 84)))
    let times = try #require(result.handleTime)
    let mean = (400.0 + 6 * 200) / 7
    for (start, time) in zip(result.starts, times) {
      let own = Zone.utc.date(at: start).weekday == .monday ? 400.0 : 200
      #expect(abs(time - (12 * 100 * own + 75 * mean) / (12 * 100 + 75)) < 16)
    }
    history.timedContacts = history.timedContacts.map { $0 / 1000 }
    history.handleSeconds = history.handleSeconds.map { $0 / 1000 }
    let few = try #require(forecast(ForecastRequest(history: history, first: Self.monday.adding(days: 84))).handleTime)
    #expect(few.allSatisfy { abs($0 - mean) < 8 })
    history.timedContacts = []
    history.handleSeconds = []
    let none = try forecast(ForecastRequest(history: history, first: Self.monday.adding(days: 84)))
    #expect(none.handleTime == nil && none.notes.contains("The history holds no handle times."))
  }

  @Test("Poisson noise gives Poisson quantiles, a common factor of the days gives more")
  func quantiles() throws {
    let first = Self.monday.adding(days: 84)
    let calm = try forecast(
      ForecastRequest(history: Histories.noisy(from: Self.monday, days: 84), first: first, method: .combination))
    #expect(isSound(calm) && calm.daySpread < 0.05)
    var wild = Histories.noisy(from: Self.monday, days: 84)
    for row in wild.starts.indices {
      let day = Zone.utc.date(at: wild.starts[row]) - Self.monday
      wild.contacts[row] = (wild.contacts[row] * [0.7, 1.3, 1.0, 1.2, 0.8][day * 7 % 5]).rounded()
    }
    let spread = try forecast(ForecastRequest(history: wild, first: first, method: .combination))
    #expect(spread.daySpread > 0.1)
    let width = { (result: QueueForecast) in zip(result.p90, result.p10).reduce(0) { $0 + $1.0 - $1.1 } }
    #expect(width(spread) > width(calm) * 1.1)
  }
}
