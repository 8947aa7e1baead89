public import Calendars
public import Workforce

/// How many people a finished rota counts on one queue.
public struct QueueHeads: Hashable, Codable, Sendable {
  public var queue: QueueID
  /// Heads in each interval, parallel to the request's grid.
  public var heads: [Int]

  public init(queue: QueueID, heads: [Int]) {
    self.queue = queue
    self.heads = heads
  }
}

/// The people on each queue in each interval, counted from the rota's spans of work and the carried-in duties.
///
/// Somebody is counted in every interval that their span fills. Carried-in people are not in the rota's spans: in each
/// interval they are put on the queues they can take at least cost, given everybody else; where none of those queues
/// has demand they are counted nowhere.
///
/// - Returns: one entry for each entry of `request.demand`, in its order. Spans on other queues are not counted. All
///   zeros when the request can't be read (`rota.unreadable`).
/// - Complexity: O(spans · intervals + carried-in people² · queues a interval).
public func countedCoverage(_ request: RosterRequest, _ rota: Rota) -> [QueueHeads] {
  var coverage = request.demand.map {
    QueueHeads(queue: $0.queue, heads: Array(repeating: 0, count: $0.required.count))
  }
  guard ReadableValuesCheck.breaches(request, rota).isEmpty else { return coverage }
  let position = Dictionary(
    coverage.indices.map { (coverage[$0].queue, $0) }, uniquingKeysWith: { first, _ in first })
  let grid = request.grid
  for span in rota.work {
    guard let queue = span.queue.flatMap({ position[$0] }) else { continue }
    for index in grid.indices(filledBy: span.start..<max(span.start, span.end)) { coverage[queue].heads[index] += 1 }
  }
  var carried: [Int: [[Int]]] = [:]
  for entry in request.carriedIn {
    let queues = Set(entry.queues.compactMap { position[$0] }).sorted()
    for range in entry.duty.workedRanges {
      for index in grid.indices(filledBy: range) { carried[index, default: []].append(queues) }
    }
  }
  for index in carried.keys.sorted() {
    let counted = CarriedInCount(
      people: carried[index] ?? [], demand: request.demand, at: index, heads: coverage.map { $0.heads[index] },
      prices: request.prices)
    for queue in coverage.indices { coverage[queue].heads[index] = counted.heads[queue] }
  }
  return coverage
}

extension IntervalGrid {
  /// The intervals that lie wholly inside `range`, inside the grid.
  func indices(filledBy range: Range<Instant>) -> Range<Int> {
    let first = max(0, index(of: range.lowerBound.adding(seconds: interval.seconds - 1)))
    return min(first, count)..<max(min(first, count), min(count, index(of: range.upperBound)))
  }
}
