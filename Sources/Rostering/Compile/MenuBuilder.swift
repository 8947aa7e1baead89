import Calendars
import Tables

/// Collects the kinds, rows and cost cells of all menus.
struct MenuBuilder {
  private(set) var kinds: [ShiftKind] = []
  private(set) var rows: [ShiftRow] = []
  private(set) var menus: [Menu] = []
  private(set) var costs: [Int32] = []
  private(set) var nightCosts: [Int32] = []
  private var kindIndex: [ShiftKind: Int] = [:]
  private let scale: PriceScale

  private struct RowKey: Hashable {
    var kind: Int
    var letter: DayLetter
  }

  init(scale: PriceScale) { self.scale = scale }

  /// Appends a menu. `days[d]` holds the shifts that start on day `d`; paid time in slots.
  /// - Parameter slotsPerUnit: slots of paid time in one paid unit.
  mutating func add(days: [[ExpandedShift]], slotsPerUnit: Int) -> Int {
    let menuDays = days.map { shifts in
      var byRow: [RowKey: [ExpandedShift]] = [:]
      for shift in shifts {
        let kind = index(of: shift.kind, slotsPerUnit: slotsPerUnit)
        byRow[RowKey(kind: kind, letter: shift.letter), default: []].append(shift)
      }
      let firstRow = rows.count
      var first = Int.max
      var last = Int.min
      var end = Int.min
      for (key, starts) in byRow.sorted(by: { ($0.key.kind, $0.key.letter) < ($1.key.kind, $1.key.letter) }) {
        let low = starts.map(\.start).min() ?? 0
        let high = starts.map(\.start).max() ?? 0
        let row = ShiftRow(
          kind: key.kind, first: low, count: high - low + 1, cost: costs.count, length: kinds[key.kind].length,
          paid: kinds[key.kind].paid, letter: key.letter)
        costs.append(contentsOf: repeatElement(PriceScale.never, count: row.count))
        nightCosts.append(contentsOf: repeatElement(0, count: row.count))
        for shift in starts {
          let cell = row.cost + shift.start - low
          let night = scale.units(shift.nightPremium)
          let cost = scale.units(shift.pay) + night
          if cost < costs[cell] {
            costs[cell] = cost
            nightCosts[cell] = night
          }
        }
        rows.append(row)
        first = min(first, low)
        last = max(last, high)
        end = max(end, high + row.length)
      }
      return firstRow == rows.count
        ? MenuDay(rows: firstRow..<firstRow, first: 0, width: 0, end: 0)
        : MenuDay(rows: firstRow..<rows.count, first: first, width: last - first + 1, end: end)
    }
    menus.append(Menu(days: menuDays))
    return menus.count - 1
  }

  private mutating func index(of kind: ShiftKind, slotsPerUnit: Int) -> Int {
    var compiled = kind
    compiled.paid = kind.paid / slotsPerUnit
    if let index = kindIndex[compiled] { return index }
    kinds.append(compiled)
    kindIndex[compiled] = kinds.count - 1
    return kinds.count - 1
  }
}

/// Greatest common divisor; 0 for no numbers but zeros.
func greatestCommonDivisor(_ numbers: some Sequence<Int>) -> Int {
  numbers.reduce(0) { left, right in
    var (a, b) = (left, right)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }
}
