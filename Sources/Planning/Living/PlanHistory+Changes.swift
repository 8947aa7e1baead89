internal import Calendars
internal import Foundation
internal import Plans
internal import Tables
internal import Workforce

/// `changes.json` of a revision: what people were told that was another one.
struct RevisionChanges: Codable {
  var schema = 1
  var changes: [PlanChange]

  static func bytes(_ changes: [PlanChange]) throws(Diagnostic) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    guard let data = try? encoder.encode(RevisionChanges(changes: changes)) else {
      throw Diagnostic("journal.not-written", "the change list cannot be written as JSON", kind: .internal)
    }
    return [UInt8](data) + [0x0A]
  }
}

extension PlanHistory {
  /// Dates on which somebody's duty was given, taken or moved after they had been told, once for each revision.
  /// - Throws: `journal.bad-changes` with the file that can't be read.
  func changedDuties() throws(Diagnostic) -> [PersonID: [CivilDate]] {
    var changed: [PersonID: [CivilDate]] = [:]
    for number in stride(from: 2, through: try lastRevision() ?? 0, by: 1) {
      for change in try changes(ofRevision: number) ?? [] where [.added, .removed, .moved].contains(change.kind) {
        changed[change.person, default: []].append(change.date)
      }
    }
    return changed
  }

  /// What people were told that was another one; nil where no list was kept.
  /// - Throws: `journal.bad-changes` with the file that can't be read.
  func changes(ofRevision number: Int) throws(Diagnostic) -> [PlanChange]? {
    let file = "\(path(ofRevision: number))/\(Self.changesFile)"
    guard FileKind(at: file) == .file else { return nil }
    let bytes = try readFile(file)
    do { return try JSONDecoder().decode(RevisionChanges.self, from: Data(bytes)).changes } catch {
      throw Diagnostic(
        "journal.bad-changes", "the list of changes is none that 'rota' writes", at: SourcePosition(file: file),
        cure: "Put it back from a copy, or move it away: its changes are not counted then.")
    }
  }
}
