internal import Calendars
internal import Tables
internal import Workforce

/// Whose row of an edit sheet it is: by ID, with the name beside it as a check that only some columns weren't sorted.
struct SheetPeople {
  private let people: [Person]

  init(_ people: [Person]) { self.people = people }

  /// - Parameter name: nil where the sheet has no such column.
  /// - Returns: the place among the people.
  /// - Throws: `edits.person` or `edits.name`.
  func person(
    id: String, name: String?, at place: SourcePosition, nameAt: SourcePosition, notes: inout [Diagnostic]
  ) throws(Diagnostic) -> Int {
    let found = try number(of: id, at: place, notes: &notes)
    guard let name, !name.isEmpty, !isName(name, of: found),
      let other = people.indices.first(where: { isName(name, of: $0) })
    else { return found }
    throw Diagnostic(
      "edits.name", "'\(people[found].id)' stands beside the name of '\(people[other].id)', '\(name)'", at: nameAt,
      cure: "Sort whole rows, or correct one of the two.")
  }

  private func number(
    of id: String, at place: SourcePosition, notes: inout [Diagnostic]
  ) throws(Diagnostic) -> Int {
    guard !id.isEmpty else {
      throw Diagnostic(
        "edits.person", "the row names nobody", at: place, cure: "Write the agent_id, or remove the row.")
    }
    if let exact = people.firstIndex(where: { isText(id, $0.id.rawValue) }) { return exact }
    // Spreadsheets take `007` for a number.
    let number = id.drop { $0 == "0" }
    if id.utf8.allSatisfy({ (48...57).contains($0) }) {
      let same = people.indices.filter { people[$0].id.rawValue.drop { $0 == "0" } == number }
      if same.count == 1 {
        notes.append(
          Diagnostic(
            "edits.person", "'\(id)' is read as '\(people[same[0]].id)', of which a spreadsheet drops the zeros",
            at: place,
            severity: .note))
        return same[0]
      }
    }
    let near = NearestName.of(id, among: people.map(\.id.rawValue)).map { "Did you mean '\($0)'? " } ?? ""
    throw Diagnostic(
      "edits.person", "nobody in the plan has the ID '\(id)'", at: place,
      cure: "\(near)Correct it, or remove the row.")
  }

  private func isName(_ text: String, of number: Int) -> Bool { isText(text, people[number].name) }

  /// Whether a cell says a text, as `CSVText` writes it or as it was.
  private func isText(_ cell: String, _ text: String) -> Bool {
    let plain = Header.trimmed(BidirectionalText.withoutControls(text))
    return cell == plain || cell == "'" + plain
  }
}
