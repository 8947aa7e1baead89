/// Where in an input something was found. Rows and columns count from 1, the header is row 1.
public struct SourcePosition: Hashable, Codable, Sendable {
  /// The file as the user named it, or a dotted path inside it (`rota.json: queues[2].hours`).
  public var file: String
  /// The row of the record's first line; nil when the whole file is meant.
  public var row: Int?
  /// The column, counted in fields for tables and in characters for JSON; nil when the whole row is meant.
  public var column: Int?
  /// The dotted path of a setting whose row and column are known too: `queues[2].hours`.
  public var path: String?

  public init(file: String, row: Int? = nil, column: Int? = nil, path: String? = nil) {
    self.file = file
    self.row = row
    self.column = column
    self.path = path
  }
}

extension SourcePosition: CustomStringConvertible {
  /// `tickets.csv:48211:7`, the form that editors and terminals can follow; `rota.json:12:5: queues[2].hours`.
  public var description: String {
    var text = file
    if let row {
      text += ":\(row)"
      if let column { text += ":\(column)" }
    }
    if let path { text += ": \(path)" }
    return text
  }
}
