import Searching
import Testing

@testable import ShiftStaffing

@Suite("Cover in hand") struct CoverStateTests {
  @Test("adding and removing duties keeps price, gains and allocation exact, several queues a person")
  func againstCheck() {
    for seed in 0..<60 {
      // Flat prices, then ladders of 2 to 14 prices.
      let shape = TinyStaffing.Shape(
        slots: 8, cyclic: seed % 2 == 0, queues: 1 + seed % 4, groups: 4, shifts: 12, isPriced: true,
        ladder: seed < 24 ? 0 : 2 + seed % 13, mostHeads: 4)
      let problem = TinyStaffing.problem(shape, seed: UInt64(seed))
      let tables = StaffingTables(problem)
      let state = StaffingState(tables, missingPrice: 1)
      var random = SeededGenerator(seed: UInt64(seed))
      let all = TinyStaffing.duties(problem)
      var inHand: [PlacedDuty] = []
      for _ in 0..<20 {
        if !inHand.isEmpty, random.nextIndex(below: 3) == 0 {
          let index = random.nextIndex(below: state.duties.count)
          let gone = state.remove(at: index)
          if let position = inHand.firstIndex(of: gone) { inHand.remove(at: position) }
        } else {
          let duty = all[random.nextIndex(below: all.count)]
          var placed = PlacedDuty(entry: tables.entryOfShift[duty.shift])
          for (position, offset) in duty.breaks.enumerated() { placed.setOffset(position, offset) }
          // The oracle's reward is what the duty really changes.
          let before = state.cover.price
          let line = Int(tables.entries[placed.entry].line)
          let gain = tables.cover(of: placed).reduce(0) { $0 + state.cover.gains[line * tables.cells + $1] }
          state.add(placed)
          #expect(abs(before - state.cover.price - gain) < 1e-9)
          inHand.append(placed)
        }
        let staffed = inHand.map { duty in
          let entry = tables.entries[duty.entry]
          return StaffedDuty(
            shift: Int(entry.shift), breaks: (0..<Int(entry.breaks)).map { duty.offset($0) }, count: 1)
        }
        let check = StaffingCheck(staffed, of: problem)
        #expect(abs(check.coverPrice - state.cover.price) < 1e-9, "seed \(seed)")
        #expect(abs(check.pay - state.pay) < 1e-9)
      }
    }
  }

  @Test("the oracle finds the best duty of all")
  func oracle() {
    for seed in 0..<20 {
      let shape = TinyStaffing.Shape(slots: 10, cyclic: seed % 2 == 0, queues: 2, groups: 3, shifts: 15)
      let problem = TinyStaffing.problem(shape, seed: UInt64(seed))
      let tables = StaffingTables(problem)
      var random = SeededGenerator(seed: UInt64(seed))
      let rewards = (0..<(tables.lines * tables.cells)).map { _ in 30 * random.nextUnit() - 5 }
      let state = StaffingState(tables, missingPrice: 1)
      let oracle = DutyOracle(tables)
      rewards.withUnsafeBufferPointer { memory in
        if let base = memory.baseAddress {
          oracle.prepare(first: 0, width: tables.cells, rewards: base, random: &random)
        }
      }
      var best = -Double.infinity
      for duty in TinyStaffing.duties(problem) {
        var placed = PlacedDuty(entry: tables.entryOfShift[duty.shift])
        for (position, offset) in duty.breaks.enumerated() { placed.setOffset(position, offset) }
        let entry = tables.entries[placed.entry]
        let value = tables.cover(of: placed).reduce(-entry.cost) { $0 + rewards[Int(entry.line) * tables.cells + $1] }
        best = max(best, value)
      }
      let found = oracle.best(above: -1e9, capLeft: state.capLeft, paidLeft: state.paidLeft)
      #expect(abs((found?.value ?? .nan) - best) < 1e-9, "seed \(seed)")
      if let found {
        let line = Int(tables.entries[found.duty.entry].line)
        let value = tables.cover(of: found.duty).reduce(-tables.entries[found.duty.entry].cost) {
          $0 + rewards[line * tables.cells + $1]
        }
        #expect(abs(value - found.value) < 1e-9)
      }
    }
  }
}
