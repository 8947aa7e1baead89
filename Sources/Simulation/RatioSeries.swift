public import Workforce

/// Sums over replications of a numerator and a denominator, from which their ratio is estimated.
///
/// The ratio of the sums, with the variance of its linearisation (the usual ratio estimator): a day with more contacts
/// counts for more.
struct RatioSeries {
  private(set) var numerators: [Double] = []
  private(set) var denominators: [Double] = []

  mutating func add(_ numerator: Double, over denominator: Double) {
    numerators.append(numerator)
    denominators.append(denominator)
  }

  var ratio: Double? {
    let under = denominators.reduce(0, +)
    return under > 0 ? numerators.reduce(0, +) / under : nil
  }

  /// What each replication adds to the ratio beyond its mean: (xᵣ − ratio·nᵣ) ÷ mean n; nil where nothing was counted.
  var influences: [Double]? {
    guard let ratio else { return nil }
    let mean = denominators.reduce(0, +) / Double(denominators.count)
    return zip(numerators, denominators).map { ($0 - ratio * $1) / mean }
  }

  /// - Parameter bounds: where the interval is cut off, for shares.
  func estimate(confidence: Double, within bounds: ClosedRange<Double>? = nil) -> Estimate? {
    guard let ratio, let influences else { return nil }
    let margin = Self.margin(influences, confidence: confidence)
    var estimate = Estimate(mean: ratio, low: ratio - margin, high: ratio + margin)
    if let bounds {
      estimate.low = min(ratio, max(bounds.lowerBound, estimate.low))
      estimate.high = max(ratio, min(bounds.upperBound, estimate.high))
    }
    return estimate
  }

  static func margin(_ influences: [Double], confidence: Double) -> Double {
    let count = Double(influences.count)
    guard count > 1 else { return 0 }
    let variance = influences.reduce(0) { $0 + $1 * $1 } / (count - 1)
    return studentQuantile(confidence: confidence, degrees: influences.count - 1) * (variance / count).squareRoot()
  }
}

/// The difference of two figures that were simulated with the same random numbers: its interval is much narrower than
/// those of the two figures suggest.
///
/// - Parameters:
///   - changed, base: mean and the influence of each replication.
/// - Precondition: as many replications in both.
public func pairedDifference(
  _ changed: (mean: Double, influences: [Double]), _ base: (mean: Double, influences: [Double]),
  confidence: Double = 0.95
) -> Estimate {
  precondition(changed.influences.count == base.influences.count, "a paired difference needs paired replications")
  let mean = changed.mean - base.mean
  let margin = RatioSeries.margin(zip(changed.influences, base.influences).map { $0 - $1 }, confidence: confidence)
  return Estimate(mean: mean, low: mean - margin, high: mean + margin)
}
