internal import Calendars
internal import Workforce

/// What a staffing costs and leaves open, read from the duties alone: a second opinion that shares no code with the
/// search.
public struct StaffingCheck: Hashable, Sendable {
  /// Sentences; empty when every duty is legal and every cap holds.
  public var breaches: [String] = []
  public var pay = 0.0
  /// Price of missing and superfluous people; 0 under hard cover.
  public var coverPrice = 0.0
  /// Agent-slots of each queue's demand that are not covered: heads required that are missing, or, on a queue with steps,
  /// heads below its floor.
  public var uncoveredByQueue: [Int] = []
  /// People on each queue in each slot, when those who can work several queues are spread over them at least price.
  public var scheduled: [[Int]] = []

  /// Agent-slots of demand not covered.
  public var uncovered: Int { uncoveredByQueue.reduce(0, +) }

  /// Infinite when a slot that must be covered is not.
  public var objective: Double { pay + coverPrice }

  /// - Parameter heads: what was chosen for each of the problem's `deadlines`; it must meet them and is what must be
  ///   covered. Empty = the problem's demand.
  public init(_ duties: [StaffedDuty], of problem: StaffingProblem, heads: [[Int]] = []) {
    var problem = problem
    for (work, heads) in zip(problem.deadlines, heads) {
      let name = problem.demand[work.queue].queue.rawValue
      if heads.count != problem.slots || heads.contains(where: { $0 < 0 }) {
        breaches.append("queue '\(name)' isn't given a number of heads for each slot")
        continue
      }
      // First come, first served: in each slot as much as people can do of what is there.
      var done = 0.0
      for slot in 0..<problem.slots {
        let staff = Double(heads[slot]) * work.capacity[slot] + work.idle[slot]
        done += min(staff, max(0, work.available[slot] - done))
        guard done < work.due[slot] - 1e-5 else { continue }
        breaches.append("\(work.due[slot] - done) s of work in queue '\(name)' are late in slot \(slot)")
        break
      }
      problem.demand[work.queue].required = heads
    }
    var presence = [[Int]](
      repeating: [Int](repeating: 0, count: problem.slots), count: problem.groups.count)
    var starts = [Int](repeating: 0, count: problem.startCaps.count)
    var paid = [Int](repeating: 0, count: problem.groups.count)
    for duty in duties {
      guard problem.shifts.indices.contains(duty.shift), duty.count >= 1 else {
        breaches.append("a duty of shift \(duty.shift), worked \(duty.count) times, does not exist")
        continue
      }
      let shift = problem.shifts[duty.shift]
      var present = [Bool](repeating: true, count: shift.slots)
      if duty.breaks.count != shift.breakWindows.count {
        breaches.append("a duty of shift \(duty.shift) has \(duty.breaks.count) breaks")
      }
      for (window, offset) in zip(shift.breakWindows, duty.breaks) {
        if offset < window.earliestOffset || offset > window.latestOffset {
          breaches.append("a break of shift \(duty.shift) starts in slot \(offset) after its start")
          continue
        }
        for slot in offset..<(offset + window.length) { present[slot] = false }
      }
      for (offset, isPresent) in present.enumerated() where isPresent {
        var slot = shift.startSlot + offset
        if problem.cyclic { slot = (slot % problem.slots + problem.slots) % problem.slots }
        if (0..<problem.slots).contains(slot) { presence[shift.group][slot] += duty.count }
      }
      pay += shift.cost * Double(duty.count)
      paid[shift.group] += shift.paid.rawValue * duty.count
      if let cap = shift.startCap { starts[cap] += duty.count }
    }
    for (cap, count) in zip(problem.startCaps, starts) where count > cap.limit {
      breaches.append("\(count) start under '\(cap.name)'; \(cap.limit) can")
    }
    for (group, minutes) in zip(problem.groups, paid) {
      if let limit = group.paidLimit, minutes > limit.rawValue {
        breaches.append("group '\(group.name)' is paid for \(minutes) min; \(limit.rawValue) min are there")
      }
    }
    scheduled = [[Int]](repeating: [Int](repeating: 0, count: problem.slots), count: problem.demand.count)
    uncoveredByQueue = [Int](repeating: 0, count: problem.demand.count)
    for slot in 0..<problem.slots {
      let cost = Self.bestAllocation(presence.map { $0[slot] }, slot, problem)
      coverPrice += cost.price
      for (queue, demand) in problem.demand.enumerated() {
        scheduled[queue][slot] = cost.load[queue]
        let asked = demand.steps?.heads.first ?? demand.required
        uncoveredByQueue[queue] += max(0, asked[slot] - cost.load[queue])
      }
    }
  }

  /// The cheapest way to spread the people present over the queues: each in turn to the queue that gains most, making
  /// room by moving others along (shortest augmenting paths, so the result is exact). Those who follow the same way at
  /// the same gain go together, so that a hundred thousand take no longer than ten.
  private static func bestAllocation(
    _ present: [Int], _ slot: Int, _ problem: StaffingProblem
  ) -> (price: Double, load: [Int]) {
    let queues = problem.demand.count
    var load = [Int](repeating: 0, count: queues)
    var works = [[Int]](repeating: [Int](repeating: 0, count: queues), count: problem.groups.count)
    for (group, count) in present.enumerated() {
      var left = count
      while left > 0 {
        // Breadth first from the group's queues along "someone there can also do that".
        var from = [Int: (queue: Int, group: Int)]()
        var reached = problem.groups[group].queues
        var position = 0
        while position < reached.count {
          let queue = reached[position]
          position += 1
          for other in problem.groups.indices where works[other][queue] > 0 {
            for next in problem.groups[other].queues where !reached.contains(next) {
              from[next] = (queue, other)
              reached.append(next)
            }
          }
        }
        func step(_ queue: Int) -> Double {
          price(load[queue] + 1, queue, slot, problem) - price(load[queue], queue, slot, problem)
        }
        // Under hard cover every queue short of people gains the same, one in full supply nothing.
        guard var target = reached.min(by: { step($0) < step($1) }) else { break }
        var amount = min(left, sameGain(load[target], target, slot, problem))
        var end = target
        while let (queue, mover) = from[end] {
          amount = min(amount, works[mover][queue])
          end = queue
        }
        load[target] += amount
        while let (queue, mover) = from[target] {
          works[mover][target] += amount
          works[mover][queue] -= amount
          target = queue
        }
        works[group][target] += amount
        left -= amount
      }
    }
    let total = (0..<queues).reduce(0.0) { sum, queue in
      let price = price(load[queue], queue, slot, problem)
      return sum + (problem.prices == nil && price > 0 ? .infinity : price)
    }
    return (total, load)
  }

  /// Heads on a queue from which more are too many, and how many more of them the first price is for.
  private static func ample(_ queue: Int, _ slot: Int, _ problem: StaffingProblem) -> (heads: Int, band: Int) {
    let demand = problem.demand[queue]
    let heads = (demand.steps?.heads.last ?? demand.required)[slot]
    // A product a hair above a whole number is that number.
    return (heads, Int((Double(heads) * (problem.prices?.band ?? 0) - 1e-9).rounded(.up)))
  }

  /// How many people more on a queue gain the same each.
  private static func sameGain(_ load: Int, _ queue: Int, _ slot: Int, _ problem: StaffingProblem) -> Int {
    let (heads, band) = ample(queue, slot, problem)
    let corners = problem.demand[queue].steps?.heads.map { $0[slot] } ?? [heads - band, heads]
    return (corners + [heads + band]).first { $0 > load }.map { $0 - load } ?? .max
  }

  /// Price of `load` people on a queue; under hard cover how many are missing.
  private static func price(_ load: Int, _ queue: Int, _ slot: Int, _ problem: StaffingProblem) -> Double {
    let (heads, band) = ample(queue, slot, problem)
    let missing = max(0, heads - load)
    guard let prices = problem.prices else { return Double(missing) }
    let hours = Double(problem.slotLength.rawValue) / 60
    let extra = max(0, load - heads)
    var under = Double(min(missing, band)) * prices.underFirst + Double(max(0, missing - band)) * prices.underNext
    if let steps = problem.demand[queue].steps, let ladder = prices.ladder {
      // Heads up to the first number have the first price, from there to the second number the second.
      under = 0
      var priced = load
      for (price, upTo) in zip(ladder, steps.heads) where upTo[slot] > priced {
        under += Double(upTo[slot] - priced) * price
        priced = upTo[slot]
      }
    }
    let over = Double(min(extra, band)) * prices.overFirst + Double(max(0, extra - band)) * prices.overNext
    return (under + over) * hours
  }
}
