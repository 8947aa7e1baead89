/// Who is present in each slot, allotted to queues at least cost, with the price of one person more or less.
///
/// In each slot the people of a skill group are counted on queues so that the prices of missing and superfluous people
/// add up to the least possible. The allotment stays optimal when one person comes or goes by moving people along the
/// cheapest chain of queues: costs are convex and lie on queues only, so the cheapest chain is any chain to the cheapest
/// queue that can be reached. `gains` holds, for each group and slot, what one more person would save.
///
/// Sets of queues are bit masks. One state serves one thread. Long for a file: all of it works on the same private buffers,
/// and calls between files cost the search its speed.
final class CoverageState {
  let slotCount: Int
  let extent: Int
  let queueCount: Int
  let groupCount: Int
  /// What one more person of a group saves in a slot: `gains + group * gainStride + slot`, up to date only between the
  /// slots of the last `refresh`.
  let gains: UnsafeMutablePointer<Int32>
  let gainStride: Int
  /// Cost of missing and superfluous people in all slots, in price units.
  private(set) var cost: Int64 = 0

  private let gainBuffer: FlatBuffer<Int32>
  private let countBuffer: FlatBuffer<UInt16>
  private let unitBuffer: FlatBuffer<UInt64>
  private let loadBuffer: FlatBuffer<Int32>
  private let thresholdBuffer: FlatBuffer<Int32>
  private let addBuffer: FlatBuffer<UInt64>
  private let topBuffer: FlatBuffer<UInt64>
  private let dirtyBuffer: FlatBuffer<UInt8>
  private let maskBuffer: FlatBuffer<UInt64>
  private let priceBuffer: FlatBuffer<Int32>
  /// The last price level, and how far to shift a slot or cell for the first of its levels: their number rounded up to a
  /// power of two.
  private let lastLevel: Int
  private let levelShift: Int
  private let parentQueue: FlatBuffer<Int>
  private let parentGroup: FlatBuffer<Int>

  /// Only carried-in people are present.
  init(roster: CompiledRoster) {
    let table = roster.coverage
    slotCount = roster.slotCount
    extent = roster.extent
    queueCount = table.queueCount
    groupCount = table.groupCount
    gainStride = extent + 64
    gainBuffer = FlatBuffer(count: max(1, groupCount) * gainStride, filledWith: 0)
    gains = gainBuffer.base
    countBuffer = FlatBuffer(count: slotCount * groupCount * queueCount, filledWith: 0)
    unitBuffer = FlatBuffer(count: slotCount * groupCount, filledWith: 0)
    loadBuffer = FlatBuffer(count: slotCount * queueCount, filledWith: 0)
    lastLevel = table.levelCount - 1
    levelShift = (2...).first { 1 << $0 >= table.levelCount } ?? 2
    thresholdBuffer = FlatBuffer(count: table.cellCount << levelShift, filledWith: .max)
    addBuffer = FlatBuffer(count: slotCount << levelShift, filledWith: 0)
    topBuffer = FlatBuffer(count: slotCount << levelShift, filledWith: 0)
    dirtyBuffer = FlatBuffer(count: slotCount + 8, filledWith: 1)
    maskBuffer = FlatBuffer(
      (0..<slotCount).flatMap { slot in (0..<table.groupCount).map { table.queues(group: $0, slot: slot) } },
      filledWith: 0)
    priceBuffer = FlatBuffer(table.levelPrices, filledWith: 0)
    parentQueue = FlatBuffer(count: 64, filledWith: -1)
    parentGroup = FlatBuffer(count: 64, filledWith: -1)
    for slot in 0..<slotCount {
      for queue in 0..<queueCount {
        let cell = slot * queueCount + queue
        for step in 0..<lastLevel {
          thresholdBuffer[cell << levelShift + step] = table.thresholds[cell * lastLevel + step]
        }
        addBuffer[slot << levelShift + level(cell, 0, near: 0)] |= 1 << UInt64(queue)
        cost += table.cost(queue: queue, slot: slot, present: 0)
      }
      for group in 0..<groupCount {
        for _ in 0..<table.carried[slot * groupCount + group] { add(group: group, slot: slot) }
      }
    }
  }

  /// The price level of person number `present + 1` on a queue in a slot.
  /// - Parameter guess: where a ladder is searched from: one person more or less is a level away at most as a rule.
  @inline(__always)
  private func level(_ cell: Int, _ present: Int32, near guess: Int) -> Int {
    let thresholds = thresholdBuffer.base + cell &<< levelShift
    if lastLevel == 3 {
      return (present >= thresholds[0] ? 1 : 0) &+ (present >= thresholds[1] ? 1 : 0)
        &+ (present >= thresholds[2] ? 1 : 0)
    }
    // What follows the last threshold is never reached.
    var level = guess
    while present >= thresholds[level] { level &+= 1 }
    while level > 0, present < thresholds[level &- 1] { level &-= 1 }
    return level
  }

  /// People of `group` on `queue` in `slot`.
  func count(group: Int, queue: Int, slot: Int) -> Int {
    Int(countBuffer[(slot * groupCount + group) * queueCount + queue])
  }

  /// People on `queue` in `slot`.
  func load(queue: Int, slot: Int) -> Int { Int(loadBuffer[slot * queueCount + queue]) }

  // MARK: One person comes or goes

  /// One more person of `group` is present in `slot` (below `slotCount`); not counted where none of their queues is open.
  @inline(__always)
  func add(group: Int, slot: Int) {
    let levels = addBuffer.base + slot &<< levelShift
    let own = maskBuffer.base[slot &* groupCount &+ group]
    guard own != 0 else { return }
    var best = 0
    while best < lastLevel, levels[best] & own == 0 { best &+= 1 }
    var cheaper: UInt64 = 0
    var lower = 0
    while lower < best {
      cheaper |= levels[lower]
      lower &+= 1
    }
    if cheaper != 0, addAlongChain(group: group, slot: slot, direct: best) { return }
    let queue = (levels[best] & own).trailingZeroBitCount
    raiseLoad(slot: slot, queue: queue, level: best)
    raiseCount(slot: slot, group: group, queue: queue)
  }

  /// One person of `group` leaves `slot`; there must be one, unless none of their queues is open.
  @inline(__always)
  func remove(group: Int, slot: Int) {
    let tops = topBuffer.base + slot &<< levelShift
    let own = unitBuffer.base[slot &* groupCount &+ group]
    guard own != 0 else { return }
    var best = lastLevel
    while best > 0, tops[best] & own == 0 { best &-= 1 }
    var dearer: UInt64 = 0
    var higher = lastLevel
    while higher > best {
      dearer |= tops[higher]
      higher &-= 1
    }
    if dearer != 0, removeAlongChain(group: group, slot: slot, direct: best) { return }
    let queue = (tops[best] & own).trailingZeroBitCount
    lowerLoad(slot: slot, queue: queue, level: best)
    lowerCount(slot: slot, group: group, queue: queue)
  }

  /// The queues that chains reach from `own`, breadth first: a group that is in `leaving` on a queue can go on to every
  /// queue that it has in `entering`. Leaves the way back in `parentQueue` and `parentGroup`.
  @inline(__always)
  private func reach(
    from own: UInt64, leaving: UnsafeMutablePointer<UInt64>, entering: UnsafeMutablePointer<UInt64>
  ) -> UInt64 {
    var reached = own
    var frontier = own
    while frontier != 0 {
      let queue = frontier.trailingZeroBitCount
      let bit: UInt64 = 1 << UInt64(queue)
      frontier &= ~bit
      for other in 0..<groupCount where leaving[other] & bit != 0 {
        var fresh = entering[other] & ~reached
        reached |= fresh
        frontier |= fresh
        while fresh != 0 {
          let next = fresh.trailingZeroBitCount
          fresh &= fresh &- 1
          parentQueue.base[next] = queue
          parentGroup.base[next] = other
        }
      }
    }
    return reached
  }

  /// Finds the cheapest queue that a chain reaches from the group's own; false when it is not below level `direct`.
  private func addAlongChain(group: Int, slot: Int, direct: Int) -> Bool {
    let levels = addBuffer.base + slot &<< levelShift
    let units = unitBuffer.base + slot &* groupCount
    let masks = maskBuffer.base + slot &* groupCount
    let own = masks[group]
    let reached = reach(from: own, leaving: units, entering: masks)
    for best in 0..<direct where levels[best] & reached != 0 {
      var queue = (levels[best] & reached).trailingZeroBitCount
      raiseLoad(slot: slot, queue: queue, level: best)
      while own & (1 << UInt64(queue)) == 0 {
        let other = parentGroup.base[queue]
        let from = parentQueue.base[queue]
        raiseCount(slot: slot, group: other, queue: queue)
        lowerCount(slot: slot, group: other, queue: from)
        queue = from
      }
      raiseCount(slot: slot, group: group, queue: queue)
      return true
    }
    return false
  }

  /// Finds the dearest person that a chain can spare; false when it is not above level `direct`.
  private func removeAlongChain(group: Int, slot: Int, direct: Int) -> Bool {
    let tops = topBuffer.base + slot &<< levelShift
    let units = unitBuffer.base + slot &* groupCount
    let masks = maskBuffer.base + slot &* groupCount
    let own = units[group]
    let reached = reach(from: own, leaving: masks, entering: units)
    var best = lastLevel
    while best > direct {
      if tops[best] & reached != 0 {
        var queue = (tops[best] & reached).trailingZeroBitCount
        lowerLoad(slot: slot, queue: queue, level: best)
        while own & (1 << UInt64(queue)) == 0 {
          let other = parentGroup.base[queue]
          let to = parentQueue.base[queue]
          lowerCount(slot: slot, group: other, queue: queue)
          raiseCount(slot: slot, group: other, queue: to)
          queue = to
        }
        lowerCount(slot: slot, group: group, queue: queue)
        return true
      }
      best &-= 1
    }
    return false
  }

  @inline(__always)
  private func raiseCount(slot: Int, group: Int, queue: Int) {
    let place = slot &* groupCount &+ group
    let cell = countBuffer.base + (place &* queueCount &+ queue)
    if cell.pointee == 0 {
      unitBuffer.base[place] |= 1 << UInt64(truncatingIfNeeded: queue)
      dirtyBuffer.base[slot] = 1
    }
    cell.pointee &+= 1
  }

  @inline(__always)
  private func lowerCount(slot: Int, group: Int, queue: Int) {
    let place = slot &* groupCount &+ group
    let cell = countBuffer.base + (place &* queueCount &+ queue)
    cell.pointee &-= 1
    if cell.pointee == 0 {
      unitBuffer.base[place] &= ~(1 << UInt64(truncatingIfNeeded: queue))
      dirtyBuffer.base[slot] = 1
    }
  }

  @inline(__always)
  private func raiseLoad(slot: Int, queue: Int, level old: Int) {
    let cell = slot &* queueCount &+ queue
    let present = loadBuffer.base[cell] &+ 1
    loadBuffer.base[cell] = present
    cost += Int64(priceBuffer.base[old])
    let bit: UInt64 = 1 << UInt64(truncatingIfNeeded: queue)
    let next = level(cell, present, near: old)
    if next != old {
      let levels = addBuffer.base + slot &<< levelShift
      levels[old] &= ~bit
      levels[next] |= bit
      dirtyBuffer.base[slot] = 1
    }
    let tops = topBuffer.base + slot &<< levelShift
    if present > 1 { tops[level(cell, present &- 2, near: old)] &= ~bit }
    tops[old] |= bit
  }

  @inline(__always)
  private func lowerLoad(slot: Int, queue: Int, level old: Int) {
    let cell = slot &* queueCount &+ queue
    let present = loadBuffer.base[cell] &- 1
    loadBuffer.base[cell] = present
    cost -= Int64(priceBuffer.base[old])
    let bit: UInt64 = 1 << UInt64(truncatingIfNeeded: queue)
    let previous = level(cell, present &+ 1, near: old)
    if previous != old {
      let levels = addBuffer.base + slot &<< levelShift
      levels[previous] &= ~bit
      levels[old] |= bit
      dirtyBuffer.base[slot] = 1
    }
    let tops = topBuffer.base + slot &<< levelShift
    tops[old] &= ~bit
    if present > 0 { tops[level(cell, present &- 1, near: old)] |= bit }
  }

  // MARK: Gains

  /// Brings `gains` up to date for the slots `first ..< end` (below `extent`).
  func refresh(first: Int, end: Int) {
    let dirty = dirtyBuffer.base
    var slot = first
    while slot < end {
      let real = slot >= slotCount ? slot &- slotCount : slot
      if dirty[real] != 0 {
        dirty[real] = 0
        if lastLevel == 3 { refreshFlat(real) } else { refreshLadder(real) }
      }
      slot &+= 1
    }
  }

  /// Recomputes the gains of all groups in one slot: for each level the queues from which a chain leads to a queue of
  /// that level or a cheaper one, then for each group the first level that its queues can reach. With four levels, as
  /// where all prices are flat, without a branch.
  private func refreshFlat(_ slot: Int) {
    let levels = addBuffer.base + slot &<< 2
    let reach0 = reaching(levels[0], slot)
    let reach1 = levels[1] & ~reach0 == 0 ? reach0 : reaching(reach0 | levels[1], slot)
    let reach2 = levels[2] & ~reach1 == 0 ? reach1 : reaching(reach1 | levels[2], slot)
    let prices = priceBuffer.base
    let masks = maskBuffer.base + slot &* groupCount
    let image = slot &+ slotCount < extent ? slotCount : 0
    var cell = gains + slot
    var group = 0
    while group < groupCount {
      let mask = masks[group]
      let level = (mask & reach0 == 0 ? 1 : 0) &+ (mask & reach1 == 0 ? 1 : 0) &+ (mask & reach2 == 0 ? 1 : 0)
      let gain = mask == 0 ? 0 : 0 &- prices[level]
      cell[0] = gain
      cell[image] = gain
      cell += gainStride
      group &+= 1
    }
  }

  /// Likewise with any number of levels, most of them empty: each group takes its gain on the first that it reaches. Groups
  /// that are counted nowhere keep their 0.
  private func refreshLadder(_ slot: Int) {
    let levels = addBuffer.base + slot &<< levelShift
    let masks = maskBuffer.base + slot &* groupCount
    let image = slot &+ slotCount < extent ? slotCount : 0
    var reach: UInt64 = 0
    var level = 0
    while level <= lastLevel {
      if levels[level] & ~reach != 0 {
        let before = reach
        reach = reaching(before | levels[level], slot)
        let gain = 0 &- priceBuffer.base[level]
        var cell = gains + slot
        var group = 0
        while group < groupCount {
          if masks[group] & before == 0, masks[group] & reach != 0 {
            cell[0] = gain
            cell[image] = gain
          }
          cell += gainStride
          group &+= 1
        }
      }
      level &+= 1
    }
  }

  /// The queues from which moving people leads to a queue of `targets`, these included.
  @inline(__always)
  private func reaching(_ targets: UInt64, _ slot: Int) -> UInt64 {
    let units = unitBuffer.base + slot &* groupCount
    let masks = maskBuffer.base + slot &* groupCount
    var reach = targets
    guard reach != 0 else { return 0 }
    var before: UInt64 = 0
    while reach != before {
      before = reach
      var group = 0
      while group < groupCount {
        if masks[group] & reach != 0 { reach |= units[group] }
        group &+= 1
      }
    }
    return reach
  }
}
