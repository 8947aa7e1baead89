internal import Calendars
internal import Checking
internal import Planning
internal import Plans
internal import Tables
internal import Workforce
internal import Words

/// `rota check`: the independent checker.
struct CheckCommand: Command, Equatable {
  static let plan = Argument("PLAN", .file, "A plan folder, or its plan.json; - reads standard input.")
  static let project = Option(
    "project", .folder, default: "the nearest folder above with a rota.json",
    "The project whose files the plan's inputs are compared with, and whose other plans are read for rest and days in a row "
      + "over the plan's borders.")

  static let spec = CommandSpec(
    "check", summary: "check a finished rota, rule by rule",
    discussion: [
      """
      Reads what people hold, with code that shares nothing with the search: every rule of every person, every figure \
      that the plan states, worked out again, and every file of its folder against plan.json (tables, calendars, the \
      report). Where the project's files are those that the plan was made from, what it says of people, rules, absences, \
      sites, shifts, prices and queues must be what they say. The project's other plans are read for rest and days in a row over both borders; where they are \
      missing a note says so.
      """,
      """
      Lists each breach with its place (file, row, column), person, date and rule, and ends with exit status 1 when there \
      is one. Notes, such as a week below the contract, inputs that have changed since, or figures that a plan of another \
      program gives no means to work out, are listed too and leave the status 0. A folder's plan.json stands for the folder; standard input is a plan alone.
      """,
    ],
    arguments: [plan.spec], options: [CommandFiles.draft.spec, project.spec],
    examples: [
      .init("rota check desk/plans/2026-W49", "Every rule of a plan."),
      .init("rota check desk/plans/2026-W49 --json", "The findings for another program."),
    ])

  var plan: String
  var isDraft: Bool
  /// Nil: looked for above the plan.
  var project: String?

  init(_ arguments: ParsedArguments) throws(Diagnostic) {
    plan = try arguments.required(Self.plan)
    isDraft = arguments.has(CommandFiles.draft)
    project = arguments[Self.project]
  }

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    let place = try CommandFiles.place(plan, isDraft: isDraft)
    let document = try CommandFiles.plan(place, on: console)
    let held = try HeldPlan(document, in: CommandFiles.folder(ofPlan: place), project: project)
    let (findings, breaches) = (held.findings, held.breaches)
    if console.json {
      try console.answer(json: CheckAnswer(breaches: breaches.count, findings: findings))
    } else {
      for finding in findings { console.answer(Self.line(finding) + "\n") }
      console.answer("\(document.team), \(document.week): \(Self.verdict(held))\n")
    }
    return breaches.isEmpty ? .done : .answerIsNo
  }

  private static func verdict(_ held: HeldPlan) -> String {
    let count = held.breaches.count
    guard count == 0 else { return count == 1 ? "1 breach" : "\(count) breaches" }
    let duties = held.plan.rota.duties.count
    let people = held.plan.request.people.count
    var parts = [
      "\(duties) duties of \(people) people keep every rule"
        + (held.hasUncheckedFigures || held.countsAbsentPeople ? "" : " and every figure is right")
    ]
    if held.hasUncheckedFigures { parts.append("figures are right but for those that the notes call unchecked") }
    if held.countsAbsentPeople { parts.append("coverage is that of plans beside it that were made again since") }
    if held.filesCompared > 0 { parts.append("\(held.filesCompared) files say the same as plan.json") }
    if !held.inputsCompared { parts.append("inputs not compared, because no project is known (--project)") }
    return parts.joined(separator: "; ")
  }

  /// `breach: shifts.csv:12:end_local: a07, 2026-12-01, files.shifts: …`
  private static func line(_ finding: Breach) -> String {
    let file = [finding.file, finding.row.map { "\($0)" }, finding.column].compactMap { $0 }.joined(separator: ":")
    let place = [file.isEmpty ? nil : file, finding.person?.rawValue, finding.date?.description, finding.rule]
      .compactMap { $0 }
    return "\(finding.severity.rawValue): \(Words.plain.list(place)): \(finding.message)"
  }
}

/// What `check --json` prints.
struct CheckAnswer: Codable {
  var schema = 1
  var breaches: Int
  var findings: [Breach]
}
