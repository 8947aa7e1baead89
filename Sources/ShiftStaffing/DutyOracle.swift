internal import Optimization
internal import Searching

/// The best duty for given rewards: the one place where shifts are priced, for the bound and for the search.
///
/// Prefix sums of the rewards give a shift's worth without its breaks; for each kind of break the least reward lost
/// over its window gives the place of the break. A shift costs a handful of loads.
///
/// Not Sendable and not shared: it holds scratch memory.
final class DutyOracle {
  private let tables: StaffingTables
  private let stride: Int
  private let pairs: Int
  /// Lines × (stride + 1).
  private let prefix: UnsafeMutablePointer<Double>
  /// Lines × pairs × stride: the least reward lost to a break whose window starts there.
  private let least: UnsafeMutablePointer<Double>
  private let entries: UnsafeMutablePointer<StaffingTables.Entry>
  private let entriesOfCell: UnsafeMutablePointer<Int>
  private let breakPair: UnsafeMutablePointer<Int32>
  private let breakOffset: UnsafeMutablePointer<Int32>
  /// The region prepared last: its first start cell and how many start cells it has.
  private(set) var first = 0
  private(set) var width = 0

  init(_ tables: StaffingTables) {
    self.tables = tables
    stride = tables.cells + tables.longest + 1
    pairs = tables.pairs.count
    prefix = .allocate(capacity: max(1, tables.lines * (stride + 1)))
    least = .allocate(capacity: max(1, tables.lines * pairs * stride))
    prefix.initialize(repeating: 0, count: max(1, tables.lines * (stride + 1)))
    least.initialize(repeating: 0, count: max(1, tables.lines * pairs * stride))
    entries = Self.copy(tables.entries)
    entriesOfCell = Self.copy(tables.entriesOfCell)
    breakPair = Self.copy(tables.breakPair)
    breakOffset = Self.copy(tables.breakOffset)
  }

  deinit {
    prefix.deallocate()
    least.deallocate()
    entries.deallocate()
    entriesOfCell.deallocate()
    breakPair.deallocate()
    breakOffset.deallocate()
  }

  private static func copy<T>(_ array: [T]) -> UnsafeMutablePointer<T> {
    let memory = UnsafeMutablePointer<T>.allocate(capacity: max(1, array.count))
    array.withUnsafeBufferPointer { source in
      if let base = source.baseAddress { memory.initialize(from: base, count: source.count) }
    }
    return memory
  }

  /// Takes up the rewards of duties that start in `first..<first + width` (a horizon that repeats wraps around).
  /// - Parameters:
  ///   - rewards: lines × cells.
  ///   - blur: 0, or the largest share by which rewards are changed at random, block by block of four cells.
  ///   - jitter: without blur: 0, or the largest amount that is added to rewards at random, block by block of four cells.
  ///   - guide: other rewards, lines × cells, which make up `guideShare` of the blurred ones; nil = none.
  func prepare(
    first: Int, width: Int, rewards: UnsafePointer<Double>, blur: Double = 0, jitter: Double = 0,
    guide: UnsafePointer<Double>? = nil, guideShare: Double = 0, random: inout SeededGenerator
  ) {
    self.first = first
    self.width = width
    let cells = tables.cells
    let span = width + tables.longest
    for line in 0..<tables.lines {
      let sum = prefix + line * (stride + 1)
      let reward = rewards + line * cells
      var total = 0.0
      var cell = first
      if blur == 0 {
        var extra = 0.0
        for position in 0..<span {
          if jitter > 0, position & 3 == 0 { extra = jitter * random.nextUnit() }
          sum[position] = total
          total += reward[cell] + extra
          cell &+= 1
          if cell == cells { cell = 0 }
        }
      } else {
        var factor = 1.0
        let other = guide.map { $0 + line * cells } ?? reward
        for position in 0..<span {
          if position & 3 == 0 { factor = 1 + blur * (2 * random.nextUnit() - 1) }
          sum[position] = total
          total += (reward[cell] + guideShare * (other[cell] - reward[cell])) * factor
          cell &+= 1
          if cell == cells { cell = 0 }
        }
      }
      sum[span] = total
      for pair in 0..<pairs {
        let length = tables.pairs[pair].length
        let window = tables.pairs[pair].width
        let lost = least + (line * pairs + pair) * stride
        let last = span - length - window
        if last < 0 { continue }
        for position in 0...last {
          var smallest = sum[position + length] - sum[position]
          var step = 1
          while step <= window {
            smallest = min(smallest, sum[position &+ step &+ length] - sum[position &+ step])
            step &+= 1
          }
          lost[position] = smallest
        }
      }
    }
  }

  /// Reward of an entry that starts `position` cells into the region, its cost not taken off.
  @inline(__always) private func worth(_ entry: Int, _ position: Int) -> Double {
    let line = Int(entries[entry].line)
    let sum = prefix + line &* (stride &+ 1)
    var value = sum[position &+ Int(entries[entry].slots)] - sum[position]
    let from = Int(entries[entry].firstBreak)
    let to = from &+ Int(entries[entry].breaks)
    var index = from
    while index < to {
      let lost = least + (line &* pairs &+ Int(breakPair[index])) &* stride
      value -= lost[position &+ Int(breakOffset[index])]
      index &+= 1
    }
    return value
  }

  /// The entry of the region with the greatest reward less cost, when that is above `floor`.
  /// - Parameters:
  ///   - capLeft: starts left under each cap.
  ///   - paidLeft: paid minutes left in each group.
  func best(
    above floor: Double, capLeft: UnsafePointer<Int32>, paidLeft: UnsafePointer<Int>
  ) -> (duty: PlacedDuty, value: Double)? {
    var best = floor
    var bestEntry = -1
    var bestPosition = 0
    var cell = first
    for position in 0..<width {
      var entry = entriesOfCell[cell]
      let end = entriesOfCell[cell &+ 1]
      while entry < end {
        let value = worth(entry, position) - entries[entry].cost
        if value > best {
          let cap = Int(entries[entry].cap)
          if (cap < 0 || capLeft[cap] > 0) && paidLeft[Int(entries[entry].group)] >= entries[entry].paid {
            best = value
            bestEntry = entry
            bestPosition = position
          }
        }
        entry &+= 1
      }
      cell &+= 1
      if cell == tables.cells { cell = 0 }
    }
    return bestEntry < 0 ? nil : (place(bestEntry, at: bestPosition), best)
  }

  /// Calls `body` with each entry of the region, its place in the region, and its reward before cost.
  @inline(__always) func forEach(_ body: (_ entry: Int, _ position: Int, _ worth: Double) -> Void) {
    var cell = first
    for position in 0..<width {
      for entry in entriesOfCell[cell]..<entriesOfCell[cell + 1] { body(entry, position, worth(entry, position)) }
      cell += 1
      if cell == tables.cells { cell = 0 }
    }
  }

  /// The entry with each break where it loses least, the earliest place among equals.
  func place(_ entry: Int, at position: Int) -> PlacedDuty {
    var duty = PlacedDuty(entry: entry)
    let sum = prefix + Int(entries[entry].line) * (stride + 1) + position
    for number in 0..<Int(entries[entry].breaks) {
      let index = Int(entries[entry].firstBreak) + number
      let pair = tables.pairs[Int(breakPair[index])]
      let earliest = Int(breakOffset[index])
      var bestOffset = earliest
      var smallest = Double.infinity
      for offset in earliest...(earliest + pair.width) {
        let lost = sum[offset + pair.length] - sum[offset]
        if lost < smallest {
          smallest = lost
          bestOffset = offset
        }
      }
      duty.setOffset(number, bestOffset)
    }
    return duty
  }
}
