public import Tables

/// What came of reading a table of people.
public struct ImportedPeople: Hashable, Codable, Sendable {
  public struct Change: Hashable, Codable, Sendable {
    public var person: String
    public var column: String
    public var from: String
    public var to: String
  }

  public var file: String
  /// Nothing was written.
  public var isDry: Bool
  public var notes: [Diagnostic] = []
  /// By `agent_id`.
  public var added: [String] = []
  public var gone: [String] = []
  public var changes: [Change] = []
  /// Columns that the file had and this one hasn't, and the other way round.
  public var columnsGone: [String] = []
  public var columnsAdded: [String] = []

  /// Whether nothing that is read would be another; the order of rows and columns may be.
  public var isSame: Bool {
    added.isEmpty && gone.isEmpty && changes.isEmpty && columnsGone.isEmpty && columnsAdded.isEmpty
  }

  init(file: String, isDry: Bool, before: Table?, header: [String], rows: [[String]]) throws(Diagnostic) {
    self.file = file
    self.isDry = isDry
    let old = try before.map { table throws(Diagnostic) in try Self.cells(table.header, table.rows, table.file) } ?? [:]
    let new = try Self.cells(header, rows, file)
    added = new.keys.filter { old[$0] == nil }.sorted()
    gone = old.keys.filter { new[$0] == nil }.sorted()
    let (had, has) = (Set((before?.header ?? []).map(Header.key)), Set(header.map(Header.key)))
    columnsGone = (before?.header ?? []).filter { !has.contains(Header.key($0)) }
    columnsAdded = before == nil ? [] : header.filter { !had.contains(Header.key($0)) }
    for id in new.keys.sorted() {
      guard let cells = new[id], let earlier = old[id] else { continue }
      for column in header {
        let (from, to) = (earlier[Header.key(column)] ?? "", cells[Header.key(column)] ?? "")
        if from != to { changes.append(Change(person: id, column: column, from: from, to: to)) }
      }
    }
  }

  /// By person, then by column.
  private static func cells(
    _ header: [String], _ rows: [[String]], _ file: String
  ) throws(Diagnostic) -> [String: [String: String]] {
    let id = try Header(names: header).column(named: "agent_id", in: file)
    let keys = header.map(Header.key)
    return Dictionary(rows.map { row in (row[id], Dictionary(zip(keys, row)) { first, _ in first }) }) { first, _ in
      first
    }
  }
}
