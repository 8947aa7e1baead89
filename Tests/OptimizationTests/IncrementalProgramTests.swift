import Foundation
import Optimization
import Searching
import Testing

@Suite("A program that grows") struct IncrementalProgramTests {
  @Test("a textbook program: values, duals, reduced costs and objective")
  func textbook() throws {
    // min 2x + 3y, x + y ≥ 4, x ≤ 3 → x = 3, y = 1, dual of the row 3, reduced cost of x −1.
    var program = try IncrementalProgram()
    let row = try program.addRow(lower: 4, upper: .infinity)
    let x = try program.addColumn(cost: 2, lower: 0, upper: 3, rows: [row], values: [1])
    let y = try program.addColumn(cost: 3, rows: [row], values: [1])
    try program.setConstant(10)
    let outcome = try program.solve()
    #expect(outcome.status == .optimal)
    #expect(abs(outcome.objective - 19) < 1e-9)
    let values = try program.primalValues()
    #expect(abs(values[x] - 3) < 1e-9)
    #expect(abs(values[y] - 1) < 1e-9)
    #expect(abs(try program.dualValues()[row] - 3) < 1e-9)
    #expect(abs(try program.reducedCosts()[x] + 1) < 1e-9)
    #expect(abs(try program.rowValues()[row] - 4) < 1e-9)
  }

  @Test("infeasible and unbounded programs are told apart", arguments: [SolveLimits.Method.automatic, .primal, .dual])
  func statuses(method: SolveLimits.Method) throws {
    var impossible = try IncrementalProgram()
    let row = try impossible.addRow(lower: 5, upper: .infinity)
    _ = try impossible.addColumn(cost: 1, lower: 0, upper: 4, rows: [row], values: [1])
    #expect(try impossible.solve(SolveLimits(method: method)).status == .infeasible)
    var endless = try IncrementalProgram()
    let other = try endless.addRow(lower: 1, upper: .infinity)
    _ = try endless.addColumn(cost: -1, rows: [other], values: [1])
    #expect(try endless.solve(SolveLimits(method: method)).status == .unbounded)
  }

  @Test("a warm start after new columns reaches the optimum of a fresh solve", arguments: 0..<25)
  func warmColumns(seed: Int) throws {
    let whole = RandomPrograms.cover(rows: 8, columns: 30, seed: UInt64(seed))
    var program = try IncrementalProgram()
    try program.addRows(lower: whole.rows.map(\.lower), upper: whole.rows.map(\.upper))
    var partial = LinearProgram()
    for row in whole.rows { partial.addRow(lower: row.lower, upper: row.upper) }
    for (index, column) in whole.columns.enumerated() {
      let entries = whole.entries(of: index)
      _ = try program.addColumn(
        cost: column.cost, lower: column.lower, upper: column.upper, rows: entries.map(\.row),
        values: entries.map(\.value))
      partial.addColumn(cost: column.cost, lower: column.lower, upper: column.upper, entries: entries)
      let warm = try program.solve()
      let fresh = try partial.relaxed()
      #expect(warm.status == fresh.status)
      if fresh.status == .optimal { #expect(abs(warm.objective - fresh.objective) < 1e-7) }
    }
  }

  @Test("a warm start after changed bounds, costs and removals reaches the optimum of a fresh solve", arguments: 0..<25)
  func warmChanges(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed) + 1000)
    var whole = RandomPrograms.cover(rows: 7, columns: 25, seed: UInt64(seed))
    var program = try IncrementalProgram()
    try program.load(whole)
    for step in 0..<30 {
      switch step % 4 {
      case 0, 1:
        let column = random.nextIndex(below: whole.columns.count)
        let low = Double(random.nextIndex(below: 3))
        let high = low + Double(random.nextIndex(below: 4))
        whole.setBounds(column: column, lower: low, upper: high)
        try program.setColumnBounds(column, lower: low, upper: high)
      case 2:
        let row = random.nextIndex(below: whole.rows.count)
        let need = Double(random.nextIndex(below: 7))
        whole.setBounds(row: row, lower: need, upper: .infinity)
        try program.setRowBounds(row, lower: need, upper: .infinity)
      default:
        let gone = random.nextIndex(below: whole.columns.count)
        try program.removeColumns([gone])
        var rest = LinearProgram()
        for row in whole.rows { rest.addRow(lower: row.lower, upper: row.upper) }
        for (index, column) in whole.columns.enumerated() where index != gone {
          rest.addColumn(
            cost: column.cost, lower: column.lower, upper: column.upper, entries: whole.entries(of: index))
        }
        whole = rest
      }
      let warm = try program.solve()
      let fresh = try whole.relaxed()
      #expect(warm.status == fresh.status, "step \(step)")
      if fresh.status == .optimal { #expect(abs(warm.objective - fresh.objective) < 1e-7, "step \(step)") }
    }
  }

  @Test("a basis carries over to a program of the same shape")
  func carriedBasis() throws {
    let whole = RandomPrograms.cover(rows: 20, columns: 120, seed: 5)
    var first = try IncrementalProgram()
    try first.load(whole)
    let cold = try first.solve()
    #expect(cold.iterations > 0)
    var second = try IncrementalProgram()
    try second.load(whole)
    try second.setBasis(try first.basis())
    let warm = try second.solve()
    #expect(warm.iterations == 0)
    #expect(abs(warm.objective - cold.objective) < 1e-9)
  }

  @Test("a row over existing columns binds")
  func lateRow() throws {
    var program = try IncrementalProgram()
    let row = try program.addRow(lower: 4, upper: .infinity)
    let x = try program.addColumn(cost: 1, rows: [row], values: [1])
    let y = try program.addColumn(cost: 2, rows: [row], values: [1])
    #expect(try program.solve().objective == 4)
    let cap = try program.addRow(lower: -.infinity, upper: 1, columns: [x], values: [1])
    #expect(try program.solve().objective == 7)
    #expect(try program.dualValues()[cap] == -1)
    #expect(try program.primalValues()[y] == 3)
    try program.removeRows([cap])
    #expect(try program.solve().objective == 4)
  }

  @Test("the iteration limit ends a solve and the next one goes on from there")
  func iterationLimit() throws {
    let whole = RandomPrograms.cover(rows: 60, columns: 600, seed: 3, sparsity: 20)
    var program = try IncrementalProgram()
    try program.load(whole)
    let short = try program.solve(SolveLimits(iterations: 5))
    #expect(short.status == .iterationLimit)
    #expect(short.iterations <= 5)
    let rest = try program.solve()
    #expect(rest.status == .optimal)
    #expect(abs(rest.objective - (try whole.relaxed().objective)) < 1e-6)
  }

  @Test("a stop flag ends a solve between slices")
  func stopFlag() throws {
    let stop = StopFlag()
    stop.raise()
    var program = try IncrementalProgram()
    try program.load(RandomPrograms.cover(rows: 60, columns: 600, seed: 3, sparsity: 20))
    #expect(try program.solve(SolveLimits(stop: stop)).status == .interrupted)
    let calm = try program.solve(SolveLimits(stop: StopFlag(), slice: 7))
    #expect(calm.status == .optimal)
  }

  @Test("a time limit ends a solve")
  func timeLimit() throws {
    let whole = RandomPrograms.cover(rows: 400, columns: 3000, seed: 9, sparsity: 60)
    var program = try IncrementalProgram()
    try program.load(whole)
    let start = ContinuousClock.now
    let outcome = try program.solve(SolveLimits(seconds: 0.02))
    #expect(outcome.status == .timeLimit)
    #expect(ContinuousClock.now - start < .seconds(5))
  }

  @Test("what GLPK would swallow or die of is refused and changes nothing")
  func refusals() throws {
    var program = try IncrementalProgram()
    let row = try program.addRow(lower: 1, upper: .infinity)
    let column = try program.addColumn(cost: 1, rows: [row], values: [1])
    func refused(_ action: (inout IncrementalProgram) throws(SolverFailure) -> Void) -> SolverFailure? {
      do throws(SolverFailure) { try action(&program) } catch { return error }
      return nil
    }
    func isNotFinite(_ failure: SolverFailure?) -> Bool { if case .notFinite = failure { true } else { false } }
    func isCrossed(_ failure: SolverFailure?) -> Bool { if case .crossedBounds = failure { true } else { false } }
    func isOutside(_ failure: SolverFailure?) -> Bool { if case .outOfRange = failure { true } else { false } }
    #expect(isNotFinite(refused { p throws(SolverFailure) in _ = try p.addRow(lower: .nan, upper: 1) }))
    #expect(isNotFinite(refused { p throws(SolverFailure) in _ = try p.addRow(lower: .infinity, upper: .infinity) }))
    #expect(isCrossed(refused { p throws(SolverFailure) in _ = try p.addRow(lower: 2, upper: 1) }))
    #expect(
      isNotFinite(refused { p throws(SolverFailure) in _ = try p.addColumn(cost: .nan, rows: [0], values: [1]) }))
    #expect(
      isNotFinite(refused { p throws(SolverFailure) in _ = try p.addColumn(cost: .infinity, rows: [0], values: [1]) }))
    #expect(
      isNotFinite(refused { p throws(SolverFailure) in _ = try p.addColumn(cost: 1, rows: [0], values: [.nan]) }))
    #expect(
      isCrossed(
        refused { p throws(SolverFailure) in _ = try p.addColumn(cost: 1, lower: 3, upper: 2, rows: [0], values: [1]) })
    )
    #expect(isOutside(refused { p throws(SolverFailure) in _ = try p.addColumn(cost: 1, rows: [1], values: [1]) }))
    #expect(isOutside(refused { p throws(SolverFailure) in _ = try p.addColumn(cost: 1, rows: [-1], values: [1]) }))
    #expect(
      isOutside(refused { p throws(SolverFailure) in _ = try p.addColumn(cost: 1, rows: [0, 0], values: [1, 1]) }))
    #expect(isOutside(refused { p throws(SolverFailure) in try p.setRowBounds(7, lower: 0, upper: 1) }))
    #expect(isNotFinite(refused { p throws(SolverFailure) in try p.setCost(column, to: .nan) }))
    #expect(isCrossed(refused { p throws(SolverFailure) in try p.setColumnBounds(column, lower: 1, upper: 0) }))
    #expect(isOutside(refused { p throws(SolverFailure) in try p.removeColumns([0, 0]) }))
    #expect(program.rowCount == 1)
    #expect(program.columnCount == 1)
    #expect(try program.solve().objective == 1)
  }

  @Test("an empty program is optimal at its constant")
  func empty() throws {
    var program = try IncrementalProgram()
    try program.setConstant(3)
    let outcome = try program.solve()
    #expect(outcome.status == .optimal)
    #expect(outcome.objective == 3)
  }
}
