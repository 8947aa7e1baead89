internal import Foundation
internal import Plans
public import Tables

extension LivingPlan {
  /// Whether somebody was stopped half-way. Reads the journal alone.
  func isHalfDone() throws(Diagnostic) -> Bool { try history.read().open != nil }

  /// Finishes what somebody left half done where its plan is in place already, and takes it back where it isn't.
  ///
  /// - Precondition: `ProjectLock` is held for writing.
  func recover() throws(Diagnostic) {
    guard let open = try history.read().open else { return }
    for place in [home, draft] { StagedFolder.removeStale(beside: URL(filePath: place.path).standardizedFileURL) }
    switch open.event {
    case .publishing: try finishPublish(open)
    default:
      let place = PlanFolder(plans.path(of: open.place ?? name))
      let there = try place.currentBytes().map { SHA256.hex(of: $0) }
      try history.append(JournalLine(there == open.after ? .done : .dropped, open.number))
    }
  }

  private func finishPublish(_ open: JournalLine) throws(Diagnostic) {
    let revision = open.revision ?? 0
    let there = try home.currentBytes()
    var isThere = there.map { SHA256.hex(of: $0) } == open.after
    if !isThere, let there {
      // Changed by hand since.
      let plan = try readPlan(there, file: "\(words)/\(PlanFile.plan)")
      isThere = !plan.isDraft && plan.publishedRevision == revision
    }
    guard isThere else {
      history.removeRevision(revision)
      try history.append(JournalLine(.takenBack, open.number))
      return
    }
    if let there {
      let plan = try readPlan(there, file: "\(words)/\(PlanFile.plan)")
      let file = history.path(ofRevision: revision - 1)
      let former = try history.revision(revision - 1).flatMap { bytes throws(Diagnostic) in
        try readPlan(bytes, file: file)
      }
      _ = AbsenceBooking.book(
        plan.revised?.absences ?? [], releasing: AbsenceBooking.released(by: plan, after: former), in: project)
    }
    try removeDraft(open.draft)
    try history.append(JournalLine(.published, open.number))
  }

  /// Takes away the draft that was published, and no other.
  func removeDraft(_ sha: String?) throws(Diagnostic) {
    guard let bytes = try draft.currentBytes(), SHA256.hex(of: bytes) == sha else { return }
    try draft.remove()
  }

  /// Recovers under the lock of the project, where that is needed.
  public func recoverIfNeeded(command: String) throws(Diagnostic) {
    guard try isHalfDone() else { return }
    try ProjectLock.hold(projectFolder, for: .writing, command: command) { () throws(Diagnostic) in try recover() }
  }
}
