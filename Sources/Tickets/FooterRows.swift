internal import Tables

/// Tells totals, and the lines that reports put below their table, from rows that are damaged.
struct FooterRows {
  /// Rows of a single field that may be a footer: they are, unless another row follows.
  private var pending: [(position: SourcePosition, fault: String)] = []

  /// Counts a record whose time cannot be read, or waits for what follows it.
  mutating func add(_ reader: borrowing CSVReader, timeColumn: Int, _ fault: Diagnostic, _ tally: inout ImportTally) {
    let isBlank = reader.isBlank(timeColumn)
    if Self.isTotal(reader) {
      tally.drop(.total, at: reader.position(), Self.text(reader))
    } else if isBlank || reader.fieldCount == 1, Self.filled(reader) <= 1, pending.count < 20 {
      pending.append((reader.position(column: timeColumn), fault.message))
    } else {
      flush(as: .badRow, &tally)
      tally.drop(.badRow, at: reader.position(column: timeColumn), fault.message)
    }
  }

  /// A row of the table came: what waited was none.
  mutating func rowFollows(_ tally: inout ImportTally) {
    if !pending.isEmpty { flush(as: .badRow, &tally) }
  }

  /// The file has ended.
  mutating func end(_ tally: inout ImportTally) { flush(as: .total, &tally) }

  private mutating func flush(as reason: DropReason, _ tally: inout ImportTally) {
    for row in pending { tally.drop(reason, at: row.position, row.fault) }
    pending = []
  }

  /// Whether one of the first fields is a word for a total.
  static func isTotal(_ reader: borrowing CSVReader) -> Bool {
    var seen = 0
    for column in 0..<min(reader.fieldCount, 20) where !reader.isBlank(column) {
      let key = PlainText.key(String(reader.text(column).prefix(40)))
      if words.contains(where: { key == $0 }) || beginnings.contains(where: { key.hasPrefix($0) }) { return true }
      seen += 1
      if seen == 3 { return false }
    }
    return false
  }

  private static func filled(_ reader: borrowing CSVReader) -> Int {
    var count = 0
    for column in 0..<reader.fieldCount where !reader.isBlank(column) {
      count += 1
      if count > 1 { break }
    }
    return count
  }

  private static func text(_ reader: borrowing CSVReader) -> String {
    (0..<min(reader.fieldCount, 6)).map { String(reader.text($0).prefix(40)) }.filter { !$0.isEmpty }
      .joined(separator: ", ")
  }

  private static let words = [
    "sum", "summe", "suma", "sume", "razem", "lacznie", "ogolem", "celkem", "soucet", "spolu", "sucet", "somme",
    "somma", "soma", "som", "gesamt", "insgesamt", "average", "avg", "durchschnitt", "mittelwert", "srednia", "prumer",
    "priemer", "moyenne", "promedio", "media", "gemiddeld", "gemiddelde",
  ]
  private static let beginnings = [
    "total", "grandtotal", "subtotal", "gesamtsumme", "totaal", "copyright", "confidentialinformation", "generatedby",
    "generatedon", "filteredby",
  ]
}
