extension LinearProgram {
  /// The program in CPLEX LP format, which people can read. The constant of the objective becomes a column fixed at 1;
  /// a row with two bounds becomes two rows; rows without bounds are left out. The
  /// format needs a column.
  public func lpText() -> String {
    let rowNames = ExportNames(rows.map(\.name), prefix: "r", punctuation: "_.", limit: 200).names
    let columnNames = ExportNames(
      columns.map(\.name), prefix: "c", punctuation: "_.", limit: 200, reserved: ["constant"]
    ).names
    var text = name.isEmpty ? "" : "\\ \(name.filter { !$0.isNewline })\n"
    text += maximises ? "Maximize\n" : "Minimize\n"
    var terms = columns.indices.filter { columns[$0].cost != 0 }.map { term(columns[$0].cost, columnNames[$0]) }
    if constant != 0 { terms.append(term(constant, "constant")) }
    text += expression(" cost:", terms, first: columnNames.first)
    text += "\nSubject To\n"
    let byRow = entriesByRow()
    for (index, row) in rows.enumerated() {
      let terms = byRow[index].map { term($0.value, columnNames[$0.column]) }
      func add(_ suffix: String, _ relation: String, _ side: Double) {
        text += expression(" \(rowNames[index])\(suffix):", terms, first: columnNames.first)
        text += " \(relation) \(number(side))\n"
      }
      switch (row.lower.isFinite, row.upper.isFinite) {
      case (false, false): break
      case (true, true) where row.lower == row.upper: add("", "=", row.lower)
      case (true, true):
        add(".least", ">=", row.lower)
        add(".most", "<=", row.upper)
      case (true, false): add("", ">=", row.lower)
      case (false, true): add("", "<=", row.upper)
      }
    }
    if !rows.contains(where: { $0.lower.isFinite || $0.upper.isFinite }) {
      // The format asks for a row.
      text += expression(" none:", [], first: columnNames.first) + " >= -1\n"
    }
    text += "Bounds\n"
    for (index, column) in columns.enumerated() {
      let name = columnNames[index]
      switch (column.lower.isFinite, column.upper.isFinite) {
      case (false, false): text += " \(name) free\n"
      case (true, true) where column.lower == column.upper: text += " \(name) = \(number(column.lower))\n"
      case (true, true): text += " \(number(column.lower)) <= \(name) <= \(number(column.upper))\n"
      case (true, false): text += " \(name) >= \(number(column.lower))\n"
      case (false, true): text += " -inf <= \(name) <= \(number(column.upper))\n"
      }
    }
    if constant != 0 { text += " constant = 1\n" }
    let integers = columns.indices.filter { columns[$0].isInteger }
    if !integers.isEmpty {
      text += "Generals\n"
      for index in integers { text += " \(columnNames[index])\n" }
    }
    return text + "End\n"
  }

  private func term(_ value: Double, _ name: String) -> String {
    "\(value < 0 ? "-" : "+") \(number(abs(value))) \(name)"
  }

  /// Eight terms a line: the format limits the length of a line.
  private func expression(_ label: String, _ terms: [String], first: String?) -> String {
    guard !terms.isEmpty else { return "\(label) 0 \(first ?? "constant")" }
    var text = label
    for (index, term) in terms.enumerated() { text += index % 8 == 7 ? "\n  \(term)" : " \(term)" }
    return text
  }
}
