internal import Calendars
internal import Planning
internal import Plans
internal import Tables
internal import Workforce

/// `rota swap`: two people change duties.
struct SwapCommand: Command {
  static let first = Argument("ID:DATE", .personDate, "A person's duty, such as a01:2026-11-24.")
  static let second = Argument("OTHER:DATE", .personDate, "The duty that they take in its place.")

  static let spec = CommandSpec(
    "swap", summary: "let two people change duties, if the rules let them",
    discussion: [
      """
      Each gets the other's duty of the other's date. Checked for both: every rule that the swap would break is named, and \
      the answer is no (exit status 1) with nothing written. Where nothing is broken the draft is written, and what it costs \
      and does to service is said. Both dates are pinned for both: later changes leave them alone.
      """
    ],
    arguments: [ChangeOptions.plan.spec, first.spec, second.spec], options: ChangeOptions.all,
    examples: [
      .init("rota swap desk/plans/2026-W49 a01:2026-12-01 a02:2026-12-01", "Early for late on one day."),
      .init("rota swap desk/plans/2026-W49 a01:2026-12-01 a02:2026-12-03", "Tuesday for Thursday."),
    ])

  private let arguments: ParsedArguments
  let path: String
  let duties: (PersonDates, PersonDates)

  init(_ arguments: ParsedArguments) throws(Diagnostic) {
    self.arguments = arguments
    path = try arguments.required(ChangeOptions.plan)
    duties = (try arguments.required(Self.first), try arguments.required(Self.second))
  }

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    let job = try ChangeJob(path, arguments, readsProject: arguments[ChangeOptions.project] != nil, on: console)
    let changer = job.changer("swap")
    let revised = try changer.swap(
      (duties.0.person, duties.0.dates.lowerBound), (duties.1.person, duties.1.dates.lowerBound), from: job.from,
      prices: job.project?.disturbance ?? DisturbancePrices())
    if revised.keepsRules { return try job.finish(revised, on: console) }
    try RevisedPlanText(revised: revised, folder: nil).show(on: console)
    if !console.json { console.answer("The swap is refused; nothing was written.\n") }
    return .answerIsNo
  }
}
