public import Calendars

/// A day of one queue part of which is over: what was expected of it, and what is known of what came.
public struct DaySoFar: Hashable, Sendable {
  /// Mean contacts expected in each interval of the day, one after another without gaps; 0 where the queue is closed.
  public var expected: [Double]
  /// Contacts of the first intervals, those that are over; nil where nobody knows, which is not zero.
  public var counts: [Double?]
  /// Width of every interval.
  public var interval: Minutes
  /// Standard deviation of the day's total relative to its mean, as the forecast says it.
  public var daySpread: Double
  /// Squared relative spread of an interval's mean, on top of chance, as the forecast says it.
  public var dispersion: Double

  /// What a forecast that doesn't know how far it errs is taken to have.
  public static let leastSpread = 0.10
  public static let leastDispersion = 0.015

  /// Numbers that are negative or not finite count as 0, those beyond a million millions as that. Counts beyond the day are
  /// left out.
  public init(
    expected: [Double], counts: [Double?], interval: Minutes, daySpread: Double, dispersion: Double
  ) {
    self.expected = expected.map(Self.sound)
    self.counts = counts.prefix(expected.count).map { $0.map(Self.sound) }
    self.interval = Minutes(max(1, interval.rawValue))
    self.daySpread = min(10, Self.sound(daySpread))
    self.dispersion = min(100, Self.sound(dispersion))
  }

  private static func sound(_ number: Double) -> Double { number > 0 ? min(number, 1e12) : 0 }

  /// How far forecasts of the day err: of its level, and of hours that go their own way.
  var spread: ErrorSpread {
    daySpread > 0
      ? ErrorSpread(daySpread: daySpread, dispersion: dispersion)
      : ErrorSpread(daySpread: Self.leastSpread, dispersion: max(dispersion, Self.leastDispersion))
  }
}

/// Variances of the relative error of a day's forecast.
struct ErrorSpread: Hashable {
  /// Of the level of the whole day.
  var level: Double
  /// Of the deviation that comes and goes within the day.
  var deviation: Double

  /// Part of the day's variance that is its level's; the rest are deviations that last for hours.
  private static let levelShare = 0.3

  init(daySpread: Double, dispersion: Double) {
    let day = daySpread * daySpread
    level = Self.levelShare * day
    deviation = max(dispersion, day) - level
  }

  func widened(by factor: Double) -> ErrorSpread {
    var spread = self
    spread.level *= factor
    spread.deviation *= factor
    return spread
  }
}
