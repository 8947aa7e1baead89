@testable import Rostering

/// What tours of tiny rosters cost, by plain sums and brute force.
extension TinyRosters {
  /// Pay, premium, wishes, shortfall and prices of rules of a tour.
  static func cost(_ roster: CompiledRoster, person index: Int, tour: [DutyChoice]) -> Int64 {
    let person = roster.people[index]
    var cost: Int64 = 0
    var paid = [Int](repeating: 0, count: person.weeks.count)
    for (day, duty) in tour.enumerated() where duty.isWorked {
      let row = roster.rows[Int(duty.row)]
      cost += Int64(roster.rowCosts[row.cost + Int(duty.start) - row.first]) + Int64(person.days[day].dayOffPrice)
      if person.days[day].startWishes > 0 {
        let first = roster.menus[person.menu].days[day].first
        let day = person.days[day]
        let offset = day.startWishes + (row.length - day.shortestLength) * day.wishStride
        cost += Int64(roster.wishCosts[offset + Int(duty.start) - first])
      }
      paid[day / 7] += row.paid
    }
    for (week, weekly) in person.weeks.enumerated() { cost += Int64(weekly.prices[paid[week]]) }
    return cost + Int64(LetterRules.cost(person.dayRules, letters: tour.map { roster.rows.letter(of: $0) }))
  }

  /// Slots in which a tour is present.
  static func presence(_ roster: CompiledRoster, tour: [DutyChoice]) -> [Int] {
    tour.filter(\.isWorked).flatMap { duty -> [Int] in
      let row = roster.rows[Int(duty.row)]
      let breaks = roster.kinds[row.kind].breaks
      return (0..<row.length).filter { offset in
        !breaks.enumerated().contains { number, window in
          offset >= Int(duty.breaks[number]) && offset < Int(duty.breaks[number]) + window.length
        }
      }.map { (Int(duty.start) + $0) % roster.slotCount }
    }
  }

  /// Cost of one queue in one slot, head by head.
  static func cost(_ table: CoverageTable, queue: Int, slot: Int, present: Int) -> Int64 {
    let cell = slot * table.queueCount + queue
    let ends = table.thresholds[cell * (table.levelCount - 1)..<(cell + 1) * (table.levelCount - 1)]
    func price(_ head: Int) -> Int64 { Int64(table.levelPrices[ends.count { $0 <= head }]) }
    let full = Int(table.full(cell))
    return present < full
      ? (present..<full).reduce(0) { $0 - price($1) } : (full..<present).reduce(0) { $0 + price($1) }
  }

  /// Least coverage cost of a slot with `present[g]` people of each group, by trying every allotment.
  static func coverageCost(_ table: CoverageTable, slot: Int, present: [Int]) -> Int64 {
    var best = Int64.max
    var load = [Int](repeating: 0, count: table.queueCount)
    func place(_ group: Int, _ left: Int) {
      if group == present.count {
        best = min(
          best, (0..<table.queueCount).reduce(0) { $0 + cost(table, queue: $1, slot: slot, present: load[$1]) })
        return
      }
      let queues = (0..<table.queueCount).filter {
        table.groupQueues[group] & table.openQueues[slot] & (1 << UInt64($0)) != 0
      }
      if queues.isEmpty {
        place(group + 1, group + 1 < present.count ? present[group + 1] : 0)
        return
      }
      func split(_ index: Int, _ left: Int) {
        if index == queues.count - 1 {
          load[queues[index]] += left
          place(group + 1, group + 1 < present.count ? present[group + 1] : 0)
          load[queues[index]] -= left
          return
        }
        for count in 0...left {
          load[queues[index]] += count
          split(index + 1, left - count)
          load[queues[index]] -= count
        }
      }
      split(0, left)
    }
    place(0, present.first ?? 0)
    return best
  }

  /// Objective of everybody's tours, by brute force over allotments.
  static func objective(_ roster: CompiledRoster, tours: [[DutyChoice]]) -> Int64 {
    let table = roster.coverage
    var present = [[Int]](repeating: [Int](repeating: 0, count: table.groupCount), count: roster.slotCount)
    var cost: Int64 = 0
    for (person, tour) in tours.enumerated() {
      cost += Self.cost(roster, person: person, tour: tour)
      for slot in presence(roster, tour: tour) { present[slot][roster.people[person].group] += 1 }
    }
    for slot in 0..<roster.slotCount {
      for group in 0..<table.groupCount { present[slot][group] += Int(table.carried[slot * table.groupCount + group]) }
      cost += coverageCost(table, slot: slot, present: present[slot])
    }
    return cost
  }
}
