internal import Calendars
internal import Workforce

/// How well a set of duties covers the queues, cell by cell, and what one person more would change.
///
/// People of a group with several queues are spread over them at least cost. Each person added or removed shifts
/// others along a shortest augmenting path, so the spread stays optimal without ever being solved anew.
///
/// A queue without steps is priced by its distance from the need; one with steps by a table of what each head more costs
/// (`StepPrices`).
///
/// Not Sendable and not shared: it holds raw memory.
final class CoverState {
  let tables: StaffingTables
  /// Lines × cells: what one person more on a line saves; at most 0 where nobody is missing.
  let gains: UnsafeMutablePointer<Double>
  /// Queues × cells; need and band say nothing of queues with steps.
  private let load: UnsafeMutablePointer<Int32>
  private let need: UnsafeMutablePointer<Int32>
  private let band: UnsafeMutablePointer<Int32>
  /// Groups with several queues × queues × cells: how many of the group work the queue.
  private let works: UnsafeMutablePointer<Int32>
  private let hasMulti: Bool
  /// Nil where no queue has steps.
  private let steps: StepPrices?
  /// Price of a missing person in a slot under hard cover; moves during the search.
  private(set) var missingPrice: Double
  private let underFirst: Double
  private let underNext: Double
  private let overFirst: Double
  private let overNext: Double
  private let isPriced: Bool
  /// Price of all missing and superfluous people.
  private(set) var price = 0.0

  /// - Parameter missingPrice: price of a missing person in a slot where the problem asks for full cover.
  init(_ tables: StaffingTables, missingPrice: Double) {
    self.tables = tables
    self.missingPrice = missingPrice
    let cells = tables.cells
    let queueCells = max(1, tables.queues * cells)
    gains = .allocate(capacity: max(1, tables.lines * cells))
    gains.initialize(repeating: 0, count: max(1, tables.lines * cells))
    load = .allocate(capacity: queueCells)
    load.initialize(repeating: 0, count: queueCells)
    need = .allocate(capacity: queueCells)
    need.initialize(repeating: 0, count: queueCells)
    band = .allocate(capacity: queueCells)
    band.initialize(repeating: 0, count: queueCells)
    let workCount = max(1, tables.multi.count * tables.queues * cells)
    works = .allocate(capacity: workCount)
    works.initialize(repeating: 0, count: workCount)
    hasMulti = !tables.multi.isEmpty
    let prices = tables.problem.prices
    isPriced = prices != nil
    let hours = Double(tables.problem.slotLength.rawValue) / 60
    underFirst = (prices?.underFirst ?? 0) * hours
    underNext = (prices?.underNext ?? 0) * hours
    overFirst = (prices?.overFirst ?? 0) * hours
    overNext = (prices?.overNext ?? 0) * hours
    for index in 0..<(tables.queues * cells) { need[index] = Int32(tables.demand[index]) }
    if let prices {
      for (queue, demand) in tables.problem.demand.enumerated() {
        for slot in 0..<tables.problem.slots {
          let ends = prices.thresholds(of: demand, at: slot)
          band[queue * cells + tables.lead + slot] = Int32(ends[ends.count - 1] - ends[ends.count - 2])
        }
      }
    }
    steps = StepPrices(tables)
    reprice()
  }

  deinit {
    gains.deallocate()
    load.deallocate()
    need.deallocate()
    band.deallocate()
    works.deallocate()
  }

  /// Changes the price of a missing person under hard cover. O(cells).
  func setMissingPrice(_ price: Double) {
    missingPrice = price
    reprice()
  }

  /// Computes the price and every gain anew. O(cells).
  func reprice() {
    price = 0
    for queue in 0..<tables.queues {
      for cell in 0..<tables.cells { price += value(queue, cell) }
    }
    for cell in 0..<tables.cells { refresh(cell) }
  }

  /// Agent-slots of demand not covered, where all of it must be. O(cells).
  var uncovered: Int {
    (0..<(tables.queues * tables.cells)).reduce(0) { $0 + max(0, Int(need[$1]) - Int(load[$1])) }
  }

  /// Price of a queue in a cell as it stands.
  private func value(_ queue: Int, _ cell: Int) -> Double {
    let index = queue * tables.cells + cell
    let missing = Double(max(0, need[index] - load[index]))
    if !isPriced { return missing * missingPrice }
    guard tables.isInHorizon(cell) else { return 0 }
    if let steps, let price = steps.price(of: load[index], at: index) { return price }
    let width = Double(band[index])
    let extra = Double(max(0, load[index] - need[index]))
    return min(missing, width) * underFirst + max(0, missing - width) * underNext
      + min(extra, width) * overFirst + max(0, extra - width) * overNext
  }

  /// What one person more in the queue adds to the price when `count` are there.
  @inline(__always) private func step(_ index: Int, _ cell: Int, _ count: Int32) -> Double {
    if let steps, let step = steps.step(from: count, at: index) { return step }
    let missing = need[index] &- count
    if missing > 0 {
      if !isPriced { return -missingPrice }
      return missing > band[index] ? -underNext : -underFirst
    }
    if !isPriced || !tables.isInHorizon(cell) { return 0 }
    return -missing < band[index] ? overFirst : overNext
  }

  /// One person more on `line` in `cell`.
  @inline(__always) func add(_ line: Int, _ cell: Int) {
    if hasMulti {
      addSpread(line, cell)
      return
    }
    let index = line &* tables.cells &+ cell
    price += step(index, cell, load[index])
    load[index] &+= 1
    gains[index] = -step(index, cell, load[index])
  }

  /// One person fewer on `line` in `cell`.
  @inline(__always) func remove(_ line: Int, _ cell: Int) {
    if hasMulti {
      removeSpread(line, cell)
      return
    }
    let index = line &* tables.cells &+ cell
    load[index] &-= 1
    let change = step(index, cell, load[index])
    price -= change
    gains[index] = -change
  }

  // MARK: people with several queues

  private func workIndex(_ multi: Int, _ queue: Int, _ cell: Int) -> Int {
    (multi * tables.queues + queue) * tables.cells + cell
  }

  /// Queues to which someone who works `queue` could move.
  private func onward(_ queue: Int, _ cell: Int) -> UInt64 {
    var mask: UInt64 = 0
    for (position, group) in tables.multi.enumerated() where works[workIndex(position, queue, cell)] > 0 {
      mask |= tables.queueMask[group]
    }
    return mask
  }

  private func startMask(_ line: Int) -> UInt64 {
    line < tables.queues ? 1 << UInt64(line) : tables.queueMask[tables.multi[line - tables.queues]]
  }

  /// Queues reached from `mask` by moving people along.
  private func closure(_ mask: UInt64, _ cell: Int) -> UInt64 {
    var reached = mask
    var fresh = mask
    while fresh != 0 {
      let queue = fresh.trailingZeroBitCount
      fresh &= fresh - 1
      let new = onward(queue, cell) & ~reached
      reached |= new
      fresh |= new
    }
    return reached
  }

  private func bestQueue(_ mask: UInt64, _ cell: Int) -> (queue: Int, step: Double) {
    var rest = mask
    var best = (queue: 0, step: Double.infinity)
    while rest != 0 {
      let queue = rest.trailingZeroBitCount
      rest &= rest - 1
      let index = queue * tables.cells + cell
      let change = step(index, cell, load[index])
      if change < best.step { best = (queue, change) }
    }
    return best
  }

  private func refresh(_ cell: Int) {
    for line in 0..<tables.lines {
      gains[line * tables.cells + cell] = -bestQueue(
        hasMulti ? closure(startMask(line), cell) : startMask(line), cell
      ).step
    }
  }

  /// A shortest way of moves from one of `from` to `to`: each step moves someone of a group from a queue to the next.
  private func path(
    from start: UInt64, to target: Int, _ cell: Int
  ) -> (moves: [(multi: Int, from: Int, to: Int)], first: Int) {
    var parent = [(queue: Int, multi: Int)?](repeating: nil, count: tables.queues)
    var reached = start
    var frontier: [Int] = []
    var rest = start
    while rest != 0 {
      frontier.append(rest.trailingZeroBitCount)
      rest &= rest - 1
    }
    var position = 0
    while reached & (1 << UInt64(target)) == 0, position < frontier.count {
      let queue = frontier[position]
      position += 1
      for (multi, group) in tables.multi.enumerated() where works[workIndex(multi, queue, cell)] > 0 {
        var new = tables.queueMask[group] & ~reached
        reached |= new
        while new != 0 {
          let next = new.trailingZeroBitCount
          new &= new - 1
          parent[next] = (queue, multi)
          frontier.append(next)
        }
      }
    }
    var moves: [(multi: Int, from: Int, to: Int)] = []
    var queue = target
    while start & (1 << UInt64(queue)) == 0, let step = parent[queue] {
      moves.append((step.multi, step.queue, queue))
      queue = step.queue
    }
    return (moves, queue)
  }

  private func addSpread(_ line: Int, _ cell: Int) {
    let start = startMask(line)
    let best = bestQueue(closure(start, cell), cell)
    let way = path(from: start, to: best.queue, cell)
    for move in way.moves {
      works[workIndex(move.multi, move.from, cell)] -= 1
      works[workIndex(move.multi, move.to, cell)] += 1
    }
    if line >= tables.queues { works[workIndex(line - tables.queues, way.first, cell)] += 1 }
    price += best.step
    load[best.queue * tables.cells + cell] += 1
    refresh(cell)
  }

  private func removeSpread(_ line: Int, _ cell: Int) {
    // The queues that the leaver may work now.
    var leaves: UInt64 = 0
    if line < tables.queues {
      leaves = 1 << UInt64(line)
    } else {
      for queue in 0..<tables.queues where works[workIndex(line - tables.queues, queue, cell)] > 0 {
        leaves |= 1 << UInt64(queue)
      }
    }
    // Among the queues from which people can move up into one of those, the one that loses least.
    var bestQueue = 0
    var bestLoss = Double.infinity
    for queue in 0..<tables.queues where load[queue * tables.cells + cell] > 0 {
      guard closure(1 << UInt64(queue), cell) & leaves != 0 else { continue }
      let index = queue * tables.cells + cell
      let loss = -step(index, cell, load[index] - 1)
      if loss < bestLoss {
        bestLoss = loss
        bestQueue = queue
      }
    }
    let reachable = closure(1 << UInt64(bestQueue), cell) & leaves
    let left = reachable.trailingZeroBitCount
    let way = path(from: 1 << UInt64(bestQueue), to: left, cell)
    if line >= tables.queues { works[workIndex(line - tables.queues, left, cell)] -= 1 }
    for move in way.moves {
      works[workIndex(move.multi, move.from, cell)] -= 1
      works[workIndex(move.multi, move.to, cell)] += 1
    }
    load[bestQueue * tables.cells + cell] -= 1
    price += bestLoss
    refresh(cell)
  }
}
