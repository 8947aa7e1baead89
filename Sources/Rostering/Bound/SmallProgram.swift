internal import Optimization
internal import Searching

/// The whole program of a small team as one integer program, for GLPK to solve to proof: the one that `models/tours.mod`
/// states. Every duty of every person is a column, and every place of its breaks.
///
/// Column generation proves how far a rota is from the best one at most; with a handful of people a few thousandths often
/// stay between the two. Here they are closed, or the better rota is found.
struct SmallProgram {
  /// The most columns for which a solve is worth trying.
  static let mostColumns = 2500

  private let roster: CompiledRoster
  private var program = LinearProgram(name: "tours")
  private var duties: [(person: Int, day: Int, choice: DutyChoice, column: Int)] = []
  /// Columns of the places of each duty's breaks, first place first.
  private var places: [[(column: Int, earliest: Int)]] = []

  /// - Returns: nil when the program is larger than `mostColumns`.
  init?(_ roster: CompiledRoster) {
    self.roster = roster
    var columns = 0
    roster.visitDuties { person, day, duty in
      columns += roster.columnCount(of: duty)
      duties.append((person, day, duty, -1))
      return columns <= Self.mostColumns
    }
    guard columns <= Self.mostColumns else { return nil }
    let presence = addCover()
    addDuties(presence: presence)
  }

  /// Solves within the limits; call on a thread of its own (`onOwnThread`).
  /// - Returns: the best rota found, nil when none was found, what no rota can cost less than, and where the solver
  ///   failed on the way.
  func solve(
    seconds: Double?, nodes: Int?, stop: StopFlag?
  ) throws(SolverFailure) -> (duties: [DutyChoice]?, bound: Int64?, failure: SolverFailure?) {
    let outcome = try Optimization.solve(
      program, options: IntegerOptions(seconds: seconds, nodes: nodes, presolve: false, cuts: true, stop: stop))
    var bound: Int64?
    if outcome.bound.isFinite {
      // Costs are whole price units; the solver's tolerance is relative.
      let units = outcome.bound * roster.scale.unitsPerCurrency
      bound = Int64((units - 0.01 - 1e-6 * abs(units)).rounded(.up)) + roster.fixedCost
    }
    // That nobody works is always a solution.
    let failure = outcome.status == .infeasible ? .gaveUp(.infeasible) : outcome.failure
    guard let values = outcome.values else { return (nil, bound, failure) }
    var rota = [DutyChoice](repeating: .off, count: roster.people.count * roster.dayCount)
    for (duty, places) in zip(duties, places) where values[duty.column] > 0.5 {
      var choice = duty.choice
      let breaks = roster.kinds[roster.rows[Int(choice.row)].kind].breaks
      for (number, place) in places.enumerated() {
        for offset in breaks[number].earliest...breaks[number].latest
        where values[place.column + offset - place.earliest] > 0.5 {
          choice.breaks[number] = UInt8(truncatingIfNeeded: offset)
        }
      }
      rota[duty.person * roster.dayCount + duty.day] = choice
    }
    return (rota, bound, failure)
  }

  private func currency(_ units: Int32) -> Double { roster.scale.currency(Int64(units)) }

  // MARK: Cover

  /// Rows and columns of cover, and of groups on queues.
  /// - Returns: the presence row of each group and slot, −1 where the group can be counted on nothing.
  private mutating func addCover() -> [Int] {
    let table = roster.coverage
    var presence = [Int](repeating: -1, count: roster.slotCount * table.groupCount)
    for slot in 0..<roster.slotCount {
      var coverRow = [Int](repeating: -1, count: table.queueCount)
      for queue in 0..<table.queueCount where table.openQueues[slot] & (1 << UInt64(queue)) != 0 {
        let cell = slot * table.queueCount + queue
        let need = Double(table.full(cell))
        let row = program.addRow(lower: need, upper: need)
        coverRow[queue] = row
        let widths = table.widths(cell)
        let over = table.levelCount - 2
        // Missing people from the cheapest level to the dearest, then superfluous ones; the outer levels have no bound.
        for level in Array((0..<over).reversed()) + [over, over + 1] {
          let sign = level < over ? 1.0 : -1
          let limit = level == 0 || level > over ? .infinity : Double(widths[level])
          program.addColumn(
            cost: sign * -currency(table.levelPrices[level]), upper: limit, entries: CollectionOfOne((row, sign)))
        }
      }
      for group in 0..<table.groupCount {
        var mask = table.queues(group: group, slot: slot)
        guard mask != 0 else { continue }
        let carried = Double(table.carried[slot * table.groupCount + group])
        let row = program.addRow(lower: -carried, upper: -carried)
        presence[slot * table.groupCount + group] = row
        while mask != 0 {
          program.addColumn(cost: 0, entries: [(row, -1.0), (coverRow[mask.trailingZeroBitCount], 1.0)])
          mask &= mask - 1
        }
      }
    }
    return presence
  }

  // MARK: People

  private mutating func addDuties(presence: [Int]) {
    let groupCount = roster.coverage.groupCount
    let rules = roster.people.indices.map { addRules(person: $0) }
    var rests = roster.people.indices.map { person in
      RestRows(
        roster.people[person].weeklyRest,
        ends: duties.filter { $0.person == person }.compactMap { roster.span(of: $0.choice)?.upperBound })
    }
    let startRows = roster.startLimits.most.map { most in
      (0..<roster.dayCount).map { _ in program.addRow(lower: -.infinity, upper: Double(most)) }
    }
    for index in duties.indices {
      let duty = duties[index]
      let row = roster.rows[Int(duty.choice.row)]
      let start = Int(duty.choice.start)
      let person = roster.people[duty.person]
      let breaks = roster.kinds[row.kind].breaks
      func presenceRow(_ slot: Int) -> Int { presence[slot % roster.slotCount * groupCount + person.group] }
      var entries = rules[duty.person].entries(
        day: duty.day, letter: row.letter, start: start, end: start + row.length, paid: row.paid)
      if person.startLimit >= 0 { entries.append((startRows[person.startLimit][duty.day], 1)) }
      for slot in start..<start + row.length where presenceRow(slot) >= 0 { entries.append((presenceRow(slot), 1)) }
      entries += rests[duty.person].entries(start..<start + row.length, into: &program)
      let kept = roster.kept(person.days[duty.day]).flatMap { $0.isMeant(by: duty.choice) ? $0 : nil }
      let breakRows = breaks.map { _ in program.addRow(lower: 0, upper: 0) }
      entries += breakRows.map { ($0, -1) }
      duties[index].column = program.addColumn(
        cost: currency(roster.startPrice(of: duty.choice, row: row, person: person, day: duty.day)), upper: 1,
        isInteger: true, entries: entries)
      places.append(
        zip(breaks, breakRows).enumerated().map { number, pair in
          let (pause, breakRow) = pair
          let first = program.columns.count
          for offset in pause.earliest...pause.latest {
            let away = (start + offset..<start + offset + pause.length).map(presenceRow).filter { $0 >= 0 }
            let isMoved = kept.map { offset != Int($0.breaks[number]) } ?? false
            let price = isMoved ? kept?.breakPrice ?? 0 : 0
            let isFixed = price >= KeptDuty.fixedBreak
            program.addColumn(
              cost: isFixed ? 0 : currency(price), upper: isFixed ? 0 : 1, isInteger: true,
              entries: [(breakRow, 1.0)] + away.map { ($0, -1.0) })
          }
          return (first, pause.earliest)
        })
    }
    for rest in rests { rest.addColumns(to: &program) }
  }

  /// Rows of one person's rules.
  private struct RuleRows {
    var rest: Int
    /// By day and letter less one: whoever has a duty of the letter walks an arc of it.
    var worked: [[Int]]
    /// One for each start of the person: no two duties with their rests hold it.
    var starts: [(slot: Int, row: Int)]
    var weekPaid: [Int]
    /// Lower bounds of each week's shortfall: what a paid unit changes.
    var shortfalls: [[(row: Int, slope: Double)]]

    func entries(
      day: Int, letter: DayLetter, start: Int, end: Int, paid: Int
    ) -> [(row: Int, value: Double)] {
      var entries: [(row: Int, value: Double)] = [
        (worked[day][letter.rawValue - 1], 1), (weekPaid[day / 7], Double(paid)),
      ]
      for (slot, row) in starts where start <= slot && slot < end + rest { entries.append((row, 1)) }
      for line in shortfalls[day / 7] { entries.append((line.row, -line.slope * Double(paid))) }
      return entries
    }
  }

  private mutating func addRules(person index: Int) -> RuleRows {
    let person = roster.people[index]
    func most(_ limit: Int) -> Int { program.addRow(lower: -.infinity, upper: Double(limit)) }
    var rows = RuleRows(
      rest: person.rest, worked: addWalk(roster.automata[person.automaton]), starts: [], weekPaid: [], shortfalls: [])
    for slot in Set(duties.filter { $0.person == index }.map { Int($0.choice.start) }).sorted() {
      rows.starts.append((slot, most(1)))
    }
    for weekly in person.weeks {
      rows.weekPaid.append(most(weekly.maximum))
      let lines = lowerHull(weekly.prices)
      let lineRows = lines.map { program.addRow(lower: $0.value - $0.slope * Double($0.paid), upper: .infinity) }
      program.addColumn(cost: 1, entries: lineRows.map { ($0, 1.0) })
      rows.shortfalls.append(zip(lineRows, lines).map { ($0, $1.slope) })
    }
    return rows
  }

  /// A walk through the person's rules over days, from state to state: one unit of flow, on whose way each day has its
  /// letter and its price. Duties are whole, and a state and a letter have one state behind them: so the walk is whole, too.
  /// - Returns: a row a day and letter less one, to which each duty of both belongs.
  private mutating func addWalk(_ automaton: RuleAutomaton) -> [[Int]] {
    let letters = (0..<automaton.letterCount).map(DayLetter.init(rawValue:))
    let worked = automaton.days.map { _ in letters.dropFirst().map { _ in program.addRow(lower: 0, upper: 0) } }
    // What leaves a state less what reaches it.
    let states = automaton.days.enumerated().map { day, table in
      (0..<table.count).map { _ in program.addRow(lower: day == 0 ? 1 : 0, upper: day == 0 ? 1 : 0) }
    }
    for (day, table) in automaton.days.enumerated() {
      for state in 0..<table.count {
        for letter in letters {
          let next = automaton.next(state, letter, on: day)
          guard next != RuleAutomaton.none else { continue }
          var entries = [(states[day][state], 1.0)]
          if day + 1 < states.count { entries.append((states[day + 1][Int(next)], -1)) }
          if letter.isWorked { entries.append((worked[day][letter.rawValue - 1], -1)) }
          let price = currency(automaton.price(state, letter, on: day))
          program.addColumn(cost: price, upper: 1, entries: entries)
        }
      }
    }
    return worked
  }

  /// The falling edges of the lower convex hull of a price table, in currency units: rounding can bend a straight line
  /// up and down by a unit, and a bound needs what lies below.
  private func lowerHull(_ table: [Int32]) -> [(paid: Int, value: Double, slope: Double)] {
    var corners: [Int] = []
    for paid in table.indices {
      while corners.count > 1 {
        let (a, b) = (corners[corners.count - 2], corners[corners.count - 1])
        // b lies on or above the line from a to the new point.
        let left = (Int(table[b]) - Int(table[a])) * (paid - a)
        guard left >= (Int(table[paid]) - Int(table[a])) * (b - a) else { break }
        corners.removeLast()
      }
      corners.append(paid)
    }
    return zip(corners, corners.dropFirst()).compactMap { a, b in
      guard table[b] < table[a] else { return nil }
      return (a, currency(table[a]), (currency(table[b]) - currency(table[a])) / Double(b - a))
    } + (corners.count == 1 ? [(0, currency(table[0]), 0)] : [])
  }
}
