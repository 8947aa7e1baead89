#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// The robust day regression with a smoothed level, times the intraday profile.
struct DayRegressionProfile: DayTotalModel {
  let shape: DayRegression.Shape
  /// Weight of the newest day in the level.
  let smoothing: Double

  var name: String { "day-regression(\(shape.harmonics), \(shape.halfLife), \(smoothing))" }

  func totals(_ past: Past, days: Range<Int>) -> [Double] {
    let regression = past.regression(shape)
    var level = 0.0
    let limit = 3 * regression.sigma
    for day in 0..<past.end where past.traits[day].isOrdinary {
      let residual = max(-limit, min(limit, regression.residuals[day]))
      level += smoothing * (residual - level)
    }
    return days.map { day in
      let fade = pow(0.97, Double(day - past.end + 1))
      return max(0, exp(regression.logarithm(of: past.traits[day]) + level * fade) - 0.5)
    }
  }
}
