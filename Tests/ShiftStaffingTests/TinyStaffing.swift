import Calendars
import Optimization
import Searching
import ShiftStaffing
import Workforce

/// Small random staffing problems, the same for the same seed.
enum TinyStaffing {
  /// Middling ones of each kind.
  static let middling = [
    Shape(slots: 24, cyclic: true, shifts: 30, isPriced: false),
    Shape(slots: 24, shifts: 30, isPriced: true, hasCaps: true),
    Shape(slots: 16, queues: 3, groups: 4, shifts: 30, isPriced: true),
    Shape(slots: 16, cyclic: true, queues: 2, groups: 3, shifts: 30, isPriced: true, hasCaps: true),
    Shape(slots: 16, cyclic: true, queues: 3, groups: 3, shifts: 30, isPriced: true, hasCaps: true, ladder: 9),
  ]

  struct Shape {
    var slots = 6
    var cyclic = false
    var queues = 1
    var groups = 1
    var shifts = 4
    var isPriced = true
    var hasCaps = false
    /// Prices of missing people on the ladder; 0 = none, and no queue has steps.
    var ladder = 0
    /// The most full heads of a queue with steps.
    var mostHeads = 3
  }

  static func problem(_ shape: Shape, seed: UInt64) -> StaffingProblem {
    var random = SeededGenerator(seed: seed)
    let groups = (0..<shape.groups).map { number in
      var queues = (0..<shape.queues).filter { _ in random.nextIndex(below: 2) == 0 }
      if queues.isEmpty { queues = [random.nextIndex(below: shape.queues)] }
      return StaffingGroup(
        name: "group \(number)", site: "here", queues: queues,
        paidLimit: shape.hasCaps && random.nextIndex(below: 3) == 0
          ? Minutes(60 * (2 + random.nextIndex(below: 8))) : nil)
    }
    let caps = shape.hasCaps ? [StartCap(name: "a", limit: 1), StartCap(name: "b", limit: 2)] : []
    let shifts = (0..<shape.shifts).map { _ in
      let slots = 2 + random.nextIndex(below: min(4, shape.slots - 1))
      var windows: [BreakWindow] = []
      if slots >= 3, random.nextIndex(below: 3) > 0 {
        let earliest = random.nextIndex(below: slots - 1)
        windows.append(
          BreakWindow(
            kind: .rest, earliestOffset: earliest,
            latestOffset: earliest + random.nextIndex(below: slots - earliest), length: 1, paid: true))
      }
      return StaffingShift(
        template: "t", date: CivilDate(dayNumber: 4), group: random.nextIndex(below: shape.groups),
        startCap: caps.isEmpty ? nil : random.nextIndex(below: 2),
        startSlot: shape.cyclic ? random.nextIndex(below: shape.slots) : random.nextIndex(below: shape.slots) - 1,
        slots: slots, cost: Double(10 + 5 * slots + random.nextIndex(below: 9)), paid: Minutes(60 * slots),
        breakWindows: windows)
    }
    var demand = (0..<shape.queues).map { number in
      QueueDemand(
        queue: ID(rawValue: "queue \(number)"), required: (0..<shape.slots).map { _ in random.nextIndex(below: 3) })
    }
    var prices = CoveragePrices(
      underFirst: Double(10 + random.nextIndex(below: 20)), underNext: Double(30 + random.nextIndex(below: 20)),
      overFirst: Double(random.nextIndex(below: 3)), overNext: Double(2 + random.nextIndex(below: 3)), band: 0.5)
    if shape.ladder > 0 {
      if random.nextIndex(below: 4) == 0 { (prices.overFirst, prices.overNext) = (0, 0) }
      let most = Int(prices.underNext)
      let ladder = [most] + (1..<shape.ladder).map { _ in random.nextIndex(below: most + 1) }.sorted(by: >)
      prices.ladder = ladder.map(Double.init)
      prices.underFirst = Double(ladder[random.nextIndex(below: ladder.count)])
      for queue in demand.indices where random.nextIndex(below: 4) > 0 {
        let slots = (0..<shape.slots).map { _ in
          var heads = random.nextIndex(below: shape.mostHeads)
          return ladder.map { _ in
            if random.nextIndex(below: ladder.count) < shape.mostHeads { heads = min(shape.mostHeads, heads + 1) }
            return heads
          }
        }
        demand[queue].steps = ServiceSteps(
          contactPrice: [], heads: ladder.indices.map { price in slots.map { $0[price] } })
      }
    }
    return StaffingProblem(
      slots: shape.slots, slotLength: 60, cyclic: shape.cyclic, demand: demand, groups: groups, shifts: shifts,
      startCaps: caps, prices: shape.isPriced ? prices : nil)
  }

  /// Every duty of the problem: every shift with every placement of its breaks.
  static func duties(_ problem: StaffingProblem) -> [StaffedDuty] {
    problem.shifts.indices.flatMap { shift in
      problem.shifts[shift].breakWindows.reduce([[Int]]([[]])) { placed, window in
        placed.flatMap { start in (window.earliestOffset...window.latestOffset).map { start + [$0] } }
      }.map { StaffedDuty(shift: shift, breaks: $0, count: 1) }
    }
  }

  /// Whether some queues have steps and others don't.
  static func isMixed(_ problem: StaffingProblem) -> Bool {
    Set(problem.demand.map { $0.steps == nil }).count == 2
  }

  /// More people than this on a duty are too many wherever they are.
  static func mostUseful(_ problem: StaffingProblem) -> Int {
    problem.groups.map { group in
      (0..<problem.slots).map { slot in
        group.queues.reduce(0) { $0 + (problem.demand[$1].steps?.heads.last ?? problem.demand[$1].required)[slot] }
      }.max() ?? 0
    }.max() ?? 0
  }

  /// What the cover of `duties` costs at least, as prices of cover are defined: every way of spreading people over queues,
  /// and head by head what one more is worth.
  static func coverPrice(_ duties: [StaffedDuty], of problem: StaffingProblem) -> Double {
    guard let prices = problem.prices else { return .nan }
    func worth(_ heads: Int, _ demand: QueueDemand, _ slot: Int) -> Double {
      let need = demand.required[slot]
      let full = demand.steps?.heads.last?[slot] ?? need
      let band = Int((Double(full) * prices.band).rounded(.up))
      if heads >= full { return heads < full + band ? -prices.overFirst : -prices.overNext }
      if let steps = demand.steps, let level = steps.heads.firstIndex(where: { heads < $0[slot] }) {
        return prices.ladder?[level] ?? .nan
      }
      return heads < need - band ? prices.underNext : prices.underFirst
    }
    func price(_ heads: Int, _ demand: QueueDemand, _ slot: Int) -> Double {
      let full = demand.steps?.heads.last?[slot] ?? demand.required[slot]
      return (min(heads, full)..<full).reduce(0) { $0 + worth($1, demand, slot) }
        - (full..<max(heads, full)).reduce(0) { $0 + worth($1, demand, slot) }
    }
    return (0..<problem.slots).reduce(0) { sum, slot in
      var loads: Set<[Int]> = [[Int](repeating: 0, count: problem.demand.count)]
      for duty in duties {
        let shift = problem.shifts[duty.shift]
        let isThere = (0..<shift.slots).contains { offset in
          let at = shift.startSlot + offset
          let isOnBreak = zip(shift.breakWindows, duty.breaks).contains { offset >= $1 && offset < $1 + $0.length }
          return !isOnBreak && (problem.cyclic ? (at + problem.slots) % problem.slots : at) == slot
        }
        for _ in 0..<(isThere ? duty.count : 0) {
          loads = Set(
            loads.flatMap { load in
              problem.groups[shift.group].queues.map { queue in
                var more = load
                more[queue] += 1
                return more
              }
            })
        }
      }
      let least = loads.map { load in
        zip(load, problem.demand).reduce(0) { $0 + price($1.0, $1.1, slot) }
      }.min()
      return sum + (least ?? 0)
    } * Double(problem.slotLength.rawValue) / 60
  }

  /// The least objective over all counts 0…`most` of every duty, by the independent check; infinite when none is legal.
  static func bruteForce(_ problem: StaffingProblem, most: Int) -> Double {
    let duties = duties(problem)
    var counts = [Int](repeating: 0, count: duties.count)
    var best = Double.infinity
    while true {
      let staffed = zip(duties, counts).filter { $1 > 0 }.map {
        StaffedDuty(shift: $0.shift, breaks: $0.breaks, count: $1)
      }
      let check = StaffingCheck(staffed, of: problem)
      if check.breaches.isEmpty { best = min(best, check.objective) }
      guard let index = counts.firstIndex(where: { $0 < most }) else { return best }
      counts[index] += 1
      for lower in 0..<index { counts[lower] = 0 }
    }
  }
}
