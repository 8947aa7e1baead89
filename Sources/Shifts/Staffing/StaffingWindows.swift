internal import Calendars
internal import Optimization

/// Improves a staffing window by window: the duties that start in a few hours are taken out and put back in the best
/// way, by a small integer program over duties that the relaxation holds for promising.
struct StaffingWindows {
  let tables: StaffingTables
  /// Duties with a small reduced cost, by start cell.
  private var promising: [[(reduced: Double, duty: PlacedDuty)]]
  private var random: SeededGenerator
  private let unit: Double?
  /// Width of the window in cells; follows how hard the programs are.
  private(set) var width: Int
  private let hour: Int

  /// - Parameters:
  ///   - master: solved; its duties are the candidates.
  init(_ master: StaffingMaster, seed: UInt64) {
    tables = master.tables
    hour = max(1, 60 / max(1, tables.problem.slotLength.rawValue))
    width = 6 * hour
    unit = tables.problem.prices == nil ? tables.costUnit : nil
    random = SeededGenerator(seed: seed, stream: 2)
    promising = [[(reduced: Double, duty: PlacedDuty)]](repeating: [], count: tables.cells)
    for duty in master.duties {
      promising[tables.cellOfEntry[duty.entry]].append((master.reducedCost(duty), duty))
    }
  }

  /// One window at a random place.
  /// - Parameters:
  ///   - seconds: for the integer program; nil = its limit of nodes alone, which is the same on every machine.
  /// - Returns: a staffing that may be better, nil when none was found.
  mutating func improve(
    _ staffing: [PlacedDuty], seconds: Double?, stop: StopFlag?
  ) throws(SolverFailure) -> [PlacedDuty]? {
    let cells = tables.cells
    let first = random.nextIndex(below: cells)
    func isInside(_ duty: PlacedDuty) -> Bool {
      let distance = tables.cellOfEntry[duty.entry] - first
      return (0..<width).contains(distance < 0 ? distance + cells : distance)
    }
    let freed = staffing.filter(isInside)
    guard freed.count > 1 else { return nil }
    let fixed = staffing.filter { !isInside($0) }
    var counts: [PlacedDuty: Int] = [:]
    for duty in freed { counts[duty, default: 0] += 1 }
    var candidates = counts.keys.sorted { ($0.entry, $0.breaks) < ($1.entry, $1.breaks) }
    var pool: [(reduced: Double, duty: PlacedDuty)] = []
    for offset in 0..<width { pool += promising[(first + offset) % cells] }
    pool.sort { ($0.reduced, $0.duty.entry, $0.duty.breaks) < ($1.reduced, $1.duty.entry, $1.duty.breaks) }
    for candidate in pool where candidates.count < 500 && counts[candidate.duty] == nil {
      candidates.append(candidate.duty)
    }
    let restricted = RestrictedProgram(tables, duties: candidates, fixed: fixed, unit: unit ?? 1)
    let start = candidates.map { Double(counts[$0] ?? 0) }
    var options = IntegerOptions(seconds: seconds, nodes: 3000, presolve: false, stop: stop)
    options.start = tables.problem.prices == nil && tables.multi.isEmpty ? start : nil
    let outcome = try solve(restricted.program, options: options)
    width =
      outcome.status == .optimal ? min(width + max(1, hour / 2), 60 * hour, cells) : max(2 * hour, width - hour)
    return outcome.values.map { fixed + restricted.duties(of: $0) }
  }
}
