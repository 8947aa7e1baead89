import Calendars
import Foundation
import Testing
import Tickets
import Verification

@testable import Forecasting
#if canImport(Glibc)
  import Glibc
#endif

@Suite(
  "forecasts of the benchmark histories",
  .enabled(if: BenchmarkData.isPresent, "the benchmark data is not here; set ROTA_DATA to its folder"))
struct BenchmarkTests {
  static let isSlow = ProcessInfo.processInfo.environment["ROTA_SLOW"] != nil

  @Test("the 8-week average is the yardstick to the hundredth: incident log")
  func averageOfIncidents() throws {
    let history = try Histories.benchmark("history/servicenow_30min.csv", queue: "servicenow/all", interval: 30)
    let score = try WeeklyScore(history, method: .eightWeekAverage, minimumWeeks: 6, origins: 7)
    #expect(abs(score.wape - 45.16) < 0.006, "\(score.wape)")
  }

  /// Two weeks of each history, so that a change for the worse shows at once; the floors over all weeks are below. What
  /// was measured when the floors were, and a hundredth.
  @Test(
    "on two weeks of each history the combination is as good as it was measured",
    arguments: [
      (cases[0], 8.06), (cases[1], 27.97), (cases[2], 46.87), (cases[3], 23.55),
    ])
  func guarding(of example: Case, measured: Double) throws {
    let history = try Histories.benchmark(
      "history/\(example.file).csv", queue: example.queue, interval: example.interval)
    let holidays = try example.holidays.map { try Histories.holidays("history/\($0).csv") } ?? []
    let score = try WeeklyScore(
      history, method: .combination, minimumWeeks: example.minimumWeeks, origins: 2,
      maximumWeeks: example.maximumWeeks, holidays: holidays)
    #expect(score.wape <= 1.01 * measured, "\(score.wape)")
    #expect(score.wape >= 0.97 * measured, "\(score.wape)")
  }

  /// Processor time of this thread: other tests run beside it.
  private static var threadSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  @Test("a forecast with its back-test costs no more processor time than it was given")
  func cost() throws {
    let first = ForecastTests.monday
    let history = Histories.noisy(from: first, days: 182)
    let request = ForecastRequest(history: history, first: first.adding(days: 182), method: .combination)
    _ = try forecast(request)
    let before = Self.threadSeconds
    _ = try forecast(request)
    let spent = Self.threadSeconds - before
    // The limit of a built program; without optimisation it is some thirty times as much.
    #if DEBUG
      #expect(spent < 5, "\(spent)")
    #else
      #expect(spent < 0.2, "\(spent)")
    #endif
  }

  @Test("an outage and a spike before the origin upset the 8-week average, not the combination")
  func disturbedBank() throws {
    let history = try Histories.benchmark("history/bank_us_30min.csv", queue: "bank-us/phone", interval: 30)
    func cost(_ method: ForecastMethod) throws -> Double {
      let calm = try WeeklyScore(history, method: method, minimumWeeks: 8, origins: 2)
      let disturbed = try WeeklyScore(history, method: method, minimumWeeks: 8, origins: 2, change: Self.disturb)
      return disturbed.wape - calm.wape
    }
    let (average, combination) = (try cost(.eightWeekAverage), try cost(.combination))
    #expect(average > 3, "\(average)")
    #expect(combination <= 0.3, "\(combination)")
  }

  /// A tenth of the contacts on one day, three times as many on another, two and three weeks before the origin.
  private static func disturb(origin: CivilDate, history: inout IntervalHistory) {
    for row in history.starts.indices {
      let date = history.zone.date(at: history.starts[row])
      if date == origin.adding(days: -19) { history.contacts[row] *= 0.1 }
      if date == origin.adding(days: -13) { history.contacts[row] *= 3 }
    }
  }

  /// A history, how it is scored, and what must hold: the 8-week average to the hundredth, the combination at most so.
  struct Case: Sendable {
    var file: String
    var queue: String
    var interval = 30
    var minimumWeeks: Int
    var origins: Int
    var maximumWeeks: Int?
    var holidays: String?
    var average: Double
    var floor: Double
  }

  static let cases = [
    Case(file: "bank_us_30min", queue: "bank-us/phone", minimumWeeks: 8, origins: 12, average: 6.80, floor: 5.8),
    Case(
      file: "bank_il_30min", queue: "bank-il/phone", minimumWeeks: 9, origins: 12, maximumWeeks: 26,
      holidays: "holidays_il_1999", average: 30.02, floor: 25.5),
    Case(file: "servicenow_30min", queue: "servicenow/all", minimumWeeks: 6, origins: 7, average: 45.16, floor: 44.2),
    Case(
      file: "seattle_fire_60min", queue: "seattle-fire/911", interval: 60, minimumWeeks: 26, origins: 12,
      maximumWeeks: 26, average: 27.38, floor: 26.2),
  ]

  @Test(
    "on all four histories the average is reproduced, the combination holds its floor and its intervals their promise",
    .enabled(if: isSlow, "slow; set ROTA_SLOW=1"),
    arguments: cases)
  func floors(of example: Case) throws {
    let history = try Histories.benchmark(
      "history/\(example.file).csv", queue: example.queue, interval: example.interval)
    let holidays = try example.holidays.map { try Histories.holidays("history/\($0).csv") } ?? []
    let average = try WeeklyScore(
      history, method: .eightWeekAverage, minimumWeeks: example.minimumWeeks, origins: example.origins,
      maximumWeeks: example.maximumWeeks, holidays: holidays)
    #expect(abs(average.wape - example.average) < 0.006, "\(average.wape)")
    let score = try WeeklyScore(
      history, method: .combination, minimumWeeks: example.minimumWeeks, origins: example.origins,
      maximumWeeks: example.maximumWeeks, holidays: holidays)
    #expect(score.wape <= example.floor, "\(score.wape)")
    #expect((75...90).contains(score.coverage), "\(score.coverage)")
  }

  @Test(
    "an outage day and a spike day before the origin cost at most 0.3 points",
    .enabled(if: isSlow, "slow; set ROTA_SLOW=1")
  )
  func robustness() throws {
    let history = try Histories.benchmark("history/bank_us_30min.csv", queue: "bank-us/phone", interval: 30)
    let calm = try WeeklyScore(history, method: .combination, minimumWeeks: 8, origins: 12)
    let disturbed = try WeeklyScore(
      history, method: .combination, minimumWeeks: 8, origins: 12, change: Self.disturb)
    #expect(disturbed.wape - calm.wape <= 0.3, "\(disturbed.wape) against \(calm.wape)")
  }
}
