internal import Tables

/// What a column is for, with the names under which ticket systems write it.
struct ColumnPurpose {
  /// What reports call it.
  let name: String
  /// Keys as `Header.key` makes them, the likeliest first.
  let known: [String]

  init(_ name: String, _ known: String...) {
    self.name = name
    self.known = known.map(Header.key)
  }

  /// The column set by the planner, else the first that has a known name; nil when there is none.
  func find(in header: Header, named set: String?) -> Int? {
    if let set { return header.columns(named: set).first }
    for name in known {
      if let column = header.columns(named: name).first { return column }
    }
    return nil
  }

  /// As `find`, but a column set by the planner must be there, and only once.
  func column(in header: Header, named set: String?, file: String) throws(Diagnostic) -> Int? {
    if let set { return try header.column(named: set, in: file) }
    return find(in: header, named: nil)
  }
}

/// A unit of time that a column's name ends in: `handle_min`, `Time (Seconds)`.
enum ColumnUnit {
  /// Seconds in one unit; 1 where the name says nothing.
  static func seconds(of column: String) -> Double {
    let key = Header.key(column)
    for (endings, seconds) in [
      (["milliseconds", "millis", "ms"], 0.001), (["minutes", "mins", "min"], 60), (["hours", "hrs"], 3600),
    ] where endings.contains(where: key.hasSuffix) { return seconds }
    return 1
  }
}
