#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

internal import Workforce

/// How far a whole day's demand may lie from its forecast: a log-normal factor with mean 1 at equal steps of the normal
/// scale from −4 to 4, with weights that sum to 1.
struct DayFactor {
  let points: [(multiplier: Double, weight: Double)]

  /// Demand as forecast.
  static let none = DayFactor(deviation: 0, step: 1)

  /// - Parameters:
  ///   - deviation: standard deviation relative to the mean; beyond 2 it is read as 2.
  ///   - step: in standard deviations, a part of 4.
  init(deviation: Double, step: Double) {
    guard deviation > 1e-6, deviation.isFinite else {
      points = [(1, 1)]
      return
    }
    let scale = log1p(min(deviation, 2) * min(deviation, 2)).squareRoot()
    let steps = stride(from: -4.0, through: 4.0, by: step).map { ($0, exp(-$0 * $0 / 2)) }
    let total = steps.reduce(0) { $0 + $1.1 }
    let mean = steps.reduce(0) { $0 + $1.1 / total * exp(scale * $1.0) }
    points = steps.map { (exp(scale * $0.0) / mean, $0.1 / total) }
  }
}

extension DayFactor {
  /// Over what the service of heads that are there by chance is averaged: the forecast's spread in robust mode, and in fewer
  /// steps where the target holds over the day.
  init(ofChanceIn settings: QueueSettings, deviation: Double) {
    let isOverDay = settings.target.dayGoal != nil
    guard settings.coversForecastSpread || isOverDay else {
      self = .none
      return
    }
    self.init(deviation: deviation, step: settings.coversForecastSpread ? 0.5 : 1)
  }
}
