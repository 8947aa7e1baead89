internal import Calendars

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif

/// Finds stretches of a day in which hardly anything was counted though much was expected: a feed that broke, as a rule.
///
/// A stretch with a tenth of what was expected at most, too rare even for a queue with a fifth of its contacts, is not
/// believed for two hours. A longer silence is.
enum FeedSilence {
  private static let share = 0.1
  private static let rareShare = 0.2
  private static let chance = 1e-3
  private static let longest = 120

  /// The intervals that aren't believed, rising.
  static func intervals(of day: DaySoFar) -> [Int] {
    let (expected, counts) = (day.expected, day.counts)
    func isQuiet(_ index: Int) -> Bool { counts[index].map { $0 <= share * expected[index] } ?? false }
    var found: [Int] = []
    var index = 0
    while index < counts.count {
      guard expected[index] > 0, isQuiet(index) else {
        index += 1
        continue
      }
      var end = index
      while end < counts.count, isQuiet(end) { end += 1 }
      let count = counts[index..<end].reduce(0) { $0 + ($1 ?? 0) }
      let mean = rareShare * expected[index..<end].reduce(0, +)
      if (end - index) * day.interval.rawValue <= longest, isRare(count, mean: mean) { found += index..<end }
      index = end
    }
    return found
  }

  /// Whether a Poisson count of this mean is as small as that by less than one chance in a thousand.
  static func isRare(_ count: Double, mean: Double) -> Bool {
    // The count is half of the mean at most: of so large means that never happens.
    if mean > 700 { return true }
    var term = exp(-mean)
    var sum = term
    var number = 1.0
    while number <= count {
      term *= mean / number
      sum += term
      number += 1
    }
    return sum < chance
  }
}
