import Foundation
import Synchronization
import Testing

@testable import Optimization
@testable import Searching

@Suite("The guard around GLPK") struct GuardTests {
  @Test("a fatal error of GLPK becomes an error, its programs are lost, and the next program works")
  func fatalError() async throws {
    try await onOwnThread {
      var program = try IncrementalProgram()
      _ = try program.addRow(lower: 1, upper: .infinity)
      var bystander = try IncrementalProgram()
      do throws(SolverFailure) {
        try program.provokeFatalError()
        Issue.record("the provoked error did not come")
      } catch {
        guard case .fatal(let text) = error else {
          Issue.record("\(error)")
          return
        }
        #expect(text.contains("glp_set_obj_coef"))
        #expect(text.contains("1000000000"))
      }
      expectLost { () throws(SolverFailure) in _ = try program.addRow(lower: 0, upper: 1) }
      expectLost { () throws(SolverFailure) in _ = try program.solve() }
      expectLost { () throws(SolverFailure) in _ = try bystander.solve() }
      #expect(try RandomPrograms.cover(rows: 5, columns: 9, seed: 1).relaxed().status == .optimal)
    }
  }

  @Test("a thousand fatal errors, with solves between")
  func manyFatalErrors() async throws {
    let objective = try RandomPrograms.cover(rows: 5, columns: 9, seed: 2).relaxed().objective
    try await onOwnThread {
      for _ in 0..<1000 {
        var program = try IncrementalProgram()
        try program.load(RandomPrograms.cover(rows: 5, columns: 9, seed: 2))
        #expect(try program.solve().objective == objective)
        #expect(throws: SolverFailure.self) { try program.provokeFatalError() }
      }
    }
  }

  @Test("a program refuses another thread and still works on its own")
  func wrongThread() async throws {
    try await onOwnThread {
      let box = Box(try IncrementalProgram())
      let failure: SolverFailure? = blockingOnOwnThread {
        do throws(SolverFailure) { _ = try box.program.solve() } catch { return error }
        return nil
      }
      #expect(failure == .wrongThread)
      #expect(try box.program.solve().status == .optimal)
    }
  }

  @Test("a program that ends on a foreign thread does no harm")
  func endsElsewhere() async throws {
    try await onOwnThread {
      var box: Box? = Box(try IncrementalProgram())
      let carried = Carrier(box)
      box = nil
      blockingOnOwnThread { carried.box = nil }
      #expect(try RandomPrograms.cover(rows: 5, columns: 9, seed: 1).relaxed().status == .optimal)
    }
  }

  @Test("solvers on several threads at the same time give the answers of one alone")
  func twoThreads() async throws {
    let alone = try (0..<8).map {
      try RandomPrograms.cover(rows: 25, columns: 90, seed: UInt64($0)).relaxed().objective
    }
    try await withThrowingTaskGroup(of: (Int, Double).self) { group in
      for seed in 0..<8 {
        group.addTask {
          try await onOwnThread {
            var objective = 0.0
            for _ in 0..<5 {
              objective = try RandomPrograms.cover(rows: 25, columns: 90, seed: UInt64(seed)).relaxed().objective
              let program = try IncrementalProgram()
              // A fatal error on one thread leaves the others alone.
              #expect(throws: SolverFailure.self) { try program.provokeFatalError() }
            }
            return (seed, objective)
          }
        }
      }
      for try await (seed, objective) in group { #expect(objective == alone[seed]) }
    }
  }

  @Test("typed errors and values come back from the other thread")
  func ownThread() async throws {
    #expect(await onOwnThread { 6 * 7 } == 42)
    #expect(blockingOnOwnThread { "done" } == "done")
    await #expect(throws: SolverFailure.lost) {
      try await onOwnThread { () throws(SolverFailure) -> Int in throw .lost }
    }
  }

  @Test(
    "work on several threads is done once each, at most so many at a time, and answered in order",
    arguments: [1, 3, 20])
  func ownThreads(threads: Int) {
    let now = Mutex((running: 0, most: 0))
    let answers = blockingOnOwnThreads(count: 9, threads: threads) { number in
      now.withLock {
        $0.running += 1
        $0.most = max($0.most, $0.running)
      }
      usleep(UInt32(1000 * (9 - number)))
      now.withLock { $0.running -= 1 }
      return 10 * number
    }
    #expect(answers == (0..<9).map { 10 * $0 })
    #expect(now.withLock { $0.most } <= threads)
    #expect(throws: SolverFailure.lost) {
      try blockingOnOwnThreads(count: 4, threads: threads) { number throws(SolverFailure) in
        if number > 1 { throw number == 2 ? SolverFailure.lost : SolverFailure.wrongThread }
      }
    }
  }
}

/// Carries a program where the compiler would not let it go, to see what the run-time check does. The tests wait for
/// the other thread, so nothing runs at the same time.
private final class Box: @unchecked Sendable {
  var program: IncrementalProgram
  init(_ program: consuming IncrementalProgram) { self.program = program }
}

private final class Carrier: @unchecked Sendable {
  var box: Box?
  init(_ box: Box?) { self.box = box }
}

private func expectLost(_ action: () throws(SolverFailure) -> Void) {
  do throws(SolverFailure) {
    try action()
    Issue.record("a lost program answered")
  } catch {
    #expect(error == .lost)
  }
}
