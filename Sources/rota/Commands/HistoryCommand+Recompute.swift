internal import Planning
internal import Plans
internal import Publishing
internal import Tables
internal import Words

/// Operations of a journal, solved again.
extension HistoryCommand {
  func recomputed(_ living: LivingPlan, on console: Console) throws(Diagnostic) -> [RecomputedOperation] {
    let silent = Console(
      output: TextStream(isTerminal: false, isStyled: false, capacity: 0) { _ in 0 },
      errors: TextStream(isTerminal: false, isStyled: false, capacity: 0) { _ in 0 }, environment: console.environment)
    return try JournalRecompute(living).run { words throws(Diagnostic) in
      console.say("solving again: rota \(words.first ?? "")")
      _ = try RotaCommand.attempt(words, on: silent)
    }
  }

  static func words(_ again: RecomputedOperation) -> String {
    let files = again.changedInputs.map { " (\(Words.plain.list($0)) changed since)" } ?? ""
    switch again.outcome {
    case .same: return "solved again: the same bytes"
    case .sameRota: return "solved again: the same rota\(files)"
    case .forgotten: return "not solved again: what it began from or made is no longer kept"
    case .refused: return "can't be solved again: \(again.reason?.message ?? "")"
    case .differs:
      guard let changes = again.changes, let then = again.objectiveThen, let now = again.objectiveNow else {
        return "solved again: nothing would be put in place"
      }
      return "solved again: another rota, \(ChangeWords([]).summary(changes)); objective "
        + "\(Words.plain.rounded(then)) → \(Words.plain.rounded(now))\(files)"
    }
  }
}

/// What `history --json` prints.
struct HistoryAnswer: Encodable {
  var log: PlanLog
  /// Nil where nothing was solved again.
  var recomputed: [RecomputedOperation]?

  private enum Key: CodingKey { case recomputed }

  /// The log's own keys, and `recomputed` beside them.
  func encode(to encoder: any Encoder) throws {
    try log.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encodeIfPresent(recomputed, forKey: .recomputed)
  }
}
