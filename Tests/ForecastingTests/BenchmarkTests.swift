import Foundation
import Testing
import Verification

@testable import Forecasting

@Suite(
  "forecasts of the benchmark histories",
  .enabled(if: BenchmarkData.isPresent, "the benchmark data is not here; set ROTA_DATA to its folder"))
struct BenchmarkTests {
  static let isSlow = ProcessInfo.processInfo.environment["ROTA_SLOW"] != nil

  @Test("the 8-week average is the yardstick to the hundredth: US bank")
  func averageOfBank() throws {
    let history = try Histories.benchmark("history/bank_us_30min.csv", queue: "bank-us/phone", interval: 30)
    let score = try WeeklyScore(history, method: .eightWeekAverage, minimumWeeks: 8, origins: 12)
    #expect(abs(score.wape - 6.80) < 0.006, "\(score.wape)")
  }

  @Test("the 8-week average is the yardstick to the hundredth: incident log")
  func averageOfIncidents() throws {
    let history = try Histories.benchmark("history/servicenow_30min.csv", queue: "servicenow/all", interval: 30)
    let score = try WeeklyScore(history, method: .eightWeekAverage, minimumWeeks: 6, origins: 7)
    #expect(abs(score.wape - 45.16) < 0.006, "\(score.wape)")
  }

  @Test("the combination beats the 8-week average, and its intervals hold what they promise")
  func combinationOfBank() throws {
    let history = try Histories.benchmark("history/bank_us_30min.csv", queue: "bank-us/phone", interval: 30)
    let score = try WeeklyScore(history, method: .combination, minimumWeeks: 8, origins: 12)
    #expect(score.wape < 6.0, "\(score.wape)")
    #expect((75...90).contains(score.coverage), "\(score.coverage)")
  }
}
