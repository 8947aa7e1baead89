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
  ]

  struct Shape {
    var slots = 6
    var cyclic = false
    var queues = 1
    var groups = 1
    var shifts = 4
    var isPriced = true
    var hasCaps = false
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
    let demand = (0..<shape.queues).map { number in
      QueueDemand(
        queue: ID(rawValue: "queue \(number)"), required: (0..<shape.slots).map { _ in random.nextIndex(below: 3) })
    }
    let prices = CoveragePrices(
      underFirst: Double(10 + random.nextIndex(below: 20)), underNext: Double(30 + random.nextIndex(below: 20)),
      overFirst: Double(random.nextIndex(below: 3)), overNext: Double(2 + random.nextIndex(below: 3)), band: 0.5)
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
