import Calendars
import Foundation
import Testing
import Workforce

@testable import Forecasting
@testable import Planning
@testable import rota

@Suite("What rota today prints") struct TodayTextTests {
  /// Half-hours of one contact each from a moment on, and the hours of their forecast with a contact a half-hour.
  private func answer(_ zone: Zone, from start: Instant, count: Int) -> TodayAnswer {
    let starts = (0..<count).map { start + Minutes(30 * $0) }
    let intervals = starts.map { start in
      TodayAnswer.Interval(
        start: start, startLocal: zone.localText(of: start), planned: 1, contacts: 1, low: 0, high: 2,
        requiredBefore: 1,
        required: 1, scheduled: 1, service: 1, scheduledThen: 1, serviceThen: 1)
    }
    func contacts(_ mean: Double) -> RestOfDay.Contacts { RestOfDay.Contacts(mean: mean, variance: 0) }
    let hours = stride(from: 0, to: count, by: 2).map { index in
      TodayAnswer.Hour(startLocal: zone.localText(of: starts[index]), contacts: contacts(10 * Double(index + 1)))
    }
    let forecast = TodayAnswer.Forecast(
      reading: .counts, isNewer: false, came: 0, knownIntervals: 0, overIntervals: 0, expectedSoFar: 0,
      restBefore: Double(count), rest: contacts(Double(count)), nextTwoHours: contacts(4), hours: hours, silent: [])
    let queue = TodayAnswer.Queue(
      queue: "phone", name: "Phone", channel: "phone", zone: zone, date: zone.date(at: start), forecast: forecast,
      service: TodayAnswer.Service(planned: 1, now: 1, withActions: 1),
      missingMinutes: TodayAnswer.Missing(planned: 0, now: 0, withActions: 0), intervals: intervals)
    return TodayAnswer(
      team: "Desk", week: ISOWeek(containing: zone.date(at: start)), isDraft: false, atLocal: zone.localText(of: start),
      zone: zone, queues: [queue], actions: [], notes: [])
  }

  private func rows(_ answer: TodayAnswer, byInterval: Bool) -> [[Substring]] {
    TodayText(answer: answer, byInterval: byInterval, currency: "EUR").text.split(separator: "\n")
      .map { $0.split(separator: " ") }.filter { $0.first?.dropFirst(2).first == ":" && $0.count >= 8 }
  }

  @Test("an hour that a clock change repeats is two rows, each with its offset and its own band") func repeated() throws
  {
    // 2026-10-25 in Warsaw: 03:00 of summer time is 02:00 of standard time.
    let zone = try Zone("Europe/Warsaw")
    let start = zone.instant(of: try #require(CivilDate(year: 2026, month: 10, day: 25))) + Minutes(60)
    let answer = answer(zone, from: start, count: 8)
    let hours = rows(answer, byInterval: false)
    #expect(hours.map { $0[0] } == ["01:00", "02:00+02:00", "02:00+01:00", "03:00"])
    #expect(hours.allSatisfy { $0[1] == "2.0" && $0[2] == "2.0" })
    #expect(Set(hours.map { $0[3] }).count == 4)
    let halves = rows(answer, byInterval: true)
    #expect(halves.map { $0[0] }.filter { $0.hasPrefix("02:30") } == ["02:30+02:00", "02:30+01:00"])
    #expect(halves.count == 8 && halves[0][0] == "01:00")
  }

  @Test("on other days a row is named by its time alone") func plain() throws {
    let zone = try Zone("Europe/Warsaw")
    let start = zone.instant(of: try #require(CivilDate(year: 2026, month: 10, day: 26))) + Minutes(60)
    #expect(rows(answer(zone, from: start, count: 4), byInterval: false).map { $0[0] } == ["01:00", "02:00"])
  }
}
