import Foundation
import Optimization
import Searching
import Testing
import Verification

@Suite("Integer programs") struct IntegerSolveTests {
  @Test("tiny programs of every kind against brute force", arguments: [true, false])
  func bruteForce(presolve: Bool) throws {
    var solved = 0
    for seed in 0..<400 {
      let program = RandomPrograms.mixed(seed: UInt64(seed))
      let best = RandomPrograms.bruteForce(program)
      let outcome = try solve(program, options: IntegerOptions(presolve: presolve, cuts: seed % 2 == 0))
      if let best {
        solved += 1
        #expect(outcome.status == .optimal, "seed \(seed)")
        #expect(abs(outcome.objective - best) < 1e-6, "seed \(seed)")
        #expect(isProven(objective: outcome.objective, bound: outcome.bound, within: 0))
      } else {
        #expect(outcome.status == .infeasible, "seed \(seed)")
        #expect(outcome.values == nil)
      }
    }
    #expect(solved > 50 && solved < 350)
  }

  @Test("a start is kept when the search may not look further, and improved when it may")
  func start() throws {
    let program = RandomPrograms.cover(rows: 12, columns: 30, seed: 4, integer: true)
    let full = program.columns.map(\.upper)
    let kept = try solve(program, options: IntegerOptions(nodes: 1, start: full))
    #expect(kept.values != nil)
    #expect(kept.objective <= program.objective(at: full))
    #expect(kept.bound <= kept.objective)
    let best = try solve(program)
    let better = try solve(program, options: IntegerOptions(start: full))
    #expect(better.status == .optimal)
    #expect(abs(better.objective - best.objective) < 1e-6)
    let none = [Double](repeating: 0, count: full.count)
    #expect(throws: SolverFailure.self) { try solve(program, options: IntegerOptions(start: none)) }
  }

  @Test("the gap asked for is reached and the bound is valid")
  func gap() throws {
    let program = RandomPrograms.cover(rows: 15, columns: 40, seed: 8, integer: true)
    let exact = try solve(program)
    #expect(exact.status == .optimal)
    let loose = try solve(program, options: IntegerOptions(relativeGap: 0.2))
    #expect(loose.status == .gapReached || loose.status == .optimal)
    #expect(try #require(loose.gap) <= 0.2)
    #expect(loose.bound <= exact.objective + 1e-6)
    #expect(loose.objective >= exact.objective - 1e-6)
  }

  @Test("time limit and stop flag hold, with a valid bound", .hanging)
  func limits() throws {
    let program = RandomPrograms.marketSplit(rows: 4, columns: 30, seed: 21)
    let clock = ContinuousClock()
    let start = clock.now
    let outcome = try solve(program, options: IntegerOptions(seconds: 0.3, presolve: false))
    #expect(clock.now - start < .seconds(5))
    #expect(outcome.status == .timeLimit)
    if outcome.values != nil { #expect(outcome.bound <= outcome.objective) }
    let stop = StopFlag()
    stop.raise()
    #expect(try solve(program, options: IntegerOptions(stop: stop)).status == .interrupted)
  }

  /// A search that isn't stopped takes hours.
  @Test("a running search is stopped from another thread", .hanging)
  func interruption() async throws {
    let program = RandomPrograms.marketSplit(rows: 4, columns: 30, seed: 21)
    let stop = StopFlag()
    #expect(
      startOwnThread {
        usleep(200_000)
        stop.raise()
      })
    let outcome = try await onOwnThread { () throws(SolverFailure) in
      try solve(program, options: IntegerOptions(presolve: false, stop: stop))
    }
    #expect(outcome.status == .interrupted)
  }

  @Test("the node limit ends at the same place every time")
  func nodes() throws {
    let program = RandomPrograms.marketSplit(rows: 3, columns: 20, seed: 21)
    let first = try solve(program, options: IntegerOptions(nodes: 40))
    let second = try solve(program, options: IntegerOptions(nodes: 40))
    #expect(first.status == .iterationLimit)
    #expect(first == second)
  }

  @Test("unbounded, and whole numbers that lie between no bounds")
  func statuses() throws {
    var endless = LinearProgram()
    endless.addRow(lower: 1, upper: .infinity)
    endless.addColumn(cost: -1, isInteger: true, entries: [(0, 1.0)])
    #expect(try solve(endless).status == .unbounded)
    var between = LinearProgram()
    between.addColumn(cost: 1, lower: 0.2, upper: 0.8, isInteger: true, entries: [])
    #expect(try solve(between).status == .infeasible)
    var bad = LinearProgram()
    bad.addColumn(cost: .nan, entries: [])
    #expect(throws: SolverFailure.self) { try solve(bad) }
  }

  @Test("the gap is a share of the bound, and none is said where there is no bound above zero")
  func gapDefinition() throws {
    // "At most 13.98 % above the best possible": the best possible is at least the bound.
    #expect(try abs(#require(relativeGap(objective: 14_315, bound: 12_560)) - 0.139_729) < 1e-6)
    #expect(relativeGap(objective: 150, bound: 100) == 0.5)
    #expect(relativeGap(objective: 100, bound: 150) == 0.5)
    #expect(relativeGap(objective: 7, bound: 7) == 0)
    let none: [(Double, Double)] = [
      (0, 0), (0, -1), (-100, -101), (1, 0), (1, -.infinity), (.infinity, 1), (.nan, 1),
    ]
    for (objective, bound) in none {
      #expect(relativeGap(objective: objective, bound: bound) == nil)
    }
    #expect(isProven(objective: 0.0, bound: 0, within: 0) && !isProven(objective: 1.0, bound: 0, within: 1))
    #expect(isProven(objective: 150.0, bound: 100, within: 0.5) && !isProven(objective: 200.0, bound: 100, within: 0.5))
    #expect(isProven(objective: Int64(150), bound: 100, within: 0.5))
    #expect(!isProven(objective: Int64(200), bound: 100, within: 0.5))
    #expect(isProven(objective: Int64(-5), bound: -5, within: 0) && !isProven(objective: Int64(5), bound: 0, within: 1))
  }

  @Test("GLPK ends where the share of the bound is reached, not that of the solution")
  func gapOfTheBound() throws {
    for seed in 0..<30 {
      let program = RandomPrograms.cover(rows: 15, columns: 40, seed: UInt64(seed), integer: true)
      let loose = try solve(program, options: IntegerOptions(relativeGap: 0.5, presolve: false))
      #expect(try #require(loose.gap) <= 0.5 + 1e-9, "seed \(seed)")
    }
  }
}
