import Calendars
import Optimization
import Shifts
import Testing

@Suite("deadlines in the exported program")
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

  @Test("work goes where duties are cheap, and the level plan's staffing is one of the program's solutions")
  func cheaper() throws {
    // Four hours of work, there from the start, due in the last hour: the level plan spreads one person over four hours.
    let problem = problem(
      required: [1, 1, 1, 1, 0, 0], due: [0, 0, 0, 0, 0, 4 * hour], available: Array(repeating: 4 * hour, count: 6),
      isPriced: false)
    let level = try solveStaffing(problem, options: StaffingOptions(iterations: 500))
    let exported = try solve(problem.flowProgram())
    #expect(exported.status == .optimal && abs(exported.objective - 40) < 1e-6)
    #expect(level.objective >= exported.objective - 1e-6)
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
    // One duty from the second hour: an hour of work is overdue for one slot, at 120.
    #expect(abs(try solve(problem.flowProgram()).objective - 140) < 1e-6)
  }
}
