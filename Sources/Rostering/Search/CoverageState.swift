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
  /// By slot and queue, the level of the next person, and of the last one who is there; -1 where nobody is.
  private let addBuffer: FlatBuffer<Int8>
  private let topBuffer: FlatBuffer<Int8>
  private let dirtyBuffer: FlatBuffer<UInt8>
  private let maskBuffer: FlatBuffer<UInt64>
  private let priceBuffer: FlatBuffer<Int32>
  /// The last price level, and how far to shift a cell for the first of its levels: their number rounded up to a power of
  /// two.
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
    addBuffer = FlatBuffer(count: slotCount * queueCount, filledWith: 0)
    topBuffer = FlatBuffer(count: slotCount * queueCount, filledWith: -1)
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
        addBuffer[cell] = Int8(truncatingIfNeeded: level(cell, 0, near: 0))
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
    let own = maskBuffer.base[slot &* groupCount &+ group]
    guard own != 0 else { return }
    let (queue, best, cheapest) = cheapest(of: own, slot: slot)
    if cheapest < best, addAlongChain(group: group, slot: slot, direct: best) { return }
    raiseLoad(slot: slot, queue: queue, level: best)
    raiseCount(slot: slot, group: group, queue: queue)
  }

  /// One person of `group` leaves `slot`; there must be one, unless none of their queues is open.
  @inline(__always)
  func remove(group: Int, slot: Int) {
    let own = unitBuffer.base[slot &* groupCount &+ group]
    guard own != 0 else { return }
    let (queue, best, dearest) = dearest(of: own, slot: slot)
    if dearest > best, removeAlongChain(group: group, slot: slot, direct: best) { return }
    lowerLoad(slot: slot, queue: queue, level: best)
    lowerCount(slot: slot, group: group, queue: queue)
  }

  /// The first of some queues whose next person is cheapest, with the level of that one and of the cheapest anywhere.
  @inline(__always)
  private func cheapest(of own: UInt64, slot: Int) -> (queue: Int, level: Int, anywhere: Int) {
    let levels = addBuffer.base + slot &* queueCount
    var (queue, best, anywhere) = (0, Int8.max, Int8.max)
    for other in 0..<queueCount {
      let level = levels[other]
      anywhere = min(anywhere, level)
      if own & (1 &<< UInt64(truncatingIfNeeded: other)) != 0, level < best { (queue, best) = (other, level) }
    }
    return (queue, Int(best), Int(anywhere))
  }

  /// The first of some queues whose last person is dearest, likewise.
  @inline(__always)
  private func dearest(of own: UInt64, slot: Int) -> (queue: Int, level: Int, anywhere: Int) {
    let levels = topBuffer.base + slot &* queueCount
    var (queue, best, anywhere) = (0, Int8.min, Int8.min)
    for other in 0..<queueCount {
      let level = levels[other]
      anywhere = max(anywhere, level)
      if own & (1 &<< UInt64(truncatingIfNeeded: other)) != 0, level > best { (queue, best) = (other, level) }
    }
    return (queue, Int(best), Int(anywhere))
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
    let units = unitBuffer.base + slot &* groupCount
    let masks = maskBuffer.base + slot &* groupCount
    let own = masks[group]
    let reached = reach(from: own, leaving: units, entering: masks)
    var (queue, best, _) = cheapest(of: reached, slot: slot)
    guard best < direct else { return false }
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

  /// Finds the dearest person that a chain can spare; false when it is not above level `direct`.
  private func removeAlongChain(group: Int, slot: Int, direct: Int) -> Bool {
    let units = unitBuffer.base + slot &* groupCount
    let masks = maskBuffer.base + slot &* groupCount
    let own = units[group]
    let reached = reach(from: own, leaving: masks, entering: units)
    var (queue, best, _) = dearest(of: reached, slot: slot)
    guard best > direct else { return false }
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
    topBuffer.base[cell] = Int8(truncatingIfNeeded: old)
    let next = level(cell, present, near: old)
    if next != old {
      addBuffer.base[cell] = Int8(truncatingIfNeeded: next)
      dirtyBuffer.base[slot] = 1
    }
  }

  @inline(__always)
  private func lowerLoad(slot: Int, queue: Int, level old: Int) {
    let cell = slot &* queueCount &+ queue
    let present = loadBuffer.base[cell] &- 1
    loadBuffer.base[cell] = present
    cost -= Int64(priceBuffer.base[old])
    if Int(addBuffer.base[cell]) != old {
      addBuffer.base[cell] = Int8(truncatingIfNeeded: old)
      dirtyBuffer.base[slot] = 1
    }
    topBuffer.base[cell] = present > 0 ? Int8(truncatingIfNeeded: level(cell, present &- 1, near: old)) : -1
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
    let levels = addBuffer.base + slot &* queueCount
    var (level0, level1, level2): (UInt64, UInt64, UInt64) = (0, 0, 0)
    for queue in 0..<queueCount {
      let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: queue)
      let level = levels[queue]
      level0 |= level == 0 ? bit : 0
      level1 |= level == 1 ? bit : 0
      level2 |= level == 2 ? bit : 0
    }
    let reach0 = reaching(level0, slot)
    let reach1 = level1 & ~reach0 == 0 ? reach0 : reaching(reach0 | level1, slot)
    let reach2 = level2 & ~reach1 == 0 ? reach1 : reaching(reach1 | level2, slot)
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

  /// Likewise with any number of levels, from the cheapest that a queue is on: each group takes its gain on the first that
  /// it reaches, until all have theirs. Groups that are counted nowhere keep their 0.
  private func refreshLadder(_ slot: Int) {
    let levels = addBuffer.base + slot &* queueCount
    let masks = maskBuffer.base + slot &* groupCount
    let image = slot &+ slotCount < extent ? slotCount : 0
    var reach: UInt64 = 0
    while true {
      var (level, targets) = (Int8.max, UInt64(0))
      for queue in 0..<queueCount where reach & (1 &<< UInt64(truncatingIfNeeded: queue)) == 0 {
        if levels[queue] < level { (level, targets) = (levels[queue], 0) }
        if levels[queue] == level { targets |= 1 &<< UInt64(truncatingIfNeeded: queue) }
      }
      guard targets != 0 else { return }
      let before = reach
      reach = reaching(before | targets, slot)
      let gain = 0 &- priceBuffer.base[Int(level)]
      var isDone = true
      var cell = gains + slot
      var group = 0
      while group < groupCount {
        if masks[group] & before == 0 {
          if masks[group] & reach != 0 {
            cell[0] = gain
            cell[image] = gain
          } else if masks[group] != 0 {
            isDone = false
          }
        }
        cell += gainStride
        group &+= 1
      }
      if isDone { return }
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
