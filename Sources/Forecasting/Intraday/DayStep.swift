internal import Calendars

/// A stretch up to now in which far more or far fewer contacts came than the day before it lets expect.
///
/// Whether it ends now or lasts can't be told from the counts of an hour: both are forecast, and somebody who knows says.
public struct DayStep: Hashable, Codable, Sendable {
  /// Its first interval; it reaches to the last one that is over.
  public var first: Int
  /// Contacts that came in it ÷ those that the day before it lets expect.
  public var factor: Double
  /// Contacts that the day before it lets expect.
  var expected: Double
}

extension DaySoFar {
  /// Longest stretch, and least known before it, in minutes: what lasts longer is the day's level.
  private static let longestStep = 120
  private static let leastBefore = 60
  /// Standard deviations, and the share of change, from which a stretch is one.
  private static let leastSurprise = 3.5
  private static let leastChange = 0.25

  /// The stretch of up to two hours that ends now and is the most surprising; nil where none is.
  ///
  /// - Complexity: linear in the intervals for each interval of two hours.
  public func step() -> DayStep? {
    let last = counts.count
    let shortest = max(1, 30 / interval.rawValue)
    let least = max(last - Self.longestStep / interval.rawValue, (Self.leastBefore - 1) / interval.rawValue + 1, 0)
    let silent = Set(FeedSilence.intervals(of: self))
    var best: (step: DayStep, surprise: Double)?
    for first in stride(from: least, through: last - shortest, by: 1) {
      let stretch = first..<last
      // A day of which the end isn't known, or is a broken feed, has no step that goes on.
      guard stretch.allSatisfy({ counts[$0] != nil && !silent.contains($0) }) else { continue }
      var before = self
      before.counts = Array(counts[..<first])
      let rest = before.rest()
      let usual = rest.total(0..<stretch.count)
      guard usual.mean > 0 else { continue }
      let count = stretch.reduce(0) { $0 + (counts[$1] ?? 0) }
      let variance = usual.mean + rest.varianceOfMean(0..<stretch.count)
      let surprise = abs(count - usual.mean) / variance.squareRoot()
      guard surprise >= Self.leastSurprise, abs(count / usual.mean - 1) >= Self.leastChange,
        surprise > best?.surprise ?? 0
      else { continue }
      best = (DayStep(first: first, factor: count / usual.mean, expected: usual.mean), surprise)
    }
    return best?.step
  }

  /// The rest of the day if the stretch is over now, or if it lasts: then what would have come without it is multiplied by
  /// what the stretch had.
  public func rest(if reading: IncidentReading, _ step: DayStep) -> RestOfDay {
    let usual = rest(without: min(step.first, counts.count)..<counts.count)
    guard reading == .lasts else { return usual }
    let factor = max(0.02, min(5, step.factor))
    return usual.scaled(by: factor, variance: factor / max(1, step.expected))
  }

  /// The rest of the day if it is so many times what was expected, as somebody who knows says.
  ///
  /// - Parameter level: 1.3 for 30 % more; 0…100.
  public func rest(atLevel level: Double) -> RestOfDay {
    var spread = self.spread
    spread.level = 0
    let ahead = LevelFilter(spread, interval: interval).ahead(expected.count - counts.count)
    return RestOfDay(
      first: counts.count, expected: Array(expected[counts.count...]), errors: ahead, widening: 1,
      silent: FeedSilence.intervals(of: self)
    ).scaled(by: max(0, min(100, level)), variance: 0)
  }
}
