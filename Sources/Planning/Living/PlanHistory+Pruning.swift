internal import Foundation
internal import Plans
internal import Tables

/// Which drafts are kept: those that an undo may need, that the replay of the last operations needs, and that a plan in place
/// was made from. All else that happened stays in the journal, and every revision stays.
extension PlanHistory {
  /// So many operations can be taken back, and are replayed to the byte.
  static let keptOperations = 50
  /// Nothing is looked through before there are more drafts than this.
  static let mostDrafts = 150

  /// SHA-256 of the drafts that the journal's last operations name, and those that stand since the last publish.
  /// - Parameter count: of operations.
  func neededDrafts(_ lines: [JournalLine], last count: Int = keptOperations) -> Set<String> {
    let reading = JournalReading(lines)
    let last = lines.filter(\.event.begins).suffix(count) + reading.standing.suffix(count)
    return Set(
      (last + [reading.publish].compactMap(\.self)).flatMap { [$0.before, $0.after, $0.draft].compactMap(\.self) })
  }

  /// Removes drafts that nothing needs, once there are many. What can't be removed stays.
  ///
  /// - Parameters:
  ///   - most: drafts that may lie there.
  ///   - count: operations whose drafts stay.
  ///   - plans: what is in place; not asked for unless there are many.
  func prune(
    most: Int = mostDrafts, last count: Int = keptOperations, besides plans: () throws(Diagnostic) -> [PlanDocument]
  ) throws(Diagnostic) {
    let shelf = "\(folder)/drafts"
    let names = try FolderNames.names(in: shelf) ?? []
    guard names.count > most else { return }
    let inputs = try plans().flatMap(\.inputs).compactMap { $0.path.split(separator: "/").last.map(String.init) }
    let needed = Set(neededDrafts(try lines(), last: count).map { "\($0).json" } + inputs)
    for name in names where name.hasSuffix(".json") && !needed.contains(name) {
      try? FileManager.default.removeItem(atPath: "\(shelf)/\(name)")
    }
  }

  func holds(draft sha: String) -> Bool { FileKind(at: path(ofDraft: sha)) == .file }
}

extension LivingPlan {
  /// Removes drafts of the history that nothing needs any more. Where something can't be read, all are kept.
  ///
  /// - Precondition: `ProjectLock` is held for writing, and nothing is half done.
  func prune(most: Int = PlanHistory.mostDrafts, last count: Int = PlanHistory.keptOperations) {
    try? history.prune(most: most, last: count) { () throws(Diagnostic) in
      [try home.current(), try draft.current()].compactMap(\.self)
    }
  }
}
