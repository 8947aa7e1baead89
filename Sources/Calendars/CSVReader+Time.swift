public import Tables

extension CSVReader {
  /// The field as a time; nil where it is blank.
  /// - Throws: `csv.not-a-time`.
  public func time(_ column: Int, reader: TimeReader) throws(Diagnostic) -> WrittenTime? {
    let value = withBytes(column) { reader.read($0) }
    if let value { return value }
    if isBlank(column) { return nil }
    throw badValue(column, code: "csv.not-a-time", expected: TimeReader.expected)
  }
}
