internal import Calendars
internal import Plans
internal import Workforce

/// Contacts of a live queue slot by slot, with the load that they make beside those still in progress.
struct SlotDemand {
  /// Slots of an interval.
  let slots: Int
  /// What arrives in each slot, and the load beside it, as the requirement saw it; empty where the plan doesn't say.
  let needed: (contacts: [Double], load: [Double])
  /// The same as the expectation sees it: from the totals of intervals.
  let expected: (contacts: [Double], load: [Double])

  init(_ coverage: QueueCoverage, _ basis: CoverageBasis, on grid: IntervalGrid) {
    let width = InfiniteServer.slotMinutes(of: grid.interval.rawValue)
    slots = max(1, grid.interval.rawValue / width)
    let count = slots
    let handleTime = coverage.handleTime.flatMap { Array(repeating: $0, count: count) }
    let begin = basis.begin(on: grid)
    let carried = basis.inProgress?.cohorts ?? []
    func loads(_ contacts: [Double]) -> [Double] {
      InfiniteServer(
        contacts: contacts, handleTime: handleTime, seconds: Double(width * 60), carried: carried, from: begin * count
      ).load
    }
    // Before the plan begins its contacts are in progress, not arriving.
    var arriving = basis.slotContacts ?? []
    if arriving.count == grid.count * slots {
      for slot in 0..<min(arriving.count, begin * slots) { arriving[slot] = 0 }
      needed = (arriving, loads(arriving))
    } else {
      needed = ([], [])
    }
    let first = begin
    let before = basis.inProgress?.contactsBefore
    let rises = InfiniteServer.rises(
      [before ?? 0] + coverage.contacts[first...],
      joins: [false]
        + (first..<grid.count).map { coverage.open[$0] && ($0 > first ? coverage.open[$0 - 1] : before != nil) })
    let parts = (0..<grid.count).flatMap { index in
      (0..<count).map { slot -> Double in
        let middle = (Double(slot) + 0.5) / Double(count) - 0.5
        let rise = index < first ? 0 : rises[index - first + 1]
        return max(0, coverage.contacts[index] + rise * middle) / Double(count)
      }
    }
    expected = (parts, loads(parts))
  }

  /// The slots of an interval.
  func range(_ index: Int) -> Range<Int> { index * slots..<(index + 1) * slots }
}

extension CoverageBasis {
  /// The first interval that is planned; before it nothing arrives, at it some are in progress.
  func begin(on grid: IntervalGrid) -> Int { min(max(0, inProgress?.interval ?? 0), grid.count) }
}
