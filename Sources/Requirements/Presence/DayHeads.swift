internal import Workforce

/// The heads of one day whose contacts together meet a service level: where they bring the most, never below a floor.
///
/// From the floor up the side of an interval's concave hull with the largest gain a head is taken, again and again, until
/// the day's contacts meet the goal. Single heads are then taken back while it holds. What comes out is at most one step
/// above the least that any spread of heads needs by the hulls.
/// - SeeAlso: B. Fox, *Discrete optimization via marginal analysis*, Management Science 13 (1966).
struct DayHeads {
  private(set) var intervals: [DayInterval]
  /// Of each interval.
  private(set) var heads: [Int]
  /// Contacts in time that the last head brought which the goal needed; the most that one more would bring where the floor
  /// meets the goal by itself. 0 where nothing more can be gained.
  private(set) var lastGain = 0.0
  private var inTime: [Double]

  /// - Parameter heads: where to begin, at least the floors; nil = at the floors.
  init(_ intervals: [DayInterval], startingAt heads: [Int]? = nil) {
    self.intervals = intervals
    self.heads = heads ?? intervals.map(\.floor)
    inTime = []
    for index in intervals.indices { inTime.append(self.intervals[index].inTime(self.heads[index])) }
  }

  /// That arrive on the day.
  var contacts: Double { intervals.reduce(0) { $0 + $1.contacts } }

  /// Contacts in time that are expected of the day.
  var level: Double { inTime.reduce(0, +) }

  /// Heads by the interval of the grid.
  var byInterval: [Int: Int] { Dictionary(uniqueKeysWithValues: zip(intervals.map(\.index), heads)) }

  /// Floors by the interval of the grid.
  var floors: [Int: Int] { Dictionary(uniqueKeysWithValues: intervals.map { ($0.index, $0.floor) }) }

  /// Adds heads until `goal` contacts are expected to be in time, or nothing more can be gained.
  mutating func reach(_ goal: Double) {
    let all = contacts
    var steps = intervals.indices.map { intervals[$0].bestStep(from: heads[$0]) }
    lastGain = steps.map(\.gain).max() ?? 0
    while level < goal - 1e-12 * all {
      // Ties to the earlier time.
      guard let best = steps.indices.max(by: { (steps[$0].gain, $1) < (steps[$1].gain, $0) }),
        steps[best].gain > 1e-13 * all
      else { return }
      lastGain = steps[best].gain
      heads[best] += steps[best].heads
      inTime[best] = intervals[best].inTime(heads[best])
      steps[best] = intervals[best].bestStep(from: heads[best])
    }
  }

  /// Takes single heads back, those first that the day misses least, while `goal` is met.
  mutating func release(above goal: Double) {
    let all = contacts
    var losses = intervals.indices.map { loss($0) }
    while let least = losses.indices.min(by: { (losses[$0], $1) < (losses[$1], $0) }), losses[least].isFinite,
      level - losses[least] >= goal - 1e-12 * all
    {
      heads[least] -= 1
      inTime[least] = intervals[least].inTime(heads[least])
      losses[least] = loss(least)
    }
  }

  /// What one head less would lose; infinite at the floor.
  private mutating func loss(_ index: Int) -> Double {
    guard heads[index] > intervals[index].floor else { return .infinity }
    return inTime[index] - intervals[index].inTime(heads[index] - 1)
  }

  /// Of each interval what each head above the floor brings, along the hull: never rising, down to `least` contacts a head.
  mutating func slopes(downTo least: Double) -> [[Double]] {
    intervals.indices.map { index in
      var slopes: [Double] = []
      var heads = intervals[index].floor
      while slopes.count < Self.mostSlopes {
        let step = intervals[index].bestStep(from: heads)
        guard step.gain > max(least, 0), step.gain.isFinite else { break }
        let slope = min(step.gain, slopes.last ?? step.gain)
        slopes += Array(repeating: slope, count: step.heads)
        heads += step.heads
      }
      return slopes
    }
  }

  private static let mostSlopes = 4096
}
