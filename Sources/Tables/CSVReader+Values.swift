extension CSVReader {
  /// The one column that `name` means. See `Header.column(named:in:)`.
  public func column(named name: String) throws(Diagnostic) -> Int { try header.column(named: name, in: file) }

  /// The one column that `name` means, nil when there is none.
  public func optionalColumn(named name: String) throws(Diagnostic) -> Int? {
    try header.optionalColumn(named: name, in: file)
  }

  /// The field as text, as it stands; empty where the record is too short.
  public func text(_ column: Int) -> String {
    String(decoding: buffer[range(of: column)], as: UTF8.self)
  }

  /// Whether the field is empty or blank.
  public func isBlank(_ column: Int) -> Bool { withBytes(column) { FieldNumber.contentRange($0).isEmpty } }

  /// The field as a whole number; nil where it is blank.
  /// - Throws: `csv.not-a-number`.
  public func integer(_ column: Int) throws(Diagnostic) -> Int? {
    let value = withBytes(column) { FieldNumber.integer($0) }
    if let value { return value }
    if isBlank(column) { return nil }
    throw badValue(column, code: "csv.not-a-number", expected: "a whole number, for example 42")
  }

  /// The field as a number; nil where it is blank. Thousands separators are refused, since `1,234` may mean two things.
  /// - Throws: `csv.not-a-number`.
  public func decimal(_ column: Int, mark: DecimalMark = .point) throws(Diagnostic) -> Double? {
    let value = withBytes(column) { FieldNumber.decimal($0, mark: mark) }
    if let value { return value }
    if isBlank(column) { return nil }
    let example = mark == .point ? "1234.5" : "1234,5"
    throw badValue(column, code: "csv.not-a-number", expected: "a number, for example \(example)")
  }

  /// What to say about a field that is not what was expected.
  public func badValue(_ column: Int, code: String, expected: String) -> Diagnostic {
    var found = text(column)
    if found.count > 60 { found = found.prefix(60) + "…" }
    let name = column < header.names.count ? " in column '\(header.names[column])'" : ""
    return Diagnostic(code, "'\(found)'\(name) is not \(expected)", at: position(column: column))
  }
}
