public import Workforce

/// What customers and agents experience over some stretch of time.
public struct ServiceFigures: Hashable, Codable, Sendable {
  /// Mean number of contacts that arrive in one replication.
  public var contacts: Double
  /// Share answered (deferrable work: done) within the threshold, of all that arrive or of those that the queue's promise
  /// speaks of (`ServiceBase`); nil where there are none.
  public var serviceLevel: Estimate?
  /// Mean seconds until an answer, of those who get one.
  public var waitAnswered: Estimate?
  /// Mean seconds of waiting, of all but those turned away.
  public var wait: Estimate?
  /// Share that gives up.
  public var abandonment: Estimate?
  /// Share turned away by a full waiting room.
  public var turnedAway: Double
  /// Share of the time in position of those assigned that is spent on contacts; nil where nobody is.
  public var occupancy: Estimate?
  /// Mean number of agents in position and assigned.
  public var agents: Double
}

/// A queue over the whole simulation, by day and by bucket (hour).
public struct QueueOutcome: Hashable, Codable, Sendable {
  public var total: ServiceFigures
  /// By local day of the queue, in the order of `SimulatedQueue.dayOfSlot`.
  public var days: [ServiceFigures]
  public var hours: [ServiceFigures]
  /// Sums over all replications, warm-up included.
  public var conservation: Conservation
  /// Mean number still waiting at the end of a replication.
  public var waitingAtEnd: Double
}

/// The answer of a simulation.
public struct SimulationOutcome: Hashable, Codable, Sendable {
  public var replications: Int
  public var confidence: Double
  public var queues: [QueueOutcome]
  /// Over all live queues.
  public var live: ServiceFigures
  /// What each replication adds to the live service level and abandonment beyond their means, for paired comparisons.
  public var serviceInfluences: [Double]
  public var abandonmentInfluences: [Double]
}

/// Turns the tallies of the replications into figures.
struct OutcomeBuilder {
  let model: SimulationModel
  let tallies: [Tally]
  let conservations: [[Conservation]]
  let confidence: Double

  func outcome() -> SimulationOutcome {
    let queues = model.queues.indices.map { queue -> QueueOutcome in
      var total = Conservation()
      for replication in conservations { total += replication[queue] }
      let days = dayBuckets(queue)
      return QueueOutcome(
        total: figures([queue], Array(0..<model.bucketCount)), days: days.map { figures([queue], $0) },
        hours: (0..<model.bucketCount).map { figures([queue], [$0]) }, conservation: total,
        waitingAtEnd: Double(total.waiting) / Double(max(1, tallies.count)))
    }
    let live = model.queues.indices.filter { !model.queues[$0].isDeferrable }
    let all = Array(0..<model.bucketCount)
    return SimulationOutcome(
      replications: tallies.count, confidence: confidence, queues: queues, live: figures(live, all),
      serviceInfluences: served(live, all).influences ?? [],
      abandonmentInfluences: series(.abandoned, over: [.arrived], live, all).influences ?? [])
  }

  /// The buckets of each of a queue's days; a bucket belongs to the day of its first slot.
  private func dayBuckets(_ queue: Int) -> [[Int]] {
    let days = model.queues[queue].dayOfSlot
    var result: [[Int]] = []
    var names: [Int] = []
    var seen = Set<Int>()
    for slot in 0..<model.slotCount {
      let bucket = model.bucketOfSlot[slot]
      guard bucket >= 0, seen.insert(bucket).inserted else { continue }
      if names.last != days[slot] {
        names.append(days[slot])
        result.append([])
      }
      result[result.count - 1].append(bucket)
    }
    return result
  }

  private func sum(_ tally: Tally, _ measure: Tally.Measure, _ queues: [Int], _ buckets: [Int]) -> Double {
    var sum = 0.0
    for queue in queues {
      for bucket in buckets {
        sum += tally.values[(queue * model.bucketCount + bucket) * Tally.measures + measure.rawValue]
      }
    }
    return sum
  }

  private func series(
    _ measure: Tally.Measure, over denominators: [Tally.Measure], _ queues: [Int], _ buckets: [Int]
  ) -> RatioSeries {
    var series = RatioSeries()
    for tally in tallies {
      series.add(
        sum(tally, measure, queues, buckets),
        over: denominators.reduce(0) { $0 + sum(tally, $1, queues, buckets) })
    }
    return series
  }

  /// Answered in time, of those whom each queue's promise speaks of.
  private func served(_ queues: [Int], _ buckets: [Int]) -> RatioSeries {
    var series = RatioSeries()
    for tally in tallies {
      var base = 0.0
      for queue in queues {
        switch model.queues[queue].serviceBase {
        case .offered:
          base += sum(tally, .arrived, [queue], buckets) - sum(tally, .notYetDue, [queue], buckets)
        case .answered: base += sum(tally, .answered, [queue], buckets)
        case .withoutShortAbandons:
          base += sum(tally, .arrived, [queue], buckets) - sum(tally, .shortAbandoned, [queue], buckets)
          base -= sum(tally, .notYetDue, [queue], buckets)
        }
      }
      series.add(sum(tally, .within, queues, buckets), over: base)
    }
    return series
  }

  private func figures(_ queues: [Int], _ buckets: [Int]) -> ServiceFigures {
    let count = Double(max(1, tallies.count))
    func mean(_ measure: Tally.Measure) -> Double {
      tallies.reduce(0) { $0 + sum($1, measure, queues, buckets) } / count
    }
    let contacts = mean(.arrived)
    let seconds = Double(model.bucketOfSlot.count { buckets.contains($0) }) * model.slotSeconds
    guard contacts > 0 else {
      return ServiceFigures(
        contacts: 0, serviceLevel: nil, waitAnswered: nil, wait: nil, abandonment: nil, turnedAway: 0,
        occupancy: series(.busy, over: [.present], queues, buckets).estimate(confidence: confidence, within: 0...1),
        agents: seconds > 0 ? mean(.present) / seconds : 0)
    }
    return ServiceFigures(
      contacts: contacts,
      serviceLevel: served(queues, buckets).estimate(confidence: confidence, within: 0...1),
      waitAnswered: series(.waitAnswered, over: [.answered], queues, buckets).estimate(confidence: confidence),
      wait: series(.waitAll, over: [.answered, .abandoned], queues, buckets).estimate(confidence: confidence),
      abandonment: series(.abandoned, over: [.arrived], queues, buckets)
        .estimate(confidence: confidence, within: 0...1),
      turnedAway: mean(.turnedAway) / contacts,
      occupancy: series(.busy, over: [.present], queues, buckets).estimate(confidence: confidence, within: 0...1),
      agents: seconds > 0 ? mean(.present) / seconds : 0)
  }
}
