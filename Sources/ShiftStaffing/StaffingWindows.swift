internal import Calendars
internal import Optimization
internal import Searching

/// Improves a staffing window by window: the duties that start in a few hours are taken out and put back in the best
/// way, by a small integer program over duties that the relaxation holds for promising.
struct StaffingWindows {
  let tables: StaffingTables
  /// Duties with a small reduced cost, by start cell.
  private var promising: [[(reduced: Double, duty: PlacedDuty)]]
  /// Most duties of a window's program.
  private static let most = 500
  /// Most windows solved side by side.
  private static let sideBySide = 4
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

  /// Windows at random places, far enough apart to be solved side by side: as many as fit, or, against the clock, as many
  /// as there are threads.
  /// - Parameters:
  ///   - seconds: for each integer program; nil = its limit of nodes alone, which is the same on every machine.
  /// - Returns: a staffing that is no worse; whether no other is better, which a window as wide as the horizon over all
  ///   duties proves; how many windows were looked at; and where the solver failed.
  mutating func improve(
    _ staffing: [PlacedDuty], seconds: Double?, threads: Int, stop: StopFlag?
  ) throws(SolverFailure) -> (staffing: [PlacedDuty], isBest: Bool, windows: Int, failures: [SolverFailure]) {
    let cells = tables.cells
    let fitting = min(Self.sideBySide, cells / (width + tables.longest))
    let count = max(1, seconds == nil ? fitting : min(fitting, threads))
    let place = random.nextIndex(below: cells)
    let isWhole = width == cells
    let windows = (0..<count).map { window(at: (place + $0 * cells / count) % cells, of: staffing) }
    let answers: [StaffingWindow.Answer]
    if count == 1 {
      answers = [try windows[0].solved(seconds: seconds, stop: stop)]
    } else {
      answers = try blockingOnOwnThreads(count: count, threads: threads) { number throws(SolverFailure) in
        try windows[number].solved(seconds: seconds, stop: stop)
      }
    }
    var better = staffing
    for (window, answer) in zip(windows, answers) {
      if window.isTooSmall {
        width = min(width + hour, cells)
        continue
      }
      width =
        answer.isOptimal ? min(width + max(1, hour / 2), 60 * hour, cells) : max(2 * hour, width - hour)
      guard let duties = answer.better else { continue }
      let changed = better.filter { !window.holds($0) } + duties
      // Windows know nothing of what the others take from limits that they share.
      if count == 1 || tables.keepsLimits(changed) { better = changed }
    }
    return (better, isWhole && isComplete && answers[0].isOptimal, count, answers.compactMap(\.failure))
  }

  private func window(at first: Int, of staffing: [PlacedDuty]) -> StaffingWindow {
    var window = StaffingWindow(tables: tables, first: first, width: width, unit: unit)
    var counts: [PlacedDuty: Int] = [:]
    for duty in staffing {
      if window.holds(duty) { counts[duty, default: 0] += 1 } else { window.fixed.append(duty) }
    }
    window.candidates = counts.keys.sorted { ($0.entry, $0.breaks) < ($1.entry, $1.breaks) }
    window.counts = window.candidates.map { counts[$0] ?? 0 }
    if window.isTooSmall { return window }
    var pool: [(reduced: Double, duty: PlacedDuty)] = []
    for offset in 0..<width { pool += promising[(first + offset) % tables.cells] }
    pool.sort { ($0.reduced, $0.duty.entry, $0.duty.breaks) < ($1.reduced, $1.duty.entry, $1.duty.breaks) }
    for candidate in pool where window.candidates.count < Self.most && counts[candidate.duty] == nil {
      window.candidates.append(candidate.duty)
      window.counts.append(0)
    }
    return window
  }
}
