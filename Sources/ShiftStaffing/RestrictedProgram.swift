internal import Calendars
internal import Optimization
internal import Workforce

/// The integer program over a chosen set of duties, with other duties held fixed: small enough for GLPK's branch and
/// bound when the set is.
struct RestrictedProgram {
  let program: LinearProgram
  /// The duty of each of the first columns.
  let duties: [PlacedDuty]
  /// Costs are divided by this, so that whole costs stay whole and the solver can round its bounds.
  let unit: Double

  /// - Parameters:
  ///   - duties: what may be worked, all different.
  ///   - fixed: duties that are worked in any case and are not counted in the objective.
  ///   - unit: costs are given in multiples of this.
  init(_ tables: StaffingTables, duties: [PlacedDuty], fixed: [PlacedDuty], unit: Double = 1) {
    self.duties = duties
    self.unit = unit
    let problem = tables.problem
    let cells = tables.cells
    let prices = problem.prices
    let hours = Double(problem.slotLength.rawValue) / 60
    let pricesExtra = (prices?.overNext ?? 0) > 0
    var present = [Int](repeating: 0, count: tables.lines * cells)
    for duty in fixed {
      let line = Int(tables.entries[duty.entry].line)
      for cell in tables.cover(of: duty) { present[line * cells + cell] += 1 }
    }
    let left = tables.limitsLeft(after: fixed)
    var touched = [Bool](repeating: false, count: cells)
    let covers = duties.map { tables.cover(of: $0) }
    for cover in covers { for cell in cover { touched[cell] = true } }
    var program = LinearProgram(name: "staffing")
    var rowOfLine = [Int](repeating: -1, count: tables.lines * cells)
    var pieces: [(row: Int, piece: CoverPiece)] = []
    for cell in 0..<cells where touched[cell] && tables.isInHorizon(cell) {
      for queue in 0..<tables.queues {
        let index = queue * cells + cell
        let open = Double(tables.demand[index]) - Double(present[index])
        guard pricesExtra || open > 0 else { continue }
        let row = program.addRow("cover[\(queue),\(cell)]", lower: open, upper: pricesExtra ? open : .infinity)
        rowOfLine[index] = row
        guard let prices else { continue }
        for piece in prices.pieces(of: problem.demand[queue], at: cell - tables.lead, hours: hours)
        where piece.limit > 0 && (piece.sign > 0 || pricesExtra) {
          pieces.append((row, piece))
        }
      }
      for position in tables.multi.indices {
        let index = (tables.queues + position) * cells + cell
        let there = -Double(present[index])
        rowOfLine[index] = program.addRow(
          "presence[\(position),\(cell)]", lower: there, upper: pricesExtra ? there : .infinity)
      }
    }
    let capRow = problem.startCaps.indices.map { cap in
      program.addRow(problem.startCaps[cap].name, lower: -.infinity, upper: Double(left.starts[cap]))
    }
    let paidRow = problem.groups.indices.map { group in
      left.paid[group].map { program.addRow("paid \(group)", lower: -.infinity, upper: Double($0)) }
    }
    for (duty, cover) in zip(duties, covers) {
      let entry = tables.entries[duty.entry]
      var entries: [(row: Int, value: Double)] = []
      for cell in cover {
        let row = rowOfLine[Int(entry.line) * cells + cell]
        if row >= 0 { entries.append((row, 1)) }
      }
      if entry.cap >= 0 { entries.append((capRow[Int(entry.cap)], 1)) }
      if let row = paidRow[Int(entry.group)] { entries.append((row, Double(entry.paid))) }
      program.addColumn("duty", cost: entry.cost / unit, isInteger: true, entries: entries)
    }
    for (row, piece) in pieces {
      program.addColumn(
        piece.sign > 0 ? "missing" : "extra", cost: piece.price / unit, upper: piece.limit,
        entries: CollectionOfOne((row: row, value: piece.sign)))
    }
    for (position, group) in tables.multi.enumerated() {
      for cell in 0..<cells {
        let presence = rowOfLine[(tables.queues + position) * cells + cell]
        guard presence >= 0 else { continue }
        for queue in problem.groups[group].queues {
          let cover = rowOfLine[queue * cells + cell]
          guard cover >= 0 else { continue }
          // Whole people on whole queues come by themselves: for given presence this is a transport problem.
          program.addColumn("works", cost: 0, entries: [(presence, -1.0), (cover, 1.0)])
        }
      }
    }
    self.program = program
  }

  /// A whole solution in which each duty is worked `counts` times: people are spread over queues, and who is missing is
  /// counted, by a linear program. Nil when there is none.
  func solution(counts: [Int]) throws(SolverFailure) -> [Double]? {
    if program.columns.count == duties.count { return counts.map(Double.init) }
    var fixed = program
    for (column, count) in counts.enumerated() {
      fixed.setBounds(column: column, lower: Double(count), upper: Double(count))
    }
    return try solve(fixed).values
  }

  /// The duties of a solution, each as often as it is worked.
  func duties(of values: [Double]) -> [PlacedDuty] {
    zip(duties, values).flatMap { Array(repeating: $0, count: Int($1.rounded())) }
  }
}

extension StaffingTables {
  /// The largest amount of which every shift's cost is a multiple; nil when there is none worth using. Under hard cover
  /// every objective is a multiple of it, so bounds may be rounded up to one.
  var costUnit: Double? {
    var unit = 0
    for entry in entries {
      let scaled = (entry.cost * 1000).rounded()
      guard abs(entry.cost * 1000 - scaled) < 1e-6, scaled < 1e12 else { return nil }
      var (a, b) = (Int(scaled), unit)
      while b != 0 { (a, b) = (b, a % b) }
      unit = a
      if unit == 1 { return nil }
    }
    return unit == 0 ? nil : Double(unit) / 1000
  }

  /// What a relaxation's value proves of whole staffings: less the tolerance of the solver, and under hard cover up to the
  /// next whole `costUnit`.
  func proven(by value: Double) -> Double {
    let bound = value * (1 - 1e-10)
    guard problem.prices == nil, let unit = costUnit else { return bound }
    return ((bound / unit) - 1e-6).rounded(.up) * unit
  }
}
