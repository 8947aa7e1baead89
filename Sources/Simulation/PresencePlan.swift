#if canImport(Glibc)
  internal import Glibc
#else
  internal import Foundation
#endif
internal import Searching

/// When every agent is in position in one replication: the rota's presences less what shrinkage takes at random.
///
/// Numbers between 0 and 1 decide. One is drawn a duty: in every slot in which it lies below the unplanned share of
/// shrinkage the agent is missing, so that a level share keeps them away for the whole duty and one by hour only in its
/// hours. Another decides on the planned share among those who are there, and is kept from slot to slot for a while, so
/// that these absences have the mean length asked for. The share that is missing in a slot is exactly the sum, and more
/// shrinkage only ever takes more. The number of a duty is its first: it is the same whatever else changes.
struct PresencePlan {
  struct Segment {
    var start: Double
    var end: Double
    var queue: Int32
    /// Whether it follows a segment of the same duty, and at once.
    var isSameDuty: Bool
    var isJoined: Bool
  }

  private(set) var segments: [Segment] = []
  /// Where each agent's segments begin; one more entry at the end.
  private(set) var offsets: [Int] = [0]

  init(_ model: SimulationModel, seed: UInt64, absence: Double) {
    let slotSeconds = model.slotSeconds
    let shares = model.queues.map(Shares.init)
    let redraw = -expm1(-slotSeconds / max(1, absence))
    for agent in model.agents {
      var duty: UInt64?
      var generator = SeededGenerator(seed: seed)
      var luckOfDuty = 1.0
      var luck = 1.0
      for presence in agent.presences {
        let isNewDuty = presence.duty != duty
        if isNewDuty {
          duty = presence.duty
          generator = SeededGenerator(seed: seed ^ agent.key, stream: presence.duty)
          luckOfDuty = generator.nextUnit()
          luck = generator.nextUnit()
        }
        let owner = presence.queue >= 0 ? presence.queue : (agent.skills.first ?? -1)
        guard owner >= 0, shares[owner].takesAnybody else {
          add(presence.start, presence.end, presence, first: offsets[offsets.count - 1])
          continue
        }
        var from = presence.start
        while from < presence.end {
          let slot = min(max(0, Int(from / slotSeconds)), model.slotCount - 1)
          let until = min(presence.end, max(Double(slot + 1) * slotSeconds, from + 1))
          let isDrawn = generator.nextUnit() < redraw
          let drawn = generator.nextUnit()
          if isDrawn { luck = drawn }
          if luckOfDuty >= shares[owner].unplanned[slot], luck >= shares[owner].plannedOfRest[slot] {
            add(from, until, presence, first: offsets[offsets.count - 1])
          }
          from = until
        }
      }
      offsets.append(segments.count)
    }
    for agent in model.agents.indices { link(offsets[agent]..<offsets[agent + 1], model.agents[agent]) }
  }

  /// What shrinkage takes of a queue's agents, by slot.
  private struct Shares {
    var unplanned: [Double]
    /// Of those whom the unplanned share leaves.
    var plannedOfRest: [Double]
    var takesAnybody: Bool

    init(_ queue: SimulatedQueue) {
      takesAnybody = queue.shrinkage.contains { $0 > 0 }
      unplanned = queue.shrinkage
      plannedOfRest = Array(repeating: 0, count: unplanned.count)
      for (slot, share) in queue.plannedShrinkage.enumerated() where share > 0 {
        unplanned[slot] = max(0, unplanned[slot] - share)
        plannedOfRest[slot] = share / (1 - unplanned[slot])
      }
    }
  }

  /// Appends a stretch, or lengthens the one before.
  private mutating func add(_ start: Double, _ end: Double, _ presence: Presence, first: Int) {
    if segments.count > first, let last = segments.last, last.end == start, last.queue == Int32(presence.queue) {
      segments[segments.count - 1].end = end
    } else {
      segments.append(
        Segment(start: start, end: end, queue: Int32(presence.queue), isSameDuty: false, isJoined: false))
    }
  }

  private mutating func link(_ range: Range<Int>, _ agent: SimulatedAgent) {
    var at = 0
    var before: UInt64?
    for index in range {
      while at < agent.presences.count, agent.presences[at].end <= segments[index].start { at += 1 }
      let duty = at < agent.presences.count ? agent.presences[at].duty : 0
      segments[index].isSameDuty = duty == before
      segments[index].isJoined = index > range.lowerBound && segments[index - 1].end == segments[index].start
      before = duty
    }
  }
}
