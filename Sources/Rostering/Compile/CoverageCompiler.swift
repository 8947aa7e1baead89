import Calendars
import Workforce

/// Distinct sets of queues, in the order in which they are met.
struct SkillGroups {
  private let queueIndex: [QueueID: Int]
  private var indexOf: [UInt64: Int] = [:]
  private(set) var masks: [UInt64] = []

  init(queues: [QueueID]) {
    var queueIndex: [QueueID: Int] = [:]
    for (index, queue) in queues.enumerated() { queueIndex[queue] = index }
    self.queueIndex = queueIndex
  }

  /// Queues without demand are left out.
  mutating func index(of queues: [QueueID]) -> Int {
    var mask: UInt64 = 0
    for queue in queues { if let index = queueIndex[queue] { mask |= 1 << UInt64(index) } }
    if let index = indexOf[mask] { return index }
    masks.append(mask)
    indexOf[mask] = masks.count - 1
    return masks.count - 1
  }
}

/// What is needed in each slot, at which prices, and who is there already.
func coverageTable(
  _ request: RosterRequest, groups: inout SkillGroups, scale: PriceScale
) -> CoverageTable {
  let queueCount = request.demand.count
  let slotCount = request.grid.count
  let levels = request.prices.levels
  var thresholds: [Int32] = []
  thresholds.reserveCapacity(slotCount * queueCount * (levels.count - 1))
  for slot in 0..<slotCount {
    for demand in request.demand {
      thresholds += request.prices.thresholds(of: demand, at: slot).map { Int32(clamping: max(0, $0)) }
    }
  }
  let carriedGroups = request.carriedIn.map { groups.index(of: $0.queues) }
  var carried = [Int32](repeating: 0, count: slotCount * groups.masks.count)
  for (group, entry) in zip(carriedGroups, request.carriedIn) {
    let duty = entry.duty
    let first = min(slotCount, max(0, request.grid.index(of: duty.start)))
    for slot in first..<max(first, min(slotCount, request.grid.index(of: duty.end))) {
      let minute = request.grid.instant(at: slot).minutes(since: duty.start)
      let isBreak = duty.breaks.contains { minute >= $0.offset && minute < $0.offset + $0.length }
      if !isBreak { carried[slot * groups.masks.count + group] += 1 }
    }
  }
  let hours = Double(request.grid.interval.rawValue) / 60
  var table = CoverageTable(
    queueCount: queueCount, slotCount: slotCount, thresholds: thresholds, groupQueues: groups.masks,
    openQueues: [UInt64](repeating: 0, count: slotCount), levelPrices: levels.map { scale.units($0 * hours) },
    firstMissing: scale.units(request.prices.underFirst * hours), carried: carried)
  for cell in 0..<table.cellCount where table.full(cell) > 0 {
    table.openQueues[cell / queueCount] |= 1 << UInt64(cell % queueCount)
  }
  return table
}
