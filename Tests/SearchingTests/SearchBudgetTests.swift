import Searching
import Synchronization
import Testing

@Suite("What a search may take") struct SearchBudgetTests {
  /// A clock that is set by hand.
  private final class Watch: Sendable {
    private let now = Mutex(100.0)
    var time: Double {
      get { now.withLock { $0 } }
      set { now.withLock { $0 = newValue } }
    }
    var clock: @Sendable () -> Double { { self.time } }
  }

  @Test("moves count where they are given, and a deadline beside them where it is nearer")
  func shares() {
    let watch = Watch()
    var budget = SearchBudget(iterations: 200, clock: watch.clock)
    #expect([0, 50, 200, 300].map { budget.used(moves: $0) } == [0, 0.25, 1, 1])
    #expect(budget.left == nil && !budget.isOver)
    watch.time = 1e9
    #expect(budget.used(moves: 50) == 0.25, "without a deadline no clock is read")
    budget = budget.lasting(10)
    watch.time += 4
    #expect(abs(budget.used(moves: 50) - 0.4) < 1e-6 && budget.used(moves: 100) == 0.5)
    watch.time += 7
    #expect(budget.used(moves: 0) == 1 && budget.isOver)
    budget.iterations = nil
    budget.deadline = nil
    #expect(budget.used(moves: 0) == 1 && !budget.isOver, "nothing limits it: it doesn't begin")
    budget.iterations = 0
    #expect(budget.used(moves: 0) == 0 && budget.used(moves: 1) == 1)
  }

  @Test("parts end with their share of the whole, or after their own time")
  func parts() {
    let watch = Watch()
    let budget = SearchBudget(clock: watch.clock).lasting(40)
    watch.time += 10
    #expect(budget.elapsed == 10 && budget.left == 30 && budget.until(0.5).left == 10)
    #expect(budget.until(0.25).isOver && !budget.until(0.26).isOver)
    let part = budget.lasting(budget.left.map { $0 / 2 })
    #expect(part.left == 15 && part.elapsed == 0 && part.until(0.2).left == 3)
    #expect(budget.lasting(nil).left == nil && SearchBudget().until(0.5).left == nil)
    #expect(budget.lasting(0).used(moves: 0) == 1 && budget.lasting(-1).isOver)
  }

  @Test("a stop ends everything, and the end says first what is proven, then why")
  func ends() {
    let stop = StopFlag()
    var budget = SearchBudget(iterations: 100, stop: stop)
    func end(_ isOptimal: Bool = false, _ isWithinGap: Bool = false, isOutOfTime: Bool = false) -> SolveStatus {
      budget.status(isOptimal: isOptimal, isWithinGap: isWithinGap, isOutOfTime: isOutOfTime)
    }
    #expect(end() == .iterationLimit && end(isOutOfTime: true) == .timeLimit)
    budget.iterations = nil
    #expect(end() == .exhausted && end(isOutOfTime: true) == .timeLimit)
    stop.raise()
    #expect(budget.isOver && budget.used(moves: 0) == 1)
    #expect(end(isOutOfTime: true) == .interrupted && end(false, true) == .gapReached && end(true, true) == .optimal)
  }

  @Test("a run has a deadline only where no iterations are given, and tells how far it is")
  func runs() {
    let watch = Watch()
    let told = Mutex<[SearchProgress]>([])
    func run(_ limits: SearchLimits) -> SearchRun {
      SearchRun(limits, clock: watch.clock, progress: { line in told.withLock { $0.append(line) } })
    }
    #expect(run(SearchLimits(timeLimit: 5, iterations: 7)).budget.left == nil)
    let timed = run(SearchLimits(timeLimit: 5))
    watch.time += 2
    timed.report("first", objective: .infinity, bound: 3)
    watch.time += 4
    timed.report("then", objective: 6, bound: 3)
    let lines = told.withLock { $0 }
    #expect(
      lines == [
        SearchProgress(stage: "first", objective: nil, bound: 3, elapsed: 2, remaining: 3),
        SearchProgress(stage: "then", objective: 6, bound: 3, elapsed: 6, remaining: 0),
      ])
    #expect(lines.map(\.gap) == [nil, 1])
  }
}
