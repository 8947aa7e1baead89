internal import Tables

/// A column of handle times, and in which of their spellings it has them.
struct DurationColumn {
  let column: Int
  /// Seconds in one unit of a plain number; nil where its cells cannot be seconds and nothing says what they are.
  let unit: Double?
  /// Seconds in the first of two parts; nil refuses `3:21`, which may be hours and minutes or minutes and seconds.
  let firstOfTwo: Int?

  /// - Parameter notes: gets what the planner should know about the choice.
  init(_ column: Int, in sample: TableSample, _ notes: inout [Diagnostic]) {
    self.column = column
    let name = sample.header.names[column]
    let values = sample.values(column)
    let named = ColumnUnit.named(name)
    firstOfTwo = ColumnUnit.firstOfTwo(name) ?? (Self.hasManyMinutes(values) ? 60 : nil)
    let position = SourcePosition(file: sample.file, row: nil, column: column + 1)
    let numbers = values.compactMap { value in
      Self.number(value).flatMap { $0 > 0 ? (size: $0, digits: value.count) : nil }
    }
    let small = numbers.filter { $0.size < 1 }
    // A few larger ones (a call left open, a total) don't make seconds of the others.
    guard named == nil, small.count * 2 > numbers.count else {
      unit = named ?? 1
      return
    }
    // What a spreadsheet makes of 0:03:21 is a whole number of seconds and has many digits; 0.25 may be hours.
    let whole = small.count { abs(($0.size * 86_400).rounded() - $0.size * 86_400) < 0.01 }
    if whole * 10 >= small.count * 9, small.count(where: { $0.digits >= 7 }) * 2 > small.count {
      unit = 86_400
      notes.append(
        Diagnostic(
          "import.day-fractions", "the handle times in '\(name)' are fractions of a day and were read as such",
          at: position, cure: "To be sure, format the column as h:mm:ss before saving.", severity: .note))
    } else {
      unit = nil
      notes.append(
        Diagnostic(
          "import.handle-unit",
          "the handle times in '\(name)' are \(small.count == numbers.count ? "all" : "mostly") below 1, which seconds "
            + "cannot be: they are counted as unknown",
          at: position, cure: "Say the unit in the column's name, for example '\(name) (hours)' or '\(name) (min)'.",
          severity: .warning))
    }
  }

  /// What to say about a cell that is no handle time.
  func fault(_ reader: borrowing CSVReader) -> Diagnostic {
    reader.badValue(
      column, code: "import.bad-handle-time", expected: "a handle time of at most 24 hours, in seconds or as h:mm:ss")
  }

  private static func number(_ value: [UInt8]) -> Double? {
    FieldNumber.decimal(value.span, mark: .point) ?? FieldNumber.decimal(value.span, mark: .comma)
  }

  /// Whether some `45:10` has more than a day's hours before the colon: then all of them are minutes and seconds.
  private static func hasManyMinutes(_ values: [[UInt8]]) -> Bool {
    values.contains { value in
      guard value.count(where: { $0 == UInt8(ascii: ":") }) == 1, let colon = value.firstIndex(of: UInt8(ascii: ":")),
        let first = FieldNumber.integer(Array(value[..<colon]).span)
      else { return false }
      return first > 24
    }
  }
}
