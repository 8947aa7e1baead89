#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// How far a whole day's demand may lie from its forecast, as a few multipliers with weights.
///
/// The multiplier is log-normal with mean 1 and the given relative standard deviation; the integral over it is the
/// trapezoid rule on 17 points of the normal scale (−4…4), exact to many digits for anything that changes over half a
/// standard deviation or more.
struct DemandSpread {
  /// Each: demand relative to the forecast, > 0, and the probability that goes with it. Both average as they should:
  /// the weights sum to 1, the weighted multipliers to 1.
  let points: [(multiplier: Double, weight: Double)]

  /// Demand as forecast.
  static let none = DemandSpread(relativeDeviation: 0)

  /// - Parameters:
  ///   - relativeDeviation: standard deviation ÷ mean of a day's total, ≥ 0; beyond 2 it is read as 2.
  ///   - step: of the normal scale, a whole part of 4: 0.5 for 17 points, 1 for 9.
  init(relativeDeviation: Double, step: Double = 0.5) {
    guard relativeDeviation > 1e-6 else {
      points = [(1, 1)]
      return
    }
    let deviation = min(relativeDeviation, 2)
    let scale = log1p(deviation * deviation).squareRoot()
    let raw = stride(from: -4, through: 4, by: step).map { z -> (multiplier: Double, weight: Double) in
      return (exp(scale * z), exp(-z * z / 2))
    }
    let total = raw.reduce(0) { $0 + $1.weight }
    let mean = raw.reduce(0) { $0 + $1.weight * $1.multiplier } / total
    points = raw.map { ($0.multiplier / mean, $0.weight / total) }
  }

  private init(points: [(multiplier: Double, weight: Double)]) { self.points = points }

  /// The same in three points, those of Gauss and Hermite: exact for polynomials up to the fifth power.
  var draft: DemandSpread {
    guard points.count > 3, let first = points.first, let last = points.last else { return self }
    // The first and the last lie eight standard deviations apart.
    let factor = exp(3.0.squareRoot() / 8 * log(last.multiplier / first.multiplier))
    let mean = (1 / factor + 4 + factor) / 6
    return DemandSpread(points: [(1 / factor / mean, 1.0 / 6), (1 / mean, 2.0 / 3), (factor / mean, 1.0 / 6)])
  }
}
