internal import Foundation
internal import Searching

/// The exponential function by the C library, under a name of the room's own.
enum Exponential {
  static func of(_ x: Double) -> Double { exp(x) }
}

extension SeededGenerator {
  /// A standard normal number (sum of twelve uniform ones: exact on every machine, tails end at ±6).
  mutating func normal() -> Double {
    var sum = -6.0
    for _ in 0..<12 { sum += nextUnit() }
    return sum
  }

  /// A Poisson number: by multiplication below a mean of 30, by a rounded normal above.
  mutating func poisson(mean: Double) -> Int {
    if mean <= 0 { return 0 }
    if mean >= 30 { return max(0, Int((mean + normal() * mean.squareRoot()).rounded())) }
    let limit = Exponential.of(-mean)
    var count = 0
    var product = nextUnit()
    while product > limit {
      count += 1
      product *= nextUnit()
    }
    return count
  }

  /// One of `items` by their weights.
  mutating func choice<Item>(of items: [(Item, weight: Double)]) -> Item {
    let total = items.reduce(0) { $0 + $1.weight }
    var left = nextUnit() * total
    for (item, weight) in items.dropLast() {
      if left < weight { return item }
      left -= weight
    }
    return items[items.count - 1].0
  }
}
