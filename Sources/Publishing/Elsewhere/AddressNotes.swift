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
