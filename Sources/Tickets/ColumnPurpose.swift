internal import Tables

/// What a column is for, with the names under which ticket systems write it.
struct ColumnPurpose {
  /// What reports call it.
  let name: String
  /// Keys as `PlainText.key` makes them, with their places: the likeliest comes first.
  private let ranks: [String: Int]
  /// Known names are looked for in the first so many columns, and in the first so many characters of each.
  private static let most = (columns: 2000, characters: 100)

  init(_ name: String, _ known: String...) { self.init(name, known) }

  init(_ name: String, _ known: [String]) {
    self.name = name
    ranks = [String: Int](known.enumerated().map { (PlainText.key($1), $0) }) { first, _ in first }
  }

  /// Whether this is a known name.
  func knows(_ name: String) -> Bool { ranks[PlainText.key(String(name.prefix(Self.most.characters)))] != nil }

  /// Whether a column has a known name.
  func isIn(_ header: Header) -> Bool { !candidates(in: header).isEmpty }

  /// The columns that have a known name, the likeliest name first. What stands in parentheses at the end of a header
  /// (`Created Time (Ticket)`) may be missing.
  func candidates(in header: Header) -> [Int] {
    var found: [(rank: Int, column: Int)] = []
    for (column, name) in header.names.prefix(Self.most.columns).enumerated() {
      let name = String(name.prefix(Self.most.characters))
      if let rank = ranks[PlainText.key(name)] {
        found.append((rank, column))
      } else if let rank = ranks[PlainText.key(Self.withoutParentheses(name))] {
        found.append((rank + ranks.count, column))
      }
    }
    return found.sorted { $0 < $1 }.map(\.column)
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
