internal import Calendars
internal import Tables
internal import Words

/// The dates at the head of an edit sheet, in whatever form a spreadsheet wrote them.
///
/// `01/12/2026` may be two dates. The order of day and month is the one under which every column is a date of the plan, each
/// another one; where both are, nobody guesses.
struct SheetDates {
  /// A column that may hold a date.
  struct Column {
    var text: String
    var position: SourcePosition
  }

  /// Parallel to the columns.
  var dates: [CivilDate]
  /// How they were read, where that could be asked.
  var notes: [Diagnostic] = []

  /// - Parameter covered: the plan's dates.
  /// - Throws: `edits.column`, `edits.date`, `edits.date-twice` or `edits.date-order`, with row and column.
  init(_ columns: [Column], in covered: Range<CivilDate>) throws(Diagnostic) {
    let readings = DateOrder.allCases.map { order in columns.map { Self.date($0.text, order) } }
    let valid = readings.indices.filter { number in
      let dates = readings[number].compactMap(\.self)
      return dates.count == columns.count && dates.allSatisfy(covered.contains) && Set(dates).count == dates.count
    }
    guard let chosen = valid.first else { throw Self.fault(of: columns, readings, covered) }
    let differing = columns.indices.first { readings[0][$0] != readings[1][$0] }
    if valid.count == 2, let differing, let first = readings[0][differing], let second = readings[1][differing] {
      throw Diagnostic(
        "edits.date-order", "'\(columns[differing].text)' may be \(first) or \(second), and the plan has both",
        at: columns[differing].position, cure: "Write the dates of the header as \(first).")
    }
    dates = readings[chosen].compactMap(\.self)
    // One column that can be one date only settles the order for all.
    let settles = columns.indices.contains { (readings[0][$0] == nil) != (readings[1][$0] == nil) }
    if let differing, !settles {
      let order = DateOrder.allCases[chosen] == .dayFirst ? "day before month" : "month before day"
      notes.append(
        Diagnostic(
          "edits.date-order",
          "dates are read with the \(order): '\(columns[differing].text)' is \(dates[differing]), since the plan doesn't have "
            + "the other dates", at: columns[differing].position, severity: .note))
    }
    if let serial = columns.indices.first(where: { Self.serial(columns[$0].text) != nil }) {
      notes.append(
        Diagnostic(
          "edits.date-number", "'\(columns[serial].text)' is read as the spreadsheet's number of \(dates[serial])",
          at: columns[serial].position, severity: .note))
    }
  }

  private static func fault(
    of columns: [Column], _ readings: [[CivilDate?]], _ covered: Range<CivilDate>
  ) -> Diagnostic {
    if let strange = columns.indices.first(where: { number in readings.allSatisfy { $0[number] == nil } }) {
      return Diagnostic(
        "edits.column", "'\(columns[strange].text)' is neither agent_id nor agent, nor a date",
        at: columns[strange].position, cure: "Remove the column, or write the date as \(covered.lowerBound).")
    }
    let outside = readings.map { dates in
      dates.indices.filter { number in dates[number].map { !covered.contains($0) } ?? true }
    }
    let best = outside[1].count < outside[0].count ? 1 : 0
    if let number = outside[best].first {
      let shown = (readings[best][number] ?? readings[1 - best][number]).map { " (\($0))" } ?? ""
      return Diagnostic(
        "edits.date",
        "'\(columns[number].text)'\(shown) isn't in the plan, which covers \(covered.lowerBound) to "
          + "\(covered.upperBound.adding(days: -1))",
        at: columns[number].position, cure: "Correct the date, remove the column, or name the plan of that week.")
    }
    let dates = readings[best]
    let twice = dates.indices.first { dates[..<$0].contains(dates[$0]) } ?? 0
    return Diagnostic(
      "edits.date-twice", "'\(columns[twice].text)' is a date that another column has", at: columns[twice].position,
      cure: "Remove one of the columns.")
  }

  // MARK: One date

  static func date(_ text: String, _ order: DateOrder) -> CivilDate? {
    let reader = TimeReader(dateOrder: order)
    if let serial = serial(text) { return serial }
    for text in [text, withoutWeekday(text)] {
      let bytes = Array(closedUp(text).utf8)
      if let date = reader.readDate(bytes.span) { return date }
      // A spreadsheet may show midnight beside the date.
      if case .local(let time)? = reader.read(bytes.span), time.secondOfDay == 0 { return time.date }
    }
    return nil
  }

  /// `30. 11. 2026.` → `30.11.2026`.
  private static func closedUp(_ text: String) -> String {
    var closed = ""
    for character in text {
      if character.isWhitespace, closed.last == "." { continue }
      closed.append(character)
    }
    if closed.last == "." { closed.removeLast() }
    return closed
  }

  /// `Mon, 30/11/2026` → `30/11/2026`.
  private static func withoutWeekday(_ text: String) -> String {
    String(text.drop { $0.isLetter || $0.isWhitespace || $0 == "." || $0 == "," })
  }

  /// Days since 1899-12-30, as spreadsheets count; five digits.
  private static func serial(_ text: String) -> CivilDate? {
    guard text.utf8.count == 5, text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text) else {
      return nil
    }
    return CivilDate(dayNumber: number - 25_569)
  }
}
