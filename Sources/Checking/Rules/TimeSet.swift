internal import Calendars

/// A set of instants as rising ranges that neither touch nor overlap.
struct TimeSet: Equatable {
  private(set) var ranges: [Range<Instant>] = []

  /// The union of any ranges.
  init(_ unsorted: [Range<Instant>]) {
    for range in unsorted.filter({ !$0.isEmpty }).sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = ranges.last, range.lowerBound <= last.upperBound {
        ranges[ranges.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        ranges.append(range)
      }
    }
  }

  /// What lies in this set and not in `other`. O(n + m).
  func subtracting(_ other: TimeSet) -> TimeSet {
    var left = TimeSet([])
    var next = 0
    for range in ranges {
      var start = range.lowerBound
      while next < other.ranges.count, other.ranges[next].upperBound <= start { next += 1 }
      var hole = next
      while hole < other.ranges.count, other.ranges[hole].lowerBound < range.upperBound {
        if start < other.ranges[hole].lowerBound { left.ranges.append(start..<other.ranges[hole].lowerBound) }
        start = max(start, other.ranges[hole].upperBound)
        hole += 1
      }
      if start < range.upperBound { left.ranges.append(start..<range.upperBound) }
    }
    return left
  }

  /// What at least two of the ranges hold.
  static func overlaps(of unsorted: [Range<Instant>]) -> [Range<Instant>] {
    var twice: [Range<Instant>] = []
    var reach: Instant?
    for range in unsorted.filter({ !$0.isEmpty }).sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let reach, range.lowerBound < reach { twice.append(range.lowerBound..<min(reach, range.upperBound)) }
      reach = max(reach ?? range.upperBound, range.upperBound)
    }
    return TimeSet(twice).ranges
  }
}
