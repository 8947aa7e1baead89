/// How many of a number of heads are in position, where each is missing with the same chance whatever the others do:
/// C(n, k) · (1 − u)^k · u^(n − k).
struct PresenceChances {
  /// The least number that is more than next to impossible.
  let least: Int
  /// Of `least`, `least` + 1, …
  let chances: [Double]

  /// - Parameters:
  ///   - heads: n ≥ 0.
  ///   - missing: u, 0..<1.
  /// - Complexity: O(√(n·u)).
  init(heads: Int, missing: Double) {
    guard heads > 0, missing > 0 else {
      (least, chances) = (max(0, heads), [1])
      return
    }
    let odds = missing / (1 - missing)
    let likeliest = min(heads, max(0, Int((Double(heads + 1) * (1 - missing)).rounded(.down))))
    // Each relative to the likeliest; what is next to nothing counts in the sum and is left out.
    var below: [Double] = []
    var chance = 1.0
    for number in stride(from: likeliest, to: 0, by: -1) {
      chance *= Double(number) / Double(heads - number + 1) * odds
      if chance < 1e-20 { break }
      below.append(chance)
    }
    var above: [Double] = []
    chance = 1
    for number in likeliest..<heads {
      chance *= Double(heads - number) / Double(number + 1) / odds
      if chance < 1e-20 { break }
      above.append(chance)
    }
    let sum = below.reversed().reduce(0, +) + 1 + above.reversed().reduce(0, +)
    let kept = below.prefix { $0 >= 1e-13 }
    least = likeliest - kept.count
    chances = (kept.reversed() + [1] + above.prefix { $0 >= 1e-13 }).map { $0 / sum }
  }
}

/// What contacts of an interval can expect of each number of heads of whom some are missing by chance.
///
/// Every figure is that of each number in position, weighted by its chance; shares that a target defines by others are
/// shares of the sums.
struct HeadCurve {
  let missing: Double
  /// Heads that it can tell about.
  let heads: ClosedRange<Int>
  private let least: Int
  private let figures: [WaitFigures]

  /// - Parameter figures: of rising numbers in position.
  init?(missing: Double, heads: ClosedRange<Int>, figures: ([Int]) -> [WaitFigures]?) {
    self.missing = missing
    self.heads = max(0, heads.lowerBound)...max(0, heads.upperBound)
    least = PresenceChances(heads: self.heads.lowerBound, missing: missing).least
    guard let found = figures(Array(least...self.heads.upperBound)) else { return nil }
    self.figures = found
  }

  /// - Parameter count: one of `heads`.
  func expected(_ count: Int) -> WaitFigures {
    let presence = PresenceChances(heads: min(max(count, heads.lowerBound), heads.upperBound), missing: missing)
    var sum = WaitFigures()
    for (offset, chance) in presence.chances.enumerated() {
      sum.add(figures[presence.least - least + offset], weight: chance)
    }
    return sum
  }
}
