/// A small CSV file read whole: the project's own tables (people, absences, holidays).
///
/// Rows are as wide as the header. Lines of nothing but delimiters, which spreadsheets leave behind, are left out.
public struct Table: Hashable, Sendable {
  /// The file as the user named it.
  public let file: String
  /// The columns' names as they stand in the file, without surrounding blanks.
  public var header: [String] { columns.names }
  /// The fields of each row, without surrounding blanks.
  public let rows: [[String]]
  /// The columns, found by name.
  public let columns: Header
  /// How the table writes its numbers.
  public let numbers: TableNumbers
  /// The line of the file on which each row starts, parallel to `rows`.
  let lines: [Int]

  /// Reads a table, detecting encoding and delimiter.
  ///
  /// - Throws: `csv.empty`, `csv.ragged-row`, `csv.unclosed-quote`, `csv.text-after-quote`, `csv.binary`,
  ///   `csv.record-too-long` `csv.code-page` or `csv.foreign-text` (nothing tells how a name is spelt), with the place.
  public static func read(_ bytes: [UInt8], file: String) throws(Diagnostic) -> Table {
    try read(ByteStream(bytes: bytes, name: file))
  }

  /// The same, going on after rows with more or fewer fields than the header.
  ///
  /// - Parameter ragged: gets a `csv.ragged-row` for each such row; they are left out.
  /// - Throws: as `read(_:file:)` but for `csv.ragged-row`.
  public static func read(_ bytes: [UInt8], file: String, ragged: inout [Diagnostic]) throws(Diagnostic) -> Table {
    var found: [Diagnostic] = []
    let table = try read(ByteStream(bytes: bytes, name: file)) { found.append($0) }
    ragged += found
    return table
  }

  /// Reads a table from a stream. See `read(_:file:)`.
  public static func read(_ stream: ByteStream) throws(Diagnostic) -> Table { try read(stream, ragged: nil) }

  private static func read(
    _ stream: ByteStream, ragged: ((Diagnostic) -> Void)?
  ) throws(Diagnostic) -> Table {
    var reader = try CSVReader(stream, options: CSVOptions(raggedRows: .refuse))
    var rows: [[String]] = []
    var lines: [Int] = []
    let width = reader.header.names.count
    while true {
      do throws(Diagnostic) {
        guard try reader.next() else { break }
      } catch {
        guard let ragged, error.code == "csv.ragged-row" else { throw error }
        ragged(error)
        continue
      }
      let fields = (0..<width).map { Header.trimmed(reader.text($0)) }
      if fields.allSatisfy(\.isEmpty) { continue }
      rows.append(fields)
      lines.append(reader.row)
    }
    if var foreign = reader.foreignText {
      foreign.cure = "Save the file as UTF-8."
      throw foreign
    }
    if var doubt = reader.encodingDoubt {
      doubt.severity = .error
      doubt.cure = "Save the file as UTF-8."
      throw doubt
    }
    return Table(
      file: stream.name, rows: rows, columns: reader.header, numbers: TableNumbers(of: rows), lines: lines)
  }

  /// The one column that `name` means, whatever its case and punctuation.
  /// - Throws: `csv.missing-column` with the columns found and the nearest name, or `csv.duplicate-column`.
  public func column(named name: String) throws(Diagnostic) -> Int { try columns.column(named: name, in: file) }

  /// The one column that `name` means, nil when there is none.
  /// - Throws: `csv.duplicate-column`.
  public func optionalColumn(named name: String) throws(Diagnostic) -> Int? {
    try columns.optionalColumn(named: name, in: file)
  }

  /// Refuses columns that nobody reads, in a table whose columns are ours: a misspelt one would be left out in silence.
  ///
  /// - Throws: `table.unknown-column` with every such column and the nearest names.
  public func refuseColumns(otherThan known: [String]) throws(Diagnostic) {
    let strange = header.indices.filter { index in
      !header[index].isEmpty && !known.contains { columns.columns(named: $0).contains(index) }
    }
    guard !strange.isEmpty else { return }
    throw unknownColumns(strange, known: known)
  }

  /// Refuses columns that look like a misspelt one of those that are read, in a table that may bring others along.
  ///
  /// - Parameter results: columns that such tables have beside those that are read.
  /// - Returns: a note of the others, which nobody reads; nil where there are none.
  /// - Throws: `table.unknown-column`.
  public func refuseMisspelt(known: [String], besides results: [String]) throws(Diagnostic) -> Diagnostic? {
    let strange = header.indices.filter { index in
      !header[index].isEmpty && !(known + results).contains { columns.columns(named: $0).contains(index) }
    }
    let misspelt = strange.filter { Self.meant(by: header[$0], among: known) != nil }
    guard misspelt.isEmpty else { throw unknownColumns(misspelt, known: known) }
    guard let first = strange.first else { return nil }
    return Diagnostic(
      "table.unused-column",
      "not used: \(strange.prefix(20).map { "'\(header[$0])'" }.joined(separator: ", "))",
      at: SourcePosition(file: file, row: 1, column: first + 1), cure: "Known: \(known.joined(separator: ", ")).",
      severity: .note)
  }

  /// The column that a name is near to, or begins like.
  private static func meant(by name: String, among known: [String]) -> String? {
    if let near = NearestName.of(name, among: known) { return near }
    let wanted = name.lowercased().utf8.prefix(64)
    return known.first { zip(wanted, $0.lowercased().utf8).prefix { $0 == $1 }.count >= 5 }
  }

  private func unknownColumns(_ strange: [Int], known: [String]) -> Diagnostic {
    let first = strange.first ?? 0
    let hints = strange.compactMap { index in
      Self.meant(by: header[index], among: known).map { "'\($0)' for '\(header[index])'" }
    }
    let names = strange.prefix(20).map { "'\(header[$0])'" }.joined(separator: ", ")
    return Diagnostic(
      "table.unknown-column",
      "\(strange.count == 1 ? "there is no column \(names) here" : "there are no columns \(names) here")",
      at: SourcePosition(file: file, row: 1, column: first + 1),
      cure: (hints.isEmpty
        ? "Remove \(strange.count == 1 ? "it" : "them"). " : "Did you mean \(hints.joined(separator: ", "))? ")
        + "Known: \(known.joined(separator: ", ")).")
  }

  /// Where a field stands in the file; the whole row without `column`. Both count from 0.
  public func position(row: Int, column: Int? = nil) -> SourcePosition {
    SourcePosition(file: file, row: lines[row], column: column.map { $0 + 1 })
  }

  /// The field as a whole number; nil where it is empty.
  /// - Throws: `csv.not-a-number`.
  public func integer(row: Int, column: Int) throws(Diagnostic) -> Int? {
    let text = rows[row][column]
    if text.isEmpty { return nil }
    if let value = FieldNumber.integer(Array(text.utf8).span) { return value }
    throw badValue(row: row, column: column, code: "csv.not-a-number", expected: "a whole number, for example 42")
  }

  /// The field as a number; nil where it is empty. A decimal comma is read as such; thousands are not.
  /// - Parameter isValid: whether the number may stand there.
  /// - Throws: `csv.not-a-number`, or `table.thousands` for what may be either of two numbers.
  public func decimal(
    row: Int, column: Int, where isValid: (Double) -> Bool = { _ in true }
  ) throws(Diagnostic) -> Double? {
    let text = rows[row][column]
    if text.isEmpty { return nil }
    switch numbers.reading(text, where: isValid) {
    case .number(let value): return value
    case .doubtful(let whole, let fraction):
      throw TableNumbers.doubt(text, whole: whole, fraction: fraction, at: position(row: row, column: column))
    case .none:
      throw badValue(row: row, column: column, code: "csv.not-a-number", expected: "a number, for example 1234.5")
    }
  }

  /// What to say about a field that is not what was expected.
  public func badValue(
    row: Int, column: Int, code: String, expected: String, cure: String? = nil
  ) -> Diagnostic {
    let found = rows[row][column]
    let shown = found.count > 60 ? found.prefix(60) + "…" : found[...]
    return Diagnostic(
      code, "'\(shown)' in column '\(header[column])' is not \(expected)", at: position(row: row, column: column),
      cure: cure)
  }
}
