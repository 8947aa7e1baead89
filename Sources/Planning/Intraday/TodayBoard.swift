internal import Calendars
internal import Requirements
internal import Workforce

/// The rest of a day: heads on each queue, and what contacts can expect of them.
struct TodayBoard {
  /// A queue over the day's part of the plan's grid.
  struct Queue {
    var id: QueueID
    var settings: QueueSettings
    var requirement: QueueRequirement
    var daySpread: Double
    /// Heads on the rota.
    var heads: [Int]
    /// The intervals that aren't over, in which alone something can be changed.
    var rest: Range<Int>
    /// What contacts can expect, 0…1; nil where nothing comes, or nothing is promised by time.
    var levels: [Double?] = []
    /// Contacts in time that one more head brings where heads are missing, 0 elsewhere; and that one fewer takes.
    var gains: [Double] = []
    var losses: [Double] = []

    /// Contacts in time of an interval.
    func inTime(_ slot: Int) -> Double { (levels[slot] ?? 0) * requirement.contacts[slot] }
    /// Heads beyond those required; below 0 are missing.
    func surplus(_ slot: Int) -> Int { heads[slot] - requirement.required[slot] }
  }

  /// The day's part of the plan's grid, and where it begins there.
  let grid: IntervalGrid
  let first: Int
  private(set) var queues: [Queue]
  /// What a missing head is worth beside the contacts in time, so that work without a promise by time counts at all; and
  /// what it costs that one is missing who wasn't.
  private static let missing = 0.05
  private static let missingAnew = 0.1

  init(grid: IntervalGrid, first: Int, queues: [Queue]) {
    self.grid = grid
    self.first = first
    self.queues = queues
    for index in queues.indices { settle(index) }
  }

  /// The interval that begins at a moment, in the board's counting.
  func slot(_ moment: Instant) -> Int { grid.index(of: moment) }

  /// Adds heads to a queue, or takes them away; `settle` then says what comes of it.
  mutating func add(_ count: Int, on queue: Int, at slot: Int) {
    guard queues[queue].heads.indices.contains(slot) else { return }
    queues[queue].heads[slot] = max(0, queues[queue].heads[slot] + count)
  }

  /// Works out anew what the heads of a queue bring.
  mutating func settle(_ queue: Int) {
    let here = queues[queue]
    let levels = levels(here, here.heads)
    let more = self.levels(here, here.heads.map { $0 + 1 })
    let fewer = self.levels(here, here.heads.map { max(0, $0 - 1) })
    queues[queue].levels = levels
    queues[queue].gains = levels.indices.map { slot in
      guard here.rest.contains(slot), here.requirement.open[slot], here.surplus(slot) < 0 else { return 0 }
      let contacts = here.requirement.contacts[slot]
      return max(0, (more[slot] ?? 0) - (levels[slot] ?? 0)) * contacts + Self.missing
    }
    queues[queue].losses = levels.indices.map { slot in
      guard here.rest.contains(slot), here.requirement.open[slot] else { return 0 }
      let contacts = here.requirement.contacts[slot]
      return max(0, (levels[slot] ?? 0) - (fewer[slot] ?? 0)) * contacts
        + (here.surplus(slot) <= 0 ? Self.missingAnew : 0)
    }
  }

  private func levels(_ queue: Queue, _ heads: [Int]) -> [Double?] {
    predictedService(
      for: queue.settings, requirement: queue.requirement, grid: grid, heads: heads, daySpread: queue.daySpread
    ).map { $0.expectedLevel ?? $0.serviceLevel }
  }

  /// The queue of somebody's on which one more head brings most in an interval; nil where none brings anything.
  func best(of able: [Int], at slot: Int) -> (queue: Int, gain: Double)? {
    var best: (queue: Int, gain: Double)?
    for queue in able where queues[queue].gains.indices.contains(slot) {
      let gain = queues[queue].gains[slot]
      if gain > best?.gain ?? 0 { best = (queue, gain) }
    }
    return best
  }

  /// Contacts in time of the rest of the day, over all queues.
  var inTime: Double { queues.reduce(0) { sum, queue in queue.rest.reduce(sum) { $0 + queue.inTime($1) } } }

  /// Head-minutes missing in the rest of the day, over all queues.
  var missingMinutes: Int {
    queues.reduce(0) { sum, queue in queue.rest.reduce(sum) { $0 + max(0, -queue.surplus($1)) } }
      * grid.interval.rawValue
  }

  /// Service of some intervals of a queue together; nil where nothing is promised or comes.
  func level(_ queue: Int, _ slots: some Sequence<Int>) -> Double? {
    let queue = queues[queue]
    var (inTime, contacts) = (0.0, 0.0)
    for slot in slots where queue.levels[slot] != nil {
      inTime += queue.inTime(slot)
      contacts += queue.requirement.contacts[slot]
    }
    return contacts > 0 ? inTime / contacts : nil
  }
}
