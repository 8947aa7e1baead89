internal import Tables

/// Text for a page in Markdown.
enum MarkdownText {
  /// Text that Markdown, and HTML in it, would read as something else; on one line.
  static func escaped(_ text: String) -> String {
    BidirectionalText.withoutControls(text).reduce(into: "") { result, character in
      if "\\`*_[]<>|#&~".contains(character) { result.append("\\") }
      result.append(character.isNewline ? " " : character)
    }
  }

  /// A row of a table.
  static func row(_ cells: [String]) -> String { "| \(cells.map(escaped).joined(separator: " | ")) |" }

  /// What parts the first row of a table from the others.
  static func rule(columns: Int) -> String { "|\(String(repeating: " --- |", count: columns))" }
}
