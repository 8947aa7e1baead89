internal import Calendars
internal import Plans
internal import Tables
internal import Workforce

/// Who works and lacks what a format needs: a warning, or nothing.
/// - Parameters:
///   - what: `e-mail address`.
///   - outcome: what becomes of their duties: `their rows have an empty Email`.
///   - column: in `agents.csv`, with an example: `email`.
func addressNotes(
  _ index: PlanIndex, lacks: (PersonAddress) -> Bool, what: String, outcome: String, column: String
) -> [Diagnostic] {
  let working = index.people.filter { !index.duties(of: $0.id).isEmpty }
  let without = working.filter { lacks(index.address(of: $0.id)) }
  guard let first = without.first else { return [] }
  let names = without.prefix(3).map(\.id.rawValue).joined(separator: ", ")
  let who =
    without.count == 1
    ? "'\(first.id)' has" : "\(without.count) of \(working.count) people who work have"
  return [
    Diagnostic(
      "export.no-address",
      "\(who) no \(what)\(without.count == 1 ? "" : " (\(names)\(without.count > 3 ? ", …" : ""))"): \(outcome)",
      cure: "Fill in \(column) in agents.csv; --project names another project.", severity: .warning)
  ]
}

/// Who works and whose e-mail address a table holds with an apostrophe before it, since it begins like a formula: a warning,
/// or nothing.
func defusedEmailNotes(_ index: PlanIndex) -> [Diagnostic] {
  let people = index.people.filter { person in
    !index.duties(of: person.id).isEmpty && index.address(of: person.id).email.map(CSVText.looksLikeFormula) == true
  }
  return defusedNotes(Set(people.map(\.id)), what: "an e-mail address")
}

/// People whom a table names with an apostrophe before it: a warning, or nothing.
/// - Parameter what: `an e-mail address`.
func defusedNotes(_ people: Set<PersonID>, what: String) -> [Diagnostic] {
  guard let first = people.min() else { return [] }
  let whose = people.count == 1 ? "'\(first)'" : "\(people.count) people ('\(first)', for one)"
  return [
    Diagnostic(
      "export.defused",
      "\(what) of \(whose) begins like a formula and stands there with an apostrophe before it, by which nobody is found",
      cure: "Take the apostrophe off in the file.", severity: .warning)
  ]
}
