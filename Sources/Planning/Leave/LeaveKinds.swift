internal import Tables
internal import Workforce

/// What absences are called here, and what a file calls them.
///
/// The word matters: what is booked of a kind of planned shrinkage counts towards its share.
struct LeaveKinds {
  /// As somebody asked for: the file's word in small letters → ours.
  private let renamed: [String: String]
  /// Ours in small letters → as it is written here.
  private let known: [String: String]
  /// Kinds of planned shrinkage.
  private let planned: Set<String>

  init(_ project: Project, renamed: [String: String]) {
    self.renamed = Dictionary(renamed.map { ($0.key.lowercased(), $0.value) }) { first, _ in first }
    let components = project.queues.flatMap { $0.settings.shrinkagePlan?.components ?? [] }
    planned = Set(components.filter(\.isPlanned).map(\.name))
    let ours = [Absence.usualKind] + planned.sorted() + project.people.flatMap(\.absences).map(\.kind)
    known = Dictionary(ours.map { ($0.lowercased(), $0) }) { first, _ in first }
  }

  func ours(_ kind: String) -> String {
    let key = Header.trimmed(kind).lowercased()
    return renamed[key] ?? known[key] ?? Header.trimmed(kind)
  }

  /// Where kinds of a file count towards no share although shares are planned: a warning, or nothing.
  func warning(_ kinds: Set<String>) -> Diagnostic? {
    let strange = kinds.subtracting(planned).filter { !known.keys.contains($0.lowercased()) }.sorted()
    guard !planned.isEmpty, let first = strange.first else { return nil }
    let ours = planned.sorted().map { "'\($0)'" }.joined(separator: ", ")
    return Diagnostic(
      "leave.kind",
      "\(strange.prefix(5).map { "'\($0)'" }.joined(separator: ", ")) counts towards no planned shrinkage of rota.json, which has "
        + ours,
      cure:
        "If it is one of these, say --rename \"\(first)=\(planned.sorted()[0])\": people who are away would count twice.",
      severity: .warning)
  }
}
