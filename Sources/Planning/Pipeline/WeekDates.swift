/// Some of the seven dates of a week. Monday is the highest of seven bits, so that of two sets of as many dates the greater
/// one is the earlier.
struct WeekDates: Hashable, Comparable {
  var bits: Int

  static let none = WeekDates(bits: 0)
  /// Every set of dates.
  static let sets = (0..<128).map(WeekDates.init(bits:))

  init(bits: Int) { self.bits = bits }

  /// - Parameter isMember: whether the date so many days after Monday is one of them.
  init(where isMember: (Int) -> Bool) {
    bits = (0..<7).reduce(0) { $0 << 1 | (isMember($1) ? 1 : 0) }
  }

  static func < (left: WeekDates, right: WeekDates) -> Bool { left.bits < right.bits }

  /// Days after Monday, rising.
  var days: [Int] { (0..<7).filter { bits >> (6 - $0) & 1 == 1 } }

  var count: Int { bits.nonzeroBitCount }

  func isSubset(of other: WeekDates) -> Bool { bits & ~other.bits == 0 }

  func intersection(_ other: WeekDates) -> WeekDates { WeekDates(bits: bits & other.bits) }

  /// Days in a row with which the week begins.
  var lead: Int { min(7, (~bits << (Int.bitWidth - 7)).leadingZeroBitCount) }

  /// Days in a row with which it ends.
  var trail: Int { (~bits).trailingZeroBitCount }

  /// The most days in a row.
  var longestRun: Int {
    var left = bits
    var length = 0
    while left != 0 {
      left &= left << 1
      length += 1
    }
    return length
  }
}
