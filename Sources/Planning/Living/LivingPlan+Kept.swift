public import Plans
public import Tables

extension LivingPlan {
  /// Whether the last operation on a draft was one of this name, and nobody has changed it since; true for what is
  /// published, and for a draft without a journal.
  public func isLastMade(by operation: String, _ place: PlanFolder) throws(Diagnostic) -> Bool {
    let journal = try history.read()
    let there = try place.currentBytes().map { SHA256.hex(of: $0) }
    if try publishedPlace() != nil, place.path == home.path {
      return journal.publish.map { $0.after == there } ?? true
    }
    guard let last = journal.standing.last else { return journal.lastNumber == 0 }
    return last.operation == operation && last.after == there
  }

  /// The draft in a place as an input of what is made from it: by its copy in the history, which stays.
  public func keptDraft(in place: PlanFolder) throws(Diagnostic) -> InputFile? {
    guard let bytes = try place.currentBytes() else { return nil }
    let sha = SHA256.hex(of: bytes)
    return InputFile(
      path: "plans/\(PlansFolder.historyFolder)/\(name)/drafts/\(sha).json", bytes: bytes.count, sha256: sha)
  }
}
