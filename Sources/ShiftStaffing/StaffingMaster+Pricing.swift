internal import Calendars
internal import Optimization
internal import Searching
internal import Workforce

/// The pricing problem: which duties a vector of prices makes worth adding, and the bound that it proves.
extension StaffingMaster {
  /// Prices every shift at `point`; keeps those whose duty has a negative reduced cost at the master's own `prices`.
  func price(
    _ point: DualPoint, at prices: DualPoint
  ) -> (columns: [PlacedDuty], bound: Double, rewards: [Double]) {
    let cells = tables.cells
    var rewards = [Double](repeating: 0, count: tables.lines * cells)
    for line in 0..<tables.lines {
      for cell in 0..<cells {
        let row = coverRow(line, cell)
        if row >= 0 { rewards[line * cells + cell] = point.rows[row] }
      }
    }
    // Rows that do not bind can carry prices of the wrong sign by rounding.
    let caps = capRow.map { min(0, point.rows[$0]) }
    let paid = paidRow.map { $0 < 0 ? 0 : min(0, point.rows[$0]) }
    var value = 0.0
    for part in deferred {
      value += part.work.bound(
        prices: part.cover.map { point.rows[$0] }, duals: point.rows, in: part.block, unit: part.unit)
    }
    for index in queueRow.indices where queueRow[index] >= 0 && !isFree[index / cells] {
      value += Double(tables.demand[index]) * point.rows[queueRow[index]]
    }
    for (row, piece) in pieces {
      let reduced = piece.price - piece.sign * point.rows[row]
      if reduced < 0, piece.limit.isFinite { value += reduced * piece.limit }
    }
    for (group, row) in paidRow.enumerated() where row >= 0 {
      value += paid[group] * Double(tables.problem.groups[group].paidLimit?.rawValue ?? 0)
    }
    let capValue = zip(tables.problem.startCaps, caps).reduce(0) { $0 + Double($1.0.limit) * $1.1 }
    var random = SeededGenerator(seed: 0)
    rewards.withUnsafeBufferPointer { memory in
      if let base = memory.baseAddress {
        oracle.prepare(first: 0, width: cells, rewards: base, random: &random)
      }
    }
    // Least reduced cost under each cap, its own multiplier left out; shrinking factors with and without caps.
    var leastUnderCap = [Double](repeating: 0, count: caps.count)
    var shrinkAll = 1.0
    var shrinkUncapped = 1.0
    var candidates: [(reduced: Double, entry: Int, position: Int)] = []
    oracle.forEach { entry, position, worth in
      let shift = tables.entries[entry]
      let group = paid[Int(shift.group)] * Double(shift.paid)
      let free = shift.cost - worth - group
      let cap = shift.cap < 0 ? 0 : caps[Int(shift.cap)]
      if shift.cap >= 0 {
        leastUnderCap[Int(shift.cap)] = min(leastUnderCap[Int(shift.cap)], free)
      } else if free < 0 {
        shrinkUncapped = min(shrinkUncapped, shift.cost / (shift.cost - free))
      }
      let reduced = free - cap
      if reduced < 0 { shrinkAll = min(shrinkAll, shift.cost / (shift.cost - reduced)) }
      if reduced < 1e-7 { candidates.append((reduced, entry, position)) }
    }
    let lowered = zip(tables.problem.startCaps, leastUnderCap).reduce(0) { $0 + Double($1.0.limit) * $1.1 }
    let bound = max(shrinkAll * (value + capValue), shrinkUncapped * value + lowered)
    var columns: [PlacedDuty] = []
    // The best duty of each start cell and line first, then the others, most negative first.
    candidates.sort { ($0.reduced, $0.entry) < ($1.reduced, $1.entry) }
    for candidate in candidates where columns.count < 400 {
      let duty = oracle.place(candidate.entry, at: candidate.position)
      guard !known.contains(duty) else { continue }
      if reducedCost(duty, at: prices) < -1e-7 { columns.append(duty) }
    }
    return (columns, bound, rewards)
  }

  private func reducedCost(_ duty: PlacedDuty, at point: DualPoint) -> Double {
    let entry = tables.entries[duty.entry]
    var reduced = entry.cost
    for cell in tables.cover(of: duty) {
      let row = coverRow(Int(entry.line), cell)
      if row >= 0 { reduced -= point.rows[row] }
    }
    if entry.cap >= 0 { reduced -= point.rows[capRow[Int(entry.cap)]] }
    let paid = paidRow[Int(entry.group)]
    if paid >= 0 { reduced -= point.rows[paid] * Double(entry.paid) }
    return reduced
  }
}
