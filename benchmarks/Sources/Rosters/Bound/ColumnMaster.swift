internal import Optimization
internal import Searching

/// The part of a roster that a column generation works on: some people on some days, everything else as it stands.
/// All people on all days is the whole program.
struct RosterPart: Sendable {
  var people: [Int]
  var first: Int
  var end: Int
}

/// One person's duties on the days of a part.
struct RosterColumn: Hashable, Sendable {
  /// Index into `RosterPart.people`.
  var member: Int
  /// Type on each day of the part, -1 off.
  var types: [Int16]
}

/// The linear master of a part: one column a person, cover rows with priced shortage and surplus, one row a cap on a
/// shift type that can bind. Lives on the thread that made it.
final class ColumnMaster {
  let table: RosterTable
  let part: RosterPart
  private(set) var columns: [RosterColumn] = []
  private(set) var costs: [Int] = []
  private var isAllowed: [Bool] = []
  private var known: Set<RosterColumn> = []
  private var program: IncrementalProgram
  /// Wanted of each cell, those outside the part taken off.
  let wanted: [Int]
  /// Caps that can bind: (member, type, what is left).
  let caps: [(member: Int, type: Int, left: Int)]
  private let capRow: [Int]
  /// Missing people that every choice leaves at least, when that's known.
  let leastShortage: Int?
  private let slackCount: Int
  /// What the rest of the roster costs whatever the part does: wishes of nobody and days outside aren't in it.
  let cells: Int
  /// Duals of the last solve, kept within the prices.
  private(set) var cover: [Double]
  private(set) var capPrices: [Double]
  private(set) var objective = Double.infinity

  /// - Parameters:
  ///   - counts: people by day and type outside the part, by `day * types + type`.
  ///   - typeCounts: duties of each person and type outside the part.
  init(
    _ table: RosterTable, part: RosterPart, counts: [Int32], leastShortage: Int? = nil,
    typeCounts: (_ person: Int, _ type: Int) -> Int
  ) throws(SolverFailure) {
    self.table = table
    self.part = part
    let types = table.types
    let cells = (part.end - part.first) * types
    self.cells = cells
    var wanted = [Int](repeating: 0, count: cells)
    for cell in 0..<cells {
      let at = part.first * types + cell
      wanted[cell] = Int(table.required[at]) - Int(counts[at])
    }
    self.wanted = wanted
    var caps: [(member: Int, type: Int, left: Int)] = []
    var capRow = [Int](repeating: -1, count: part.people.count * types)
    for (member, index) in part.people.enumerated() {
      for type in table.people[index].limitedTypes where type != table.people[index].tightType {
        let left = table.people[index].caps[type] - typeCounts(index, type)
        if left < part.end - part.first {
          capRow[member * types + type] = part.people.count + cells + caps.count
          caps.append((member, type, left))
        }
      }
    }
    self.caps = caps
    self.capRow = capRow
    self.leastShortage = leastShortage
    program = try IncrementalProgram()
    let members = part.people.count
    try program.addRows(
      lower: [Double](repeating: 1, count: members) + wanted.map(Double.init)
        + [Double](repeating: -.infinity, count: caps.count),
      upper: [Double](repeating: 1, count: members) + wanted.map(Double.init) + caps.map { Double(max(0, $0.left)) })
    if let leastShortage { _ = try program.addRow(lower: Double(leastShortage), upper: .infinity) }
    var batch = ColumnBatch()
    for cell in 0..<cells {
      let at = part.first * types + cell
      batch.addEntry(row: members + cell, value: 1)
      if leastShortage != nil { batch.addEntry(row: members + cells + caps.count, value: 1) }
      batch.closeColumn(cost: Double(table.underPrice[at]))
      batch.append(cost: Double(table.overPrice[at]), rows: [members + cell], value: -1)
    }
    try program.addColumns(batch)
    slackCount = 2 * cells
    cover = [Double](repeating: 0, count: cells)
    capPrices = [Double](repeating: 0, count: caps.count + (leastShortage == nil ? 0 : 1))
  }

  /// What a column costs by itself: the wishes of its person on its days, against not working at all.
  func cost(of column: RosterColumn) -> Int {
    let person = table.people[part.people[column.member]]
    var sum = 0
    for (offset, type) in column.types.enumerated() where type >= 0 {
      sum += Int(person.wish[(part.first + offset) * table.types + Int(type)])
    }
    return sum
  }

  /// Adds columns that aren't there yet; returns how many were new.
  func add(_ new: [RosterColumn]) throws(SolverFailure) -> Int {
    var batch = ColumnBatch()
    let members = part.people.count
    for column in new where known.insert(column).inserted {
      let cost = cost(of: column)
      columns.append(column)
      costs.append(cost)
      isAllowed.append(true)
      batch.addEntry(row: column.member, value: 1)
      var counts = [Int](repeating: 0, count: table.types)
      for (offset, type) in column.types.enumerated() where type >= 0 {
        batch.addEntry(row: members + offset * table.types + Int(type), value: 1)
        counts[Int(type)] += 1
      }
      for type in 0..<table.types where counts[type] > 0 {
        let row = capRow[column.member * table.types + type]
        if row >= 0 { batch.addEntry(row: row, value: Double(counts[type])) }
      }
      batch.closeColumn(cost: Double(cost))
    }
    let count = batch.count
    if count > 0 { try program.addColumns(batch) }
    return count
  }

  /// Solves and reads the duals. False when no optimum was reached within the limits.
  func solve(_ limits: SolveLimits) throws(SolverFailure) -> Bool {
    let outcome = try program.solve(limits)
    // A dive can rule out so much that nothing is left.
    guard outcome.status != .infeasible, try outcome.isOptimal() else { return false }
    objective = outcome.objective
    let duals = try program.dualValues()
    let members = part.people.count
    var shortagePrice = 0.0
    if leastShortage != nil {
      shortagePrice = max(0, duals[members + cells + caps.count])
      capPrices[caps.count] = shortagePrice
    }
    for cell in 0..<cells {
      let at = part.first * table.types + cell
      cover[cell] = min(
        Double(table.underPrice[at]) - shortagePrice, max(-Double(table.overPrice[at]), duals[members + cell]))
    }
    for index in caps.indices { capPrices[index] = min(0, duals[members + cells + index]) }
    return true
  }

  /// Value of each column in the last solution.
  func values() throws(SolverFailure) -> [Double] { Array(try program.primalValues()[slackCount...]) }

  func reducedCosts() throws(SolverFailure) -> [Double] { Array(try program.reducedCosts()[slackCount...]) }

  /// Keeps a column out of the solution, or lets it back in.
  func setAllowed(_ column: Int, _ allowed: Bool) throws(SolverFailure) {
    guard isAllowed[column] != allowed else { return }
    isAllowed[column] = allowed
    try program.setColumnBounds(slackCount + column, lower: 0, upper: allowed ? .infinity : 0)
  }

  /// Missing people in all, in the last solution.
  func shortage() throws(SolverFailure) -> Double {
    let values = try program.primalValues()
    return (0..<cells).reduce(0) { $0 + values[2 * $1] }
  }

  /// The integer program over `chosen` columns: the same rows.
  func integerProgram(_ chosen: [Int]) -> LinearProgram {
    var result = LinearProgram(name: "part")
    for _ in part.people { result.addRow(lower: 1, upper: 1) }
    for cell in 0..<cells { result.addRow(lower: Double(wanted[cell]), upper: Double(wanted[cell])) }
    for cap in caps { result.addRow(lower: -.infinity, upper: Double(max(0, cap.left))) }
    if let leastShortage { result.addRow(lower: Double(leastShortage), upper: .infinity) }
    let members = part.people.count
    for cell in 0..<cells {
      let at = part.first * table.types + cell
      let shortage = leastShortage == nil ? [] : [(row: members + cells + caps.count, value: 1.0)]
      result.addColumn(cost: Double(table.underPrice[at]), entries: [(row: members + cell, value: 1.0)] + shortage)
      result.addColumn(cost: Double(table.overPrice[at]), entries: [(members + cell, -1.0)])
    }
    for index in chosen {
      let column = columns[index]
      var entries: [(row: Int, value: Double)] = [(column.member, 1)]
      var counts = [Int](repeating: 0, count: table.types)
      for (offset, type) in column.types.enumerated() where type >= 0 {
        entries.append((members + offset * table.types + Int(type), 1))
        counts[Int(type)] += 1
      }
      for type in 0..<table.types where counts[type] > 0 {
        let row = capRow[column.member * table.types + type]
        if row >= 0 { entries.append((row, Double(counts[type]))) }
      }
      result.addColumn(cost: Double(costs[index]), upper: 1, isInteger: true, entries: entries)
    }
    return result
  }
}
