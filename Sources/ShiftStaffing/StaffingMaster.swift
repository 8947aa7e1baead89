internal import Calendars
internal import Optimization
internal import Searching
internal import Workforce

/// The linear relaxation of a staffing problem by column generation: GLPK solves the master, the oracle prices duties.
///
/// Rows: cover of each queue and slot, presence of each group with several queues, starts under each cap, paid time of
/// each group. Columns: duties, people of a group on a queue, missing and superfluous people, one for each price.
///
/// A queue with deadlines is covered for heads that are columns, too, free to lie wherever its deadlines are met
/// (`DeadlineWork`). The bands of its missing and superfluous people would move with the heads: all of them have the first
/// price, the cheapest, so that the relaxation stays one.
///
/// Every price vector gives a bound, optimal or not: the dual value at those prices, with the duties' part made
/// feasible. Two repairs are tried: the multiplier of each cap is lowered to the least reduced cost under it, or all
/// prices are shrunk until no duty has a negative reduced cost (Farley 1990).
///
/// Long for a file: the solver's program is its own alone, and every row and column of it is made and read here.
final class StaffingMaster {
  let tables: StaffingTables
  private var program: IncrementalProgram
  /// Row of queue and cell, −1 where none is needed.
  var queueRow: [Int]
  private var presenceRow: [Int]
  var capRow: [Int]
  var paidRow: [Int]
  let oracle: DutyOracle
  /// Duties by column, from `firstDuty` on.
  private(set) var duties: [PlacedDuty] = []
  var known: Set<PlacedDuty> = []
  private let firstDuty: Int
  /// Price of a missing person where all must be covered, and the columns that carry it.
  private var missingPrice: Double
  private var missingColumns: [Int] = []
  private(set) var value = Double.infinity
  /// Best proven so far.
  private(set) var bound = 0.0
  /// Rewards (lines × cells) at which the bound was proven.
  private(set) var rewards: [Double]
  private var capPrices: [Double]
  private var paidPrices: [Double]
  private(set) var rounds = 0
  /// What the relaxation may still take; nil = time alone limits it.
  private let effort: RelaxationEffort?
  /// Missing and superfluous people: the row of each piece.
  let pieces: [(row: Int, piece: CoverPiece)]
  /// Cover and presence rows come first; they are equations where superfluous people have a price.
  private let coverRows: Int
  private let isEqual: Bool
  /// By queue: whether its heads are columns.
  let isFree: [Bool]
  /// Work with deadlines, in the order of the problem.
  let deferred: [Deferred]

  /// Work with deadlines as this program holds it.
  struct Deferred {
    var work: DeadlineWork
    var block: DeadlineWork.Block
    /// Cover rows by slot.
    var cover: [Int]
    /// Agent-seconds in one unit of the rows.
    var unit: Double
    var firstColumn = 0
  }

  init(_ tables: StaffingTables, effort: RelaxationEffort? = nil) throws(SolverFailure) {
    self.tables = tables
    self.effort = effort
    oracle = DutyOracle(tables)
    var program = try IncrementalProgram()
    let problem = tables.problem
    let cells = tables.cells
    let prices = problem.prices
    let hours = Double(problem.slotLength.rawValue) / 60
    let pricesExtra = (prices?.overNext ?? 0) > 0
    var lower: [Double] = []
    var upper: [Double] = []
    func row(_ low: Double, _ high: Double) -> Int {
      lower.append(low)
      upper.append(high)
      return lower.count - 1
    }
    queueRow = [Int](repeating: -1, count: tables.queues * cells)
    presenceRow = [Int](repeating: -1, count: tables.multi.count * cells)
    var pieces: [(row: Int, piece: CoverPiece)] = []
    let largest = tables.entries.reduce(1) { max($0, $1.cost) }
    missingPrice = largest * 1.5
    isFree = (0..<tables.queues).map { queue in problem.deadlines.contains { $0.queue == queue } }
    for queue in 0..<tables.queues {
      for cell in 0..<cells where tables.isInHorizon(cell) {
        let index = queue * cells + cell
        let need = isFree[queue] ? 0 : Double(tables.demand[index])
        guard need > 0 || pricesExtra || isFree[queue] else { continue }
        let number = row(need, pricesExtra ? need : .infinity)
        queueRow[index] = number
        guard let prices else { continue }
        let found =
          isFree[queue]
          ? [
            CoverPiece(sign: 1, price: prices.underFirst * hours, limit: .infinity),
            CoverPiece(sign: -1, price: prices.overFirst * hours, limit: .infinity),
          ] : prices.pieces(of: problem.demand[queue], at: cell - tables.lead, hours: hours)
        for piece in found where piece.limit > 0 && (piece.sign > 0 || pricesExtra) { pieces.append((number, piece)) }
      }
    }
    for position in tables.multi.indices {
      for cell in 0..<cells where tables.isInHorizon(cell) {
        presenceRow[position * cells + cell] = row(0, pricesExtra ? 0 : .infinity)
      }
    }
    coverRows = lower.count
    isEqual = pricesExtra
    capRow = problem.startCaps.map { row(-.infinity, Double($0.limit)) }
    paidRow = problem.groups.map { group in
      group.paidLimit.map { row(-.infinity, Double($0.rawValue)) } ?? -1
    }
    capPrices = [Double](repeating: 0, count: capRow.count)
    paidPrices = [Double](repeating: 0, count: paidRow.count)
    self.pieces = pieces
    rewards = [Double](repeating: 0, count: tables.lines * cells)
    let rowOfQueue = queueRow
    var deferred = problem.deadlines.map { work in
      let cover = (0..<problem.slots).map { rowOfQueue[work.queue * cells + tables.lead + $0] }
      let unit = max(1, work.capacity.max() ?? 1)
      let block = work.block(name: "", cover: cover, firstRow: lower.count, unit: unit)
      for added in block.rows { _ = row(added.lower, added.upper) }
      return Deferred(work: work, block: block, cover: cover, unit: unit)
    }
    try program.addRows(lower: lower, upper: upper)
    var batch = ColumnBatch()
    for (row, piece) in pieces {
      batch.append(cost: piece.price, upper: piece.limit, rows: CollectionOfOne(row), value: piece.sign)
    }
    if prices == nil {
      for number in queueRow where number >= 0 {
        missingColumns.append(batch.count)
        batch.append(cost: missingPrice, rows: CollectionOfOne(number), value: 1)
      }
    }
    for (position, group) in tables.multi.enumerated() {
      for queue in problem.groups[group].queues {
        for cell in 0..<cells {
          let presence = presenceRow[position * cells + cell]
          let cover = queueRow[queue * cells + cell]
          guard presence >= 0, cover >= 0 else { continue }
          batch.append(cost: 0, rows: [presence, cover], values: [-1, 1])
        }
      }
    }
    for index in deferred.indices {
      deferred[index].firstColumn = batch.count
      for column in deferred[index].block.columns {
        batch.append(
          cost: 0, upper: column.upper, rows: column.entries.map(\.row), values: column.entries.map(\.value))
      }
    }
    self.deferred = deferred
    firstDuty = batch.count
    try program.addColumns(batch)
    self.program = program
  }

  /// The row that a duty of `line` covers in `cell`.
  func coverRow(_ line: Int, _ cell: Int) -> Int {
    line < tables.queues
      ? queueRow[line * tables.cells + cell] : presenceRow[(line - tables.queues) * tables.cells + cell]
  }

  /// Adds duties that the master does not have yet.
  func add(_ wanted: [PlacedDuty]) throws(SolverFailure) {
    var batch = ColumnBatch()
    for duty in wanted where known.insert(duty).inserted {
      let entry = tables.entries[duty.entry]
      for cell in tables.cover(of: duty) {
        let row = coverRow(Int(entry.line), cell)
        if row >= 0 { batch.addEntry(row: row, value: 1) }
      }
      if entry.cap >= 0 { batch.addEntry(row: capRow[Int(entry.cap)], value: 1) }
      let paid = paidRow[Int(entry.group)]
      if paid >= 0 { batch.addEntry(row: paid, value: Double(entry.paid)) }
      batch.closeColumn(cost: entry.cost)
      duties.append(duty)
    }
    try program.addColumns(batch)
  }

  /// Rows times duties: how hard the relaxation is to solve again.
  var size: Int { coverRows * duties.count }

  /// How a stretch of column generation ended.
  enum Ending: Equatable {
    /// No duty has a negative reduced cost: value and bound agree.
    case converged
    case limit(SolveStatus)
    /// The effort that was allowed is spent; the bound so far stays valid.
    case spent
    /// Not even the relaxation covers everything.
    case infeasible
    /// GLPK failed; the bound so far stays valid.
    case trouble(SolverFailure)
  }

  /// Generates columns until none improves the relaxation or a limit is met.
  /// - Parameters:
  ///   - tolerance: ends when value and bound lie within this share of each other.
  ///   - rounds: at most so many solves of the master.
  ///   - budget: its time; moves are not for it.
  func generate(
    tolerance: Double = 1e-9, rounds limit: Int = 1000, isDive: Bool = false, within budget: SearchBudget
  ) throws(SolverFailure) -> Ending {
    var center: DualPoint?
    var smoothing = 0.6
    for _ in 0..<limit {
      let left = budget.left
      if let left, left <= 0 { return .limit(.timeLimit) }
      let steps = effort?.steps(rows: program.rowCount)
      if let steps, steps <= 0 {
        proveSomething()
        return .spent
      }
      let outcome = try program.solve(SolveLimits(seconds: left, iterations: steps, stop: budget.stop))
      effort?.spend(steps: outcome.iterations, rows: program.rowCount)
      switch outcome.status {
      case .optimal: break
      case .iterationLimit:
        proveSomething()
        return .spent
      case .timeLimit, .interrupted: return .limit(outcome.status)
      case .infeasible: return .infeasible
      default: return .trouble(.gaveUp(outcome.status))
      }
      rounds += 1
      value = outcome.objective
      var point = DualPoint(rows: try program.dualValues())
      // Rounding can give a row that doesn't bind a price of the wrong sign.
      if !isEqual { for row in 0..<coverRows { point.rows[row] = max(0, point.rows[row]) } }
      var mixed = point
      if let center, smoothing > 0, !isDive { mixed = center.mixed(with: point, keep: smoothing) }
      var found = price(mixed, at: point)
      if found.bound > bound, !isDive {
        bound = found.bound
        keepPrices(found.rewards, mixed)
        center = mixed
      }
      if found.columns.isEmpty, center != nil, smoothing > 0 {
        smoothing = smoothing > 0.1 ? smoothing / 2 : 0
        found = price(point, at: point)
        if found.bound > bound, !isDive {
          bound = found.bound
          keepPrices(found.rewards, point)
          center = point
        }
      }
      if found.columns.isEmpty || !isDive && value - bound <= tolerance * abs(value) {
        if try missing() > 1e-6 {
          guard missingPrice < 1e4 * tables.entries.reduce(1, { max($0, $1.cost) }) else { return .infeasible }
          missingPrice *= 10
          for column in missingColumns { try program.setCost(column, to: missingPrice) }
          // Bounds proven at a lower price of missing people hold for that program only, which is a relaxation.
          continue
        }
        return .converged
      }
      try add(found.columns)
    }
    return .limit(.iterationLimit)
  }

  /// A bound where no solve of the master has given one: at the price of a missing person for whoever is needed.
  private func proveSomething() {
    guard bound <= 0 else { return }
    let hours = Double(tables.problem.slotLength.rawValue) / 60
    let price = tables.problem.prices.map { $0.underFirst * hours } ?? missingPrice
    let cells = tables.cells
    var point = DualPoint(rows: [Double](repeating: 0, count: program.rowCount))
    for index in queueRow.indices where queueRow[index] >= 0 && !isFree[index / cells] && tables.demand[index] > 0 {
      point.rows[queueRow[index]] = price
    }
    // Somebody present may be counted where the price is.
    for (position, group) in tables.multi.enumerated() {
      for cell in 0..<cells where presenceRow[position * cells + cell] >= 0 {
        let isWorth = tables.problem.groups[group].queues.contains { queue in
          queueRow[queue * cells + cell] >= 0 && point.rows[queueRow[queue * cells + cell]] > 0
        }
        if isWorth { point.rows[presenceRow[position * cells + cell]] = price }
      }
    }
    bound = max(bound, self.price(point, at: point).bound)
  }

  /// The same for callers that live with a failure: it is the ending, and what is proven until then stays.
  func generated(within budget: SearchBudget) -> Ending {
    do throws(SolverFailure) { return try generate(within: budget) } catch {
      return .trouble(error)
    }
  }

  /// People missing where all must be covered, in the last solution.
  private func missing() throws(SolverFailure) -> Double {
    guard !missingColumns.isEmpty else { return 0 }
    let values = try program.primalValues()
    return missingColumns.reduce(0) { $0 + values[$1] }
  }

  /// Heads of each deferred queue in the last solution that `readHeads` saw, one number a slot.
  private(set) var heads: [[Double]] = []

  /// Keeps the heads of the last solution in `heads`.
  func readHeads() throws(SolverFailure) {
    guard !deferred.isEmpty else { return }
    let values = try program.primalValues()
    heads = deferred.map { Array(values[$0.firstColumn..<($0.firstColumn + $0.cover.count)]) }
  }

  /// What a head of each deferred queue costs in each slot, at the prices that prove the bound.
  var headPrices: [[Double]] {
    deferred.map { part in
      (0..<part.cover.count).map { rewards[part.work.queue * tables.cells + tables.lead + $0] }
    }
  }

  /// Value of each duty in the last solution.
  func dutyValues() throws(SolverFailure) -> [Double] { Array(try program.primalValues()[firstDuty...]) }

  /// Reduced cost of each duty in the last solution.
  func dutyReducedCosts() throws(SolverFailure) -> [Double] { Array(try program.reducedCosts()[firstDuty...]) }

  /// Fixes at least `count` people on the duty of column `index`.
  func setLower(_ index: Int, to count: Double) throws(SolverFailure) {
    try program.setColumnBounds(firstDuty + index, lower: count, upper: .infinity)
  }

  private func keepPrices(_ found: [Double], _ point: DualPoint) {
    rewards = found
    capPrices = capRow.map { min(0, point.rows[$0]) }
    paidPrices = paidRow.map { $0 < 0 ? 0 : min(0, point.rows[$0]) }
  }

  /// Reduced cost of a duty at the prices that prove the bound.
  func reducedCost(_ duty: PlacedDuty) -> Double {
    let entry = tables.entries[duty.entry]
    var reduced = entry.cost - paidPrices[Int(entry.group)] * Double(entry.paid)
    if entry.cap >= 0 { reduced -= capPrices[Int(entry.cap)] }
    for cell in tables.cover(of: duty) { reduced -= rewards[Int(entry.line) * tables.cells + cell] }
    return reduced
  }

  /// A vector of row prices.
  struct DualPoint {
    var rows: [Double]

    func mixed(with other: DualPoint, keep: Double) -> DualPoint {
      DualPoint(rows: zip(rows, other.rows).map { keep * $0 + (1 - keep) * $1 })
    }
  }
}
