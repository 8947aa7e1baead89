internal import Optimization
internal import Searching

/// The duties that start in a few hours, and what may take their place.
struct StaffingWindow: Sendable {
  let tables: StaffingTables
  let first: Int
  let width: Int
  let unit: Double?
  /// Duties that start elsewhere.
  var fixed: [PlacedDuty] = []
  /// What may be worked in the window, and how often each is now.
  var candidates: [PlacedDuty] = []
  var counts: [Int] = []

  struct Answer: Sendable {
    /// What is worked instead; nil when nothing cheaper was found.
    var better: [PlacedDuty]?
    var isOptimal = false
    /// Why there may be less than the window has, where the solver failed.
    var failure: SolverFailure?
  }

  func holds(_ duty: PlacedDuty) -> Bool {
    let distance = tables.cellOfEntry[duty.entry] - first
    return (0..<width).contains(distance < 0 ? distance + tables.cells : distance)
  }

  /// Whether there is nothing to exchange.
  var isTooSmall: Bool { counts.reduce(0, +) < 2 && width < tables.cells }

  func solved(seconds: Double?, stop: StopFlag?) throws(SolverFailure) -> Answer {
    if isTooSmall || stop?.isRaised == true { return Answer() }
    let restricted = RestrictedProgram(tables, duties: candidates, fixed: fixed, unit: unit ?? 1)
    let program = restricted.program
    if program.columns.isEmpty { return Answer() }
    let start = try restricted.solution(counts: counts)
    let options = IntegerOptions(
      seconds: seconds, nodes: seconds == nil ? 1000 : 5000, start: start, presolve: false, stop: stop)
    let outcome = try solve(program, options: options)
    var answer = Answer(isOptimal: outcome.status == .optimal, failure: outcome.failure)
    if let values = outcome.values {
      let gain = start.map { cost(of: $0, program) - cost(of: values, program) } ?? .infinity
      if gain > 1e-9 { answer.better = restricted.duties(of: values) }
    }
    return answer
  }

  private func cost(of values: [Double], _ program: LinearProgram) -> Double {
    zip(program.columns, values).reduce(0) { $0 + $1.0.cost * $1.1 }
  }
}
