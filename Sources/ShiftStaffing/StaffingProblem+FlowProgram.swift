internal import Calendars
public import Optimization
internal import Workforce

extension StaffingProblem {
  /// The whole problem as one compact integer program, for export to other solvers.
  ///
  /// Breaks are not chosen shift by shift. For each line and each kind of break (length and width of window), as many
  /// windows open in a slot as shifts say; of those open, some take their break now and the rest wait:
  /// `waiting[t] = waiting[t−1] + opened[t] − taken[t]`, with `waiting[t]` at most the windows that are open and not in
  /// their last slot. Windows of one kind are equally wide, so who waited longest goes first and nobody misses the
  /// window: the program is equivalent to one that places every break (Bechtold & Jacobs 1990), with a fraction of its
  /// entries. People present follow `present[t] = present[t−1] + started[t] − ended[t]`.
  ///
  /// Columns: shifts, people present, breaks taken and waiting, people of a group on a queue where it serves several,
  /// missing and superfluous people, one for each price. A queue in `deadlines` has its rows in place of the demand: the program chooses
  /// how many heads to plan in each slot so that every deadline is met (`DeadlineWork`), and the cover of those heads.
  /// - Complexity: O(slots × lines + shifts × windows × width) entries.
  public func flowProgram() -> LinearProgram {
    let tables = StaffingTables(self)
    let cells = tables.cells
    let hours = Double(slotLength.rawValue) / 60
    var program = LinearProgram(name: "shift staffing with break flow")
    func at(_ cell: Int) -> Int { (cell % cells + cells) % cells }
    /// Cells that lie inside the horizon get their slot's number, others a negative one or one past the end.
    func slot(_ cell: Int) -> Int { cell - tables.lead }

    // Rows.
    let lines = Set(tables.entries.map { Int($0.line) }).sorted()
    var presentRow = [Int](repeating: -1, count: tables.lines * cells)
    for line in lines {
      for cell in 0..<cells {
        presentRow[line * cells + cell] = program.addRow("present[\(line),\(slot(cell))]", lower: 0, upper: 0)
      }
    }
    let kinds = BreakKind.all(tables)
    var flowRow: [BreakKind: Int] = [:]
    var waitRow: [BreakKind: Int] = [:]
    for (number, kind) in kinds.enumerated() {
      flowRow[kind] = program.rows.count
      for cell in 0..<cells { program.addRow("flow[\(number),\(slot(cell))]", lower: 0, upper: 0) }
      guard kind.width > 0 else { continue }
      waitRow[kind] = program.rows.count
      for cell in 0..<cells { program.addRow("wait[\(number),\(slot(cell))]", lower: 0, upper: .infinity) }
    }
    var coverRow = [Int](repeating: -1, count: tables.lines * cells)
    let deferred = Set(deadlines.map(\.queue))
    for queue in 0..<tables.queues {
      let isDeferred = deferred.contains(queue)
      for cell in 0..<cells where tables.isInHorizon(cell) {
        let need = isDeferred ? 0 : Double(tables.demand[queue * cells + cell])
        coverRow[queue * cells + cell] = program.addRow(
          "cover[\(demand[queue].queue.rawValue),\(slot(cell))]", lower: need, upper: prices == nil ? .infinity : need)
      }
    }
    for (position, group) in tables.multi.enumerated() {
      for cell in 0..<cells where tables.isInHorizon(cell) {
        coverRow[(tables.queues + position) * cells + cell] = program.addRow(
          "spread[\(groups[group].name),\(slot(cell))]", lower: 0, upper: prices == nil ? .infinity : 0)
      }
    }
    let capRow = startCaps.map { program.addRow("starts[\($0.name)]", lower: -.infinity, upper: Double($0.limit)) }
    let paidRow = groups.map { group in
      group.paidLimit.map { program.addRow("paid[\(group.name)]", lower: -.infinity, upper: Double($0.rawValue)) }
    }

    // Columns.
    for (index, shift) in shifts.enumerated() {
      let entry = tables.entries[tables.entryOfShift[index]]
      let first = tables.cellOfEntry[tables.entryOfShift[index]]
      let line = Int(entry.line)
      var sums: [Int: Double] = [:]
      // The balance of cell 0 counts everyone present there; the others count who starts and who ends.
      if first + shift.slots > cells || first == 0 { sums[presentRow[line * cells], default: 0] -= 1 }
      if first != 0 { sums[presentRow[line * cells + first], default: 0] -= 1 }
      let end = at(first + shift.slots)
      if end != 0, shift.slots < cells { sums[presentRow[line * cells + end], default: 0] += 1 }
      for window in shift.breakWindows {
        let kind = BreakKind(line: line, length: window.length, width: window.latestOffset - window.earliestOffset)
        let opens = first + window.earliestOffset
        if let row = flowRow[kind] { sums[row + at(opens), default: 0] -= 1 }
        if let row = waitRow[kind] {
          for cell in opens..<(opens + kind.width) { sums[row + at(cell), default: 0] += 1 }
        }
      }
      if let cap = shift.startCap { sums[capRow[cap], default: 0] += 1 }
      if let row = paidRow[shift.group] { sums[row, default: 0] += Double(shift.paid.rawValue) }
      program.addColumn(
        "shift[\(index),\(groups[shift.group].name),\(shift.template.rawValue),\(shift.date),\(shift.startSlot),"
          + "\(shift.slots)]",
        cost: shift.cost, isInteger: true,
        entries: sums.filter { $0.value != 0 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    }
    for line in lines {
      for cell in 0..<cells {
        var entries: [(row: Int, value: Double)] = [(presentRow[line * cells + cell], 1)]
        if cell + 1 < cells { entries.append((presentRow[line * cells + cell + 1], -1)) }
        if coverRow[line * cells + cell] >= 0 { entries.append((coverRow[line * cells + cell], 1)) }
        program.addColumn("people[\(line),\(slot(cell))]", cost: 0, entries: entries)
      }
    }
    for (number, kind) in kinds.enumerated() {
      guard let flow = flowRow[kind] else { continue }
      for cell in 0..<cells {
        var entries: [(row: Int, value: Double)] = [(flow + cell, 1)]
        for step in 0..<kind.length {
          let row = coverRow[kind.line * cells + at(cell + step)]
          if row >= 0 { entries.append((row, -1)) }
        }
        program.addColumn("taken[\(number),\(slot(cell))]", cost: 0, isInteger: true, entries: entries)
        guard let wait = waitRow[kind] else { continue }
        program.addColumn(
          "waiting[\(number),\(slot(cell))]", cost: 0,
          entries: [(flow + cell, 1.0), (flow + at(cell + 1), -1.0), (wait + cell, -1.0)])
      }
    }
    for (position, group) in tables.multi.enumerated() {
      for queue in groups[group].queues {
        for cell in 0..<cells where tables.isInHorizon(cell) {
          program.addColumn(
            "works[\(groups[group].name),\(demand[queue].queue.rawValue),\(slot(cell))]", cost: 0,
            entries: [
              (coverRow[queue * cells + cell], 1.0), (coverRow[(tables.queues + position) * cells + cell], -1.0),
            ])
        }
      }
    }
    /// Rows that hold the first missing or superfluous people of a queue to their share of its heads.
    var shareRow: [Int: Int] = [:]
    for work in deadlines {
      let cover = (0..<cells).filter(tables.isInHorizon).map { coverRow[work.queue * cells + $0] }
      let block = work.block(name: demand[work.queue].queue.rawValue, cover: cover, firstRow: program.rows.count)
      for row in block.rows { program.addRow(row.name, lower: row.lower, upper: row.upper) }
      // At most band × heads, rounded up: whole people below that and one more. A thousandth is lost to the solver's
      // notion of whole.
      if prices != nil { shareRow[work.queue] = program.rows.count }
      for part in prices == nil ? [] : ["missing", "extra"] {
        for slot in 0..<slots {
          program.addRow("\(part)[\(demand[work.queue].queue.rawValue),\(slot)]", lower: -.infinity, upper: 0.999)
        }
      }
      for (index, column) in block.columns.enumerated() {
        var entries = column.entries
        if index < slots, let prices, let share = shareRow[work.queue], prices.band > 0 {
          entries += [(share + index, -prices.band), (share + slots + index, -prices.band)]
        }
        // Whole people alone on a queue that must be covered make whole heads.
        let isWhole = index < slots && (prices != nil || !tables.multi.isEmpty)
        program.addColumn(column.name, cost: 0, upper: column.upper, isInteger: isWhole, entries: entries)
      }
    }
    if let prices {
      for queue in 0..<tables.queues {
        for cell in 0..<cells where tables.isInHorizon(cell) {
          let row = coverRow[queue * cells + cell]
          let place = "[\(demand[queue].queue.rawValue),\(slot(cell))]"
          var numbers = (missing: 0, extra: 0)
          for piece in prices.pieces(of: demand[queue], at: slot(cell), hours: hours) {
            if piece.sign > 0 { numbers.missing += 1 } else { numbers.extra += 1 }
            // A slot may use few prices of the ladder.
            if piece.limit == 0, demand[queue].steps != nil { continue }
            var entries = [(row: row, value: piece.sign)]
            var column = (limit: piece.limit, isWhole: false)
            if piece.limit.isFinite, let first = shareRow[queue] {
              entries.append(((piece.sign > 0 ? first : first + slots) + slot(cell), 1))
              column = (.infinity, true)
            }
            program.addColumn(
              (piece.sign > 0 ? "missing\(numbers.missing)" : "extra\(numbers.extra)") + place, cost: piece.price,
              upper: column.limit, isInteger: column.isWhole, entries: entries)
          }
        }
      }
    }
    return program
  }
}

/// Breaks that can stand in for each other: same line, length and width of window.
private struct BreakKind: Hashable {
  var line: Int
  var length: Int
  var width: Int

  static func all(_ tables: StaffingTables) -> [BreakKind] {
    var found: Set<BreakKind> = []
    for entry in tables.entries {
      for position in 0..<Int(entry.breaks) {
        let pair = tables.pairs[Int(tables.breakPair[Int(entry.firstBreak) + position])]
        found.insert(BreakKind(line: Int(entry.line), length: pair.length, width: pair.width))
      }
    }
    return found.sorted { ($0.line, $0.length, $0.width) < ($1.line, $1.length, $1.width) }
  }
}
