import Optimization
import Searching

/// Small random programs with whole numbers, the same for the same seed.
enum RandomPrograms {
  /// A cover program: minimise cost, rows `≥ need`, columns with non-negative entries. Feasible and bounded.
  /// - Parameter sparsity: a column has an entry in one row of so many.
  static func cover(
    rows: Int, columns: Int, seed: UInt64, integer: Bool = false, sparsity: Int = 3
  ) -> LinearProgram {
    var random = SeededGenerator(seed: seed)
    var program = LinearProgram(name: "cover \(seed)")
    for row in 0..<rows {
      program.addRow("row \(row)", lower: Double(1 + random.nextIndex(below: 5)), upper: .infinity)
    }
    for column in 0..<columns {
      var entries: [(row: Int, value: Double)] = []
      for row in 0..<rows where random.nextIndex(below: sparsity) == 0 || row == column % rows {
        entries.append((row, Double(1 + random.nextIndex(below: 2))))
      }
      program.addColumn(
        "column \(column)", cost: Double(1 + random.nextIndex(below: 20)), lower: 0,
        upper: Double(5 + random.nextIndex(below: 3)), isInteger: integer, entries: entries)
    }
    return program
  }

  /// Splitting random weights into equal halves at the least total miss (Cornuéjols & Dawande 1998): small, and beyond
  /// branch and bound for hours.
  static func marketSplit(rows: Int, columns: Int, seed: UInt64) -> LinearProgram {
    var random = SeededGenerator(seed: seed)
    var program = LinearProgram(name: "market split")
    let weights = (0..<rows).map { _ in (0..<columns).map { _ in Double(random.nextIndex(below: 100)) } }
    for row in weights {
      let half = (row.reduce(0, +) / 2).rounded(.down)
      program.addRow(lower: half, upper: half)
    }
    for column in 0..<columns {
      program.addColumn(
        cost: 0, lower: 0, upper: 1, isInteger: true, entries: (0..<rows).map { ($0, weights[$0][column]) })
    }
    for row in 0..<rows {
      program.addColumn(cost: 1, entries: [(row, 1.0)])
      program.addColumn(cost: 1, entries: [(row, -1.0)])
    }
    return program
  }

  /// A tiny program of any kind: signs, ranges, equalities, maximising, a constant; may have no solution.
  static func mixed(seed: UInt64) -> LinearProgram {
    var random = SeededGenerator(seed: seed)
    var program = LinearProgram(name: "mixed")
    program.maximises = random.nextIndex(below: 2) == 0
    program.constant = Double(random.nextIndex(below: 21)) - 10.5
    let rows = 1 + random.nextIndex(below: 3)
    for row in 0..<rows {
      let low = Double(random.nextIndex(below: 9)) - 4
      switch random.nextIndex(below: 4) {
      case 0: program.addRow("r \(row)", lower: low, upper: low + Double(random.nextIndex(below: 4)))
      case 1: program.addRow("r \(row)", lower: low, upper: .infinity)
      case 2: program.addRow("r \(row)", lower: -.infinity, upper: low + 4)
      default: program.addRow("r \(row)", lower: -.infinity, upper: .infinity)
      }
    }
    for column in 0..<(1 + random.nextIndex(below: 4)) {
      var entries: [(row: Int, value: Double)] = []
      for row in 0..<rows {
        let value = Double(random.nextIndex(below: 7)) - 3
        if value != 0 { entries.append((row, value)) }
      }
      let low = Double(random.nextIndex(below: 4)) - 2
      program.addColumn(
        "é\(column) x", cost: Double(random.nextIndex(below: 13)) - 6, lower: low,
        upper: low + Double(random.nextIndex(below: 4)), isInteger: true, entries: entries)
    }
    return program
  }

  /// The best objective over all whole points, nil when there is none.
  static func bruteForce(_ program: LinearProgram) -> Double? {
    var values = program.columns.map(\.lower)
    var best: Double?
    while true {
      if program.violation(at: values) <= 1e-9 {
        let objective = program.objective(at: values)
        best = best.map { program.maximises ? max($0, objective) : min($0, objective) } ?? objective
      }
      var index = 0
      while index < values.count {
        values[index] += 1
        if values[index] <= program.columns[index].upper { break }
        values[index] = program.columns[index].lower
        index += 1
      }
      if index == values.count { return best }
    }
  }
}

extension LinearProgram {
  /// The relaxation from scratch.
  func relaxed() throws(SolverFailure) -> LinearOutcome {
    var program = try IncrementalProgram()
    try program.load(self)
    return try program.solve()
  }
}
