import Calendars
import Optimization
import Searching
import ShiftStaffing
import Testing
import Workforce

@Suite("work with deadlines among the shifts")
struct DeadlineWorkTests {
  /// One person an hour does 3600 s of work; duties of two hours start at every hour of six.
  private func problem(required: [Int], due: [Double], available: [Double], isPriced: Bool) -> StaffingProblem {
    let shifts = (0..<5).map { start in
      StaffingShift(
        template: "t", date: CivilDate(dayNumber: 4), group: 0, startSlot: start, slots: 2, cost: 20,
        paid: Minutes(120), breakWindows: [])
    }
    var problem = StaffingProblem(
      slots: 6, slotLength: 60, cyclic: false, demand: [QueueDemand(queue: "mail", required: required)],
      groups: [StaffingGroup(name: "all", site: "here", queues: [0])], shifts: shifts,
      prices: isPriced ? CoveragePrices() : nil)
    problem.deadlines = [
      DeadlineWork(
        queue: 0, capacity: Array(repeating: 3600, count: 6), idle: Array(repeating: 0, count: 6), available: available,
        due: due)
    ]
    return problem
  }

  private let hour = 3600.0

  @Test("work goes where duties are cheap: half of what the level plan costs, proven")
  func cheaper() throws {
    // Four hours of work, there from the start, due in the last hour: the level plan spreads one person over four hours.
    let problem = problem(
      required: [1, 1, 1, 1, 0, 0], due: [0, 0, 0, 0, 0, 4 * hour], available: Array(repeating: 4 * hour, count: 6),
      isPriced: false)
    let exported = try solve(problem.flowProgram())
    #expect(exported.status == .optimal && abs(exported.objective - 40) < 1e-6)
    let found = try solveStaffing(problem, limits: SearchLimits(timeLimit: nil, iterations: 500))
    #expect(found.status == .optimal && found.objective == 40 && abs(found.bound - 40) < 1e-6)
    #expect(found.heads.count == 1 && found.heads[0].reduce(0, +) == 4)
  }

  @Test("nothing is done before it arrives, and what is due early needs people early")
  func windows() throws {
    // Two hours of work arrive after hour 2 and are due by hour 3: two people, two duties.
    let tight = problem(
      required: [0, 0, 2, 0, 0, 0], due: [0, 0, 2 * hour, 2 * hour, 2 * hour, 2 * hour],
      available: [0, 0] + Array(repeating: 2 * hour, count: 4), isPriced: false)
    #expect(abs(try solve(tight.flowProgram()).objective - 40) < 1e-6)
    // With until hour 4, one duty does.
    let loose = problem(
      required: [0, 0, 1, 1, 0, 0], due: [0, 0, 0, 2 * hour, 2 * hour, 2 * hour],
      available: [0, 0] + Array(repeating: 2 * hour, count: 4), isPriced: false)
    #expect(abs(try solve(loose.flowProgram()).objective - 20) < 1e-6)
  }

  @Test("a deadline that no duty reaches is paid for, not impossible")
  func late() throws {
    var problem = problem(
      required: [1, 0, 0, 0, 0, 0], due: Array(repeating: hour, count: 6), available: Array(repeating: hour, count: 6),
      isPriced: true)
    problem.shifts.removeFirst()
    // The head of the first hour is missing at the first price, 48, which no duty changes.
    #expect(abs(try solve(problem.flowProgram()).objective - 48) < 1e-6)
    let found = try solveStaffing(problem, limits: SearchLimits(timeLimit: nil, iterations: 100))
    #expect(abs(found.objective - 48) < 1e-6 && found.uncovered == 1 && found.duties.isEmpty)
  }

  /// Small problems with a queue of live work and one of work that may wait; the level plan is one that meets its deadlines.
  private static func random(_ shape: TinyStaffing.Shape, seed: UInt64) -> StaffingProblem {
    var problem = TinyStaffing.problem(shape, seed: seed)
    var random = SeededGenerator(seed: seed, stream: 7)
    let last = shape.queues - 1
    let slots = shape.slots
    let capacity = (0..<slots).map { _ in random.nextIndex(below: 6) == 0 ? 0.0 : Double(2 + random.nextIndex(below: 3))
    }
    let idle = capacity.map { $0 > 0 && random.nextIndex(below: 3) == 0 ? 1.0 : 0.0 }
    var available: [Double] = []
    var due: [Double] = []
    var work = Double(random.nextIndex(below: 4))
    for slot in 0..<slots {
      available.append(work)
      // What had arrived some slots ago, as far as it can have been done.
      let reach = (0...slot).last { capacity[$0] > 0 }.map { available[$0] } ?? 0
      let wanted = slot < 2 ? 0 : available[slot - 2] - Double(random.nextIndex(below: 2))
      due.append(max(due.last ?? 0, min(reach, slot == slots - 1 ? reach : wanted)))
      work += Double(random.nextIndex(below: 3))
    }
    var deadlines = DeadlineWork(queue: last, capacity: capacity, idle: idle, available: available, due: due)
    deadlines.queue = last
    problem.deadlines = [deadlines]
    problem.demand[last].required = (0..<slots).map { deadlines.usefulHeads($0) }
    // Work that may wait has flat prices.
    problem.demand[last].steps = nil
    return problem
  }

  /// The least objective over all heads that meet the deadlines and all counts of duties, by the independent check.
  private static func bruteForce(_ problem: StaffingProblem) -> Double {
    let work = problem.deadlines[0]
    let duties = TinyStaffing.duties(problem)
    var best = Double.infinity
    func plans(_ heads: [Int]) -> [[Int]] {
      guard heads.count < problem.slots else { return work.isMet(by: heads) ? [heads] : [] }
      return (0...work.usefulHeads(heads.count)).flatMap { plans(heads + [$0]) }
    }
    let all = plans([])
    var counts = [Int](repeating: 0, count: duties.count)
    while true {
      let staffed = zip(duties, counts).filter { $1 > 0 }.map {
        StaffedDuty(shift: $0.shift, breaks: $0.breaks, count: $1)
      }
      let pay = zip(duties, counts).reduce(0) { $0 + problem.shifts[$1.0.shift].cost * Double($1.1) }
      if pay < best {
        for heads in all {
          let check = StaffingCheck(staffed, of: problem, heads: [heads])
          if check.breaches.isEmpty { best = min(best, check.objective) }
        }
      }
      guard let index = counts.firstIndex(where: { $0 < 2 }) else { return best }
      counts[index] += 1
      for lower in 0..<index { counts[lower] = 0 }
    }
  }

  @Test("a limit of time, a stop and repeated searches end with heads that meet every deadline")
  func limits() throws {
    let shape = TinyStaffing.Shape(slots: 24, queues: 2, groups: 3, shifts: 30, isPriced: true, hasCaps: true)
    for seed in 1...3 {
      let problem = Self.random(shape, seed: UInt64(seed))
      let stop = StopFlag()
      stop.raise()
      for (seconds, stop) in [(0.4, nil), (60, stop)] as [(Double, StopFlag?)] {
        let found = try solveStaffing(problem, limits: SearchLimits(timeLimit: seconds), stop: stop)
        #expect(found.bound <= found.objective && found.seconds < 20)
        #expect(StaffingCheck(found.duties, of: problem, heads: found.heads).objective == found.objective)
        #expect(problem.deadlines[0].isMet(by: found.heads[0]))
      }
      let limits = SearchLimits(timeLimit: nil, iterations: 300)
      var pair = try [0, 1].map { _ in try solveStaffing(problem, limits: limits) }
      pair[1].seconds = pair[0].seconds
      #expect(pair[0] == pair[1], "seed \(seed)")
    }
  }

  @Test(
    "heads and duties chosen together: brute force, the exported program and the solver's bound agree",
    arguments: [
      TinyStaffing.Shape(slots: 5, queues: 1, groups: 1, shifts: 4, isPriced: false),
      TinyStaffing.Shape(slots: 5, queues: 2, groups: 2, shifts: 4, isPriced: false),
      TinyStaffing.Shape(slots: 4, queues: 1, groups: 1, shifts: 3, isPriced: true),
      TinyStaffing.Shape(slots: 4, queues: 2, groups: 2, shifts: 3, isPriced: true),
      TinyStaffing.Shape(slots: 4, queues: 2, groups: 2, shifts: 4, isPriced: true, hasCaps: true),
      TinyStaffing.Shape(slots: 4, queues: 2, groups: 2, shifts: 3, isPriced: true, ladder: 5, mostHeads: 2),
    ])
  func joint(shape: TinyStaffing.Shape) throws {
    var missed = 0
    for seed in 0..<6 {
      let problem = Self.random(shape, seed: UInt64(seed))
      #expect(problem.problems().isEmpty)
      let least = Self.bruteForce(problem)
      let program = problem.flowProgram()
      let exported = try solve(program, options: IntegerOptions(seconds: 20))
      let found = try solveStaffing(problem, limits: SearchLimits(timeLimit: nil, iterations: 500))
      #expect(StaffingCheck(found.duties, of: problem, heads: found.heads).breaches.isEmpty)
      #expect(found.heads.count == 1 && problem.deadlines[0].isMet(by: found.heads[0]))
      guard least.isFinite else {
        // None with at most two people a duty; the program may know one with more.
        #expect(found.bound <= (exported.values == nil ? .infinity : exported.objective + 1e-6), "seed \(seed)")
        continue
      }
      #expect(abs(exported.objective - least) < 1e-6, "seed \(seed)")
      #expect(found.bound <= least + 1e-6, "seed \(seed): bound \(found.bound), least \(least)")
      #expect(found.objective >= least - 1e-6, "seed \(seed)")
      if found.objective > least + 1e-6 { missed += 1 }
      // The relaxation is no stronger than that of the compact program without its whole numbers.
      var relaxed = try IncrementalProgram()
      try relaxed.load(program)
      #expect(found.relaxation <= (try relaxed.solve().objective) + 1e-6, "seed \(seed)")
      // Never worse than the plan that the demand asks for.
      let given = try solveStaffing(
        problem.asking(for: [problem.demand[problem.demand.count - 1].required]),
        limits: SearchLimits(timeLimit: nil, iterations: 500))
      #expect(found.objective <= given.objective + 1e-6, "seed \(seed)")
    }
    #expect(missed == 0, "small problems are solved whole")
  }
}
