internal import Calendars

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// The relative error of a day's forecast, followed interval by interval: a level that stays for the day, and a deviation
/// of which a fifth is gone after each hour.
///
/// A Kalman filter with two states. What is seen has the variance of chance besides (1 ÷ contacts expected), and one
/// interval can't say more than two of its standard deviations, so that a spike doesn't carry the rest of the day away.
/// - SeeAlso: R. E. Kalman, *A New Approach to Linear Filtering and Prediction Problems*, Journal of Basic Engineering 82
///   (1960); bounded innovations after P. J. Huber, *Robust Statistics* (1981).
struct LevelFilter {
  /// What is left of the deviation an interval later.
  let rest: Double
  private let spread: ErrorSpread
  private(set) var level = 0.0
  private(set) var deviation = 0.0
  /// Variances and covariance of the two.
  private(set) var levelVariance: Double
  private(set) var covariance = 0.0
  private(set) var deviationVariance: Double

  /// What is left of a deviation after an hour. Errors of neighbouring hours correlate by 0.77 in day-ahead forecasts of
  /// five public histories, those of hours six apart by 0.29.
  private static let restOfAnHour = 0.8
  /// Standard deviations beyond which a surprise counts no more.
  private static let bound = 2.0
  /// Contacts below which an interval says nothing.
  private static let fewest = 0.02

  init(_ spread: ErrorSpread, interval: Minutes) {
    rest = pow(Self.restOfAnHour, Double(interval.rawValue) / 60)
    self.spread = spread
    levelVariance = spread.level
    deviationVariance = spread.deviation
  }

  /// Learns from an interval, and goes on to the next.
  /// - Parameter expected: 0 where the interval says nothing.
  mutating func see(_ count: Double, expected: Double) {
    if expected > Self.fewest {
      let variance = levelVariance + 2 * covariance + deviationVariance + 1 / expected
      let limit = Self.bound * variance.squareRoot()
      let surprise = max(-limit, min(limit, count / expected - 1 - level - deviation))
      let gains = (
        level: (levelVariance + covariance) / variance, deviation: (covariance + deviationVariance) / variance
      )
      level += gains.level * surprise
      deviation += gains.deviation * surprise
      let (a, b) = (levelVariance, covariance)
      levelVariance = a - gains.level * (a + b)
      covariance = b - gains.level * (b + deviationVariance)
      deviationVariance -= gains.deviation * (b + deviationVariance)
    }
    pass()
  }

  /// Goes on by an interval of which nothing is known.
  mutating func pass() {
    deviation *= rest
    covariance *= rest
    deviationVariance = rest * rest * deviationVariance + (1 - rest * rest) * spread.deviation
  }

  /// What the intervals to come have: their errors' means and variances, and how they go together.
  func ahead(_ count: Int) -> ErrorsAhead {
    var left = 1.0
    var ahead = ErrorsAhead(rest: rest)
    for _ in 0..<count {
      ahead.means.append(level + left * deviation)
      ahead.lefts.append(left)
      ahead.variances.append(
        levelVariance + 2 * left * covariance + left * left * deviationVariance + spread.deviation * (1 - left * left))
      left *= rest
    }
    (ahead.levelVariance, ahead.covariance, ahead.deviationVariance) = (levelVariance, covariance, deviationVariance)
    ahead.fresh = spread.deviation
    return ahead
  }
}

/// Relative errors of intervals to come, as a filter expects them.
struct ErrorsAhead: Hashable {
  var means: [Double] = []
  var variances: [Double] = []
  /// What is left of today's deviation in each.
  var lefts: [Double] = []
  var levelVariance = 0.0
  var covariance = 0.0
  var deviationVariance = 0.0
  /// Variance of deviations that are still to come.
  var fresh = 0.0
  var rest: Double

  init(rest: Double) { self.rest = rest }

  /// Variance of the sum of some intervals' errors, each times its weight. Linear time.
  ///
  /// Deviations that are still to come go together as much as is left from the earlier to the later one.
  func variance(of range: Range<Int>, weights: [Double]) -> Double {
    var (sum, left, new, carried) = (0.0, 0.0, 0.0, 0.0)
    for index in range {
      let weight = weights[index]
      let own = fresh * (1 - lefts[index] * lefts[index])
      new += weight * (own * weight + 2 * carried)
      carried = rest * (carried + own * weight)
      sum += weight
      left += lefts[index] * weight
    }
    return levelVariance * sum * sum + 2 * covariance * sum * left + deviationVariance * left * left + new
  }
}
