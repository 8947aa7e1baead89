import Calendars
import Testing
import Tickets
import Verification

@testable import Forecasting

/// What the rest of a day gains on a public history; the other histories and hours are in `rota-bench intraday`.
@Suite(
  "the rest of a US bank's days, at noon",
  .enabled(if: BenchmarkData.isPresent, "the benchmark data is not here; set ROTA_DATA to its folder"),
  .enabled(if: BenchmarkTests.isSlow, "slow; set ROTA_SLOW=1"))
struct IntradayBenchmarkTests {
  /// A forecast day in parts known and to come.
  private struct Day {
    var forecast: QueueForecast
    var counts: [Double]
  }

  /// Every day from the ninth week on, forecast from the days before it.
  private static let days: [Day] = {
    guard let history = try? Histories.benchmark("history/bank_us_30min.csv", queue: "bank-us/phone", interval: 30),
      let start = history.starts.first, let end = history.starts.last
    else { return [] }
    let recorded = Dictionary(uniqueKeysWithValues: zip(history.starts, history.contacts))
    let first = history.zone.date(at: start).adding(days: 56)
    return stride(from: 0, through: history.zone.date(at: end) - first, by: 1).compactMap { offset in
      let date = first.adding(days: offset)
      let request = ForecastRequest(history: history, first: date, days: 1, asOf: date, method: .combination)
      guard let made = try? forecast(request) else { return nil }
      let counts = made.starts.compactMap { recorded[$0] }
      return counts.count == made.starts.count && counts.contains { $0 > 0 } ? Day(forecast: made, counts: counts) : nil
    }
  }()

  /// Errors of the rest of the days by interval and in total, before and with what was known; contacts; and what the bands
  /// held.
  private func score(at hour: Int, _ change: (Int, Double) -> Double = { $1 }) -> (
    before: Double, now: Double, totalBefore: Double, totalNow: Double, contacts: Double, inside: Double
  ) {
    var score = (before: 0.0, now: 0.0, totalBefore: 0.0, totalNow: 0.0, contacts: 0.0, inside: 0.0)
    var intervals = 0.0
    for day in Self.days {
      let made = day.forecast
      let minutes = made.starts.map { made.zone.civil(at: $0).minuteOfDay }
      let counts = zip(minutes, day.counts).map { change($0, $1) }
      let over = minutes.count { $0 < hour * 60 }
      let rest = DaySoFar(
        expected: made.contacts, counts: Array(counts[..<over]), interval: made.interval, daySpread: made.daySpread,
        dispersion: made.dispersion
      ).rest()
      for index in 0..<counts.count - over {
        let (came, part) = (counts[over + index], rest.contacts(index))
        score.before += abs(came - made.contacts[over + index])
        score.now += abs(came - part.mean)
        score.contacts += came
        score.inside += (part.p10...part.p90).contains(came) ? 1 : 0
        intervals += 1
      }
      let total = counts[over...].reduce(0, +)
      score.totalBefore += abs(total - made.contacts[over...].reduce(0, +))
      score.totalNow += abs(total - rest.total.mean)
    }
    score.inside /= max(1, intervals)
    return score
  }

  @Test("is nearer by an eighth by interval, by a sixth in total, and lies in its band")
  func gain() {
    let score = score(at: 12)
    #expect(Self.days.count > 100)
    #expect(1 - score.now / score.before >= 0.12, "\(score)")
    #expect(1 - score.totalNow / score.totalBefore >= 0.18, "\(score)")
    #expect((0.73...0.88).contains(score.inside), "\(score)")
  }

  @Test("isn't carried away by an outage, a broken feed or a spike, and follows a day that is up")
  func stress() {
    func error(at hour: Int = 12, _ minutes: Range<Int>, times factor: Double) -> Double {
      let score = score(at: hour) { minutes.contains($0) ? ($1 * factor).rounded() : $1 }
      return 100 * score.now / score.contacts
    }
    #expect(error(630..<690, times: 0) <= 4.7)
    #expect(error(660..<720, times: 0) <= 4.7)
    #expect(error(570..<630, times: 3) <= 4.7)
    #expect(error(660..<720, times: 3) <= 7.5)
    #expect(error(0..<1440, times: 1.3) <= 12)
    #expect(error(at: 14, 660..<1440, times: 2) <= 25)
  }
}
