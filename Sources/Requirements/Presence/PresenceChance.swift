#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// How many of the heads on the rota are in position, where each is missing by chance and whatever the others do: a
/// binomial number.
///
/// Only numbers whose chance is not far below that of the likeliest are kept; their chances add up to 1.
struct PresenceChance {
  /// The least number that is kept.
  let first: Int
  /// The chance of `first`, `first + 1`, …
  let chances: [Double]

  /// - Parameters:
  ///   - heads: on the rota, ≥ 0.
  ///   - missing: the chance of each of not being in position, 0..<1.
  ///   - least: a chance that is kept, relative to the likeliest.
  /// - Complexity: O(√(heads · missing)).
  init(heads: Int, missing: Double, least: Double = 1e-13) {
    precondition(heads >= 0 && missing >= 0 && missing < 1, "a chance of \(missing) of being missing is out of range")
    let mode = min(heads, Int((Double(heads) + 1) * (1 - missing)))
    guard missing > 0, heads > 0 else {
      first = heads
      chances = [1]
      return
    }
    let odds = (1 - missing) / missing
    // C(n, k + 1) ÷ C(n, k) = (n − k)/(k + 1), outwards from the likeliest number.
    var above: [Double] = [1]
    var number = mode
    while number < heads, let last = above.last {
      let next = last * odds * Double(heads - number) / Double(number + 1)
      if next < least { break }
      above.append(next)
      number += 1
    }
    var below: [Double] = []
    var chance = 1.0
    number = mode
    while number > 0 {
      chance *= Double(number) / (odds * Double(heads - number + 1))
      if chance < least { break }
      below.append(chance)
      number -= 1
    }
    first = number
    let all = below.reversed() + above
    let total = all.reduce(0, +)
    chances = all.map { $0 / total }
  }

  /// Rising numbers in position with their chances.
  var numbers: ClosedRange<Int> { first...(first + chances.count - 1) }

  /// The chance of exactly `number`; 0 where it is too small to be kept.
  func chance(of number: Int) -> Double { numbers.contains(number) ? chances[number - first] : 0 }
}
