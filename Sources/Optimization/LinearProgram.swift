/// A linear or integer program as a plain value: minimise (or maximise) cost over columns within bounds, with every
/// row's sum within its bounds. Rows and columns count from 0; entries are kept by column.
public struct LinearProgram: Hashable, Sendable {
  public struct Row: Hashable, Sendable {
    /// Free text; exports make it legal and unique. May be empty.
    public var name: String
    public var lower: Double
    public var upper: Double
  }

  public struct Column: Hashable, Sendable {
    /// Free text; exports make it legal and unique. May be empty.
    public var name: String
    public var cost: Double
    public var lower: Double
    public var upper: Double
    public var isInteger: Bool
  }

  public var name: String
  public private(set) var rows: [Row] = []
  public private(set) var columns: [Column] = []
  /// Column `j` holds entries `starts[j]..<starts[j + 1]` of `entryRows` and `entryValues`.
  public private(set) var starts: [Int32] = [0]
  public private(set) var entryRows: [Int32] = []
  public private(set) var entryValues: [Double] = []
  /// Part of the objective whatever the columns are.
  public var constant = 0.0
  public var maximises = false

  public init(name: String = "") { self.name = name }

  /// Adds an empty row `lower ≤ … ≤ upper`; returns its index.
  @discardableResult
  public mutating func addRow(_ name: String = "", lower: Double, upper: Double) -> Int {
    rows.append(Row(name: name, lower: lower, upper: upper))
    return rows.count - 1
  }

  /// Adds a column with its entries, no row twice; returns its index.
  @discardableResult
  public mutating func addColumn(
    _ name: String = "", cost: Double, lower: Double = 0, upper: Double = .infinity, isInteger: Bool = false,
    entries: some Sequence<(row: Int, value: Double)>
  ) -> Int {
    columns.append(Column(name: name, cost: cost, lower: lower, upper: upper, isInteger: isInteger))
    for entry in entries {
      entryRows.append(Int32(clamping: entry.row))
      entryValues.append(entry.value)
    }
    starts.append(Int32(clamping: entryRows.count))
    return columns.count - 1
  }

  public mutating func setBounds(column: Int, lower: Double, upper: Double) {
    columns[column].lower = lower
    columns[column].upper = upper
  }

  public mutating func setBounds(row: Int, lower: Double, upper: Double) {
    rows[row].lower = lower
    rows[row].upper = upper
  }

  /// The entries of one column.
  public func entries(of column: Int) -> [(row: Int, value: Double)] {
    (Int(starts[column])..<Int(starts[column + 1])).map { (Int(entryRows[$0]), entryValues[$0]) }
  }

  /// Entries by row, columns rising in each. O(entries).
  public func entriesByRow() -> [[(column: Int, value: Double)]] {
    var result = [[(column: Int, value: Double)]](repeating: [], count: rows.count)
    for column in columns.indices {
      for entry in Int(starts[column])..<Int(starts[column + 1]) {
        result[Int(entryRows[entry])].append((column, entryValues[entry]))
      }
    }
    return result
  }

  /// The objective at `values`, one a column.
  public func objective(at values: [Double]) -> Double {
    zip(columns, values).reduce(constant) { $0 + $1.0.cost * $1.1 }
  }

  /// The largest amount by which `values` break a bound, a row or integrality, each measured against
  /// max(1, |bound|); 0 for a feasible point. Needs no solver.
  public func violation(at values: [Double]) -> Double {
    guard values.count == columns.count else { return .infinity }
    var worst = 0.0
    var sums = [Double](repeating: 0, count: rows.count)
    for (index, column) in columns.enumerated() {
      let value = values[index]
      guard value.isFinite else { return .infinity }
      worst = max(worst, Self.excess(value, column.lower, column.upper))
      if column.isInteger { worst = max(worst, abs(value - value.rounded())) }
      for entry in Int(starts[index])..<Int(starts[index + 1]) {
        sums[Int(entryRows[entry])] += entryValues[entry] * value
      }
    }
    for (row, sum) in zip(rows, sums) { worst = max(worst, Self.excess(sum, row.lower, row.upper)) }
    return worst
  }

  private static func excess(_ value: Double, _ lower: Double, _ upper: Double) -> Double {
    let below = lower.isFinite ? (lower - value) / max(1, abs(lower)) : 0
    let above = upper.isFinite ? (value - upper) / max(1, abs(upper)) : 0
    return max(0, below, above)
  }

  /// Refuses what GLPK would swallow or die of: NaN, infinite coefficients, crossed bounds, rows that do not exist,
  /// one row twice in a column.
  func check() throws(SolverFailure) {
    try checkFinite(constant, "the constant")
    for (index, row) in rows.enumerated() { try checkBounds(row.lower, row.upper, "row \(index) \(row.name)") }
    var seen = [Int](repeating: -1, count: rows.count)
    for (index, column) in columns.enumerated() {
      try checkFinite(column.cost, "the cost of column \(index) \(column.name)")
      try checkBounds(column.lower, column.upper, "column \(index) \(column.name)")
      for entry in Int(starts[index])..<Int(starts[index + 1]) {
        let row = Int(entryRows[entry])
        try checkIndex(row, below: rows.count, "row")
        try checkFinite(entryValues[entry], "row \(row), column \(index) \(column.name)")
        guard seen[row] != index else { throw .outOfRange("row \(row) twice in column \(index) \(column.name)") }
        seen[row] = index
      }
    }
  }
}
