internal import Foundation
internal import Plans
internal import Publishing
public import Tables

/// A published plan whose `plan.json` was damaged, or whose folder was moved away: the history has it as it was published.
extension PlanHistory {
  /// The last revision that was published, as far as it is kept; nil where none is.
  func lastRevision() throws(Diagnostic) -> Int? {
    if let told = try read().publish?.revision { return try revision(told) == nil ? nil : told }
    // What an older program published stands in no journal.
    let names = try FolderNames.names(in: "\(folder)/revisions") ?? []
    return names.compactMap { Int($0) }.filter {
      FileKind(at: "\(path(ofRevision: $0))/\(PlanFile.plan)") == .file
    }.max()
  }
}

extension PlanFolder {
  /// What is wrong with the plan here, with the way back to what was published where the history has that.
  public func helped(_ error: Diagnostic) -> Diagnostic {
    let place = URL(filePath: path).standardizedFileURL
    let plans = PlansFolder(project: place.deletingLastPathComponent().deletingLastPathComponent().path)
    guard error.kind == .badData || error.code == "plan.out-occupied", plans.holds(self),
      let revision = try? plans.history(of: place.lastPathComponent).lastRevision()
    else { return error }
    var error = error
    error.cure = "'rota undo \(path)' puts revision \(revision) back as it was published."
    return error
  }
}

/// Files follow from the plan; `plan.json` gets the very bytes that were kept.
func publishedFiles(of plan: PlanDocument, kept bytes: [UInt8]) throws(Diagnostic) -> [PublishedFile] {
  var files = try publishedFiles(of: plan)
  for index in files.indices where files[index].path == PlanFile.plan { files[index].bytes = bytes }
  return files
}

extension LivingPlan {
  /// What people hold by the history, where nothing is in its place: the plan's folder was moved away.
  func kept() throws(Diagnostic) -> PlanDocument? {
    guard let revision = try history.lastRevision(), let bytes = try history.revision(revision) else { return nil }
    return try readPlan(bytes, file: history.path(ofRevision: revision))
  }

  /// Whether what people hold is not in its place, or is and can't be read.
  private func isLost() throws(Diagnostic) -> Bool {
    guard let bytes = try home.currentBytes() else { return try draftPlace() == nil }
    do { _ = try readPlan(bytes, file: words) } catch { return true }
    return false
  }

  /// Puts what was published last back in its place, where that is lost; what can't be read is kept in the history.
  ///
  /// - Returns: the revision; nil where nothing is lost, or nothing was published.
  /// - Throws: `plan.covered` where another plan has its dates by now.
  /// - Precondition: `ProjectLock` is held for writing.
  func restore() throws(Diagnostic) -> (revision: Int, damaged: String?)? {
    guard try isLost(), let revision = try history.lastRevision(), let bytes = try history.revision(revision) else {
      return nil
    }
    let plan = try readPlan(bytes, file: history.path(ofRevision: revision))
    let there = try home.currentBytes()
    if there == nil {
      _ = try PlanPlacement(project: project, target: home, week: plan.week, weeks: plan.weeks).overlaps()
    }
    let damaged = try there.map { bytes throws(Diagnostic) in
      let path = "\(history.folder)/damaged/\(SHA256.hex(of: bytes)).json"
      try AtomicFile.write(bytes, to: path)
      return path
    }
    try home.publish(try publishedFiles(of: plan, kept: bytes), isLeft: true)
    return (revision, damaged)
  }
}
