#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// Damped Holt smoothing of what the weekdays leave unexplained, times the intraday profile.
///
/// Smoothing runs on logarithms, so effects are shares and a level cannot fall below zero; an error counts at most three
/// standard deviations, so a wild day moves the level little. The two smoothing constants are those of a small grid
/// that best forecast the mean of the following week, recent weeks counting more.
/// - SeeAlso: E. S. Gardner, E. McKenzie, *Forecasting trends in time series*, Management Science 31 (1985).
struct DampedHoltProfile: DayTotalModel {
  let name = ForecastMethod.dampedHoltProfile.rawValue
  private let damping = 0.9

  private static let shape = DayRegression.Shape(harmonics: 0, halfLife: 12)

  var regressionShape: DayRegression.Shape? { Self.shape }

  func totals(_ past: Past, days: Range<Int>) -> [Double] {
    let regression = past.regression(Self.shape)
    let best = best(past, regression)
    return days.map { day in
      regression.contacts(at: regression.logarithm(of: past.traits[day]) + best.level + drift(best.trend, past, day))
    }
  }

  func factors(_ past: Past, day: Int) -> [DayFactor]? {
    let regression = past.regression(Self.shape)
    let best = best(past, regression)
    return DayFactor.of(regression, on: past.traits[day], openWeekdays: past.openWeekdays)
      + [DayFactor(kind: .recent, logarithm: best.level + drift(best.trend, past, day))]
  }

  private func drift(_ trend: Double, _ past: Past, _ day: Int) -> Double {
    trend * damping * (1 - pow(damping, Double(day - past.end + 1))) / (1 - damping)
  }

  private func best(_ past: Past, _ regression: DayRegression) -> (error: Double, level: Double, trend: Double) {
    var best = (error: Double.infinity, level: 0.0, trend: 0.0)
    for alpha in [0.05, 0.15, 0.3, 0.5] {
      for beta in [0.0, 0.05, 0.15] {
        let run = smooth(past, regression, alpha: alpha, beta: beta * alpha)
        if run.error < best.error { best = run }
      }
    }
    return best
  }

  /// Level and trend after the last day, and how far the forecasts of a week's mean were off.
  private func smooth(
    _ past: Past, _ regression: DayRegression, alpha: Double, beta: Double
  ) -> (error: Double, level: Double, trend: Double) {
    var level = 0.0
    var trend = 0.0
    var error = 0.0
    let limit = 3 * regression.sigma
    // Forecast of the coming week's mean, waiting to be compared.
    var pending: (due: Int, value: Double, sum: Double, count: Double)?
    for day in 0..<past.end where past.traits[day].isOrdinary && past.traits[day].holidayClass == nil {
      let residual = regression.residuals[day]
      if var waiting = pending {
        if day >= waiting.due {
          if waiting.count > 0 {
            let miss = waiting.sum / waiting.count - waiting.value
            error += abs(miss) * exp2(-Double(past.end - day) / 7 / 12)
          }
          pending = nil
        } else {
          if regression.weights[day] > 0.5 {
            waiting.sum += residual
            waiting.count += 1
          }
          pending = waiting
        }
      }
      let expected = level + damping * trend
      let surprise = max(-limit, min(limit, residual - expected)) * (regression.weights[day] > 0 ? 1 : 0)
      level = expected + alpha * surprise
      trend = damping * trend + beta * surprise
      if pending == nil, day >= 14 {
        let drift = trend * (damping + damping * damping + damping * damping * damping)
        pending = (day + 8, level + drift, 0, 0)
      }
    }
    return (error, level, trend)
  }
}
