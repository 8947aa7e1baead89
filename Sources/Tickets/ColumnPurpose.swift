internal import Tables

/// What a column is for, with the names under which ticket systems write it.
struct ColumnPurpose {
  /// What reports call it.
  let name: String
  /// Keys as `PlainText.key` makes them, the likeliest first.
  let known: [String]

  init(_ name: String, _ known: String...) { self.init(name, known) }

  init(_ name: String, _ known: [String]) {
    self.name = name
    self.known = known.map(PlainText.key)
  }

  /// Whether a column has a known name.
  func isIn(_ header: Header) -> Bool { !candidates(in: header).isEmpty }

  /// The columns that have a known name, the likeliest name first. What stands in parentheses at the end of a header
  /// (`Created Time (Ticket)`) may be missing.
  func candidates(in header: Header) -> [Int] {
    var found: [Int] = []
    for keys in [header.names.map(PlainText.key), header.names.map { PlainText.key(Self.withoutParentheses($0)) }] {
      for name in known {
        for column in keys.indices where keys[column] == name && !found.contains(column) { found.append(column) }
      }
    }
    return found
  }

  /// The column set by the planner, which must be there and only once; else the first that has a known name.
  func column(in header: Header, named set: String?, file: String) throws(Diagnostic) -> Int? {
    if let set { return try ColumnReference.column(set, in: header, file: file) }
    return candidates(in: header).first
  }

  /// The one or two columns (`Date+Time`) that the planner set.
  static func columns(_ set: String, in header: Header, file: String) throws(Diagnostic) -> [Int] {
    if set.contains("+"), header.columns(named: set).isEmpty {
      let parts = set.split(separator: "+", omittingEmptySubsequences: false).map(String.init)
      if parts.count == 2 {
        return [
          try ColumnReference.column(parts[0], in: header, file: file),
          try ColumnReference.column(parts[1], in: header, file: file),
        ]
      }
    }
    return [try ColumnReference.column(set, in: header, file: file)]
  }

  /// `Created Time (Ticket)` without what stands in parentheses at its end; unchanged when nothing else is left.
  static func withoutParentheses(_ name: String) -> String {
    guard name.hasSuffix(")"), let open = name.lastIndex(of: "("), open > name.startIndex else { return name }
    return String(name[..<open])
  }

  /// What stands in parentheses at the end of a name: `Europe/Berlin` of `Started at (Europe/Berlin)`.
  static func parentheses(_ name: String) -> String? {
    guard name.hasSuffix(")"), let open = name.lastIndex(of: "(") else { return nil }
    return String(name[name.index(after: open)...].dropLast())
  }
}
