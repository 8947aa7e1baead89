internal import Calendars
internal import Requirements
internal import Simulation
public import Workforce

/// What many random days come to with given heads, four weeks at a time.
public struct PlayedDays: Sendable {
  /// Share answered within the threshold, 0…1, with its 95 % interval.
  public var service: Estimate
  /// Mean wait in seconds.
  public var wait: Estimate
  /// The interval with the least service, the first two after opening left out; its mean with an interval of three standard
  /// errors, since it is the least of many.
  public var worst: Estimate
  /// Share of blocks of four weeks whose service, or mean wait, misses the target.
  public var missed: Double
  public var days: Int

  static let block = 28

  /// - Parameters:
  ///   - requirement: says contacts and handle times.
  ///   - heads: on the rota in each interval.
  init(_ team: Team, _ requirement: QueueRequirement, heads: [Int], daySpread: Double, days: Int, threads: Int) {
    let settings = team.settings
    let count = requirement.contacts.count
    let seconds = Double(Team.grid.interval.seconds)
    let full = settings.concurrentHandleTimes?.last ?? 1
    let atOnce = settings.channel == .chat ? settings.concurrency : 1
    let queue = SimulatedQueue(
      key: 1, arrivals: requirement.contacts, dayOfSlot: Array(repeating: 0, count: count), daySpread: daySpread,
      handleTime: Array(repeating: settings.handleTime, count: count), shape: .exponential,
      patience: settings.patience, concurrency: atOnce,
      pace: (0..<atOnce).map { level in settings.concurrentHandleTimes.map { $0[level] / full } ?? 1 },
      threshold: settings.target.withinSeconds, open: requirement.open,
      shrinkage: Array(repeating: settings.shrinkage, count: count))
    let model = SimulationModel(
      slotSeconds: seconds, slotCount: count, queues: [queue], agents: people(for: heads, intervalSeconds: seconds),
      bucketOfSlot: Array(0..<count), bucketCount: count)
    var whole = Blocks()
    var waits = Blocks()
    var intervals = Array(repeating: Blocks(), count: count)
    let blocks = max(2, (days + Self.block - 1) / Self.block)
    for number in 0..<blocks {
      let options = SimulationOptions(
        replications: Self.block, seed: UInt64(team.number * 1_000_003 + number), threads: threads, routing: .assigned)
      guard let outcome = simulate(model, options: options) else { continue }
      let found = outcome.queues[0]
      whole.add(found.total.serviceLevel?.mean ?? 0, of: found.total.contacts)
      waits.add(found.total.wait?.mean ?? 0, of: found.total.contacts)
      for (interval, figures) in found.hours.enumerated() {
        intervals[interval].add(figures.serviceLevel?.mean ?? 0, of: figures.contacts)
      }
    }
    service = whole.estimate(errors: 1.96)
    wait = waits.estimate(errors: 1.96)
    let opening = requirement.open.firstIndex(of: true) ?? 0
    let staffed = intervals.indices.filter { $0 >= opening + 2 && heads[$0] > 0 && intervals[$0].weight > 0 }
    worst =
      staffed.map { intervals[$0].estimate(errors: 3) }.min { $0.mean < $1.mean } ?? Estimate(mean: 1, low: 1, high: 1)
    missed =
      settings.target.serviceLevel.map { target in whole.share { $0 < target } }
      ?? settings.target.meanWait.map { target in waits.share { $0 > target } } ?? 0
    self.days = blocks * Self.block
  }
}

/// Means of blocks with the contacts that they are means of.
private struct Blocks {
  var means: [Double] = []
  var weights: [Double] = []

  mutating func add(_ mean: Double, of weight: Double) {
    means.append(mean)
    weights.append(weight)
  }

  var weight: Double { weights.reduce(0, +) }

  func share(_ isMissed: (Double) -> Bool) -> Double {
    Double(means.count(where: isMissed)) / Double(max(1, means.count))
  }

  /// The mean of all contacts, the error from how blocks differ.
  func estimate(errors: Double) -> Estimate {
    let count = Double(means.count)
    guard weight > 0, count > 1 else { return Estimate(mean: 0, low: 0, high: 0) }
    let mean = zip(means, weights).reduce(0) { $0 + $1.0 * $1.1 } / weight
    let squares = zip(means, weights).reduce(0) { sum, block in
      let influence = (block.0 - mean) * block.1 * count / weight
      return sum + influence * influence
    }
    let margin = errors * (squares / (count - 1) / count).squareRoot()
    return Estimate(mean: mean, low: mean - margin, high: mean + margin)
  }
}
