/// Which queue everybody works in each slot of a finished rota, at least cost and with few changes of queue.
///
/// The counts of each slot start from those of the slot before and are only moved as far as the least cost asks for;
/// then people keep their queue where the counts allow it and the rest take what is left, in their order.
struct QueueAllotment {
  /// Queue of each person in each slot below `slotCount`: `queues[person][slot]`, -1 where they are not at work or none
  /// of their queues is open.
  private(set) var queues: [[Int]]

  /// - Parameter former: the queue of each person in each slot of a rota that people know, parallel to `queues`: of
  ///   allotments of least cost one near to it is taken. Empty where none is known.
  init(roster: CompiledRoster, duties: [DutyChoice], former: [[Int]] = []) {
    let table = roster.coverage
    let groups = table.groupCount
    let queueCount = table.queueCount
    var present = [[Int]](repeating: [], count: roster.slotCount)
    for person in roster.people.indices {
      for day in 0..<roster.dayCount {
        let duty = duties[person * roster.dayCount + day]
        guard duty.isWorked else { continue }
        for slot in roster.workedSlots(of: duty) { present[slot].append(person) }
      }
    }
    queues = [[Int]](
      repeating: [Int](repeating: -1, count: roster.slotCount), count: roster.people.count)
    var last = [Int](repeating: -1, count: roster.people.count)
    for slot in 0..<roster.slotCount {
      let masks = (0..<groups).map { table.queues(group: $0, slot: slot) }
      let here = present[slot].filter { masks[roster.people[$0].group] != 0 }
      if !former.isEmpty {
        for person in here where former[person][slot] >= 0 { last[person] = former[person][slot] }
      }
      func keeps(_ person: Int) -> Bool {
        last[person] >= 0 && masks[roster.people[person].group] & (1 << UInt64(last[person])) != 0
      }
      var counts = [[Int]](repeating: [Int](repeating: 0, count: queueCount), count: groups)
      var fresh = (0..<groups).map { masks[$0] == 0 ? 0 : Int(table.carried[slot * groups + $0]) }
      for person in here {
        let group = roster.people[person].group
        if keeps(person) { counts[group][last[person]] += 1 } else { fresh[group] += 1 }
      }
      var slotCounts = SlotAllotment(table: table, slot: slot, counts: counts)
      slotCounts.improve()
      for group in 0..<groups { for _ in 0..<fresh[group] { slotCounts.add(group: group) } }
      // Carried-in people take what they find first; they are not named in the rota.
      var free = slotCounts.counts
      for group in 0..<groups {
        guard masks[group] != 0 else { continue }
        var unnamed = Int(table.carried[slot * groups + group])
        let wanted = here.filter { roster.people[$0].group == group }
        var keeping = [Int](repeating: 0, count: queueCount)
        for person in wanted where keeps(person) { keeping[last[person]] += 1 }
        for queue in 0..<queueCount {
          let spare = min(unnamed, max(0, free[group][queue] - keeping[queue]))
          free[group][queue] -= spare
          unnamed -= spare
        }
        for queue in 0..<queueCount where unnamed > 0 {
          let spare = min(unnamed, free[group][queue])
          free[group][queue] -= spare
          unnamed -= spare
        }
      }
      for person in here where keeps(person) {
        let group = roster.people[person].group
        if free[group][last[person]] > 0 {
          free[group][last[person]] -= 1
          queues[person][slot] = last[person]
        }
      }
      for person in here where queues[person][slot] < 0 {
        let group = roster.people[person].group
        let queue = free[group].firstIndex { $0 > 0 } ?? 0
        free[group][queue] -= 1
        queues[person][slot] = queue
        last[person] = queue
      }
    }
  }
}

extension CompiledRoster {
  /// The slots, below `slotCount`, in which a duty counts as present, in order of time.
  func workedSlots(of duty: DutyChoice) -> [Int] {
    let row = rows[Int(duty.row)]
    let breaks = kinds[row.kind].breaks
    var slots: [Int] = []
    for offset in 0..<row.length {
      let isBreak = breaks.indices.contains { number in
        offset >= Int(duty.breaks[number]) && offset < Int(duty.breaks[number]) + breaks[number].length
      }
      if !isBreak { slots.append((Int(duty.start) + offset) % slotCount) }
    }
    return slots
  }
}

/// The people of one slot, counted by group and queue. Plain and unhurried: for finished rotas.
struct SlotAllotment {
  private let table: CoverageTable
  private let slot: Int
  private(set) var counts: [[Int]]
  private var load: [Int]

  init(table: CoverageTable, slot: Int, counts: [[Int]]) {
    self.table = table
    self.slot = slot
    self.counts = counts
    load = (0..<table.queueCount).map { queue in counts.reduce(0) { $0 + $1[queue] } }
  }

  var cost: Int64 {
    (0..<table.queueCount).reduce(0) { $0 + table.cost(queue: $1, slot: slot, present: load[$1]) }
  }

  /// What one more person on a queue costs.
  private func step(_ queue: Int, _ present: Int) -> Int32 { table.step(queue: queue, slot: slot, present: present) }

  private func takes(_ group: Int, _ queue: Int) -> Bool {
    table.queues(group: group, slot: slot) & (1 << UInt64(queue)) != 0
  }

  /// Chains of moves from a set of queues: for each reached queue the queue and group that it is reached from.
  private func chains(from start: [Int]) -> [Int: (queue: Int, group: Int)?] {
    var parents: [Int: (queue: Int, group: Int)?] = [:]
    for queue in start { parents.updateValue(nil, forKey: queue) }
    var frontier = start
    while let queue = frontier.first {
      frontier.removeFirst()
      for group in counts.indices where counts[group][queue] > 0 {
        for next in 0..<table.queueCount where takes(group, next) && !parents.keys.contains(next) {
          parents.updateValue((queue, group), forKey: next)
          frontier.append(next)
        }
      }
    }
    return parents
  }

  private mutating func follow(_ parents: [Int: (queue: Int, group: Int)?], to target: Int) -> Int {
    var queue = target
    while case .some(.some(let parent)) = parents[queue] {
      counts[parent.group][queue] += 1
      counts[parent.group][parent.queue] -= 1
      queue = parent.queue
    }
    return queue
  }

  /// Adds a person of `group`, one of whose queues must be open, where the whole slot becomes cheapest.
  mutating func add(group: Int) {
    let own = (0..<table.queueCount).filter { takes(group, $0) }
    let parents = chains(from: own)
    var best = own[0]
    for queue in 0..<table.queueCount where parents.keys.contains(queue) {
      let (cost, bestCost) = (step(queue, load[queue]), step(best, load[best]))
      if cost < bestCost { best = queue }
    }
    load[best] += 1
    counts[group][follow(parents, to: best)] += 1
  }

  /// Moves people along chains as long as that makes the slot cheaper.
  mutating func improve() {
    var improved = true
    while improved {
      improved = false
      for queue in 0..<table.queueCount where load[queue] > 0 {
        let parents = chains(from: [queue])
        var best = queue
        var bestCost = step(queue, load[queue] - 1)
        for target in 0..<table.queueCount where target != queue && parents.keys.contains(target) {
          let cost = step(target, load[target])
          if cost < bestCost {
            best = target
            bestCost = cost
          }
        }
        guard best != queue else { continue }
        load[best] += 1
        load[queue] -= 1
        _ = follow(parents, to: best)
        improved = true
      }
    }
  }
}
