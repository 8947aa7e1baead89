internal import Tables

/// `rota check`: the independent checker.
struct CheckCommand: Command, Equatable {
  static let plan = Argument("PLAN", .file, "A plan folder, or its plan.json; - reads standard input.")

  static let spec = CommandSpec(
    "check", summary: "check a finished rota, rule by rule",
    discussion: [
      """
      Reads the finished rota alone, with code that shares nothing with the search: every rule of every person, every \
      break, every count of people on queues, and the costs that the plan states.
      """,
      """
      Lists each breach with person, date and rule and ends with exit status 1 when there is one. Notes, such as a week \
      below the contract, are listed too and leave the status 0.
      """,
    ],
    arguments: [plan.spec],
    examples: [
      .init("rota check desk/plans/2026-W49", "Every rule of a plan."),
      .init("rota check desk/plans/2026-W49 --json", "The findings for another program."),
    ])

  var plan: String

  init(_ arguments: ParsedArguments) throws(Diagnostic) { plan = try arguments.required(Self.plan) }

  func run(on console: Console) throws(Diagnostic) -> ExitStatus { throw NotWired.fault(Self.spec) }
}
