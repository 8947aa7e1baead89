internal import Calendars
internal import Planning
internal import Plans
internal import Publishing
internal import Tables
internal import Workforce

/// `rota undo`: takes the last operation on a plan back.
struct UndoCommand: Command, Equatable {
  static let plan = Argument("PLAN", .folder, "The plan's folder in plans/, or its draft's.")

  static let spec = CommandSpec(
    "undo", summary: "take the last operation on a plan back",
    discussion: [
      """
      A draft gets the bytes that it had before its last operation ('rota plan' among them); asked again, those before. The \
      first operation taken back leaves no draft. Where nothing was done since the plan was published, a draft is made that \
      has the duties of the revision before: what people hold changes when that is published.
      """,
      """
      Where the plan.json of a published plan can't be read any more, or its folder was moved away, undo puts back what was \
      published last, and does nothing else.
      """,
    ],
    arguments: [plan.spec],
    examples: [.init("rota undo desk/plans/2026-W49", "Once.")])

  var plan: String

  init(_ arguments: ParsedArguments) throws(Diagnostic) { plan = try arguments.required(Self.plan) }

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    let living = try LivingPlan(at: plan)
    let outcome = try LivingPlans.scoped(living) { () throws(Diagnostic) in
      try Undo(living).undo(at: WallClock.now())
    }
    if outcome.operation == "publish", let draft = try living.draft.current() {
      for warning in AbsentAtWork.warnings(on: draft, in: living.project, besides: outcome.comeAfterAll) {
        console.report(warning)
      }
      for warning in AbsentAtWork.stillAway(outcome.comeAfterAll, besides: living) { console.report(warning) }
    }
    if console.json {
      try console.answer(json: UndoAnswer(undone: outcome))
      return .done
    }
    if outcome.operation == "by hand" {
      let kept = outcome.damaged.map { "; what couldn't be read is kept as \($0)" } ?? ""
      console.answer("\(outcome.folder ?? "") is back as revision \(outcome.revision ?? 0) was published\(kept)\n")
      return .done
    }
    let what = outcome.revision.map {
      "the duties of revision \($0) are in the draft \(outcome.folder ?? ""); 'rota publish' makes them what people hold"
    }
    let isHeld = try living.publishedPlace() != nil
    let text =
      what ?? "took 'rota \(outcome.operation)' back: "
      + (outcome.folder.map { "\($0) is as it was before" }
        ?? "there is no draft any more" + (isHeld ? "; what is published stands" : ""))
    let counts = PlanDifference.counts(of: outcome.changes)
    let released = outcome.comeAfterAll.map { absent in
      "\(absent.person) comes after all; publishing takes \(absent.absence.kind) from \(absent.absence.first) to "
        + "\(absent.absence.last) out of absences.csv, where that wrote it\n"
    }
    console.answer("\(text)\nchanged: \(ChangeWords([]).summary(counts))\n\(released.joined())")
    return .done
  }
}

/// What `undo --json` prints.
struct UndoAnswer: Codable {
  var schema = 1
  var undone: Undo.Outcome
}
