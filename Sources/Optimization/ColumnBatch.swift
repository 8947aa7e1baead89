/// Columns on their way into a program, entries in one flat array each: the cheap way to add many.
public struct ColumnBatch: Sendable {
  public private(set) var costs: [Double] = []
  public private(set) var lower: [Double] = []
  public private(set) var upper: [Double] = []
  /// Column `j` holds entries `starts[j]..<starts[j + 1]`.
  public private(set) var starts: [Int32] = [0]
  public private(set) var rows: [Int32] = []
  public private(set) var values: [Double] = []

  public init() {}

  public var count: Int { costs.count }
  public var isEmpty: Bool { costs.isEmpty }

  /// Adds a column with one coefficient a row, `value` in each of `rows`; no row twice.
  public mutating func append(
    cost: Double, lower: Double = 0, upper: Double = .infinity, rows: some Sequence<Int>, value: Double
  ) {
    for row in rows {
      self.rows.append(Int32(clamping: row))
      values.append(value)
    }
    close(cost, lower, upper)
  }

  /// Adds a column; `rows` and `values` run parallel (the shorter one counts), no row twice.
  public mutating func append(
    cost: Double, lower: Double = 0, upper: Double = .infinity, rows: some Sequence<Int>, values: some Sequence<Double>
  ) {
    for (row, value) in zip(rows, values) {
      self.rows.append(Int32(clamping: row))
      self.values.append(value)
    }
    close(cost, lower, upper)
  }

  /// Adds a coefficient to the column that the next `closeColumn` ends.
  public mutating func addEntry(row: Int, value: Double) {
    rows.append(Int32(clamping: row))
    values.append(value)
  }

  /// Ends the column whose entries were added one by one.
  public mutating func closeColumn(cost: Double, lower: Double = 0, upper: Double = .infinity) {
    close(cost, lower, upper)
  }

  public mutating func removeAll() {
    costs.removeAll(keepingCapacity: true)
    lower.removeAll(keepingCapacity: true)
    upper.removeAll(keepingCapacity: true)
    starts.removeLast(starts.count - 1)
    rows.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
  }

  private mutating func close(_ cost: Double, _ lower: Double, _ upper: Double) {
    costs.append(cost)
    self.lower.append(lower)
    self.upper.append(upper)
    starts.append(Int32(clamping: rows.count))
  }
}
