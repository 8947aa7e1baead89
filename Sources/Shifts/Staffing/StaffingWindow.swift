internal import Optimization

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
    /// What is worked instead; nil when nothing was found.
    var duties: [PlacedDuty]?
    var isOptimal = false
    var isTooSmall = false
  }

  func holds(_ duty: PlacedDuty) -> Bool {
    let distance = tables.cellOfEntry[duty.entry] - first
    return (0..<width).contains(distance < 0 ? distance + tables.cells : distance)
  }

  func solved(seconds: Double?, stop: StopFlag?) throws(SolverFailure) -> Answer {
    guard counts.reduce(0, +) > 1 || width == tables.cells else { return Answer(isTooSmall: true) }
    let restricted = RestrictedProgram(tables, duties: candidates, fixed: fixed, unit: unit ?? 1)
    if restricted.program.columns.isEmpty { return Answer() }
    let options = IntegerOptions(
      seconds: seconds, nodes: seconds == nil ? 1000 : 5000, start: try restricted.solution(counts: counts),
      presolve: false, stop: stop)
    let outcome = try solve(restricted.program, options: options)
    return Answer(duties: outcome.values.map { restricted.duties(of: $0) }, isOptimal: outcome.status == .optimal)
  }
}
