/// What one replication counts, by queue and bucket, each contact where it arrived.
struct Tally: Sendable {
  /// What is counted. Shares and times of the outcome are ratios of these.
  enum Measure: Int, CaseIterable {
    case arrived, answered, within, abandoned, shortAbandoned, turnedAway, waitAnswered, waitAll, present, busy
    /// Deferrable work that waits at the end and is due after it.
    case notYetDue
  }

  static let measures = Measure.allCases.count

  let bucketCount: Int
  /// Queue by queue, bucket by bucket, measure by measure.
  private(set) var values: [Double]
  private let bucketOfSlot: [Int]
  private let slotSeconds: Double

  init(_ model: SimulationModel) {
    bucketCount = model.bucketCount
    bucketOfSlot = model.bucketOfSlot
    slotSeconds = model.slotSeconds
    values = Array(repeating: 0, count: model.queues.count * model.bucketCount * Self.measures)
  }

  @inline(__always)
  private func base(_ queue: Int, at time: Double) -> Int {
    let slot = min(max(0, Int(time / slotSeconds)), bucketOfSlot.count - 1)
    let bucket = bucketOfSlot[slot]
    return bucket < 0 ? -1 : (queue * bucketCount + bucket) * Self.measures
  }

  mutating func arrived(_ queue: Int, at time: Double) {
    let base = base(queue, at: time)
    if base >= 0 { values[base + Measure.arrived.rawValue] += 1 }
  }

  mutating func answered(_ queue: Int, arrival: Double, wait: Double, isWithin: Bool) {
    let base = base(queue, at: arrival)
    guard base >= 0 else { return }
    values[base + Measure.answered.rawValue] += 1
    if isWithin { values[base + Measure.within.rawValue] += 1 }
    values[base + Measure.waitAnswered.rawValue] += wait
    values[base + Measure.waitAll.rawValue] += wait
  }

  mutating func abandoned(_ queue: Int, arrival: Double, wait: Double, isShort: Bool) {
    let base = base(queue, at: arrival)
    guard base >= 0 else { return }
    values[base + Measure.abandoned.rawValue] += 1
    if isShort { values[base + Measure.shortAbandoned.rawValue] += 1 }
    values[base + Measure.waitAll.rawValue] += wait
  }

  mutating func turnedAway(_ queue: Int, at time: Double) {
    let base = base(queue, at: time)
    if base >= 0 { values[base + Measure.turnedAway.rawValue] += 1 }
  }

  mutating func notYetDue(_ queue: Int, arrival: Double) {
    let base = base(queue, at: arrival)
    if base >= 0 { values[base + Measure.notYetDue.rawValue] += 1 }
  }

  /// Adds `weight` × the time from `start` to `end` to each bucket that it touches.
  mutating func spend(_ measure: Measure, _ queue: Int, from start: Double, to end: Double, weight: Double) {
    let limit = slotSeconds * Double(bucketOfSlot.count)
    var from = max(0, start)
    let to = min(end, limit)
    while from < to {
      var slot = min(Int(from / slotSeconds), bucketOfSlot.count - 1)
      // The quotient of a slot's own beginning may fall just short of its number.
      if slot + 1 < bucketOfSlot.count, Double(slot + 1) * slotSeconds <= from { slot += 1 }
      let edge = Double(slot + 1) * slotSeconds
      let until = min(to, edge > from ? edge : to)
      let bucket = bucketOfSlot[slot]
      if bucket >= 0 {
        values[(queue * bucketCount + bucket) * Self.measures + measure.rawValue] += (until - from) * weight
      }
      from = until
    }
  }
}

/// How the contacts of a queue ended in one replication, warm-up included.
public struct Conservation: Hashable, Codable, Sendable {
  public var arrived = 0
  public var answered = 0
  public var abandoned = 0
  public var turnedAway = 0
  /// Still waiting when the simulation ends.
  public var waiting = 0

  /// Whether every contact is accounted for, once.
  public var holds: Bool { arrived == answered + abandoned + turnedAway + waiting }

  static func += (left: inout Self, right: Self) {
    left.arrived += right.arrived
    left.answered += right.answered
    left.abandoned += right.abandoned
    left.turnedAway += right.turnedAway
    left.waiting += right.waiting
  }
}
