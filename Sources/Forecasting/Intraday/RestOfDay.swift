internal import Calendars

/// The rest of a day forecast again from what has come so far.
///
/// All arrays run over the intervals of the day that aren't over yet, in order.
public struct RestOfDay: Hashable, Sendable {
  /// Contacts of some time: the mean, and quantiles.
  public struct Contacts: Hashable, Codable, Sendable {
    public var mean: Double
    public var p10: Double
    public var p50: Double
    public var p90: Double

    /// - Parameter variance: of the mean itself, chance aside.
    init(mean: Double, variance: Double) {
      self.mean = mean
      let law = NegativeBinomial(mean: mean, dispersion: mean > 0 ? variance / (mean * mean) : 0)
      p10 = law.quantile(0.1, z: -Uncertainty.z)
      p50 = law.quantile(0.5, z: 0)
      p90 = law.quantile(0.9, z: Uncertainty.z)
    }
  }

  /// The first interval of the rest.
  public let first: Int
  /// What each expected number is multiplied by, 0.2…5.
  public private(set) var factors: [Double]
  /// Variance of the true factor, chance aside.
  public var variances: [Double] { errors.variances.map { $0 * scale * scale + scaleVariance } }
  /// How many times more than usual this day errs, by the surprises of the last three hours, ≥ 1.
  public let widening: Double
  /// Intervals before the rest that weren't believed: hardly anything was counted in them.
  public let silent: [Int]
  private let expected: [Double]
  private let errors: ErrorsAhead
  /// A stated or assumed multiple of what would be expected without it, and how sure that is.
  private var scale = 1.0
  private var scaleVariance = 0.0

  init(
    first: Int, expected: [Double], errors: ErrorsAhead, widening: Double, silent: [Int], scale: Double = 1,
    scaleVariance: Double = 0, limits: ClosedRange<Double> = 0.2...5
  ) {
    self.first = first
    self.expected = expected
    self.errors = errors
    self.widening = widening
    self.silent = silent
    self.scale = scale
    self.scaleVariance = scaleVariance
    factors = errors.means.map { max(limits.lowerBound, min(limits.upperBound, scale * (1 + $0))) }
  }

  /// Contacts of one interval of the rest, counted from its first.
  ///
  /// - Parameter share: of the interval's expected contacts, for a part of it.
  public func contacts(_ index: Int, share: Double = 1) -> Contacts {
    let whole = total(index..<index + 1)
    guard share != 1 else { return whole }
    return Contacts(mean: whole.mean * share, variance: varianceOfMean(index..<index + 1) * share * share)
  }

  /// Standard deviation of the rest's total relative to its mean, chance aside; 0 where nothing is expected.
  public var relativeSpread: Double {
    let mean = total(expected.indices).mean
    return mean > 0 ? varianceOfMean(expected.indices).squareRoot() / mean : 0
  }

  /// Contacts of some intervals of the rest together. Their quantiles come from how the intervals' errors go together; sums
  /// of quantiles would lie.
  ///
  /// - Precondition: `range` lies in the rest.
  /// - Complexity: linear in the intervals.
  public func total(_ range: Range<Int>) -> Contacts {
    precondition(range.lowerBound >= 0 && range.upperBound <= expected.count, "a total lies in the rest of the day")
    let mean = range.reduce(0) { $0 + expected[$1] * factors[$1] }
    return Contacts(mean: mean, variance: varianceOfMean(range))
  }

  /// Variance of the mean of some intervals together, chance aside.
  func varianceOfMean(_ range: Range<Int>) -> Double {
    let sum = range.reduce(0) { $0 + expected[$1] }
    return max(0, scale * scale * errors.variance(of: range, weights: expected) + scaleVariance * sum * sum)
  }

  /// The same where the whole rest is so many times as large.
  func scaled(by scale: Double, variance: Double) -> RestOfDay {
    RestOfDay(
      first: first, expected: expected, errors: errors, widening: widening, silent: silent, scale: scale,
      scaleVariance: variance, limits: 0...100)
  }

  /// All of the rest.
  public var total: Contacts { total(expected.indices) }
}

/// What is said of an unusual stretch that goes on.
public enum IncidentReading: String, Hashable, Codable, Sendable, CaseIterable {
  /// It is over now: what comes is what would have come without it.
  case ends
  /// It goes on for the rest of the day.
  case lasts
}

extension DaySoFar {
  /// Forecasts the rest of the day again.
  ///
  /// Intervals that nobody knows, and those in which a feed seems to have been broken, say nothing and let the filter
  /// predict on. A day that surprises widens what is thought possible, so that it is followed faster.
  ///
  /// - Complexity: linear in the intervals; some microseconds.
  /// - SeeAlso: docs/today.md on where the numbers come from.
  public func rest() -> RestOfDay { rest(without: 0..<0) }

  /// The same as if nothing were known of some intervals.
  func rest(without unknown: Range<Int>) -> RestOfDay {
    let (filter, widening, silent) = filtered(without: unknown)
    return RestOfDay(
      first: counts.count, expected: Array(expected[counts.count...]),
      errors: filter.ahead(expected.count - counts.count), widening: widening, silent: silent)
  }

  /// The filter after all counts but those of some intervals.
  func filtered(without unknown: Range<Int>) -> (filter: LevelFilter, widening: Double, silent: [Int]) {
    let silent = FeedSilence.intervals(of: self)
    // What each interval that is over says something about.
    var told = Array(expected.prefix(counts.count))
    for index in told.indices where counts[index] == nil || unknown.contains(index) { told[index] = 0 }
    for index in silent { told[index] = 0 }
    let widening = widening(told, without: unknown)
    var filter = LevelFilter(spread.widened(by: widening), interval: interval)
    for index in told.indices { filter.see(counts[index] ?? 0, expected: told[index]) }
    return (filter, widening, silent)
  }

  /// Standard deviations of a median surprise that are nothing special.
  private static let usualSurprise = 1.5

  /// The median surprise of the last three hours' half-hours against what is nothing special, squared; 1 at least.
  private func widening(_ told: [Double], without unknown: Range<Int>) -> Double {
    let block = max(1, 30 / interval.rawValue)
    let span = told.count - max(0, told.count - 180 / interval.rawValue)
    var surprises: [Double] = []
    for start in stride(from: told.count - span / block * block, to: told.count, by: block) {
      let blocked = start..<start + block
      let mean = told[blocked].reduce(0, +)
      guard mean >= 1 else { continue }
      let count = blocked.reduce(0) { $0 + (unknown.contains($1) ? 0 : counts[$1] ?? 0) }
      surprises.append((count / mean - 1) / (spread.level + spread.deviation + 1 / mean).squareRoot())
    }
    guard surprises.count >= 3 else { return 1 }
    let middle = median(surprises)
    return max(1, (abs(middle) / Self.usualSurprise) * (abs(middle) / Self.usualSurprise))
  }
}
