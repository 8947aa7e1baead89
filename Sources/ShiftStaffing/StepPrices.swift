internal import Calendars
internal import Workforce

/// What one head more costs on queues with steps, head by head: a load for each question of the search.
///
/// Not Sendable and not shared: it holds raw memory.
final class StepPrices {
  /// By queue and cell, where its row begins in `rows`; as many entries as it has heads with a price of their own, the last
  /// of which all further heads have. Empty for queues without steps.
  private let first: UnsafeMutablePointer<Int>
  private let rows: UnsafeMutablePointer<Double>
  /// By queue and cell: price of nobody being there.
  private let empty: UnsafeMutablePointer<Double>

  /// Nil where no queue has steps.
  /// - Complexity: O(cells + full heads of all slots), in time and memory.
  init?(_ tables: StaffingTables) {
    let problem = tables.problem
    guard let prices = problem.prices, problem.demand.contains(where: { $0.steps != nil }) else { return nil }
    let levels = prices.levels
    let hours = Double(problem.slotLength.rawValue) / 60
    let count = tables.queues * tables.cells
    var starts = [0]
    var steps: [Double] = []
    var missing: [Double] = []
    for demand in problem.demand {
      for cell in 0..<tables.cells {
        var price = 0.0
        if demand.steps != nil, !tables.isInHorizon(cell) {
          steps.append(0)
        } else if demand.steps != nil {
          let ends = prices.thresholds(of: demand, at: cell - tables.lead)
          for (level, end) in zip(levels, ends) {
            while steps.count - starts[starts.count - 1] < end { steps.append(level * hours) }
          }
          steps.append(levels[levels.count - 1] * hours)
          price = -steps[starts[starts.count - 1]...].prefix(ends[ends.count - 2]).reduce(0, +)
        }
        missing.append(price)
        starts.append(steps.count)
      }
    }
    first = .allocate(capacity: count + 1)
    rows = .allocate(capacity: max(1, steps.count))
    empty = .allocate(capacity: max(1, count))
    for (index, start) in starts.enumerated() { (first + index).initialize(to: start) }
    for (index, step) in steps.enumerated() { (rows + index).initialize(to: step) }
    for (index, price) in missing.enumerated() { (empty + index).initialize(to: price) }
  }

  deinit {
    first.deallocate()
    rows.deallocate()
    empty.deallocate()
  }

  /// What one head more than `count` costs, below 0 where it is missing; nil for queues without steps.
  /// - Parameter index: of queue and cell.
  @inline(__always) func step(from count: Int32, at index: Int) -> Double? {
    let start = first[index]
    let last = first[index &+ 1] &- start &- 1
    return last < 0 ? nil : rows[start &+ min(Int(count), last)]
  }

  /// Price of what is missing or superfluous with `count` heads; nil for queues without steps. O(heads).
  /// - Parameter index: of queue and cell.
  func price(of count: Int32, at index: Int) -> Double? {
    guard first[index] < first[index + 1] else { return nil }
    return (0..<count).reduce(empty[index]) { $0 + (step(from: $1, at: index) ?? 0) }
  }
}
