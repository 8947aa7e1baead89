internal import Calendars
internal import Optimization

/// Improves a staffing window by window: the duties that start in a few hours are taken out and put back in the best
/// way, by a small integer program over duties that the relaxation holds for promising.
struct StaffingWindows {
  let tables: StaffingTables
  /// Duties with a small reduced cost, by start cell.
  private var promising: [[(reduced: Double, duty: PlacedDuty)]]
  /// Most duties of a window's program.
  private static let most = 500
  private var random: SeededGenerator
  private let unit: Double?
  /// Width of the window in cells; follows how hard the programs are.
  private(set) var width: Int
  private let hour: Int
  /// Whether `promising` holds every duty there is, which small problems allow.
  private let isComplete: Bool

  /// - Parameters:
  ///   - master: solved; its duties are the candidates.
  init(_ master: StaffingMaster, seed: UInt64) {
    tables = master.tables
    hour = max(1, 60 / max(1, tables.problem.slotLength.rawValue))
    width = tables.dutyCount <= Self.most ? tables.cells : min(6 * hour, tables.cells)
    unit = tables.problem.prices == nil ? tables.costUnit : nil
    random = SeededGenerator(seed: seed, stream: 2)
    promising = [[(reduced: Double, duty: PlacedDuty)]](repeating: [], count: tables.cells)
    isComplete = tables.dutyCount <= Self.most
    for duty in isComplete ? tables.allDuties : master.duties {
      promising[tables.cellOfEntry[duty.entry]].append((master.reducedCost(duty), duty))
    }
  }

  /// One window at a random place.
  /// - Parameters:
  ///   - seconds: for the integer program; nil = its limit of nodes alone, which is the same on every machine.
  /// - Returns: a staffing that may be better, nil when none was found; and whether no other staffing is better, which
  ///   a window as wide as the horizon over all duties proves.
  mutating func improve(
    _ staffing: [PlacedDuty], seconds: Double?, stop: StopFlag?
  ) throws(SolverFailure) -> (staffing: [PlacedDuty]?, isBest: Bool) {
    let cells = tables.cells
    let first = random.nextIndex(below: cells)
    func isInside(_ duty: PlacedDuty) -> Bool {
      let distance = tables.cellOfEntry[duty.entry] - first
      return (0..<width).contains(distance < 0 ? distance + cells : distance)
    }
    let freed = staffing.filter(isInside)
    guard freed.count > 1 || width == cells else {
      width = min(width + hour, cells)
      return (nil, false)
    }
    let fixed = staffing.filter { !isInside($0) }
    var counts: [PlacedDuty: Int] = [:]
    for duty in freed { counts[duty, default: 0] += 1 }
    var candidates = counts.keys.sorted { ($0.entry, $0.breaks) < ($1.entry, $1.breaks) }
    var pool: [(reduced: Double, duty: PlacedDuty)] = []
    for offset in 0..<width { pool += promising[(first + offset) % cells] }
    pool.sort { ($0.reduced, $0.duty.entry, $0.duty.breaks) < ($1.reduced, $1.duty.entry, $1.duty.breaks) }
    for candidate in pool where candidates.count < Self.most && counts[candidate.duty] == nil {
      candidates.append(candidate.duty)
    }
    let restricted = RestrictedProgram(tables, duties: candidates, fixed: fixed, unit: unit ?? 1)
    if restricted.program.columns.isEmpty { return (nil, false) }
    let start = try restricted.solution(counts: candidates.map { counts[$0] ?? 0 })
    let options = IntegerOptions(
      seconds: seconds, nodes: seconds == nil ? 1000 : 5000, start: start, presolve: false, stop: stop)
    let outcome = try solve(restricted.program, options: options)
    let isWhole = isComplete && width == cells
    width =
      outcome.status == .optimal ? min(width + max(1, hour / 2), 60 * hour, cells) : max(2 * hour, width - hour)
    return (outcome.values.map { fixed + restricted.duties(of: $0) }, isWhole && outcome.status == .optimal)
  }
}
