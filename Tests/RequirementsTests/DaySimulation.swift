import Foundation

/// Random numbers of the simulation: SplitMix64 (the tests of this stage don't reach `Optimization`).
struct SimulationGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// Uniform in 0..<1.
  mutating func unit() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((z ^ (z >> 31)) >> 11) * 0x1p-53
  }

  mutating func exponential(mean: Double) -> Double { -mean * log1p(-unit()) }

  /// The times of a Poisson process whose rate is piecewise constant: `contacts` a slot of `seconds` each.
  mutating func arrivals(contacts: [Double], seconds: Double) -> [Double] {
    var times: [Double] = []
    for (slot, mean) in contacts.enumerated() where mean > 0 {
      var time = exponential(mean: seconds / mean)
      while time < seconds {
        times.append(Double(slot) * seconds + time)
        time += exponential(mean: seconds / mean)
      }
    }
    return times
  }
}

/// A queue played event by event: first come first served, exponential handle times and patience, agents that come and go
/// with the intervals and finish what they have begun, chats given to whoever holds least.
struct DaySimulation {
  /// Agents in position in each interval.
  var agents: [Int]
  var intervalSeconds: Double
  var handleTime: Double
  var patience: Double?
  /// Seconds a conversation takes while its agent holds 1, 2, … of them; one entry for the phone.
  var handleTimes: [Double]
  var threshold: Double

  init(
    agents: [Int], intervalSeconds: Double, handleTime: Double, patience: Double? = nil, handleTimes: [Double]? = nil,
    threshold: Double = 20
  ) {
    self.agents = agents
    self.intervalSeconds = intervalSeconds
    self.handleTime = handleTime
    self.patience = patience
    self.handleTimes = handleTimes ?? [handleTime]
    self.threshold = threshold
  }

  /// Counts by the interval in which contacts arrive.
  struct Outcome {
    var offered: [Double]
    var within: [Double]
    var abandoned: [Double]
    var waits: Double = 0

    init(count: Int) {
      offered = Array(repeating: 0, count: count)
      within = offered
      abandoned = offered
    }

    static func += (left: inout Self, right: Self) {
      for index in left.offered.indices {
        left.offered[index] += right.offered[index]
        left.within[index] += right.within[index]
        left.abandoned[index] += right.abandoned[index]
      }
      left.waits += right.waits
    }

    var serviceLevel: Double { within.reduce(0, +) / offered.reduce(0, +) }
    var abandonment: Double { abandoned.reduce(0, +) / offered.reduce(0, +) }
    var meanWait: Double { waits / offered.reduce(0, +) }
    func serviceLevel(at index: Int) -> Double { within[index] / offered[index] }
  }

  /// Conversations are interchangeable while their agent holds the same number, so only the number of agents at each
  /// level is kept, and the next end is drawn anew after every event (exponential times forget).
  func run(arrivals: [Double], using generator: inout SimulationGenerator) -> Outcome {
    var outcome = Outcome(count: agents.count)
    let most = handleTimes.count
    // Agents that hold 0, 1, …, K conversations; those who have left finish theirs apart, level by level.
    var holding = [Int](repeating: 0, count: most + 1)
    var leaving = [Int](repeating: 0, count: most + 1)
    var waiting: [(arrival: Double, givesUp: Double)] = []
    var head = 0
    var now = 0.0
    var next = 0
    var interval = -1

    func record(_ arrival: Double, wait: Double, isAnswered: Bool) {
      let index = min(Int(arrival / intervalSeconds), agents.count - 1)
      outcome.offered[index] += 1
      outcome.waits += wait
      if isAnswered {
        if wait <= threshold { outcome.within[index] += 1 }
      } else {
        outcome.abandoned[index] += 1
      }
    }
    func answerWaiting() {
      while head < waiting.count {
        let contact = waiting[head]
        if contact.givesUp <= now {
          record(contact.arrival, wait: contact.givesUp - contact.arrival, isAnswered: false)
          head += 1
          continue
        }
        // A contact that somebody who should have left is still busy with counts against those who stay.
        let open = (1...most).reduce(0) { $0 + (holding[$1] + leaving[$1]) * $1 }
        guard open < agents[interval] * most, let level = (0..<most).first(where: { holding[$0] > 0 }) else { return }
        holding[level] -= 1
        holding[level + 1] += 1
        record(contact.arrival, wait: now - contact.arrival, isAnswered: true)
        head += 1
      }
    }
    func rate(_ level: Int) -> Double {
      level == 0 ? 0 : Double((holding[level] + leaving[level]) * level) / handleTimes[level - 1]
    }

    while true {
      let ends = (1...most).reduce(0) { $0 + rate($1) }
      let end = ends > 0 ? now + generator.exponential(mean: 1 / ends) : Double.infinity
      let change = interval + 1 < agents.count ? Double(interval + 1) * intervalSeconds : Double.infinity
      let arrival = next < arrivals.count ? arrivals[next] : Double.infinity
      let event = min(end, change, arrival)
      guard event.isFinite else { break }
      now = event
      if event == change {
        interval += 1
        var difference = agents[interval] - holding.reduce(0, +)
        // Those who come relieve nobody; those who go are the least busy, and finish what they hold.
        if difference > 0 { holding[0] += difference }
        for level in 0...most where difference < 0 {
          let going = min(holding[level], -difference)
          holding[level] -= going
          leaving[level] += going
          difference += going
        }
        leaving[0] = 0
      } else if event == arrival {
        let givesUp = patience.map { now + generator.exponential(mean: $0) } ?? .infinity
        waiting.append((now, givesUp))
        next += 1
      } else {
        var draw = generator.unit() * ends
        var level = 1
        while level < most, draw >= rate(level) {
          draw -= rate(level)
          level += 1
        }
        let isLeaving = generator.unit() * Double(holding[level] + leaving[level]) >= Double(holding[level])
        if isLeaving {
          leaving[level] -= 1
          if level > 1 { leaving[level - 1] += 1 }
        } else {
          holding[level] -= 1
          holding[level - 1] += 1
        }
      }
      answerWaiting()
    }
    // Whoever still waits when nobody is there any more is never answered.
    while head < waiting.count {
      record(waiting[head].arrival, wait: threshold * 2, isAnswered: false)
      head += 1
    }
    return outcome
  }

  /// Several days, one after the other.
  func run(days: Int, contacts: [Double], slotSeconds: Double, seed: UInt64) -> Outcome {
    var total = Outcome(count: agents.count)
    for day in 0..<days {
      var generator = SimulationGenerator(seed: seed &+ UInt64(day) &* 0x1234_5678_9ABC_DEF1)
      let arrivals = generator.arrivals(contacts: contacts, seconds: slotSeconds)
      total += run(arrivals: arrivals, using: &generator)
    }
    return total
  }
}
