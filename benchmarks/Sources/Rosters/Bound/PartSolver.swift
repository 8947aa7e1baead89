internal import Foundation
internal import Optimization
internal import Searching

/// Column generation on a part of a roster, and the integer program over its columns.
final class PartSolver {
  let table: RosterTable
  let master: ColumnMaster
  let stretches: [StretchOracle.Stretch]
  private let rows: UnsafePointer<Int16>
  private let pricer: PartPricer
  /// No choice for the part costs less; of the part's own cost (wishes against idle, shortage and surplus).
  fileprivate(set) var bound = -Double.infinity
  private(set) var rounds = 0
  /// Prices of the best bound, the centre of the smoothing.
  fileprivate(set) var centre: (cover: [Double], caps: [Double])?
  /// What a dive has decided: type by `member * days + offset`, -1 off, `open` where nothing is.
  fileprivate var decided: [Int16]
  /// Duties that a dive has ruled out, by `(member * days + offset) * (types + 1) + type + 1`.
  fileprivate var isRuledOut: [Bool]
  fileprivate static let open: Int16 = -2
  /// The part as it stands.
  let incumbent: [RosterColumn]

  /// - Parameter rows: the whole roster, `person * days + day`; read outside the part, and on it for the incumbent.
  init(
    _ state: RosterState, part: RosterPart, pricer: PartPricer, leastShortage: Int? = nil
  ) throws(SolverFailure) {
    table = state.table
    self.pricer = pricer
    rows = UnsafePointer(state.rows)
    let table = state.table
    let types = table.types
    var counts = Array(UnsafeBufferPointer(start: state.counts, count: table.days * types))
    var incumbent: [RosterColumn] = []
    var stretches: [StretchOracle.Stretch] = []
    var inside = [Int](repeating: 0, count: table.personCount * types)
    for (member, index) in part.people.enumerated() {
      let row = state.row(index)
      var units = 0
      for day in part.first..<part.end where row[day] >= 0 {
        counts[day * types + Int(row[day])] -= 1
        units += state.unitsOfType[Int(row[day])]
        inside[index * types + Int(row[day])] += 1
      }
      let outside = Int(state.units[index]) - units
      let person = table.people[index]
      stretches.append(
        StretchOracle.Stretch(
          person: index, first: part.first, end: part.end, leastUnits: max(0, person.minimumUnits - outside),
          mostUnits: person.maximumUnits - outside,
          weekends: person.maximumWeekends - state.weekends(index, outside: part.first, part.end)))
      if person.tightType >= 0 {
        stretches[member].countedClass = table.classOfType[person.tightType]
        stretches[member].mostOfClass =
          person.caps[person.tightType] - Int(state.typeCounts[index * types + person.tightType])
          + inside[index * types + person.tightType]
      }
      incumbent.append(
        RosterColumn(member: member, types: (part.first..<part.end).map { row[$0] }))
    }
    self.stretches = stretches
    decided = [Int16](repeating: Self.open, count: part.people.count * (part.end - part.first))
    isRuledOut = [Bool](
      repeating: false, count: part.people.count * (part.end - part.first) * (table.types + 1))
    self.incumbent = incumbent
    master = try ColumnMaster(table, part: part, counts: counts, leastShortage: leastShortage) { person, type in
      Int(state.typeCounts[person * types + type]) - inside[person * types + type]
    }
    _ = try master.add(incumbent)
  }

  /// Cost of a choice of one column a person.
  func cost(of choice: [RosterColumn]) -> Int {
    var total = choice.reduce(0) { $0 + master.cost(of: $1) }
    var present = [Int](repeating: 0, count: master.cells)
    for column in choice {
      for (offset, type) in column.types.enumerated() where type >= 0 {
        present[offset * table.types + Int(type)] += 1
      }
    }
    for cell in 0..<master.cells {
      let at = master.part.first * table.types + cell
      let missing = master.wanted[cell] - present[cell]
      total += missing > 0 ? missing * Int(table.underPrice[at]) : -missing * Int(table.overPrice[at])
    }
    return total
  }

  /// Generates columns until the master is solved, a bound of at least `cutoff` is proven or the limits are reached.
  /// - Returns: true when the master's optimum is proven.
  func generate(
    cutoff: Double, maximumRounds: Int, limits: SolveLimits, isOver: () -> Bool, tolerance: Double = 1e-6,
    onBound: (Double) -> Void = { _ in }
  ) throws(SolverFailure) -> Bool {
    var smoothing = 0.6
    for _ in 0..<maximumRounds {
      if isOver() { return false }
      guard try master.solve(limits) else { return false }
      rounds += 1
      var weight = centre == nil ? 0 : smoothing
      while true {
        let cover = mixed(centre?.cover, master.cover, weight)
        let caps = mixed(centre?.caps, master.capPrices, weight)
        let (value, columns) = price(cover, caps)
        if value > bound {
          bound = value
          centre = (cover, caps)
          onBound(value)
        }
        if bound >= cutoff { return true }
        if master.objective - bound <= max(tolerance, 1e-7 * abs(bound)) { return true }
        let added = try master.add(columns)
        if added > 0 {
          smoothing = weight == 0 ? min(0.6, smoothing + 0.1) : smoothing
          break
        }
        // Nothing new under smoothed prices: nearer to the master's own.
        if weight == 0 { return true }
        weight = weight < 0.1 ? 0 : weight / 2
        smoothing = weight
        if isOver() { return false }
      }
    }
    return false
  }

  private func mixed(_ first: [Double]?, _ second: [Double], _ weight: Double) -> [Double] {
    guard let first, weight > 0 else { return second }
    return zip(first, second).map { weight * $0 + (1 - weight) * $1 }
  }

  /// The bound at these prices, and every person's best column.
  func price(_ cover: [Double], _ caps: [Double]) -> (Double, [RosterColumn]) {
    var value = 0.0
    for cell in 0..<master.cells { value += cover[cell] * Double(master.wanted[cell]) }
    var typePrices = [Double](repeating: 0, count: stretches.count * table.types)
    for (index, cap) in master.caps.enumerated() {
      typePrices[cap.member * table.types + cap.type] -= caps[index]
      value += caps[index] * Double(max(0, cap.left))
    }
    if let leastShortage = master.leastShortage { value += caps[master.caps.count] * Double(leastShortage) }
    var columns: [RosterColumn] = []
    let kinds = table.types + 1
    for (member, stretch) in stretches.enumerated() {
      let prices = Array(typePrices[member * table.types..<(member + 1) * table.types])
      let from = member * (stretch.end - stretch.first) - stretch.first
      value += decided.withUnsafeBufferPointer { decided in
        pricer.best(stretch, row: rows + stretch.person * table.days, cover: cover, typePrices: prices) { day, type in
          let choice = decided[from + day]
          return (choice == Self.open || Int(choice) == type) && !isRuledOut[(from + day) * kinds + type + 1]
        }
      }
      if value == .infinity { return (value, []) }
      columns.append(RosterColumn(member: member, types: pricer.types(stretch)))
    }
    return (value, columns)
  }

  /// The best choice among the columns with a reduced cost that can still pay, by GLPK's branch and bound.
  /// - Parameter below: only a choice that costs less than this is of use.
  func choose(
    below: Double, mostColumns: Int, options: IntegerOptions
  ) throws(SolverFailure) -> [RosterColumn]? {
    let reduced = try master.reducedCosts()
    let room = below - master.objective
    var chosen = reduced.indices.filter { reduced[$0] < room - 1e-6 && isAllowed(master.columns[$0]) }
    if chosen.count > mostColumns {
      chosen.sort { (reduced[$0], $0) < (reduced[$1], $1) }
      chosen = chosen.prefix(mostColumns).sorted()
    }
    let program = master.integerProgram(chosen)
    let outcome = try Optimization.solve(program, options: options)
    if let failure = outcome.failure { throw failure }
    guard let values = outcome.values, outcome.objective < below - 0.5 else { return nil }
    var choice: [RosterColumn?] = stretches.map { _ in nil }
    for (position, index) in chosen.enumerated() where values[2 * master.cells + position] > 0.5 {
      choice[master.columns[index].member] = master.columns[index]
    }
    let complete = choice.compactMap { $0 }
    return complete.count == stretches.count ? complete : nil
  }
}

/// What a dive may take and how bold it is.
struct DiveOptions: Sendable {
  /// Nothing that costs this much or more is of use.
  var cutoff: Double
  /// What the part's cost lacks to the objective.
  var offset = 0
  /// Duties with at least this weight are decided several at a time.
  var threshold = 0.75
  /// Share of the undecided duties decided in a step.
  var share = 0.08
  var roundsAStep = 10
  /// At least one in so many of the undecided duties is decided in a step, sure or not.
  var boldness = 40
  /// With at most this many undecided duties the rest is left to an integer program.
  var finishBelow = 60
  /// Blurs the order of decisions, so that one dive differs from the next.
  var noise = 0.0
  var seed: UInt64 = 1
  var limits = SolveLimits()
  var integer = IntegerOptions(nodes: 300)
}

extension PartSolver {
  /// Rounds the master's solution step by step: decides the duties that it is surest of, prices again, and takes a
  /// decision back (rules it out) where the bound says that it was dear. Ends with an integer program over the columns
  /// that are left.
  func dive(_ options: DiveOptions, isOver: () -> Bool) throws(SolverFailure) -> [RosterColumn]? {
    let rootBound = bound
    let rootCentre = centre
    defer {
      bound = rootBound
      centre = rootCentre
    }
    let answer = try descend(options, isOver: isOver)
    for index in decided.indices { decided[index] = Self.open }
    for index in isRuledOut.indices { isRuledOut[index] = false }
    try applyDecisions()
    return answer
  }

  private func descend(_ options: DiveOptions, isOver: () -> Bool) throws(SolverFailure) -> [RosterColumn]? {
    guard try reprice(options, isOver: isOver) else { return nil }
    var cutoff = options.cutoff
    var answer: [RosterColumn]?
    var nextFinish = options.finishBelow
    var random = SeededGenerator(seed: options.seed, stream: 13)
    while !isOver() {
      let values = try master.values()
      var strongest = [Int](repeating: -1, count: stretches.count)
      var isWhole = true
      for (index, value) in values.enumerated() where value > 1e-6 {
        let member = master.columns[index].member
        if value < 1 - 1e-6 { isWhole = false }
        if strongest[member] < 0 || value > values[strongest[member]] { strongest[member] = index }
      }
      guard strongest.allSatisfy({ $0 >= 0 }) else { return answer }
      if isWhole { return strongest.map { master.columns[$0] } }
      let candidates = undecided(values, strongest) { options.noise * random.nextUnit() }
      if candidates.count <= nextFinish {
        nextFinish = candidates.count / 2
        let before = bound
        if let choice = try choose(below: cutoff + 0.999, mostColumns: 1500, options: options.integer) {
          let cost = Double(cost(of: choice))
          if cost <= cutoff + 1e-6 {
            answer = choice
            cutoff = cost - 0.999
          }
        }
        bound = before
        if bound >= cutoff { return answer }
      }
      guard let first = candidates.first else { return answer }
      let count = max(1, Int(Double(candidates.count) * options.share))
      var batch = candidates.prefix(count).filter { $0.weight >= options.threshold }
      let least = max(1, candidates.count / options.boldness)
      if batch.count < least { batch = Array(candidates.prefix(least)) }
      let before = master.objective
      var isLegal = try decide(batch.map(\.cell), strongest, options, isOver)
      let patience = max(0.5, 0.002 * abs(before + Double(options.offset)))
      if !isLegal || master.objective > before + patience, batch.count > 1 {
        for entry in batch { decided[entry.cell] = Self.open }
        batch = [first]
        isLegal = try decide([first.cell], strongest, options, isOver)
      }
      if !isLegal || master.objective > before + patience {
        // Dear: what if it weren't so?
        let withIt = isLegal ? master.objective : .infinity
        let type = Int(decided[first.cell])
        let mark = first.cell * (table.types + 1) + type + 1
        decided[first.cell] = Self.open
        isRuledOut[mark] = true
        isLegal = try reprice(options, isOver: isOver)
        if !isLegal || master.objective > withIt {
          isRuledOut[mark] = false
          isLegal = try decide([first.cell], strongest, options, isOver)
        }
      }
      if !isLegal || bound >= cutoff { return answer }
    }
    return answer
  }

  /// The duties of every person's strongest column that aren't settled, surest first.
  private func undecided(
    _ values: [Double], _ strongest: [Int], blur: () -> Double
  ) -> [(weight: Double, cell: Int)] {
    let days = master.part.end - master.part.first
    var weight = [Double](repeating: 0, count: stretches.count * days)
    for (index, value) in values.enumerated() where value > 1e-6 {
      let column = master.columns[index]
      let model = master.columns[strongest[column.member]]
      for offset in 0..<days where column.types[offset] == model.types[offset] {
        weight[column.member * days + offset] += value
      }
    }
    var candidates: [(weight: Double, cell: Int)] = []
    for cell in weight.indices where weight[cell] < 1 - 1e-6 { candidates.append((weight[cell] + blur(), cell)) }
    candidates.sort { ($1.weight, $0.cell) < ($0.weight, $1.cell) }
    return candidates
  }

  private func decide(
    _ cells: [Int], _ strongest: [Int], _ options: DiveOptions, _ isOver: () -> Bool
  ) throws(SolverFailure) -> Bool {
    let days = master.part.end - master.part.first
    for cell in cells { decided[cell] = master.columns[strongest[cell / days]].types[cell % days] }
    return try reprice(options, isOver: isOver)
  }

  /// Solves the master under the decisions. False when nothing is left or no optimum was reached.
  private func reprice(_ options: DiveOptions, isOver: () -> Bool) throws(SolverFailure) -> Bool {
    let before = master.objective
    try applyDecisions()
    bound = -.infinity
    // Decisions that cost nothing need no new columns.
    guard try master.solve(options.limits) else { return false }
    if master.objective <= before + 0.01 { return true }
    _ = try generate(
      cutoff: options.cutoff, maximumRounds: options.roundsAStep, limits: options.limits, isOver: isOver,
      tolerance: max(0.1, 3e-4 * abs(master.objective + Double(options.offset))))
    guard bound < .infinity else { return false }
    return try master.solve(options.limits)
  }

  private func isAllowed(_ column: RosterColumn) -> Bool {
    let days = column.types.count
    for offset in 0..<days {
      let cell = column.member * days + offset
      let type = column.types[offset]
      if decided[cell] != Self.open, decided[cell] != type { return false }
      if isRuledOut[cell * (table.types + 1) + Int(type) + 1] { return false }
    }
    return true
  }

  private func applyDecisions() throws(SolverFailure) {
    for (index, column) in master.columns.enumerated() { try master.setAllowed(index, isAllowed(column)) }
  }
}
