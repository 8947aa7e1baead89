public import Tables

/// A CSV that somebody made after another program's: its headings, and below them one row of placeholders. An export has
/// the headings as they are, and that row filled in for every duty; for every piece of a duty where it holds `{activity}`.
///
///     Agent email,Day,From,To,Team
///     {email},{date@site:dd/MM/yyyy},{start@site:HH:mm},{end@site:HH:mm},{queue}
public struct ExportTemplate: Sendable {
  enum Part: Hashable {
    case text(String)
    case value(Placeholder)
  }

  /// The rows above the last.
  let headings: [[String]]
  /// The last row.
  let cells: [[Part]]
  /// Between two cells, as the file has it: what takes such a file takes what is made of it.
  let delimiter: UInt8
  /// What programs mostly ask for.
  public static let example = ExportTemplate(
    headings: [["Name", "Email", "Date", "Start", "End"]],
    cells: [
      [.value(.word(.agent))], [.value(.word(.email))], [.value(.date(.person, nil))],
      [.value(.time(isStart: true, .person, nil))], [.value(.time(isStart: false, .person, nil))],
    ])

  private init(headings: [[String]], cells: [[Part]], delimiter: UInt8 = UInt8(ascii: ",")) {
    self.delimiter = delimiter
    self.headings = headings
    self.cells = cells
  }

  /// - Throws: `template.empty` without headings or placeholders, `template.placeholder` where one is unknown; what reading
  ///   CSV throws.
  public init(_ bytes: [UInt8], file: String) throws(Diagnostic) {
    var reader = try CSVReader(
      ByteStream(bytes: bytes, name: file), options: CSVOptions(hasHeader: false, raggedRows: .accept))
    var rows: [(row: Int, cells: [String])] = []
    while try reader.next() { rows.append((reader.row, (0..<reader.fieldCount).map { reader.text($0) })) }
    // A spreadsheet may leave empty rows at the end; between headings they belong to them.
    while let last = rows.last, last.cells.allSatisfy({ Header.trimmed($0).isEmpty }) { rows.removeLast() }
    guard let last = rows.popLast(), !rows.isEmpty else {
      throw Diagnostic(
        "template.empty", "a template has its headings, and below them one row of placeholders",
        at: SourcePosition(file: file), cure: "Put a row such as {agent},{email},{start},{end} below the headings.")
    }
    var cells: [[Part]] = []
    for (column, text) in last.cells.enumerated() {
      cells.append(try Self.parts(of: text, at: SourcePosition(file: file, row: last.row, column: column + 1)))
    }
    for heading in rows {
      for (column, text) in heading.cells.enumerated() where Self.holdsPlaceholder(text) {
        throw Diagnostic(
          "template.two-rows", "placeholders stand in row \(heading.row) too, and only the last row is filled in",
          at: SourcePosition(file: file, row: heading.row, column: column + 1), cure: "Leave one row of placeholders.")
      }
    }
    let width = rows.map(\.cells.count).max() ?? 0
    guard cells.count <= width else {
      throw Diagnostic(
        "template.width", "there are \(cells.count) cells of placeholders below \(width) headings",
        at: SourcePosition(file: file, row: last.row, column: width + 1),
        cure: "Give every cell a heading; put what holds a comma in quotes.")
    }
    guard cells.contains(where: { $0.contains { if case .value = $0 { true } else { false } } }) else {
      throw Diagnostic(
        "template.empty", "the last row holds no placeholder such as {agent}, so every row would be the same",
        at: SourcePosition(file: file, row: last.row), cure: "Put a row of placeholders below the headings.")
    }
    self.init(
      headings: rows.map { $0.cells + Array(repeating: "", count: width - $0.cells.count) },
      cells: cells + Array(repeating: [], count: width - cells.count), delimiter: reader.delimiter)
  }

  /// `{{` is a brace, and so is `}}`.
  private static func parts(of text: String, at place: SourcePosition) throws(Diagnostic) -> [Part] {
    var parts: [Part] = []
    var plain = ""
    var rest = text[...]
    while let first = rest.first {
      if rest.hasPrefix("{{") || rest.hasPrefix("}}") {
        let name = String(rest.dropFirst(2).prefix { $0 != "}" })
        if first == "{", (try? Placeholder(name)) != nil {
          throw Diagnostic(
            "template.placeholder", "'{{\(name)}}' has two braces, which stand for a brace as such", at: place,
            cure: "Write {\(name)}.")
        }
        plain.append(first)
        rest = rest.dropFirst(2)
      } else if first == "{" {
        let end = rest.firstIndex(of: "}")
        let name = String(rest[rest.index(after: rest.startIndex)..<(end ?? rest.endIndex)])
        guard let end else { throw unknown(name, nil, isClosed: false, at: place) }
        if !plain.isEmpty { parts.append(.text(plain)) }
        plain = ""
        do throws(PlaceholderFault) { parts.append(.value(try Placeholder(name))) } catch {
          throw unknown(name, error.reason, isClosed: true, at: place)
        }
        rest = rest[rest.index(after: end)...]
      } else {
        plain.append(first)
        rest = rest.dropFirst()
      }
    }
    return plain.isEmpty ? parts : parts + [.text(plain)]
  }

  private static func holdsPlaceholder(_ text: String) -> Bool {
    text.matches(of: /\{([^{}]+)\}/).contains { (try? Placeholder(String($0.output.1))) != nil }
  }

  private static func unknown(
    _ name: String, _ reason: String?, isClosed: Bool, at place: SourcePosition
  ) -> Diagnostic {
    let word = String(name.prefix { $0 != ":" && $0 != "@" })
    let shown = name.count > 60 ? name.prefix(60) + "…" : name[...]
    let clocks = Placeholder.Clock.allCases.map { "@\($0.rawValue)" }.joined(separator: ", ")
    return Diagnostic(
      "template.placeholder",
      (isClosed ? "'{\(shown)}' is no placeholder" : "'{\(shown)' has no closing brace")
        + (reason.map { ": \($0)" } ?? ""), at: place,
      cure: ["date", "start", "end"].contains(word)
        ? "Write {\(word)} or {\(word):PATTERN}, with one of \(clocks) before the colon; a pattern holds "
          + "\((word == "date" ? TimePattern.dateFields : TimePattern.fields).joined(separator: ", "))."
        : (NearestName.of(word, among: Placeholder.all).map { "Did you mean {\($0)}? " } ?? "")
          + "There are \(Placeholder.all.joined(separator: ", ")); {{ is a brace.")
  }

  var placeholders: [Placeholder] {
    cells.flatMap { $0.compactMap { if case .value(let placeholder) = $0 { placeholder } else { nil } } }
  }
}
