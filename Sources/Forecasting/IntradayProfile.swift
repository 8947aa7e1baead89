#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// How a day's contacts spread over its slots, by weekday.
///
/// Weekdays of similar shape (dot product of the square roots of their shares above 0.985) lend each other a thousand contacts;
/// slots are smoothed with their neighbours as far as chance explains the difference. Days that the robust regression distrusts are left out.
///
/// Hours in which the queue is closed have what was recorded in them: neither smoothing nor a loan carries contacts over
/// the edge of the opening hours.
struct IntradayProfile {
  /// Contacts that alike weekdays lend each other.
  private static let loan = 1000.0

  let slotCount: Int
  /// By weekday and slot, flattened; each weekday adds up to 1, or to 0 where it is closed or nothing ever came.
  private(set) var shares: [Double]

  /// - Parameters:
  ///   - end: only the grid's days before this one are used.
  ///   - weights: robust weight of each day.
  ///   - openSlots: by weekday and slot, whether the queue is open by its hours; nil where it has none.
  init(
    _ grid: DayGrid, end: Int, weights: [Double], openSlots: [Bool]?, isSpecial: (Int) -> Bool, halfLife: Double = 8
  ) {
    let slots = grid.slotCount
    slotCount = slots
    var sums = [Double](repeating: 0, count: 7 * slots)
    for day in 0..<end where grid.isRecorded[day] && weights[day] > 0.5 && !isSpecial(day) {
      let age = exp2(-Double(end - 1 - day) / 7 / halfLife)
      let weekday = grid.weekday(day)
      for slot in 0..<slots { sums[weekday * slots + slot] += age * grid.counts[day * slots + slot] }
    }
    let masses = (0..<7).map { weekday in sums[weekday * slots..<(weekday + 1) * slots].reduce(0, +) }
    let roots = (0..<7).map { weekday in
      sums[weekday * slots..<(weekday + 1) * slots].map {
        masses[weekday] > 0 ? ($0 / masses[weekday]).squareRoot() : 0
      }
    }
    shares = Array(repeating: 0, count: 7 * slots)
    func isClosed(_ weekday: Int, _ slot: Int) -> Bool { openSlots?[weekday * slots + slot] == false }
    for weekday in 0..<7 {
      var alike = (0..<7).filter { other in
        masses[other] > 0 && zip(roots[weekday], roots[other]).reduce(0) { $0 + $1.0 * $1.1 } > 0.985
      }
      // A weekday that never saw a contact, though it is open, borrows from all.
      if masses[weekday] == 0 { alike = (0..<7).filter { masses[$0] > 0 } }
      let pool = alike.reduce(0) { $0 + masses[$1] }
      guard pool > 0 else { continue }
      var row = (0..<slots).map { slot in
        // What others have while they are open is no loan for a closed hour.
        let lenders = isClosed(weekday, slot) ? alike.filter { isClosed($0, slot) } : alike
        let mass = lenders.reduce(0) { $0 + masses[$1] }
        let pooled = mass > 0 ? lenders.reduce(0) { $0 + sums[$1 * slots + slot] } / mass : 0
        return (sums[weekday * slots + slot] + Self.loan * pooled) / (masses[weekday] + Self.loan)
      }
      let isOpen = (0..<slots).map { slot in
        masses[weekday] > 0
          ? grid.isUsuallyOpen[weekday * slots + slot] : alike.contains { grid.isUsuallyOpen[$0 * slots + slot] }
      }
      let mass = masses[weekday] + Self.loan
      let own = (0..<slots).map { isOpen[$0] && !isClosed(weekday, $0) }
      if own == isOpen {
        row = Self.smoothed(row, isOpen: isOpen, mass: mass)
      } else {
        let closed = (0..<slots).map { isOpen[$0] && isClosed(weekday, $0) }
        row = zip(
          Self.keepingSum(row, isOpen: own, mass: mass), Self.keepingSum(row, isOpen: closed, mass: mass)
        ).map(+)
      }
      let whole = row.reduce(0, +)
      for slot in 0..<slots { shares[weekday * slots + slot] = whole > 0 ? row[slot] / whole : 0 }
    }
  }

  /// The open slots smoothed among themselves, with the sum that they had; 0 elsewhere.
  private static func keepingSum(_ row: [Double], isOpen: [Bool], mass: Double) -> [Double] {
    let smooth = smoothed(row, isOpen: isOpen, mass: mass)
    let before = zip(row, isOpen).reduce(0) { $0 + ($1.1 ? $1.0 : 0) }
    let after = smooth.reduce(0, +)
    return after > 0 ? smooth.map { $0 * before / after } : smooth
  }

  /// Moves each open slot towards the mean of itself and its open neighbours: far where the difference may be chance,
  /// little where it is too large for that (a queue that opens at eight). Closed slots hold nothing.
  ///
  /// - Parameter mass: contacts behind the row, which say how large chance is. Three times the variance of a count did
  ///   best on the benchmark histories.
  private static func smoothed(_ row: [Double], isOpen: [Bool], mass: Double) -> [Double] {
    row.indices.map { slot in
      guard isOpen[slot] else { return 0 }
      var sum = row[slot]
      var count = 1.0
      for near in [slot - 1, slot + 1] where row.indices.contains(near) && isOpen[near] {
        sum += row[near]
        count += 1
      }
      let mean = sum / count
      let difference = mass * (row[slot] - mean)
      let chance = 3 * mass * mean
      let blend = chance > 0 ? chance / (chance + difference * difference) : 0
      return row[slot] + blend * (mean - row[slot])
    }
  }
}
