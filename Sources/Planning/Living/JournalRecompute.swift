internal import Plans
internal import Publishing
public import Tables
internal import Workforce

/// Solves the operations of a journal again, each from what was there before it, and reports what differs. Every one is done in
/// a copy of the project beside it in the temporary folder, which holds links to its files as they are now; nothing of the
/// project is written.
///
/// A search by the clock gives another rota on another day, and files change: only `--iterations` over the same files gives the
/// same bytes.
public struct JournalRecompute: Sendable {
  public let plan: LivingPlan

  public init(_ plan: LivingPlan) { self.plan = plan }

  /// What is solved again: operations that are a function of the plan, the project's files and their arguments.
  static let operations: Set<String> = ["plan", "replan", "edit", "swap"]

  /// - Parameter solve: runs a command line, the program's name aside; what it throws is the reason of a refusal.
  /// - Returns: in the journal's order, those taken back too.
  /// - Throws: what is wrong with the journal; `file.cannot-write`.
  public func run(_ solve: ([String]) throws(Diagnostic) -> Void) throws(Diagnostic) -> [RecomputedOperation] {
    var results: [RecomputedOperation] = []
    var open: JournalLine?
    var revision: Int?
    for line in try plan.history.lines() where !line.event.isSending {
      if line.event.begins {
        open = line
        // What an older program published stands in no journal.
        if revision == nil, line.place == plan.name + PlanPlace.draftEnding { revision = 1 }
        continue
      }
      defer { open = nil }
      guard let begun = open, line.event == .done || line.event == .published else { continue }
      if begun.event == .publishing {
        revision = begun.revision
      } else if Self.operations.contains(begun.operation ?? "") {
        results.append(try recomputed(begun, over: revision, solve))
      }
    }
    return results
  }

  private func recomputed(
    _ line: JournalLine, over revision: Int?, _ solve: ([String]) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> RecomputedOperation {
    var result = RecomputedOperation(number: line.number, outcome: .forgotten)
    let history = plan.history
    guard let after = line.after, history.holds(draft: after), line.before.map(history.holds(draft:)) ?? true else {
      return result
    }
    let held = try revision.flatMap { number throws(Diagnostic) in try history.revision(number) }
    guard revision == nil || held != nil else { return result }
    let copy = try ProjectCopy(of: plan)
    defer { copy.remove() }
    if let held { try copy.put(held, as: plan.name) }
    if let before = line.before {
      try copy.put(try history.draft(before), as: held == nil ? plan.name : plan.name + PlanPlace.draftEnding)
    }
    let then = try readPlan(try history.draft(after), file: history.path(ofDraft: after))
    do throws(Diagnostic) { try solve(words(line, in: copy)) } catch {
      (result.outcome, result.reason) = (.refused, error)
      return result
    }
    guard let place = try copy.living.draftPlace(), let bytes = try place.currentBytes() else {
      result.outcome = .differs
      return result
    }
    let now = try readPlan(bytes, file: "what comes out of operation \(line.number)")
    result.objectiveThen = then.result.total
    result.objectiveNow = now.result.total
    result.outcome = SHA256.hex(of: bytes) == after ? .same : then.rota == now.rota ? .sameRota : .differs
    if result.outcome == .differs {
      result.changes = PlanDifference.counts(of: PlanChange.all(from: then.rota, to: now.rota))
    }
    let changed = then.inputs.filter { input in
      !input.isPlan && now.inputs.contains { $0.path == input.path && $0.sha256 != input.sha256 }
    }
    result.changedInputs = changed.isEmpty ? nil : changed.map(\.path)
    return result
  }

  /// The command line, about the copy.
  private func words(_ line: JournalLine, in copy: ProjectCopy) -> [String] {
    var words = line.arguments ?? []
    if let option = words.firstIndex(of: "--project"), words.indices.contains(option + 1) {
      words.removeSubrange(option...option + 1)
    }
    let path = line.operation == "plan" ? copy.folder : copy.living.home.path
    let isPlace = { (word: String) -> Bool in
      var parts = PathParts(word.hasSuffix("/") ? String(word.dropLast()) : word)
      if parts.name == PlanFile.plan { parts = PathParts(parts.folder) }
      return PlanPlace.home(of: parts.name) == plan.name
    }
    let place = line.operation == "plan" ? words.indices.first : words.firstIndex(where: isPlace)
    if let place { words[place] = path } else { words.insert(path, at: 0) }
    // Never into another plan of the same week, which is a link.
    if line.operation == "plan" { words += ["--out", copy.living.home.path] }
    return [line.operation ?? ""] + words
  }
}
