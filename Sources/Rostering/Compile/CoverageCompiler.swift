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
  var required = [Int32](repeating: 0, count: slotCount * queueCount)
  var band = required
  for (queue, demand) in request.demand.enumerated() {
    for (slot, need) in demand.required.enumerated() where need > 0 {
      required[slot * queueCount + queue] = Int32(need)
      // A product a hair above a whole number counts as that number: a tenth of 70 is 7.
      band[slot * queueCount + queue] = Int32((Double(need) * request.prices.band - 1e-9).rounded(.up))
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
  return CoverageTable(
    queueCount: queueCount, slotCount: slotCount, required: required, band: band, groupQueues: groups.masks,
    openQueues: (0..<slotCount).map { slot in
      (0..<queueCount).reduce(0) { required[slot * queueCount + $1] > 0 ? $0 | 1 << UInt64($1) : $0 }
    },
    levelPrices: [
      -scale.units(request.prices.underNext * hours), -scale.units(request.prices.underFirst * hours),
      scale.units(request.prices.overFirst * hours), scale.units(request.prices.overNext * hours),
    ], carried: carried)
}
