import Calendars
import Testing
import Tickets

@testable import Forecasting

@Suite("closed, marked and odd days, and drivers beyond what was seen")
struct ClosedAndMarkedDayTests {
  private static let monday = ForecastTests.monday
  private static let end = monday.adding(days: 84)

  /// Twelve weeks with 300 s a contact, and one day of ten times the contacts at 20 s each.
  private static func storm(on day: Int) -> IntervalHistory {
    var history = Histories.noisy(from: monday, days: 84, interval: 60)
    let date = monday.adding(days: day)
    for row in history.starts.indices where Zone.utc.date(at: history.starts[row]) == date {
      history.contacts[row] *= 10
    }
    history.timedContacts = history.contacts
    history.handleSeconds = history.starts.indices.map { row in
      history.contacts[row] * (Zone.utc.date(at: history.starts[row]) == date ? 20 : 300)
    }
    return history
  }

  private func event(_ first: Int, _ last: Int) -> DemandEvent {
    DemandEvent(
      kind: .outage, name: "", start: CivilTime(date: Self.monday.adding(days: first), clock: ClockTime(minutes: 0)),
      end: CivilTime(date: Self.monday.adding(days: last + 1), clock: ClockTime(minutes: 0)))
  }

  @Test("a marked day and a spike count as little for handle times as for contacts", arguments: [true, false])
  func handleTimes(isMarked: Bool) throws {
    let made = try forecast(
      ForecastRequest(
        history: Self.storm(on: 73), events: isMarked ? [event(73, 73)] : [], first: Self.end))
    let times = try #require(made.handleTime)
    #expect(times.allSatisfy { abs($0 - 300) < 1e-6 }, "\(times.min() ?? 0)")
  }

  @Test("where no other day was timed, the odd ones are all there is")
  func onlyOdd() throws {
    let history = Self.storm(on: 73)
    let dates = history.starts.map { Zone.utc.date(at: $0) }
    let table = try #require(
      HandleTimeTable(history, in: dates[0]..<Self.end, slotMinutes: 60) { _ in 0 })
    #expect(table.mean < 300)
  }

  @Test("a date on which the queue is closed has no intervals, and the day after it follows a closure")
  func closedDates() throws {
    let history = Histories.noisy(from: Self.monday, days: 84, interval: 60)
    let closed = Self.end.adding(days: 2)
    let made = try forecast(
      ForecastRequest(history: history, closedDates: [closed], first: Self.end, method: .combination))
    let dates = Set(made.starts.map { Zone.utc.date(at: $0) })
    #expect(dates.count == 6 && !dates.contains(closed))
    var request = ForecastRequest(history: history, closedDates: [closed], first: Self.end, method: .combination)
    #expect(throws: (any Error).self) { try explainForecast(request, on: closed) }
    // Closed by rule, but as busy as ever: it was open. With a tenth of the calls it was not.
    let past = Self.monday.adding(days: 30)
    request.closedDates = [past]
    var traits = try ForecastRun(request).past.traits
    #expect(traits[30].isOrdinary && !traits[31].followsClosure)
    #expect(request.datesClosedInFact.isEmpty)
    for row in history.starts.indices where Zone.utc.date(at: history.starts[row]) == past {
      request.history.contacts[row] = (request.history.contacts[row] / 10).rounded()
    }
    traits = try ForecastRun(request).past.traits
    #expect(!traits[30].isOrdinary && traits[31].followsClosure)
    #expect(request.datesClosedInFact == [past])
  }

  @Test("the day after a holiday follows a closure only where the queue was closed on it")
  func realClosures() throws {
    let holidays = [30, 44, 86].map { Holiday(date: Self.monday.adding(days: $0), name: "Day", dayClass: "holiday") }
    let open = Histories.noisy(from: Self.monday, days: 84, interval: 60)
    let asUsual = try ForecastRun(ForecastRequest(history: open, holidays: holidays, first: Self.end)).past.traits
    #expect(!asUsual.contains { $0.followsClosure })
    var silent = open
    let off = Set(holidays.map(\.date))
    for row in silent.starts.indices where off.contains(Zone.utc.date(at: silent.starts[row])) {
      silent.contacts[row] = 0
    }
    let closed = try ForecastRun(ForecastRequest(history: silent, holidays: holidays, first: Self.end)).past.traits
    #expect(closed.indices.filter { closed[$0].followsClosure } == [31, 45, 87])
  }

  @Test("a driver far beyond what was seen is taken as the nearest that was seen, and said", arguments: [0, 1e12])
  func driverLimits(value: Double) throws {
    var history = Histories.made(interval: 60, from: Self.monday, days: 84, contacts: Histories.typical)
    var sessions = Driver(name: "sessions", daily: [:])
    for day in 0..<84 { sessions.daily[Self.monday.adding(days: day)] = Double(1000 + 500 * (day * day % 5)) }
    for row in history.starts.indices {
      history.contacts[row] *= (sessions.daily[Zone.utc.date(at: history.starts[row])] ?? 0) / 2000
    }
    func made(_ ahead: Double) throws -> QueueForecast {
      var driver = sessions
      for day in 84..<91 { driver.daily[Self.monday.adding(days: day)] = ahead }
      return try forecast(ForecastRequest(history: history, drivers: [driver], first: Self.end))
    }
    let beyond = try made(value)
    let edge = try made(value == 0 ? 1000 : 3000)
    #expect(beyond.contacts == edge.contacts)
    #expect(
      beyond.notes.contains { $0.hasPrefix("Driver sessions is given beyond what the history has seen (1000 to 3000)") }
    )
    #expect(!edge.notes.contains { $0.contains("beyond what the history has seen") })
  }

  @Test("events over nearly the whole history leave nothing out, and that is said")
  func eventOverAll() throws {
    let history = Histories.noisy(from: Self.monday, days: 84, interval: 60)
    let made = try forecast(ForecastRequest(history: history, events: [event(0, 83)], first: Self.end))
    #expect(made.notes.contains { $0.hasPrefix("Events mark 84 of the 84 days of the past") }, "\(made.notes)")
    let plain = try forecast(ForecastRequest(history: history, first: Self.end))
    #expect(made.contacts == plain.contacts)
    let short = try forecast(ForecastRequest(history: history, events: [event(70, 71)], first: Self.end))
    #expect(!short.notes.contains { $0.hasPrefix("Events mark") })
  }

  @Test("the floor of chance is that of the contacts: the same for every method")
  func floor() throws {
    let history = Histories.noisy(from: Self.monday, days: 84, interval: 60)
    let test = try backtest(BacktestRequest(base: ForecastRequest(history: history, first: Self.end), origins: 2))
    #expect(test.rows.count == 4)
    for row in test.rows {
      #expect(row.score.poissonFloor == test.rows[0].score.poissonFloor)
      #expect(row.score.poissonFloorByDay == test.rows[0].score.poissonFloorByDay)
    }
  }
}
