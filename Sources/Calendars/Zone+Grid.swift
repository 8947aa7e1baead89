extension Zone {
  /// Whether intervals of this width, counted from UTC midnight, start at the same minutes of the hour on this zone's
  /// wall clock: whether every offset in `range` is a multiple of the width.
  ///
  /// Kathmandu (+05:45), Eucla (+08:45) and Chatham (+12:45) allow 15 minutes but not 30; Lord Howe (+10:30, +11:00)
  /// allows 30 but not 60.
  /// - Parameter range: the instants that matter; nil = from 1990 on. Before there were zones every town kept the sun's
  /// time, so that a table from the beginning holds odd minutes for nearly all of them.
  public func allowsGrid(of interval: Minutes, in range: Range<Instant>? = nil) -> Bool {
    guard interval.rawValue > 0 else { return false }
    let first = range?.lowerBound.rawValue ?? 631_152_000
    let last = range?.upperBound.rawValue ?? Int.max
    return offsets.indices.allSatisfy { index in
      let end = index + 1 < starts.count ? starts[index + 1] : Int.max
      if end <= first || starts[index] >= last { return true }
      return offsets[index] % interval.seconds == 0
    }
  }
}

extension Sequence<Zone> {
  /// Whether one grid of this width in UTC suits the wall clocks of all these zones. See `Zone.allowsGrid(of:in:)`.
  public func allowsGrid(of interval: Minutes, in range: Range<Instant>? = nil) -> Bool {
    allSatisfy { $0.allowsGrid(of: interval, in: range) }
  }
}
