/// A column as a person points at it: by name, `#7` for the seventh, `Time#2` for the second of those named Time.
public enum ColumnReference {
  /// - Throws: `csv.missing-column` with the columns found, or `csv.duplicate-column` with the ways to say which.
  public static func column(_ text: String, in header: Header, file: String) throws(Diagnostic) -> Int {
    let named = header.columns(named: text)
    if named.count == 1 { return named[0] }
    if named.count > 1 {
      throw Diagnostic(
        "csv.duplicate-column",
        "\(named.count) columns are named '\(text)': numbers \(named.map { String($0 + 1) }.joined(separator: ", "))",
        at: SourcePosition(file: file, row: 1, column: named[1] + 1),
        cure: "Say which: '\(text)#1' is the first of them, '#\(named[1] + 1)' the column of that number.")
    }
    if let mark = text.lastIndex(of: "#"), let number = Int(text[text.index(after: mark)...]), number >= 1 {
      let name = String(text[..<mark])
      let candidates = name.isEmpty ? Array(header.names.indices) : header.columns(named: name)
      if number <= candidates.count { return candidates[number - 1] }
      if !candidates.isEmpty {
        throw Diagnostic(
          "csv.missing-column",
          name.isEmpty
            ? "there is no column \(number): the file has \(candidates.count)"
            : "there is no column \(number) named '\(name)': the file has \(candidates.count) of them",
          at: SourcePosition(file: file, row: 1), cure: "Columns count from 1.")
      }
    }
    return try header.column(named: text, in: file)
  }
}
