internal import Calendars
internal import Foundation
internal import Plans
public import Tables
internal import Workforce

extension LeaveAnswer {
  /// Writes the leave into the project's `absences.csv`, in one step under the project's lock; granted again it adds nothing.
  ///
  /// - Returns: rows added, and the plans that don't know of it: `rota replan PLAN --absences` tells them.
  /// - Throws: `leave.refused` (the answer is no); what is wrong with the file, `absences.paid` or `absences.kind` where its
  ///   columns can't say it; `project.locked`.
  public func grant(in project: String) throws(Diagnostic) -> GrantedLeave {
    if let refusal = refusals.first {
      throw Diagnostic("leave.refused", refusal, cure: "Choose other dates.", kind: .answerIsNo)
    }
    let absent = RevisionRecord.AbsentPerson(person: person, absence: absence)
    let rows = try ProjectLock.hold(
      URL(filePath: project, directoryHint: .isDirectory), for: .writing, command: "rota leave"
    ) { () throws(Diagnostic) -> Int in
      let bytes = try FolderFiles(project).bytes(of: AbsenceBooking.file)
      if let bytes, absence.kind != Absence.usualKind { try Self.requireKinds(bytes) }
      guard let added = try AbsenceBooking.adding([absent], to: bytes) else { return 0 }
      try AtomicFile.write(added.text, to: "\(project)/\(AbsenceBooking.file)", named: AbsenceBooking.file)
      return added.rows
    }
    return GrantedLeave(rows: rows, replan: planned.map(\.plan))
  }

  /// - Throws: `absences.kind` where the file can't say what an absence is called.
  static func requireKinds(_ bytes: [UInt8]) throws(Diagnostic) {
    let table = try Table.read(bytes, file: AbsenceBooking.file)
    guard try table.optionalColumn(named: "kind") == nil else { return }
    throw Diagnostic(
      "absences.kind", "the file has no column 'kind'", at: SourcePosition(file: AbsenceBooking.file),
      cure: "Add the column, or call it '\(Absence.usualKind)' (--kind).")
  }
}
