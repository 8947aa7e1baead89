internal import Tables

/// Text for a page in Markdown.
enum MarkdownText {
  /// Text that Markdown, and HTML in it, would read as something else; on one line. So are mentions, formulas, and a colon
  /// before a letter or a slash, which begins a picture's name or an address.
  static func escaped(_ text: String) -> String {
    let characters = Array(BidirectionalText.withoutControls(text))
    return characters.indices.reduce(into: "") { result, place in
      let character = characters[place]
      let next = place + 1 < characters.count ? characters[place + 1] : " "
      if "\\`*_[]<>|#&~@$".contains(character) || character == ":" && (next.isLetter || next == "/") {
        result.append("\\")
      }
      result.append(character.isNewline ? " " : character)
    }
  }

  /// A row of a table.
  static func row(_ cells: [String]) -> String { "| \(cells.map(escaped).joined(separator: " | ")) |" }

  /// What parts the first row of a table from the others.
  static func rule(columns: Int) -> String { "|\(String(repeating: " --- |", count: columns))" }
}
