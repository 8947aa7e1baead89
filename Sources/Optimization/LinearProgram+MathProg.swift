extension LinearProgram {
  /// The program in GNU MathProg, row by row: for `glpsol --model`. The readable formulations are in `models/`; this is
  /// for programs that have none.
  public func mathProgText() -> String {
    // One space of names for rows and columns; MathProg's words are reserved.
    let all = ExportNames(
      columns.map(\.name) + rows.map(\.name), prefix: "v", punctuation: "_", limit: 90, reserved: Self.words
    ).names
    let columnNames = Array(all.prefix(columns.count))
    let rowNames = Array(all.dropFirst(columns.count))
    var text = name.isEmpty ? "" : "# \(name.filter { !$0.isNewline })\n"
    for (index, column) in columns.enumerated() {
      text += "var \(columnNames[index])"
      if column.isInteger { text += ", integer" }
      if column.lower == column.upper {
        text += ", = \(number(column.lower))"
      } else {
        if column.lower.isFinite { text += ", >= \(number(column.lower))" }
        if column.upper.isFinite { text += ", <= \(number(column.upper))" }
      }
      text += ";\n"
    }
    let costs = columns.indices.filter { columns[$0].cost != 0 }
      .map { term(columns[$0].cost, columnNames[$0]) }
    text += "\(maximises ? "maximize" : "minimize") objective_value: \(number(constant))\(costs.joined());\n"
    for (index, entries) in entriesByRow().enumerated() {
      let row = rows[index]
      guard row.lower.isFinite || row.upper.isFinite else { continue }
      // A row without entries would not be a row to the translator: it gets a column at 0.
      let sum =
        entries.isEmpty
        ? columnNames.first.map { " 0 * \($0)" } ?? " 0"
        : entries.map { term($0.value, columnNames[$0.column]) }.joined()
      text += "s.t. \(rowNames[index]): "
      switch (row.lower.isFinite, row.upper.isFinite) {
      case (true, true) where row.lower == row.upper: text += "\(sum) = \(number(row.lower));\n"
      case (true, true): text += "\(number(row.lower)) <= \(sum) <= \(number(row.upper));\n"
      case (true, false): text += "\(sum) >= \(number(row.lower));\n"
      default: text += "\(sum) <= \(number(row.upper));\n"
      }
    }
    return text + "solve;\nend;\n"
  }

  private func term(_ value: Double, _ name: String) -> String {
    " \(value < 0 ? "-" : "+") \(number(abs(value))) * \(name)"
  }

  private static let words = [
    "objective_value", "and", "by", "cross", "diff", "div", "else", "if", "in", "Infinity", "inter", "less", "mod",
    "not", "or", "symdiff", "then", "union", "within", "set", "param", "var", "minimize", "maximize", "subject",
    "solve",
    "check", "display", "printf", "for", "data", "end", "table", "integer", "binary", "symbolic", "default", "dimen",
  ]
}
