extension LinearProgram {
  /// The program in free MPS, read by every solver.
  ///
  /// MPS minimises: a program that maximises is written with its costs negated. The constant of the objective becomes a
  /// column fixed at 1, because solvers disagree on the sign of a constant in the RHS section (GLPK reads it negated).
  /// Every column states its bounds, since readers disagree on the defaults of integer ones. A row with two bounds becomes
  /// two rows and a row without is left out: PuLP's reader knows no RANGES section and takes a further free row for the
  /// objective.
  public func mpsText() -> String {
    let rowNames = ExportNames(rows.map(\.name), prefix: "r", punctuation: "_.,()[]", limit: 200, reserved: ["cost"])
      .names
    let columnNames = ExportNames(
      columns.map(\.name), prefix: "c", punctuation: "_.,()[]", limit: 200, reserved: ["constant"]
    ).names
    let sign = maximises ? -1.0 : 1.0
    var text = "NAME \(ExportNames([name], prefix: "program", punctuation: "_.-", limit: 200).names[0])\n"
    text += "ROWS\n N cost\n"
    let sides = rows.map(\.mpsSides)
    for (index, sides) in sides.enumerated() {
      for side in sides { text += " \(side.type) \(rowNames[index])\(side.suffix)\n" }
    }
    text += "COLUMNS\n"
    var inInteger = false
    for (index, column) in columns.enumerated() {
      if column.isInteger != inInteger {
        text += " MARKER 'MARKER' '\(column.isInteger ? "INTORG" : "INTEND")'\n"
        inInteger = column.isInteger
      }
      let entries = entries(of: index)
      if column.cost != 0 || entries.allSatisfy({ sides[$0.row].isEmpty }) {
        text += " \(columnNames[index]) cost \(number(sign * column.cost))\n"
      }
      for entry in entries {
        for side in sides[entry.row] {
          text += " \(columnNames[index]) \(rowNames[entry.row])\(side.suffix) \(number(entry.value))\n"
        }
      }
    }
    if inInteger { text += " MARKER 'MARKER' 'INTEND'\n" }
    if constant != 0 { text += " constant cost \(number(sign * constant))\n" }
    text += "RHS\n"
    for (index, sides) in sides.enumerated() {
      for side in sides where side.value != 0 {
        text += " RHS \(rowNames[index])\(side.suffix) \(number(side.value))\n"
      }
    }
    text += "BOUNDS\n"
    for (index, column) in columns.enumerated() {
      let name = columnNames[index]
      switch (column.lower.isFinite, column.upper.isFinite) {
      case (false, false): text += " FR BND \(name)\n"
      case (true, true) where column.lower == column.upper: text += " FX BND \(name) \(number(column.lower))\n"
      case (true, true): text += " LO BND \(name) \(number(column.lower))\n UP BND \(name) \(number(column.upper))\n"
      case (true, false): text += " LO BND \(name) \(number(column.lower))\n PL BND \(name)\n"
      case (false, true): text += " MI BND \(name)\n UP BND \(name) \(number(column.upper))\n"
      }
    }
    if constant != 0 { text += " FX BND constant 1\n" }
    return text + "ENDATA\n"
  }
}

extension LinearProgram.Row {
  /// What the row says, one side each.
  fileprivate var mpsSides: [(type: String, suffix: String, value: Double)] {
    switch (lower.isFinite, upper.isFinite) {
    case (false, false): []
    case (true, true) where lower == upper: [("E", "", lower)]
    case (true, true): [("G", ".least", lower), ("L", ".most", upper)]
    case (true, false): [("G", "", lower)]
    case (false, true): [("L", "", upper)]
    }
  }
}

/// The shortest text that reads back as the same number, whole numbers without a point.
func number(_ value: Double) -> String {
  if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
  return "\(value)"
}
