import Calendars
import Tables
import Testing
import Tickets

@testable import Forecasting

@Suite("histories that are short, broken or strange")
struct HardHistoryTests {
  static let monday = ForecastTests.monday
  static let methods: [ForecastMethod] = [.automatic, .eightWeekAverage, .combination]

  private func failure(_ request: ForecastRequest) -> Diagnostic? {
    do throws(Diagnostic) {
      _ = try forecast(request)
      return nil
    } catch { return error }
  }

  private func total(_ result: QueueForecast) -> Double { result.contacts.reduce(0, +) }
  private let usualWeek = Histories.made(from: Self.monday, days: 7, contacts: Histories.typical).contacts.reduce(0, +)

  @Test("an empty history and one that begins too late say what is missing")
  func nothing() {
    let empty = IntervalHistory(queue: "q", zone: .utc, interval: 30)
    #expect(failure(ForecastRequest(history: empty, first: Self.monday))?.code == "forecast.empty-history")
    let later = Histories.made(from: Self.monday, days: 7, contacts: Histories.typical)
    let found = failure(ForecastRequest(history: later, first: Self.monday))
    #expect(found?.code == "forecast.no-history" && found?.kind == .missingInput)
    #expect(found?.message == "queue 'made' has no history before 2026-03-02 to forecast from")
  }

  @Test("requests that cannot be met are refused")
  func badRequests() {
    let history = Histories.made(from: Self.monday, days: 28, contacts: Histories.typical)
    let first = Self.monday.adding(days: 28)
    #expect(failure(ForecastRequest(history: history, first: first, days: 0))?.code == "forecast.horizon")
    #expect(failure(ForecastRequest(history: history, first: first, days: 401))?.code == "forecast.horizon")
    #expect(failure(ForecastRequest(history: history, first: first, interval: 7))?.code == "forecast.interval")
    #expect(failure(ForecastRequest(history: history, first: first, interval: 0))?.code == "forecast.interval")
    #expect(failure(ForecastRequest(history: history, first: first, maximumWeeks: 0))?.code == "forecast.weeks")
    for bad in [-1, Double.nan, .infinity] {
      var broken = history
      broken.contacts[5] = bad
      #expect(failure(ForecastRequest(history: broken, first: first))?.code == "forecast.bad-history")
    }
    var twice = history
    twice.starts[5] = twice.starts[4]
    #expect(failure(ForecastRequest(history: twice, first: first))?.code == "forecast.bad-history")
    var ragged = history
    ragged.contacts.removeLast()
    #expect(failure(ForecastRequest(history: ragged, first: first))?.code == "forecast.history-shape")
  }

  @Test("one day of history stands in for the others, and the forecast says so", arguments: methods)
  func oneDay(method: ForecastMethod) throws {
    let history = Histories.made(from: Self.monday, days: 1, contacts: Histories.typical)
    let day = history.contacts.reduce(0, +)
    let result = try forecast(ForecastRequest(history: history, first: Self.monday.adding(days: 7), method: method))
    #expect(result.starts.count == 336)
    #expect(abs(total(result) - 7 * day) < 0.2 * day, "\(total(result) / day)")
    #expect(result.notes.contains { $0.hasPrefix("Only 1 day is recorded") })
    #expect(result.notes.contains { $0.contains("Saturday, Sunday: never recorded") })
  }

  @Test("a history of zeros forecasts zero and says so", arguments: methods)
  func zeros(method: ForecastMethod) throws {
    let history = Histories.made(from: Self.monday, days: 56) { _ in 0 }
    let result = try forecast(ForecastRequest(history: history, first: Self.monday.adding(days: 56), method: method))
    #expect(result.contacts.allSatisfy { $0 < 0.01 } && result.p90.allSatisfy { $0 == 0 })
    #expect(result.notes.contains { $0.contains("no contacts at all") })
  }

  @Test("a queue that vanished is forecast near zero by the adaptive methods, and the notes ask why")
  func vanished() throws {
    let end = Self.monday.adding(days: 56)
    let history = Histories.made(from: Self.monday, days: 84) { $0.date < end ? Histories.typical($0) : 0 }
    for method in [ForecastMethod.automatic, .combination] {
      let result = try forecast(ForecastRequest(history: history, first: Self.monday.adding(days: 84), method: method))
      #expect(total(result) < 0.25 * usualWeek, "\(method) \(total(result) / usualWeek)")
      #expect(result.notes.contains { $0.hasPrefix("No contact has come since 2026-04-26") }, "\(result.notes)")
    }
  }

  @Test("a spike of a million contacts moves the forecast by less than a few percent and is named")
  func spike() throws {
    for weeks in [4, 12] {
      var history = Histories.noisy(from: Self.monday, days: 7 * weeks)
      let first = Self.monday.adding(days: 7 * weeks)
      let calm = try forecast(ForecastRequest(history: history, first: first))
      let row = history.starts.count - 10 * 48 + 20
      history.contacts[row] = 1e6
      let result = try forecast(ForecastRequest(history: history, first: first))
      #expect(abs(total(result) / total(calm) - 1) < 0.06, "\(weeks) weeks: \(total(result) / total(calm))")
      let date = Zone.utc.date(at: history.starts[row])
      let note = result.notes.first { $0.hasPrefix("\(date)") }
      #expect(
        note?.contains("contacts where about") == true && note?.hasSuffix("counts nothing.") == true, "\(result.notes)")
    }
  }

  @Test("an outage day is named with its size and hardly moves the forecast")
  func outage() throws {
    let date = Self.monday.adding(days: 45)
    var history = Histories.noisy(from: Self.monday, days: 56)
    let first = Self.monday.adding(days: 56)
    let calm = try forecast(ForecastRequest(history: history, first: first))
    for row in history.starts.indices where Zone.utc.date(at: history.starts[row]) == date {
      history.contacts[row] = (history.contacts[row] / 10).rounded()
    }
    let result = try forecast(ForecastRequest(history: history, first: first))
    #expect(abs(total(result) / total(calm) - 1) < 0.03)
    #expect(result.notes.contains { $0.hasPrefix("\(date) (Thursday): ") }, "\(result.notes)")
  }

  @Test("a gap of three months is left out and named", arguments: methods)
  func gap(method: ForecastMethod) throws {
    let gap = Self.monday.adding(days: 40)..<Self.monday.adding(days: 130)
    let history = Histories.made(
      from: Self.monday, days: 182, isOpen: { !gap.contains($0.date) }, contacts: Histories.typical)
    let result = try forecast(ForecastRequest(history: history, first: Self.monday.adding(days: 182), method: method))
    #expect(abs(total(result) / usualWeek - 1) < 0.02)
    #expect(
      result.notes.contains {
        $0.hasPrefix("Nothing is recorded from \(gap.lowerBound) to \(gap.upperBound.adding(days: -1))")
      }, "\(result.notes)")
  }

  @Test("a level that doubled six weeks ago is believed, not called an outlier")
  func levelShift() throws {
    let shift = Self.monday.adding(days: 140)
    let history = Histories.made(from: Self.monday, days: 182) {
      Histories.typical($0) * ($0.date < shift ? 1 : 2)
    }
    let result = try forecast(ForecastRequest(history: history, first: Self.monday.adding(days: 182)))
    #expect(abs(total(result) / usualWeek - 2) < 0.1, "\(total(result) / usualWeek)")
  }

  @Test("days recorded in part are filled or left out, and named")
  func partialDays() throws {
    let filled = Self.monday.adding(days: 30)
    let fragment = Self.monday.adding(days: 36)
    let history = Histories.made(
      from: Self.monday, days: 56,
      isOpen: {
        ($0.date != filled || $0.minuteOfDay < 14 * 60) && ($0.date != fragment || $0.minuteOfDay < 8 * 60)
      }, contacts: Histories.typical)
    let result = try forecast(
      ForecastRequest(history: history, first: Self.monday.adding(days: 56), method: .eightWeekAverage))
    #expect(abs(total(result) / usualWeek - 1) < 1e-9)
    #expect(result.notes.contains { $0.contains("less than half") && $0.contains("\(fragment)") }, "\(result.notes)")
    #expect(result.notes.contains { $0.contains("gaps") && $0.contains("\(filled)") }, "\(result.notes)")
  }

  @Test("holidays of the past are kept out of the ordinary days and shape those to come")
  func holidays() throws {
    let days = [9, 24, 38, 52].map { Self.monday.adding(days: $0) }
    let coming = Self.monday.adding(days: 86)
    let holidays = (days + [coming]).map { Holiday(date: $0, name: "Feast", dayClass: "holiday") }
    let history = Histories.made(from: Self.monday, days: 84) {
      Histories.typical($0) * (days.contains($0.date) ? 0.3 : 1)
    }
    let first = Self.monday.adding(days: 84)
    let result = try forecast(ForecastRequest(history: history, holidays: holidays, first: first))
    func contacts(on date: CivilDate) -> Double {
      zip(result.starts, result.contacts).reduce(0) { $0 + (Zone.utc.date(at: $1.0) == date ? $1.1 : 0) }
    }
    let ordinary = usualWeek / 5.8
    #expect(abs(contacts(on: coming.adding(days: 2)) / (ordinary * 0.9) - 1) < 0.1)
    #expect(abs(contacts(on: coming) / (ordinary * 0.3) - 1) < 0.15, "\(contacts(on: coming) / ordinary)")
    #expect(
      result.notes.contains("\(coming) (Feast): forecast from 4 past days of class 'holiday'."), "\(result.notes)")
    let average = try forecast(
      ForecastRequest(history: history, holidays: holidays, first: first, method: .eightWeekAverage))
    #expect(average.notes.contains("\(coming) (Feast): forecast as an ordinary Wednesday."), "\(average.notes)")
  }

  @Test("a queue that was closed on past holidays is forecast for the next all the same, and the notes warn")
  func closedHolidays() throws {
    let days = [9, 24].map { Self.monday.adding(days: $0) }
    let coming = Self.monday.adding(days: 86)
    let holidays = (days + [coming]).map { Holiday(date: $0, name: "Feast", dayClass: "holiday") }
    let history = Histories.made(
      from: Self.monday, days: 84, isOpen: { !days.contains($0.date) }, contacts: Histories.typical)
    let result = try forecast(
      ForecastRequest(history: history, holidays: holidays, first: Self.monday.adding(days: 84)))
    #expect(result.starts.contains { Zone.utc.date(at: $0) == coming })
    #expect(
      result.notes.contains(
        "\(coming) (Feast): forecast as an ordinary Wednesday, though the queue was closed on the last 2 of class "
          + "'holiday'."))
  }

  @Test("a forecast weeks ahead of a history that ended long ago is made, and says so")
  func longHorizon() throws {
    let history = Histories.noisy(from: Self.monday, days: 84)
    let first = Self.monday.adding(days: 120)
    let result = try forecast(ForecastRequest(history: history, first: first, days: 400))
    #expect(result.starts.count == 400 * 48)
    #expect(result.contacts.allSatisfy { $0 < 100 })
    #expect(result.notes.contains("The history ends on 2026-05-24, 36 days before 2026-06-30."), "\(result.notes)")
  }

  @Test("a sparse queue is averaged, not modelled")
  func sparse() throws {
    let history = Histories.made(from: Self.monday, days: 84) { $0.minuteOfDay == 600 ? 2 : 0 }
    let result = try forecast(ForecastRequest(history: history, first: Self.monday.adding(days: 84)))
    #expect(result.method == "eight-week-average" && abs(total(result) - 14) < 1e-9)
    #expect(result.notes.contains { $0.hasPrefix("Fewer than five contacts") })
  }
}

@Suite("histories that end within a day, and wide intervals")
struct PartialDayTests {
  private static let monday = ForecastTests.monday

  /// Eight weeks of Monday to Friday, 8:30 to 18:00, and no row outside.
  private static func office(interval: Int = 30, zone: Zone = .utc) -> IntervalHistory {
    Histories.made(zone: zone, interval: interval, from: monday, days: 56) { time in
      time.date.weekday.index < 5 && (510..<1080).contains(time.minuteOfDay)
    } contacts: {
      Histories.typical($0)
    }
  }

  @Test(
    "an export of the morning leaves its last day out, says so and forecasts as if it had ended the day before",
    arguments: [1, 4, 9])
  func morning(slots: Int) throws {
    var history = Histories.made(from: Self.monday, days: 57, contacts: Histories.typical)
    let whole = 56 * 48
    history.starts.removeLast(history.starts.count - whole - slots)
    history.contacts.removeLast(history.contacts.count - whole - slots)
    let last = Self.monday.adding(days: 56)
    let result = try forecast(ForecastRequest(history: history, first: last.adding(days: 1)))
    let finding = try #require(result.findings.first { $0.kind == .fragment })
    #expect(finding.first == last && finding.contacts == history.contacts.suffix(slots).reduce(0, +))
    #expect(result.notes.contains("Recorded for less than half the day and left out: \(last)."))
    history.starts.removeLast(slots)
    history.contacts.removeLast(slots)
    let before = try forecast(ForecastRequest(history: history, first: last.adding(days: 1)))
    #expect(before.contacts == result.contacts)
  }

  @Test("one row decades after the others is left out and said")
  func stray() throws {
    var history = Self.office()
    let far = try Histories.date("2062-01-03")
    history.starts.append(Zone.utc.instant(of: far, ClockTime(minutes: 600)))
    history.contacts.append(3)
    let result = try forecast(ForecastRequest(history: history, first: far.adding(days: 1)))
    #expect(result.findings.contains { $0.kind == .fragment && $0.first == far })
    #expect(result.contacts.allSatisfy { $0.isFinite })
  }

  @Test(
    "wide intervals bring what the narrow ones in them bring, though hours begin and end inside them",
    arguments: [60, 120, 240, 480, 720, 1440])
  func wide(interval: Int) throws {
    let history = Self.office()
    let first = Self.monday.adding(days: 56)
    let fine = try forecast(ForecastRequest(history: history, first: first, method: .combination))
    let coarse = try forecast(
      ForecastRequest(history: history, first: first, interval: Minutes(interval), method: .combination))
    for (start, contacts) in zip(coarse.starts, coarse.contacts) {
      let end = start + Minutes(interval)
      let inside = zip(fine.starts, fine.contacts).filter { $0.0 >= start && $0.0 < end }.reduce(0) { $0 + $1.1 }
      #expect(abs(contacts - inside) < 0.02 * inside + 0.5, "\(start.utcText): \(contacts) against \(inside)")
    }
    let sums = [fine, coarse].map { $0.contacts.reduce(0, +) }
    #expect(abs(sums[0] - sums[1]) < 0.01 * sums[0], "\(sums)")
  }
}
