/// The names of a table's columns, found by name whatever their case and punctuation: `created_at` finds `Created at`.
public struct Header: Hashable, Sendable {
  /// The names as they stand in the file, in order, without surrounding blanks; repeats are possible.
  public let names: [String]
  private let keys: [String]

  public init(names: [String]) {
    self.names = names.map(Self.trimmed)
    keys = self.names.map(Self.key)
  }

  /// Letters and digits in lower case: what makes two names the same.
  public static func key(_ name: String) -> String {
    var key = String.UnicodeScalarView()
    for scalar in name.lowercased().unicodeScalars
    where scalar.properties.isAlphabetic || scalar.properties.numericType != nil { key.append(scalar) }
    return String(key)
  }

  /// `text` without white space at either end.
  package static func trimmed(_ text: String) -> String {
    var part = text[...]
    while part.first?.isWhitespace == true { part.removeFirst() }
    while part.last?.isWhitespace == true { part.removeLast() }
    return String(part)
  }

  /// The columns that `name` may mean: those with exactly this name, else those that differ in case and punctuation only.
  public func columns(named name: String) -> [Int] {
    let exact = names.indices.filter { names[$0] == name }
    if !exact.isEmpty { return exact }
    let key = Self.key(name)
    return key.isEmpty ? [] : keys.indices.filter { keys[$0] == key }
  }

  /// The one column that `name` means.
  /// - Throws: `csv.missing-column` with the columns found and the nearest name, or `csv.duplicate-column` when more
  ///   than one could be meant.
  public func column(named name: String, in file: String) throws(Diagnostic) -> Int {
    if let column = try optionalColumn(named: name, in: file) { return column }
    let shown = names.prefix(60).map { $0.isEmpty ? "(no name)" : $0 }.joined(separator: ", ")
    let more = names.count > 60 ? " and \(names.count - 60) more" : ""
    let cure =
      if let near = NearestName.of(name, among: names) {
        "Rename '\(near)' to '\(name)' if that is the one"
      } else {
        "Add the column or check that this is the right file"
      }
    throw Diagnostic(
      "csv.missing-column", "no column '\(name)' in the header (found: \(shown)\(more))",
      at: SourcePosition(file: file, row: 1), cure: cure + ".")
  }

  /// The one column that `name` means, nil when there is none.
  /// - Throws: `csv.duplicate-column`.
  public func optionalColumn(named name: String, in file: String) throws(Diagnostic) -> Int? {
    let found = columns(named: name)
    if found.count > 1 {
      throw Diagnostic(
        "csv.duplicate-column",
        "\(found.count) columns could be '\(name)': numbers \(found.map { String($0 + 1) }.joined(separator: ", "))",
        at: SourcePosition(file: file, row: 1, column: found[1] + 1), cure: "Rename or remove all but one of them.")
    }
    return found.first
  }
}
