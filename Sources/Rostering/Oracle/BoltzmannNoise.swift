import Foundation
import Searching

/// Random additions to the prices of starts: the cheapest of the shaken starts is a draw by Boltzmann's law at the
/// temperature `heat`. The day off is not shaken, and two days together have two additions, so a response that may be off or
/// takes two days is drawn by that law only roughly; the annealing accepts or refuses it afterwards.
///
/// The additions come from a fixed table of Gumbel numbers, read from a random place on.
///
/// Source: Gumbel, *Statistical Theory of Extreme Values*, NBS (1954), the "Gumbel-max trick"; heat-bath updates after
/// Geman & Geman, IEEE PAMI 6 (1984).
struct BoltzmannNoise {
  /// How hot a response is, and which part of the table it reads.
  struct Draw {
    /// Price units; 0 leaves prices as they are.
    var heat: Int32 = 0
    var place = 0

    static let none = Draw()
    /// Hotter would not fit the arithmetic.
    static let hottest = 500_000.0
  }

  private static let size = 8192
  /// Minus a Gumbel number in 256ths.
  private let table: FlatBuffer<Int32>
  private let longest: Int

  /// - Parameter longest: the most prices that are shaken at once.
  init(longest: Int) {
    self.longest = longest
    var random = SeededGenerator(seed: 1)
    let numbers = (0..<Self.size).map { _ in
      Int32((256 * log(-log(min(1 - 0x1p-24, max(0x1p-24, random.nextUnit()))))).rounded())
    }
    table = FlatBuffer(count: Self.size + longest, filledWith: 0)
    for index in 0..<table.count { table.base[index] = numbers[index % Self.size] }
  }

  /// Shakes `count` prices.
  /// - Parameter row: tells rows of the same draw apart.
  @inline(__always)
  func shake(_ prices: UnsafeMutablePointer<Int32>, count: Int, row: Int, draw: Draw) {
    guard draw.heat > 0 else { return }
    let noise =
      table.base
      + ((draw.place &+ Int((UInt64(bitPattern: Int64(row)) &* 0x9E37_79B9_7F4A_7C15) >> 51)) & (Self.size &- 1))
    var index = 0
    while index < count {
      prices[index] = prices[index] &+ ((noise[index] &* draw.heat) >> 8)
      index &+= 1
    }
  }
}
