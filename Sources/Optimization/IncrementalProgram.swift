internal import CGLPK
internal import GLPKBridge
internal import Searching

/// A linear program that grows and changes between solves and starts each solve from the last basis: the master of a
/// column generation. Minimises. Rows and columns count from 0.
///
/// GLPK's memory belongs to a thread: make, use and end a program on one thread (`onOwnThread`). That is checked at
/// every call, which throws `wrongThread` and changes nothing. A value ended on a foreign thread gives its memory back
/// when the thread that made it ends.
///
/// After a `fatal` failure every program of the thread is lost and throws `lost`; a new one can be made at once.
public struct IncrementalProgram: ~Copyable {
  private let handle: OpaquePointer
  public private(set) var rowCount = 0
  public private(set) var columnCount = 0
  /// What changed since the last optimal solve; decides the method.
  private var newColumns = true
  private var newBounds = false
  private var hasBasis = false

  public init() throws(SolverFailure) {
    var made: OpaquePointer?
    try succeed(rota_make(&made))
    guard let made else { throw .fatal("no program was made") }
    handle = made
  }

  deinit { rota_delete(handle) }

  /// Adds all rows and columns of `program`, without integrality: an empty program becomes its relaxation. One that
  /// maximises enters with its costs and its constant negated.
  public mutating func load(_ program: LinearProgram) throws(SolverFailure) {
    let sign = program.maximises ? -1.0 : 1.0
    let first = try addRows(lower: program.rows.map(\.lower), upper: program.rows.map(\.upper))
    var batch = ColumnBatch()
    for (index, column) in program.columns.enumerated() {
      for entry in program.entries(of: index) { batch.addEntry(row: first + entry.row, value: entry.value) }
      batch.closeColumn(cost: sign * column.cost, lower: column.lower, upper: column.upper)
    }
    try addColumns(batch)
    try setConstant(sign * program.constant)
  }

  // MARK: rows

  /// Adds an empty row `lower ≤ … ≤ upper`; bounds may be infinite. Returns its index.
  public mutating func addRow(lower: Double, upper: Double) throws(SolverFailure) -> Int {
    try addRows(lower: [lower], upper: [upper])
  }

  /// Adds empty rows; returns the first one's index.
  @discardableResult
  public mutating func addRows(lower: [Double], upper: [Double]) throws(SolverFailure) -> Int {
    guard lower.count == upper.count else { throw .outOfRange("\(lower.count) lower and \(upper.count) upper bounds") }
    for index in lower.indices { try checkBounds(lower[index], upper[index], "row \(rowCount + index)") }
    guard !lower.isEmpty else { return rowCount }
    try succeed(rota_add_rows(handle, Int32(lower.count), lower, upper))
    newBounds = true
    rowCount += lower.count
    return rowCount - lower.count
  }

  /// Adds a row with coefficients in existing columns, no column twice. Returns its index.
  public mutating func addRow(
    lower: Double, upper: Double, columns: [Int], values: [Double]
  ) throws(SolverFailure) -> Int {
    guard columns.count == values.count else { throw .outOfRange("\(columns.count) columns, \(values.count) values") }
    try checkBounds(lower, upper, "row \(rowCount)")
    for index in columns.indices {
      try checkIndex(columns[index], below: columnCount, "column")
      try checkFinite(values[index], "row \(rowCount), column \(columns[index])")
    }
    try succeed(rota_add_row(handle, lower, upper, Int32(columns.count), columns.map(Int32.init), values))
    newBounds = true
    rowCount += 1
    return rowCount - 1
  }

  public mutating func setRowBounds(_ row: Int, lower: Double, upper: Double) throws(SolverFailure) {
    try checkIndex(row, below: rowCount, "row")
    try checkBounds(lower, upper, "row \(row)")
    try succeed(rota_set_row_bounds(handle, Int32(row), lower, upper))
    newBounds = true
  }

  /// Removes rows; those that stay close ranks. `rows` rising, without repeats.
  public mutating func removeRows(_ rows: [Int]) throws(SolverFailure) {
    try checkRising(rows, below: rowCount, "row")
    try succeed(rota_remove_rows(handle, Int32(rows.count), rows.map(Int32.init)))
    rowCount -= rows.count
    newColumns = true
    newBounds = true
  }

  // MARK: columns

  /// Adds a column; `rows` and `values` run parallel, no row twice. Returns its index.
  public mutating func addColumn(
    cost: Double, lower: Double = 0, upper: Double = .infinity, rows: some Collection<Int>,
    values: some Collection<Double>
  ) throws(SolverFailure) -> Int {
    guard rows.count == values.count else { throw .outOfRange("\(rows.count) rows, \(values.count) values") }
    var batch = ColumnBatch()
    batch.append(cost: cost, lower: lower, upper: upper, rows: rows, values: values)
    return try addColumns(batch)
  }

  /// Adds all columns of `batch` in order; returns the first one's index. O(entries).
  @discardableResult
  public mutating func addColumns(_ batch: ColumnBatch) throws(SolverFailure) -> Int {
    guard !batch.isEmpty else { return columnCount }
    for index in 0..<batch.count {
      try checkBounds(batch.lower[index], batch.upper[index], "column \(columnCount + index)")
      try checkFinite(batch.costs[index], "the cost of column \(columnCount + index)")
    }
    for index in batch.rows.indices {
      try checkIndex(Int(batch.rows[index]), below: rowCount, "row")
      try checkFinite(batch.values[index], "a coefficient in row \(batch.rows[index])")
    }
    try succeed(
      rota_add_columns(
        handle, Int32(batch.count), batch.costs, batch.lower, batch.upper, batch.starts, batch.rows, batch.values))
    newColumns = true
    columnCount += batch.count
    return columnCount - batch.count
  }

  public mutating func setColumnBounds(_ column: Int, lower: Double, upper: Double) throws(SolverFailure) {
    try checkIndex(column, below: columnCount, "column")
    try checkBounds(lower, upper, "column \(column)")
    try succeed(rota_set_column_bounds(handle, Int32(column), lower, upper))
    newBounds = true
  }

  public mutating func setCost(_ column: Int, to cost: Double) throws(SolverFailure) {
    try checkIndex(column, below: columnCount, "column")
    try checkFinite(cost, "the cost of column \(column)")
    try succeed(rota_set_cost(handle, Int32(column), cost))
    newColumns = true
  }

  /// A constant that is part of the objective.
  public mutating func setConstant(_ constant: Double) throws(SolverFailure) {
    try checkFinite(constant, "the constant")
    try succeed(rota_set_constant(handle, constant))
  }

  /// Removes columns; those that stay close ranks. `columns` rising, without repeats.
  public mutating func removeColumns(_ columns: [Int]) throws(SolverFailure) {
    try checkRising(columns, below: columnCount, "column")
    try succeed(rota_remove_columns(handle, Int32(columns.count), columns.map(Int32.init)))
    columnCount -= columns.count
    newColumns = true
  }

  // MARK: solving

  /// Solves from the basis in hand (the first time from an advanced one). When GLPK loses its footing the solve is
  /// tried again from a fresh basis, at last with the other method.
  /// - Throws: `wrongThread`, `lost`, or `fatal` with GLPK's words.
  public mutating func solve(_ limits: SolveLimits = SolveLimits()) throws(SolverFailure) -> LinearOutcome {
    let clock = ContinuousClock()
    let begin = clock.now
    var dual = limits.method == .dual || (limits.method == .automatic && hasBasis && newBounds && !newColumns)
    var fresh = !hasBasis
    var retries = 0
    var done = 0
    // A loop of the simplex method is rare but real: far beyond any honest count, start afresh.
    let patience = 20_000 + 50 * (rowCount + columnCount)
    var patienceEnd = patience
    while true {
      if limits.stop?.isRaised == true { return LinearOutcome(status: .interrupted, objective: .nan, iterations: done) }
      var left: Double?
      if let seconds = limits.seconds {
        let rest = seconds - (clock.now - begin).inSeconds
        guard rest > 0 else { return LinearOutcome(status: .timeLimit, objective: .nan, iterations: done) }
        left = rest
      }
      var slice = limits.stop == nil ? patienceEnd - done : min(max(1, limits.slice), patienceEnd - done)
      if let iterations = limits.iterations {
        guard done < iterations else {
          return LinearOutcome(status: .iterationLimit, objective: .nan, iterations: done)
        }
        slice = min(slice, iterations - done)
      }
      var request = rota_simplex_limits(
        method: Int32(dual ? ROTA_DUAL : ROTA_PRIMAL), fresh_basis: fresh ? 1 : 0,
        iterations: Int32(clamping: max(1, slice)), milliseconds: milliseconds(left))
      var result = rota_simplex_result()
      try succeed(rota_simplex(handle, &request, &result))
      fresh = false
      hasBasis = true
      done += Int(result.iterations)
      let verdict = Verdict(result)
      switch verdict {
      case .proven(let status):
        if status == .optimal {
          newColumns = false
          newBounds = false
        }
        return LinearOutcome(status: status, objective: result.objective, iterations: done)
      case .limit where done < patienceEnd: continue
      case .unclear where dual && retries == 0:
        // The dual method says "dual infeasible" only; the primal one tells infeasible from unbounded.
        dual = false
        retries = 1
      case .limit, .unclear, .trouble:
        guard retries < 3 else {
          hasBasis = false
          return LinearOutcome(status: .numericalTrouble, objective: .nan, iterations: done)
        }
        retries += 1
        fresh = true
        if retries == 3 { dual.toggle() }
        patienceEnd = done + patience
      case .unknown:
        throw .unexpected(code: Int(result.code), status: Int(result.status))
      }
    }
  }

  private enum Verdict {
    case proven(SolveStatus)
    case limit, unclear, trouble, unknown

    init(_ result: rota_simplex_result) {
      switch (result.code, result.status) {
      case (0, GLP_OPT): self = .proven(.optimal)
      case (0, GLP_NOFEAS): self = .proven(.infeasible)
      case (0, GLP_UNBND): self = .proven(.unbounded)
      case (0, _): self = .unclear
      case (GLP_EITLIM, _), (GLP_ETMLIM, _): self = .limit
      case (GLP_EBADB, _), (GLP_ESING, _), (GLP_ECOND, _), (GLP_EFAIL, _): self = .trouble
      default: self = .unknown
      }
    }
  }

  // MARK: answers, as of the last solve

  /// One value a column.
  public func primalValues() throws(SolverFailure) -> [Double] {
    try read(columnCount) { rota_read_primal(handle, $0) }
  }

  /// One value a row: the row's sum.
  public func rowValues() throws(SolverFailure) -> [Double] {
    try read(rowCount) { rota_read_rows(handle, $0) }
  }

  /// One value a row: what the objective gains when the row's binding bound rises by one. At least 0 for a binding
  /// lower bound, at most 0 for a binding upper bound.
  public func dualValues() throws(SolverFailure) -> [Double] {
    try read(rowCount) { rota_read_duals(handle, $0) }
  }

  /// One value a column: its cost less the rows' duals times its coefficients.
  public func reducedCosts() throws(SolverFailure) -> [Double] {
    try read(columnCount) { rota_read_reduced_costs(handle, $0) }
  }

  public func basis() throws(SolverFailure) -> LinearBasis {
    var rows = [Int8](repeating: 0, count: rowCount)
    var columns = [Int8](repeating: 0, count: columnCount)
    try succeed(rota_read_basis(handle, &rows, &columns))
    return LinearBasis(rows: rows, columns: columns)
  }

  /// Starts the next solve from `basis`, taken from a program of the same shape.
  public mutating func setBasis(_ basis: LinearBasis) throws(SolverFailure) {
    guard basis.rows.count == rowCount, basis.columns.count == columnCount else {
      throw .outOfRange("a basis of \(basis.rows.count) × \(basis.columns.count) for \(rowCount) × \(columnCount)")
    }
    try succeed(rota_set_basis(handle, basis.rows, basis.columns))
    hasBasis = true
    newColumns = true
  }

  private func read(
    _ count: Int, _ fill: (UnsafeMutablePointer<Double>?) -> Int32
  ) throws(SolverFailure) -> [Double] {
    var values = [Double](repeating: 0, count: count)
    let code = values.withUnsafeMutableBufferPointer { fill($0.baseAddress) }
    try succeed(code)
    return values
  }

  private func checkRising(_ indices: [Int], below count: Int, _ what: String) throws(SolverFailure) {
    for position in indices.indices {
      try checkIndex(indices[position], below: count, what)
      if position > 0, indices[position] <= indices[position - 1] {
        throw .outOfRange("\(what) \(indices[position]) after \(indices[position - 1]); indices must rise")
      }
    }
  }

  /// For tests: makes GLPK fail in its own way.
  func provokeFatalError() throws(SolverFailure) { try succeed(rota_provoke_fatal_error(handle)) }
}
