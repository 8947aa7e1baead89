internal import Calendars

/// Duties in hand, what they cost and cover, and what the caps still allow: the one place through which the search adds
/// and removes duties.
///
/// Not Sendable and not shared: it holds raw memory.
final class StaffingState {
  let tables: StaffingTables
  let cover: CoverState
  private(set) var duties: [PlacedDuty] = []
  private(set) var pay = 0.0
  let capLeft: UnsafeMutablePointer<Int32>
  let paidLeft: UnsafeMutablePointer<Int>

  init(_ tables: StaffingTables, missingPrice: Double) {
    self.tables = tables
    cover = CoverState(tables, missingPrice: missingPrice)
    let problem = tables.problem
    capLeft = .allocate(capacity: max(1, problem.startCaps.count))
    capLeft.initialize(repeating: 0, count: max(1, problem.startCaps.count))
    for (index, cap) in problem.startCaps.enumerated() { capLeft[index] = Int32(clamping: cap.limit) }
    paidLeft = .allocate(capacity: max(1, problem.groups.count))
    paidLeft.initialize(repeating: 0, count: max(1, problem.groups.count))
    for (index, group) in problem.groups.enumerated() { paidLeft[index] = group.paidLimit?.rawValue ?? Int.max / 2 }
  }

  deinit {
    capLeft.deallocate()
    paidLeft.deallocate()
  }

  /// Pay and price of cover.
  var objective: Double { pay + cover.price }

  func add(_ duty: PlacedDuty) {
    duties.append(duty)
    let entry = tables.entries[duty.entry]
    pay += entry.cost
    if entry.cap >= 0 { capLeft[Int(entry.cap)] -= 1 }
    paidLeft[Int(entry.group)] -= entry.paid
    forEachCell(duty, entry) { cover.add(Int(entry.line), $0) }
  }

  /// Removes the duty at `index`; the last one takes its place.
  func remove(at index: Int) -> PlacedDuty {
    let duty = duties[index]
    duties[index] = duties[duties.count - 1]
    duties.removeLast()
    let entry = tables.entries[duty.entry]
    pay -= entry.cost
    if entry.cap >= 0 { capLeft[Int(entry.cap)] += 1 }
    paidLeft[Int(entry.group)] += entry.paid
    forEachCell(duty, entry) { cover.remove(Int(entry.line), $0) }
    return duty
  }

  func removeLast() -> PlacedDuty { remove(at: duties.count - 1) }

  /// Replaces everything by `wanted`.
  func load(_ wanted: [PlacedDuty]) {
    while !duties.isEmpty { _ = removeLast() }
    // Sums of many additions and subtractions drift; from here they start afresh.
    pay = 0
    cover.reprice()
    for duty in wanted { add(duty) }
  }

  @inline(__always) private func forEachCell(
    _ duty: PlacedDuty, _ entry: StaffingTables.Entry, _ body: (Int) -> Void
  ) {
    var cell = tables.cellOfEntry[duty.entry]
    var slot = 0
    var next = 0
    let slots = Int(entry.slots)
    let breaks = Int(entry.breaks)
    while slot < slots {
      if next < breaks, slot == duty.offset(next) {
        let length = tables.pairs[Int(tables.breakPair[Int(entry.firstBreak) &+ next])].length
        slot &+= length
        cell &+= length
        next &+= 1
        if cell >= tables.cells { cell &-= tables.cells }
        continue
      }
      body(cell)
      slot &+= 1
      cell &+= 1
      if cell == tables.cells { cell = 0 }
    }
  }
}
