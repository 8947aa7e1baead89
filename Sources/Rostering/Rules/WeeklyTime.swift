import Calendars

/// Paid time of one person in one week: a hard maximum, and a minimum that costs what it is missed by.
struct WeeklyTime: Hashable, Sendable {
  /// The most paid units that may be planned.
  var maximum: Int
  /// Price of planning `w` paid units, for `w` in `0 ... maximum`.
  var shortfall: [Int32]
  /// Paid units below which planned time falls short, and the price of one unit short in currency units.
  var least: Double
  var unitPrice: Double

  /// - Parameters:
  ///   - minimum, maximum: minutes of the contract, before absence.
  ///   - credit: paid absence in this week, in minutes times `parts`; it counts as worked for both limits.
  ///   - unit: minutes of one paid unit.
  ///   - price: of one hour below the minimum, in currency units.
  init(minimum: Int, maximum: Int, credit: Int, parts: Int = 5, unit: Int, price: Double, scale: PriceScale) {
    let least = max(0, minimum * parts - credit)
    self.maximum = max(0, maximum * parts - credit) / (unit * parts)
    self.least = Double(least) / Double(unit * parts)
    unitPrice = price * Double(unit) / 60
    shortfall = (0...self.maximum).map { units in
      scale.units(price * Double(max(0, least - units * unit * parts)) / Double(60 * parts))
    }
  }

  func isKept(paid: Int) -> Bool { paid <= maximum }
}
