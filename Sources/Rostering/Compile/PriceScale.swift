/// The unit in which prices are whole numbers: a thousandth of a currency unit, coarser only where sums would not fit.
///
/// Every price is rounded once, when the roster is compiled: a duty's pay and night premium each as a whole, coverage
/// prices for one person in one interval, wishes for one start, shortfall for one weekly total. The objective that the
/// search minimises and reports is the sum of these whole numbers; it differs from the unrounded sum by at most half a
/// unit for each of them.
struct PriceScale: Hashable, Sendable {
  /// Price units in one currency unit.
  var unitsPerCurrency: Double

  /// More than any tour can cost or earn: marks what is impossible.
  static let never: Int32 = 1 << 29
  /// Any sum at or above this contains `never`.
  static let possibleLimit: Int32 = 1 << 28
  /// What a duty earns that is bound (`CompiledRoster.binding`): more than anything else can cost where four times as much
  /// as a tour can cost or earn fits into a price.
  static let binding: Int32 = 1 << 27
  static let roomToBind = 4.0

  /// The finest scale of 1000, 100, 10, 1 at which `largest` currency units, the most that one tour can cost or earn,
  /// stay below `possibleLimit`; nil when even the coarsest is too fine.
  static func fitting(largest: Double) -> PriceScale? {
    for units in [1000.0, 100, 10, 1] where largest * units < Double(possibleLimit) {
      return PriceScale(unitsPerCurrency: units)
    }
    return nil
  }

  /// Rounds half away from zero. What lies in the middle between two units is often a hair beside it in binary, and
  /// counts as the middle, so that whoever counts in another order rounds alike.
  func units(_ currency: Double) -> Int32 {
    let exact = currency * unitsPerCurrency
    let hair = 1e-9 + 1e-12 * abs(exact)
    return Int32((exact + (exact < 0 ? -hair : hair)).rounded())
  }
  func currency(_ units: Int64) -> Double { Double(units) / unitsPerCurrency }
}
