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
  /// Share of what was lately unusual that is left a day later; 1 where it is expected to last, as growth does.
  var fade = 0.97

  var name: String {
    "day-regression(\(shape.harmonics), \(Int(shape.halfLife)), \(smoothing)"
      + (shape.turn > 0 ? ", turn" : "") + (shape.season > 0 ? ", season" : "")
      + (fade == 1 ? ", lasting" : "") + (shape.usesDrivers ? ", drivers" : "") + ")"
  }

  var regressionShape: DayRegression.Shape? { shape }

  func totals(_ past: Past, days: Range<Int>) -> [Double] {
    let regression = past.regression(shape)
    let level = level(past, regression)
    return days.map { day in
      regression.contacts(at: regression.logarithm(of: past.traits[day]) + level * left(past, day))
    }
  }

  func factors(_ past: Past, day: Int) -> [DayFactor]? {
    let regression = past.regression(shape)
    return DayFactor.of(regression, on: past.traits[day], openWeekdays: past.openWeekdays)
      + [DayFactor(kind: .recent, logarithm: level(past, regression) * left(past, day))]
  }

  /// How long what was lately unusual is expected to last.
  private func left(_ past: Past, _ day: Int) -> Double { pow(fade, Double(day - past.end + 1)) }

  /// What the regression has left unexplained lately. A day counts by its robust weight, since what is called an outlier
  /// must not come back as the level of the days after it; but days that are off the same way one after another may be
  /// a level that has changed: the second counts at least half, and from the third on they count in full.
  private func level(_ past: Past, _ regression: DayRegression) -> Double {
    var level = 0.0
    var inRow = 0
    let limit = 3 * regression.sigma
    for day in 0..<past.end where past.traits[day].isOrdinary {
      let residual = max(-limit, min(limit, regression.residuals[day]))
      let weight = regression.weights[day]
      if weight == 1 { inRow = 0 } else { inRow = residual < 0 ? min(inRow, 0) - 1 : max(inRow, 0) + 1 }
      level += smoothing * max(weight, min(1, Double(abs(inRow) - 1) / 2)) * (residual - level)
    }
    return level
  }
}
