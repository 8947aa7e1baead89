import Calendars
import Optimization
import Searching
import ShiftStaffing
import Tables
import Testing
import Verification
import Workforce

/// Run by `FaultTests` in a process of its own, in which GLPK fails.
@Suite("Staffing under a failing solver", .enabled(if: FaultyLibrary.current.map { $0 != .threads } ?? false))
struct SolverTroubleTests {
  private var isBlind: Bool { FaultyLibrary.current != .integer }

  @Test("a staffing comes out, without a bound that nobody proved, and says what failed", arguments: [1, 2])
  func staffing(queues: Int) throws {
    let problem = TinyStaffing.problem(TinyStaffing.Shape(slots: 12, queues: queues, shifts: 8), seed: 3)
    let outcome = try solveStaffing(problem, limits: SearchLimits(timeLimit: nil, iterations: 500))
    let duties = StaffingCheck(outcome.duties, of: problem)
    #expect(duties.breaches.isEmpty && duties.objective == outcome.objective)
    // What is proven by the relaxation asks no integer program.
    #expect(!outcome.trouble.isEmpty || outcome.status == .optimal)
    if isBlind {
      #expect(outcome.gap == nil && outcome.bound <= 0 && outcome.status != .optimal && outcome.status != .gapReached)
      #expect(outcome.trouble.contains { $0.work == "proving the bound" })
    } else {
      #expect(outcome.bound > 0 && outcome.bound <= outcome.objective)
    }
    for trouble in outcome.trouble {
      #expect(trouble.warning.code == "solver.trouble" && trouble.warning.severity == .warning)
    }
  }

  @Test("work with deadlines is placed all the same, and each failure is told once")
  func deadlines() throws {
    let hour = 3600.0
    let shifts = (0..<5).map { start in
      StaffingShift(
        template: "t", date: CivilDate(dayNumber: 4), group: 0, startSlot: start, slots: 2, cost: 20,
        paid: Minutes(120), breakWindows: [])
    }
    var problem = StaffingProblem(
      slots: 6, slotLength: 60, cyclic: false, demand: [QueueDemand(queue: "mail", required: [1, 1, 1, 1, 0, 0])],
      groups: [StaffingGroup(name: "all", site: "here", queues: [0])], shifts: shifts, prices: CoveragePrices())
    problem.deadlines = [
      DeadlineWork(
        queue: 0, capacity: Array(repeating: hour, count: 6), idle: Array(repeating: 0, count: 6),
        available: Array(repeating: 4 * hour, count: 6), due: [0, 0, 0, 0, 0, 4 * hour])
    ]
    let outcome = try solveStaffing(problem, limits: SearchLimits(timeLimit: nil, iterations: 200))
    #expect(StaffingCheck(outcome.duties, of: problem, heads: outcome.heads).breaches.isEmpty)
    #expect(Set(outcome.trouble).count == outcome.trouble.count)
    if isBlind {
      #expect(outcome.gap == nil && outcome.status != .optimal)
      #expect(outcome.trouble.contains { $0.work.contains("deadlines") }, "\(outcome.trouble)")
    }
  }
}
