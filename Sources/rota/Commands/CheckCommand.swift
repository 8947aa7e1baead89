internal import Calendars
internal import Planning
internal import Publishing
internal import Rostering
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

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    let document = try CommandFiles.plan(plan, on: console)
    let findings = PlanCheck(document).findings()
    let breaches = findings.filter { $0.severity == .breach }
    if console.json {
      try console.answer(json: CheckAnswer(breaches: breaches.count, findings: findings))
    } else {
      for finding in findings { console.answer(Self.line(finding) + "\n") }
      let duties = document.rota.duties.count
      let people = document.request.people.count
      console.answer(
        breaches.isEmpty
          ? "\(document.team), \(document.week): \(duties) duties of \(people) people keep every rule\n"
          : "\(document.team), \(document.week): \(breaches.count) breaches\n")
    }
    return breaches.isEmpty ? .done : .answerIsNo
  }

  /// `breach: a07, 2026-12-01, rest.minimum: …`
  private static func line(_ finding: Breach) -> String {
    let place = [finding.person?.rawValue, finding.date?.description, finding.rule].compactMap { $0 }
    return "\(finding.severity.rawValue): \(place.joined(separator: ", ")): \(finding.message)"
  }
}

/// What `check --json` prints.
struct CheckAnswer: Codable {
  var schema = 1
  var breaches: Int
  var findings: [Breach]
}
