internal import CGLPK
internal import GLPKBridge
internal import Searching

/// Solves an integer program by GLPK's branch and bound on the calling thread, in one call that leaves nothing behind.
/// Meant for small programs: on whole weeks of shifts GLPK finds no solution in useful time.
///
/// The answer is checked against the program before it is returned; an answer that breaks a row by more than one in a
/// million is `numericalTrouble`. `unbounded` means that the relaxation has no limit.
public func solve(
  _ program: LinearProgram, options: IntegerOptions = IntegerOptions()
) throws(SolverFailure) -> IntegerOutcome {
  try program.check()
  let worst: Double = program.maximises ? .infinity : -.infinity
  var lower = program.columns.map(\.lower)
  var upper = program.columns.map(\.upper)
  for (index, column) in program.columns.enumerated() where column.isInteger {
    // GLPK asks for whole bounds.
    lower[index] = (lower[index] - 1e-9).rounded(.up)
    upper[index] = (upper[index] + 1e-9).rounded(.down)
    if lower[index] > upper[index] {
      return IntegerOutcome(status: .infeasible, values: nil, objective: .nan, bound: worst, nodes: 0)
    }
  }
  if let start = options.start {
    let violation = program.violation(at: start)
    guard violation <= 1e-6 else { throw .outOfRange("the start breaks the program by \(violation)") }
  }
  // GLPK's presolver tightens the bounds of integer columns against each other in steps and can go on for ever where
  // there are none; no limit and no flag reaches it. It only gets programs whose bounds it can run out of.
  var plain = options
  plain.presolve =
    options.presolve && options.start == nil
    && program.columns.indices.allSatisfy { !program.columns[$0].isInteger || upper[$0] - lower[$0] <= 10_000 }
  var outcome = try callSolver(program, lower, upper, plain)
  if outcome.status == .unbounded, plain.presolve {
    // The presolver says "no dual solution", which an infeasible program may show too.
    plain.presolve = false
    outcome = try callSolver(program, lower, upper, plain)
  }
  if let start = options.start { outcome.keepBetter(start, of: program) }
  return outcome
}

private func callSolver(
  _ program: LinearProgram, _ lower: [Double], _ upper: [Double], _ options: IntegerOptions
) throws(SolverFailure) -> IntegerOutcome {
  let rowLower = program.rows.map(\.lower)
  let rowUpper = program.rows.map(\.upper)
  let costs = program.columns.map(\.cost)
  let integer = program.columns.map { $0.isInteger ? UInt8(1) : 0 }
  var values = [Double](repeating: 0, count: program.columns.count)
  var result = rota_integer_result()
  var code = Int32(ROTA_OK)
  rowLower.withUnsafeBufferPointer { rowLower in
    rowUpper.withUnsafeBufferPointer { rowUpper in
      costs.withUnsafeBufferPointer { costs in
        lower.withUnsafeBufferPointer { lower in
          upper.withUnsafeBufferPointer { upper in
            integer.withUnsafeBufferPointer { integer in
              program.starts.withUnsafeBufferPointer { starts in
                program.entryRows.withUnsafeBufferPointer { entryRows in
                  program.entryValues.withUnsafeBufferPointer { entryValues in
                    var plain = rota_integer_program(
                      rows: Int32(rowLower.count), columns: Int32(costs.count), row_lower: rowLower.baseAddress,
                      row_upper: rowUpper.baseAddress, costs: costs.baseAddress, lower: lower.baseAddress,
                      upper: upper.baseAddress, integer: integer.baseAddress, starts: starts.baseAddress,
                      entry_rows: entryRows.baseAddress, values: entryValues.baseAddress, constant: program.constant,
                      maximise: program.maximises ? 1 : 0)
                    code = callSolver(&plain, options, &values, &result)
                  }
                }
              }
            }
          }
        }
      }
    }
  }
  try succeed(code)
  return try outcome(of: program, result, values)
}

/// Hands over the start and the stop flag. The callback only reads the flag: no jump can cross it.
private func callSolver(
  _ program: inout rota_integer_program, _ options: IntegerOptions, _ values: inout [Double],
  _ result: inout rota_integer_result
) -> Int32 {
  var plain = rota_integer_options()
  plain.seconds = options.seconds.map { max($0, 1e-3) } ?? 0
  // GLPK divides by the solution, which is the larger of the two where costs are above zero and minimised.
  plain.relative_gap = program.maximise != 0 ? options.relativeGap : options.relativeGap / (1 + options.relativeGap)
  plain.nodes = Int32(clamping: options.nodes ?? 0)
  plain.cuts = options.cuts ? 1 : 0
  plain.presolve = options.presolve ? 1 : 0
  plain.pump = options.feasibilityPump ? 1 : 0
  if let stop = options.stop {
    plain.stop_context = Unmanaged.passUnretained(stop).toOpaque()
    plain.stopped = { context in
      guard let context else { return 0 }
      return Unmanaged<StopFlag>.fromOpaque(context).takeUnretainedValue().isRaised ? 1 : 0
    }
  }
  return withExtendedLifetime(options.stop) {
    guard let start = options.start else { return rota_solve_integer(&program, &plain, &values, &result) }
    return start.withUnsafeBufferPointer { start in
      plain.start = start.baseAddress
      return rota_solve_integer(&program, &plain, &values, &result)
    }
  }
}

private func outcome(
  of program: LinearProgram, _ result: rota_integer_result, _ raw: [Double]
) throws(SolverFailure) -> IntegerOutcome {
  var status = try status(of: result)
  var values: [Double]?
  var objective = Double.nan
  if result.has_values != 0 {
    let rounded = zip(program.columns, raw).map { $0.isInteger ? $1.rounded() : $1 }
    if program.violation(at: rounded) <= 1e-6 {
      values = rounded
      objective = program.objective(at: rounded)
    } else {
      status = .numericalTrouble
    }
  }
  var bound = result.bound
  if status == .optimal { bound = objective }
  // The bound comes from a relaxation solved to a tolerance: it never passes the solution.
  if values != nil { bound = program.maximises ? max(bound, objective) : min(bound, objective) }
  if status == .gapReached, isProven(objective: objective, bound: bound, within: 1e-9) { status = .optimal }
  return IntegerOutcome(status: status, values: values, objective: objective, bound: bound, nodes: Int(result.nodes))
}

private func status(of result: rota_integer_result) throws(SolverFailure) -> SolveStatus {
  switch Int(result.ended_by) {
  case ROTA_ENDED_BY_STOP: return .interrupted
  case ROTA_ENDED_BY_TIME: return .timeLimit
  case ROTA_ENDED_BY_NODES: return .iterationLimit
  default: break
  }
  if result.in_relaxation != 0 {
    switch (result.code, result.status) {
    case (0, GLP_NOFEAS): return .infeasible
    case (0, GLP_UNBND): return .unbounded
    default: return .numericalTrouble
    }
  }
  switch (result.code, result.status) {
  case (0, GLP_OPT): return .optimal
  case (0, GLP_NOFEAS), (GLP_ENOPFS, _): return .infeasible
  case (GLP_ENODFS, _): return .unbounded
  case (GLP_EMIPGAP, _): return .gapReached
  case (GLP_ETMLIM, _): return .timeLimit
  case (GLP_EFAIL, _), (0, GLP_UNDEF), (GLP_EROOT, _): return .numericalTrouble
  default: throw .unexpected(code: Int(result.code), status: Int(result.status))
  }
}

extension IntegerOutcome {
  /// The start counts when the search ended without anything as good.
  fileprivate mutating func keepBetter(_ start: [Double], of program: LinearProgram) {
    let cost = program.objective(at: start)
    if values != nil, program.maximises ? objective >= cost : objective <= cost { return }
    values = zip(program.columns, start).map { $0.isInteger ? $1.rounded() : $1 }
    objective = cost
    if status == .infeasible { status = .numericalTrouble }
  }
}
