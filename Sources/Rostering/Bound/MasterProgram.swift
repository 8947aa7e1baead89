import Optimization

/// The master program of the column generation: which share of each class works which tour, at least cost.
///
/// Slots are aggregated to blocks of `blockSize`, which relaxes the program: presence and need are only compared as sums
/// over a block. Rows: one for each queue and block (presence + missing − superfluous = need, with the convex prices as
/// bounded columns, one a level), one for each multi-skilled group and block (presence = allotted to its queues), one for each class
/// (its tours sum to its number), one for each limited site and day (its starts are at most the limit). The duals of the
/// queue rows are prices for one person in each slot of the block, those of the starts' rows prices of a start.
struct MasterProgram: ~Copyable {
  private let roster: CompiledRoster
  private let blockSize: Int
  private var program: IncrementalProgram
  private let firstQueueRow: [Int]
  /// Row of each group's presence in block 0, one more a block.
  private let presenceRow: [Int]
  private let classRow: Int
  /// Row of each limited site's starts on day 0, one more a day.
  private let startRow: [Int]
  private let currency: Double
  /// Tours that each class has a column for.
  private var known: [Set<[DutyChoice]>]
  private(set) var columnCount = 0

  init(roster: CompiledRoster, blockSize: Int) throws(SolverFailure) {
    let blocks = (roster.slotCount + blockSize - 1) / blockSize
    var program = try IncrementalProgram()
    let table = roster.coverage
    func slots(_ block: Int) -> Range<Int> { block * blockSize..<min(roster.slotCount, (block + 1) * blockSize) }
    let queuesOfGroup = table.groupQueues.map { mask in
      (0..<table.queueCount).filter { mask & (1 << UInt64($0)) != 0 }
    }
    var firstQueueRow: [Int] = []
    for queue in 0..<table.queueCount {
      let needs = (0..<blocks).map { block in
        slots(block).reduce(0.0) { sum, slot in
          // Carried-in people of one queue are there already.
          let carried = (0..<table.groupCount).reduce(0) {
            queuesOfGroup[$1] == [queue] && table.queues(group: $1, slot: slot) != 0
              ? $0 + Int(table.carried[slot * table.groupCount + $1]) : $0
          }
          return sum + Double(Int(table.full(slot * table.queueCount + queue)) - carried)
        }
      }
      firstQueueRow.append(try program.addRows(lower: needs, upper: needs))
    }
    var presenceRow: [Int] = []
    for group in 0..<table.groupCount {
      if queuesOfGroup[group].isEmpty {
        // Never counted, so without entries.
        presenceRow.append(0)
      } else if queuesOfGroup[group].count == 1 {
        presenceRow.append(firstQueueRow[queuesOfGroup[group][0]])
      } else {
        let carried = (0..<blocks).map { block in
          -slots(block).reduce(0.0) { sum, slot in
            table.queues(group: group, slot: slot) == 0
              ? sum : sum + Double(table.carried[slot * table.groupCount + group])
          }
        }
        presenceRow.append(try program.addRows(lower: carried, upper: carried))
      }
    }
    let members = roster.classes.map { Double($0.members.count) }
    let classRow = try program.addRows(lower: members, upper: members)
    var startRow: [Int] = []
    for most in roster.startLimits.most {
      let limits = [Double](repeating: Double(most), count: roster.dayCount)
      startRow.append(try program.addRows(lower: limits.map { _ in -.infinity }, upper: limits))
    }
    var batch = ColumnBatch()
    let prices = table.levelPrices.map { Double($0) / roster.scale.unitsPerCurrency }
    for queue in 0..<table.queueCount {
      for block in 0..<blocks {
        let row = firstQueueRow[queue] + block
        var widths = [Double](repeating: 0, count: table.levelCount - 1)
        for slot in slots(block) {
          for (level, width) in table.widths(slot * table.queueCount + queue).enumerated() {
            widths[level] += Double(width)
          }
        }
        // Neither the dearest missing people nor the last superfluous ones are bounded.
        batch.append(cost: -prices[0], rows: [row], value: 1)
        for level in 1..<table.levelCount - 1 where widths[level] > 0 {
          let sign = level < table.levelCount - 2 ? 1.0 : -1
          batch.append(cost: -sign * prices[level], upper: widths[level], rows: [row], value: sign)
        }
        batch.append(cost: prices[table.levelCount - 1], rows: [row], value: -1)
      }
    }
    for group in 0..<table.groupCount where queuesOfGroup[group].count > 1 {
      for block in 0..<blocks {
        for queue in queuesOfGroup[group] {
          batch.append(
            cost: 0, rows: [presenceRow[group] + block, firstQueueRow[queue] + block], values: [-1, 1])
        }
      }
    }
    try program.addColumns(batch)
    self.roster = roster
    self.blockSize = blockSize
    self.program = program
    self.firstQueueRow = firstQueueRow
    self.presenceRow = presenceRow
    self.classRow = classRow
    self.startRow = startRow
    currency = roster.scale.unitsPerCurrency
    known = roster.classes.map { _ in [] }
  }

  /// Offers tours to classes; `cost` is pay, premium, wishes, shortfall and prices of rules in price units.
  /// - Returns: how many were new.
  mutating func offer(_ tours: [(classIndex: Int, tour: [DutyChoice], cost: Int64)]) throws(SolverFailure) -> Int {
    var batch = ColumnBatch()
    for (classIndex, tour, cost) in tours {
      guard known[classIndex].insert(tour).inserted else { continue }
      let group = roster.people[roster.classes[classIndex].members[0]].group
      var counts = [Int: Double]()
      for duty in tour where duty.isWorked {
        for slot in roster.workedSlots(of: duty) where roster.coverage.queues(group: group, slot: slot) != 0 {
          counts[slot / blockSize, default: 0] += 1
        }
      }
      let entries = counts.sorted { $0.key < $1.key }
      let limit = roster.people[roster.classes[classIndex].members[0]].startLimit
      let starts = limit < 0 ? [] : tour.indices.filter { tour[$0].isWorked }.map { startRow[limit] + $0 }
      batch.append(
        cost: Double(cost) / currency,
        rows: entries.map { presenceRow[group] + $0.key } + [classRow + classIndex] + starts,
        values: entries.map(\.value) + [1] + starts.map { _ in 1 })
    }
    try program.addColumns(batch)
    columnCount += batch.count
    return batch.count
  }

  /// Solves and reads the duals: prices of each queue and slot, then of starts, in price units (not rounded), and of each
  /// class.
  /// - Returns: nil when a limit ended the solve.
  /// - Throws: also `gaveUp`: nobody working with everything missing is always a solution.
  mutating func solve(
    _ limits: SolveLimits
  ) throws(SolverFailure) -> (prices: [Double], classPrices: [Double], objective: Double)? {
    let outcome = try program.solve(limits)
    guard try outcome.isOptimal() else { return nil }
    let duals = try program.dualValues()
    let table = roster.coverage
    var prices = [Double](repeating: 0, count: roster.slotCount * table.queueCount)
    for queue in 0..<table.queueCount {
      for slot in 0..<roster.slotCount {
        prices[slot * table.queueCount + queue] = duals[firstQueueRow[queue] + slot / blockSize] * currency
      }
    }
    for row in startRow { prices += (0..<roster.dayCount).map { max(0, -duals[row + $0] * currency) } }
    let classPrices = roster.classes.indices.map { duals[classRow + $0] * currency }
    return (prices, classPrices, outcome.objective * currency)
  }
}
