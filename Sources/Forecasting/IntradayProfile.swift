#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// How a day's contacts spread over its slots, by weekday.
///
/// Weekdays of similar shape (dot product of the square roots of their shares above 0.985) lend each other 300 contacts;
/// sparse slots are smoothed with their neighbours. Days that the robust regression distrusts are left out.
struct IntradayProfile {
  let slotCount: Int
  /// By weekday and slot, flattened; each weekday adds up to 1, or to 0 where it is closed or nothing ever came.
  private(set) var shares: [Double]

  /// - Parameters:
  ///   - end: only the grid's days before this one are used.
  ///   - weights: robust weight of each day.
  init(_ grid: DayGrid, end: Int, weights: [Double], isSpecial: (Int) -> Bool, halfLife: Double = 8) {
    let slots = grid.slotCount
    slotCount = slots
    var sums = [Double](repeating: 0, count: 7 * slots)
    var days = [Double](repeating: 0, count: 7)
    for day in 0..<end where grid.isRecorded[day] && weights[day] > 0.5 && !isSpecial(day) {
      let age = exp2(-Double(end - 1 - day) / 7 / halfLife)
      let weekday = grid.weekday(day)
      days[weekday] += age
      for slot in 0..<slots { sums[weekday * slots + slot] += age * grid.counts[day * slots + slot] }
    }
    let masses = (0..<7).map { weekday in sums[weekday * slots..<(weekday + 1) * slots].reduce(0, +) }
    let roots = (0..<7).map { weekday in
      sums[weekday * slots..<(weekday + 1) * slots].map {
        masses[weekday] > 0 ? ($0 / masses[weekday]).squareRoot() : 0
      }
    }
    shares = Array(repeating: 0, count: 7 * slots)
    for weekday in 0..<7 {
      var alike = (0..<7).filter { other in
        masses[other] > 0 && zip(roots[weekday], roots[other]).reduce(0) { $0 + $1.0 * $1.1 } > 0.985
      }
      // A weekday that never saw a contact, though it is open, borrows from all.
      if masses[weekday] == 0 { alike = (0..<7).filter { masses[$0] > 0 } }
      let pool = alike.reduce(0) { $0 + masses[$1] }
      guard pool > 0 else { continue }
      var row = (0..<slots).map { slot in
        let pooled = alike.reduce(0) { $0 + sums[$1 * slots + slot] } / pool
        return (sums[weekday * slots + slot] + 300 * pooled) / (masses[weekday] + 300)
      }
      let open = grid.isUsuallyOpen[weekday * slots..<(weekday + 1) * slots]
      let openSlots = open.count { $0 }
      if openSlots > 0 {
        let mean = masses[weekday] / max(days[weekday], 1e-9) / Double(openSlots)
        row = Self.smoothed(row, isOpen: Array(open), blend: 1 / (1 + mean / 15))
      }
      let whole = row.reduce(0, +)
      for slot in 0..<slots { shares[weekday * slots + slot] = whole > 0 ? row[slot] / whole : 0 }
    }
  }

  /// Moves each open slot by `blend` towards the mean of itself and its open neighbours. Closed slots hold nothing.
  private static func smoothed(_ row: [Double], isOpen: [Bool], blend: Double) -> [Double] {
    row.indices.map { slot in
      guard isOpen[slot] else { return 0 }
      var sum = row[slot]
      var count = 1.0
      for near in [slot - 1, slot + 1] where row.indices.contains(near) && isOpen[near] {
        sum += row[near]
        count += 1
      }
      return (1 - blend) * row[slot] + blend * sum / count
    }
  }
}
