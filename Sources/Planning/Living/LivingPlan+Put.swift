internal import Calendars
internal import Plans
internal import Publishing
internal import Tables

extension LivingPlan {
  /// Puts a draft in its place between two lines of the journal.
  ///
  /// - Parameters:
  ///   - files: of the draft; its `plan.json` is what is kept.
  ///   - swap: puts them in place.
  /// - Precondition: `ProjectLock` is held for writing, and nothing is half done.
  func put(
    _ plan: PlanDocument, _ files: [PublishedFile], in target: PlanFolder, as operation: DraftOperation,
    by swap: () throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    let before = try target.currentBytes()
    var line = try begun(operation, in: target, before: before)
    if let after = files.first(where: { $0.path == PlanFile.plan })?.bytes { line.after = try history.keep(after) }
    line.changes = operation.changes
    if line.changes == nil, let former = try (before == nil ? home : target).current() {
      line.changes = plan.changes(since: former)
    }
    try perform(line, by: swap)
  }

  /// The first line of an operation that writes `target`.
  func begun(
    _ operation: DraftOperation, in target: PlanFolder, before: [UInt8]?
  ) throws(Diagnostic) -> JournalLine {
    var line = JournalLine(.begun, try history.read().lastNumber + 1)
    line.operation = operation.name
    line.arguments = operation.arguments
    line.at = operation.at.utcText
    line.place = target.path.split(separator: "/").last.map(String.init)
    line.undoes = operation.undoes
    if let before { line.before = try history.keep(before) }
    return line
  }

  /// Writes the line, does what it says, and writes that it was done.
  func perform(_ line: JournalLine, by step: () throws(Diagnostic) -> Void) throws(Diagnostic) {
    try history.append(line)
    do throws(Diagnostic) { try step() } catch {
      try history.append(JournalLine(.dropped, line.number))
      throw error
    }
    try history.append(JournalLine(.done, line.number))
    prune()
  }
}
