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

  var name: String {
    "day-regression(\(shape.harmonics), \(Int(shape.halfLife)), \(smoothing)"
      + (shape.turn > 0 ? ", turn" : "") + (shape.season > 0 ? ", season" : "")
      + (shape.usesDrivers ? ", drivers" : "") + ")"
  }

  var regressionShape: DayRegression.Shape? { shape }

  func totals(_ past: Past, days: Range<Int>) -> [Double] {
    let regression = past.regression(shape)
    let level = level(past, regression)
    return days.map { day in
      max(0, exp(regression.logarithm(of: past.traits[day]) + level * Self.fade(past, day)) - 0.5)
    }
  }

  func factors(_ past: Past, day: Int) -> [DayFactor]? {
    let regression = past.regression(shape)
    return DayFactor.of(regression, on: past.traits[day], openWeekdays: past.openWeekdays)
      + [DayFactor(kind: .recent, logarithm: level(past, regression) * Self.fade(past, day))]
  }

  /// How long what was lately unusual is expected to last.
  private static func fade(_ past: Past, _ day: Int) -> Double { pow(0.97, Double(day - past.end + 1)) }

  /// What the regression has left unexplained lately.
  private func level(_ past: Past, _ regression: DayRegression) -> Double {
    var level = 0.0
    let limit = 3 * regression.sigma
    for day in 0..<past.end where past.traits[day].isOrdinary {
      let residual = max(-limit, min(limit, regression.residuals[day]))
      level += smoothing * (residual - level)
    }
    return level
  }
}
