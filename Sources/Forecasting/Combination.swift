#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// Several models, each weighted by how well it would have forecast the queue's last weeks.
///
/// Weight ∝ (least error ÷ error)¹⁶ over the last six weekly origins, where an error is the absolute error by interval
/// plus twice the absolute error by day ÷ √slots: the day's level matters for staffing as much as its shape.
struct Combination: ForecastModel {
  let name = ForecastMethod.combination.rawValue
  /// From slow to quick, from plain weekdays to a detailed month: the trials tell which suit the queue.
  var models: [any ForecastModel]

  /// What suits every history.
  static let plain: [any ForecastModel] = [
    DampedHoltProfile(),
    DayRegressionProfile(shape: .init(harmonics: 0, halfLife: 12), smoothing: 0.1),
    DayRegressionProfile(shape: .init(harmonics: 0, halfLife: 12), smoothing: 0.3),
    DayRegressionProfile(shape: .init(harmonics: 2, halfLife: 26), smoothing: 0.1),
    DayRegressionProfile(shape: .init(harmonics: 2, halfLife: 26), smoothing: 0.3),
    DayRegressionProfile(shape: .init(harmonics: 4, halfLife: 26), smoothing: 0.1),
    DayRegressionProfile(shape: .init(harmonics: 4, halfLife: 26), smoothing: 0.3),
    DayRegressionProfile(shape: .init(harmonics: 0, halfLife: 26, turn: 3), smoothing: 0.1),
    DayRegressionProfile(shape: .init(harmonics: 0, halfLife: 26, turn: 3), smoothing: 0.3),
    DayRegressionProfile(shape: .init(harmonics: 2, halfLife: 26, turn: 3), smoothing: 0.1),
    DayRegressionProfile(shape: .init(harmonics: 2, halfLife: 26, turn: 3), smoothing: 0.3),
  ]

  /// What is tried where there are drivers.
  private static let driven: [any ForecastModel] = [
    DayRegressionProfile(shape: .init(harmonics: 0, halfLife: 12, usesDrivers: true), smoothing: 0.1),
    DayRegressionProfile(shape: .init(harmonics: 2, halfLife: 26, usesDrivers: true), smoothing: 0.1),
    DayRegressionProfile(shape: .init(harmonics: 2, halfLife: 26, usesDrivers: true), smoothing: 0.3),
  ]
  /// What is tried where the history is long enough for a year's season.
  private static let yearly: [any ForecastModel] = [
    DayRegressionProfile(shape: .init(harmonics: 2, halfLife: 104, season: 3), smoothing: 0.05),
    DayRegressionProfile(shape: .init(harmonics: 2, halfLife: 104, season: 3), smoothing: 0.1),
    DayRegressionProfile(shape: .init(harmonics: 2, halfLife: 104, turn: 3, season: 3), smoothing: 0.3),
    DayRegressionProfile(shape: .init(harmonics: 2, halfLife: 104, season: 3), smoothing: 0.05, fade: 1),
  ]

  /// - Parameter past: decides which models are worth trying.
  init(for past: Past) {
    models = Self.plain
    if past.drivers?.names.isEmpty == false { models += Self.driven }
    if past.end >= DayRegression.seasonDays { models += Self.yearly }
  }

  func predict(_ past: Past, days: Range<Int>) -> [Double] {
    combine(past, days: days, trials: WeeklyTrials(past, models: models))
  }

  /// The weighted mean of the models' forecasts, with weights from trials that have been run already.
  func combine(_ past: Past, days: Range<Int>, trials: WeeklyTrials) -> [Double] {
    combine(past, days: days, weights: days.map { _ in trials.weights })
  }

  /// The same with each day's own weights.
  func combine(_ past: Past, days: Range<Int>, weights: [[Double]]) -> [Double] {
    let slots = past.grid.slotCount
    var result = [Double](repeating: 0, count: days.count * slots)
    for (index, model) in models.enumerated() where weights.contains(where: { $0[index] > 1e-4 }) {
      let values = model.predict(past, days: days)
      for day in 0..<days.count where weights[day][index] > 1e-4 {
        for cell in day * slots..<(day + 1) * slots { result[cell] += weights[day][index] * values[cell] }
      }
    }
    return result
  }
}
