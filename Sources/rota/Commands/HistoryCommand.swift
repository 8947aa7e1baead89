internal import Planning
internal import Plans
internal import Publishing
internal import Tables
internal import Words

/// `rota history`: what was done to a plan.
struct HistoryCommand: Command, Equatable {
  static let plan = Argument("PLAN", .folder, "The plan's folder in plans/, or its draft's.")

  static let recompute = Flag(
    "recompute",
    "Also solve each plan, replan, edit and swap again, from what was there before it, and say what differs.")

  static let spec = CommandSpec(
    "history", summary: "what was done to a plan, and whether that leads to it",
    discussion: [
      """
      A line an operation: its number, when, the command with everything that was left to a default said, how much became \
      another one, and whether it was taken back. Then the journal is gone through again, without solving anything: change \
      lists are applied, publishes made again from their drafts, and the bytes compared with what is there. Changes nothing; \
      exit status 1 says that they differ, as where somebody changed a plan.json by hand.
      """,
      """
      With --recompute each is solved again over the project's files as they are now, in a copy: the same bytes, the same \
      rota, or how much another one. That takes as long as it took then. A search by the clock gives another rota on another \
      day, and files change, which is said; so this alone changes no exit status.
      """,
    ],
    arguments: [plan.spec], options: [recompute.spec],
    examples: [
      .init("rota history desk/plans/2026-W49", "From the first plan on."),
      .init("rota history desk/plans/2026-W49 --json", "The same as data."),
      .init("rota history desk/plans/2026-W49 --recompute", "Whether the same would come out again."),
    ])

  var plan: String
  var recomputes: Bool

  init(_ arguments: ParsedArguments) throws(Diagnostic) {
    plan = try arguments.required(Self.plan)
    recomputes = arguments.has(Self.recompute)
  }

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    let living = try LivingPlan(at: plan)
    let log = try LivingPlans.scoped(living) { () throws(Diagnostic) in try PlanLog(of: living) }
    let again = recomputes ? try recomputed(living, on: console) : nil
    if console.json {
      try console.answer(json: HistoryAnswer(log: log, recomputed: again))
    } else {
      let found = Dictionary((again ?? []).map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
      let lines = log.entries.flatMap { entry in
        Self.lines(entry) + (found[entry.number].map { ["     " + Self.words($0)] } ?? [])
      }
      console.answer((lines + [Self.end(log)]).joined(separator: "\n") + "\n")
    }
    return log.leadsHere == false ? .answerIsNo : .done
  }

  private static func lines(_ entry: PlanLog.Entry) -> [String] {
    let number = String(entry.number)
    let command =
      entry.to.map { "message to \($0)" }
      ?? (["rota", entry.operation] + entry.arguments.map { ShellWord.quoted($0) }).joined(separator: " ")
    var lines = [
      String(repeating: " ", count: max(0, 3 - number.count)) + number + "  " + (entry.at.map { "\($0)  " } ?? "")
        + command
    ]
    var facts: [String] = []
    if let revision = entry.revision { facts.append("revision \(revision)") }
    if let changes = entry.changes { facts.append(ChangeWords([]).summary(changes)) }
    if let undone = entry.undoes { facts.append("took \(undone) back") }
    switch entry.fate {
    case .done: break
    case .undone: facts.append("taken back")
    case .dropped where entry.to != nil: facts.append("it didn't arrive")
    case .halfDone where entry.to != nil: facts.append("nobody knows whether it arrived")
    case .dropped: facts.append("stopped, and not put in place")
    case .halfDone: facts.append("half done; the next command that writes finishes it or takes it back")
    }
    if !facts.isEmpty { lines.append("     " + Words.plain.list(facts)) }
    lines += (entry.breaches ?? []).map { "     although \($0)" }
    return lines
  }

  private static func end(_ log: PlanLog) -> String {
    switch log.leadsHere {
    case nil: "the journal is not compared with what is there while an operation is half done"
    case .some(true): "gone through again, the journal leads to what is there, byte for byte"
    case .some(false):
      log.difference.map { "the journal doesn't lead to what is there: \($0.message). \($0.cure ?? "")" }
        ?? "what is there is not what the journal leads to: somebody changed it since"
    }
  }
}
