import Searching
import Testing

@testable import Rostering

@Suite struct CoverageStateTests {
  /// - Parameter levels: price levels; four are flat prices.
  static func table(queues: Int, groups: Int, levels: Int = 4, random: inout SeededGenerator) -> CoverageTable {
    let slots = 3
    var thresholds: [Int32] = []
    var prices: [Int32] = [-9000, -4000, 500, 2000]
    for _ in 0..<slots * queues {
      if levels == 4 {
        let need = Int32(random.nextIndex(below: 5))
        let band = Int32(random.nextIndex(below: Int(need) + 1))
        thresholds += [need - band, need, need + band]
      } else {
        // Now and then no level has anybody, or a few have all.
        let most = random.nextIndex(below: 8)
        thresholds += (0..<levels - 1).map { _ in Int32(random.nextIndex(below: most + 1)) }.sorted()
      }
    }
    if levels != 4 {
      prices = (0..<levels - 2).map { _ in -Int32(random.nextIndex(below: 9000)) }.sorted() + [500, 2000]
    }
    var masks: [UInt64] = []
    while masks.count < groups {
      let mask = UInt64(1 + random.nextIndex(below: (1 << queues) - 1))
      if !masks.contains(mask) { masks.append(mask) }
    }
    return CoverageTable(
      queueCount: queues, slotCount: slots, thresholds: thresholds, groupQueues: masks,
      openQueues: (0..<slots).map { _ in random.nextIndex(below: 3) == 0 ? UInt64(random.nextIndex(below: 16)) : .max },
      levelPrices: prices, firstMissing: 4000, carried: [Int32](repeating: 0, count: slots * groups))
  }

  /// Four levels in every other round, else 3 to 16.
  static func levels(_ round: Int, _ random: inout SeededGenerator) -> Int {
    round.isMultiple(of: 2) ? 4 : 3 + random.nextIndex(below: 14)
  }

  @Test("coming and going keeps the allotment optimal and the gains exact")
  func equalsBruteForce() {
    var random = SeededGenerator(seed: 5)
    for round in 0..<120 {
      var roster = TinyRosters.make(TinyRosters.Shape(), random: &random)
      let queues = 2 + random.nextIndex(below: 3)
      let table = Self.table(
        queues: queues, groups: 1 + random.nextIndex(below: 3), levels: Self.levels(round, &random), random: &random)
      roster.coverage = table
      roster.slotCount = table.slotCount
      roster.extent = table.slotCount
      let state = CoverageState(roster: roster)
      var present = [[Int]](repeating: [Int](repeating: 0, count: table.groupCount), count: table.slotCount)
      for _ in 0..<40 {
        let slot = random.nextIndex(below: table.slotCount)
        let group = random.nextIndex(below: table.groupCount)
        if present[slot][group] > 0, random.nextIndex(below: 5) < 2 || present[slot].reduce(0, +) > 6 {
          state.remove(group: group, slot: slot)
          present[slot][group] -= 1
        } else {
          state.add(group: group, slot: slot)
          present[slot][group] += 1
        }
        let expected = (0..<table.slotCount).map {
          TinyRosters.coverageCost(table, slot: $0, present: present[$0])
        }
        #expect(state.cost == expected.reduce(0, +), "round \(round)")
        state.refresh(first: 0, end: table.slotCount)
        for other in 0..<table.groupCount {
          var more = present[slot]
          more[other] += 1
          let gain = expected[slot] - TinyRosters.coverageCost(table, slot: slot, present: more)
          #expect(Int64(state.gains[other * state.gainStride + slot]) == gain, "round \(round)")
        }
      }
    }
  }

  @Test("the unhurried allotment of one slot is optimal too, from any start")
  func slotAllotment() {
    var random = SeededGenerator(seed: 9)
    for round in 0..<400 {
      let queues = 2 + random.nextIndex(below: 3)
      let table = Self.table(
        queues: queues, groups: 1 + random.nextIndex(below: 3), levels: Self.levels(round, &random), random: &random)
      var counts = [[Int]](repeating: [Int](repeating: 0, count: queues), count: table.groupCount)
      var present = [Int](repeating: 0, count: table.groupCount)
      for group in 0..<table.groupCount {
        for queue in 0..<queues where table.queues(group: group, slot: 0) & (1 << UInt64(queue)) != 0 {
          counts[group][queue] = random.nextIndex(below: 3)
          present[group] += counts[group][queue]
        }
      }
      var allotment = SlotAllotment(table: table, slot: 0, counts: counts)
      allotment.improve()
      let group = random.nextIndex(below: table.groupCount)
      guard table.queues(group: group, slot: 0) != 0 else { continue }
      allotment.add(group: group)
      present[group] += 1
      #expect(allotment.cost == TinyRosters.coverageCost(table, slot: 0, present: present))
      #expect(allotment.counts.map { $0.reduce(0, +) } == present)
    }
  }
}
