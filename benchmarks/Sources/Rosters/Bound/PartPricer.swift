/// The best duties of each person of a part for given prices of cover and caps: columns for the master and, summed up,
/// the Lagrangian bound.
final class PartPricer {
  private let table: RosterTable
  private let oracle: StretchOracle
  private let kinds: UnsafeMutablePointer<Int16>

  init(_ table: RosterTable) {
    self.table = table
    oracle = StretchOracle(table)
    kinds = .allocate(capacity: table.days * table.classes)
    kinds.initialize(repeating: -1, count: table.days * table.classes)
  }

  deinit { kinds.deallocate() }

  /// - Parameters:
  ///   - stretch: days and budgets of the person.
  ///   - cover: reward of each cell of the part.
  ///   - typePrices: further price of each type.
  ///   - forbidden: cells of the person that may not be worked, `day * types + type`; and days that must be.
  func best(
    _ stretch: StretchOracle.Stretch, row: UnsafePointer<Int16>, cover: [Double], typePrices: [Double],
    unitPrice: Double = 0, rule: (_ day: Int, _ type: Int) -> Bool = { _, _ in true }
  ) -> Double {
    let classes = table.classes
    let types = table.types
    let person = table.people[stretch.person]
    for day in stretch.first..<stretch.end {
      oracle.off[day] = rule(day, -1) ? 0 : .infinity
      for kind in 0..<classes { oracle.work[day * classes + kind] = .infinity }
      if person.isFixedOff[day] { continue }
      for type in person.types where rule(day, type) {
        let kind = table.classOfType[type]
        let price =
          Double(person.wish[day * types + type]) - cover[(day - stretch.first) * types + type] + typePrices[type]
          + unitPrice * Double(table.unitsOfClass[kind])
        if price < oracle.work[day * classes + kind] {
          oracle.work[day * classes + kind] = price
          kinds[day * classes + kind] = Int16(truncatingIfNeeded: type)
        }
      }
    }
    return oracle.solve(stretch, row: row)
  }

  /// The types of the last answer.
  func types(_ stretch: StretchOracle.Stretch) -> [Int16] {
    (stretch.first..<stretch.end).map { day in
      let kind = oracle.answer[day]
      return kind < 0 ? -1 : kinds[day * table.classes + Int(kind)]
    }
  }
}
