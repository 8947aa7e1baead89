import Calendars
import Testing
import Tickets

@testable import Forecasting

/// Desks that open longer than they did: counts of the new hours exist since then only.
@Suite("hours that were made longer") struct LongerHoursTests {
  private static let monday = ForecastTests.monday
  private static let change = 126

  /// Weekdays from 8 to 14, from a day on to 18, with a draw about `mean` contacts each half-hour.
  private static func history(
    days: Int, since: Int = change, from: Int = 840, mean: (Int, Bool) -> Double = { _, _ in 2 }
  ) -> IntervalHistory {
    let first = monday.adding(days: since)
    return Histories.made(
      from: monday, days: days,
      isOpen: {
        $0.date.weekday.index < 5 && $0.minuteOfDay >= 480
          && ($0.minuteOfDay < from || $0.date >= first && $0.minuteOfDay < 1080)
      }, contacts: { mean($0.minuteOfDay, $0.date >= first) })
  }

  /// Contacts of the week after the history, before and from a minute of the day on.
  private static func week(
    _ history: IntervalHistory, days: Int, _ method: ForecastMethod, from: Int = 840
  ) throws -> (Double, Double, QueueForecast) {
    let result = try forecast(ForecastRequest(history: history, first: monday.adding(days: days), method: method))
    var (early, late) = (0.0, 0.0)
    for row in result.contacts.indices {
      let minute = Zone.utc.civil(at: result.starts[row]).minuteOfDay
      if minute < from { early += result.contacts[row] } else { late += result.contacts[row] }
    }
    return (early, late, result)
  }

  @Test("they are forecast from the first days on", arguments: HardHistoryTests.methods, [3, 5, 7, 14, 21, 35])
  func longer(_ method: ForecastMethod, _ since: Int) throws {
    let days = Self.change + since
    let (morning, afternoon, result) = try Self.week(Self.history(days: days), days: days, method)
    #expect(abs(morning / 120 - 1) < 0.05 && abs(afternoon / 80 - 1) < 0.05, "\(morning) \(afternoon)")
    #expect(
      result.notes.contains {
        $0.hasPrefix("Since \(Self.monday.adding(days: Self.change)) it is recorded from 14:00 to 18:00, too (Monday, ")
      }, "\(result.notes)")
    #expect(!result.notes.contains { $0.contains("left out") })
  }

  @Test(
    "hours more than doubled, to which half of the contacts moved", arguments: HardHistoryTests.methods, [7, 14, 28])
  func doubled(_ method: ForecastMethod, _ since: Int) throws {
    let days = Self.change + since
    let history = Self.history(days: days, from: 660) { minute, isLonger in isLonger ? (minute < 660 ? 3 : 2) : 6 }
    let (early, late, result) = try Self.week(history, days: days, method, from: 660)
    // Three hours with 3, seven with 2 contacts each half-hour.
    #expect(abs(early / 90 - 1) < 0.05 && abs(late / 140 - 1) < 0.05, "\(early) \(late)")
    #expect(!result.notes.contains { $0.contains("left out") || $0.contains("Nothing is recorded") }, "\(result.notes)")
  }

  @Test("hours that were shifted keep the day's level, and the note says which fell away", arguments: [5, 7, 14, 21])
  func shifted(_ since: Int) throws {
    let days = Self.change + since
    let later = Self.monday.adding(days: Self.change)
    let history = Histories.made(
      from: Self.monday, days: days,
      isOpen: { time in
        let begin = time.date >= later ? 660 : 540
        return time.date.weekday.index < 5 && time.minuteOfDay >= begin && time.minuteOfDay < begin + 480
      }, contacts: { $0.minuteOfDay < 660 ? 4 : 2 })
    let (early, late, result) = try Self.week(history, days: days, .automatic, from: 660)
    #expect(early == 0 && abs(late / 160 - 1) < 0.05, "\(early) \(late)")
    #expect(result.notes.contains { $0.contains("from 17:00 to 19:00 and no more from 09:00 to 11:00 (Monday") })
  }

  @Test("stray rows out of hours leave new hours as they are told by two weeks")
  func strayRows() throws {
    let days = Self.change + 14
    let later = Self.monday.adding(days: Self.change)
    let history = Histories.made(
      from: Self.monday, days: days,
      isOpen: { time in
        let day = time.date - Self.monday
        let isStray = time.minuteOfDay >= 840 && (day * 7 + time.minuteOfDay / 30 * 5) % 5 < 2
        return time.date.weekday.index < 5 && time.minuteOfDay >= 480
          && (time.minuteOfDay < 840 || time.minuteOfDay < 1080 && (isStray || time.date >= later))
      }, contacts: { _ in 2 })
    let (morning, afternoon, result) = try Self.week(history, days: days, .automatic)
    #expect(abs(morning / 120 - 1) < 0.1 && abs(afternoon / 80 - 1) < 0.1, "\(morning) \(afternoon)")
    #expect(!result.notes.contains { $0.hasPrefix("Since ") }, "\(result.notes)")
  }

  @Test("a desk that was made longer before is made longer again", arguments: [3, 7, 12])
  func again(_ since: Int) throws {
    let days = Self.change + since
    let (first, second) = (Self.monday.adding(days: 30), Self.monday.adding(days: Self.change))
    let history = Histories.made(
      from: Self.monday, days: days,
      isOpen: { time in
        let end = time.date >= second ? 1200 : time.date >= first ? 1080 : 720
        return time.date.weekday.index < 5 && time.minuteOfDay >= 480 && time.minuteOfDay < end
      }, contacts: { _ in 2 })
    let (early, late, result) = try Self.week(history, days: days, .automatic, from: 1080)
    #expect(abs(early / 200 - 1) < 0.05 && abs(late / 40 - 1) < 0.08, "\(early) \(late)")
    #expect(result.notes.contains { $0.contains("it is recorded from 18:00 to 20:00, too") }, "\(result.notes)")
  }

  @Test("hours of a season that come back are forecast from the first days on, and last year's keep theirs")
  func season() throws {
    let days = 365 + Self.change + 7
    let history = Histories.made(
      from: Self.monday, days: days,
      isOpen: { time in
        let day = time.date - Self.monday
        let isLong = day < 70 || day >= 365 + Self.change
        return time.date.weekday.index < 5 && time.minuteOfDay >= 480 && time.minuteOfDay < (isLong ? 1080 : 840)
      }, contacts: { _ in 2 })
    let (morning, afternoon, result) = try Self.week(history, days: days, .automatic)
    #expect(abs(morning / 120 - 1) < 0.05 && abs(afternoon / 80 - 1) < 0.05, "\(morning) \(afternoon)")
    #expect(!result.notes.contains { $0.contains("left out") }, "\(result.notes)")
  }

  @Test("a day that was long for once changes nothing")
  func once() throws {
    let days = Self.change + 1
    let (morning, afternoon, result) = try Self.week(Self.history(days: days), days: days, .automatic)
    #expect(afternoon == 0 && morning > 110 && morning < 135, "\(morning)")
    #expect(!result.notes.contains { $0.hasPrefix("Since ") })
  }
}
