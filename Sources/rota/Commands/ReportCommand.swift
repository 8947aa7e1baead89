internal import Publishing
internal import Tables

/// `rota report`: the report page of a plan.
struct ReportCommand: Command, Equatable {
  static let plan = Argument("PLAN", .file, "A plan folder, or its plan.json; - reads standard input.")
  static let out = Option("out", .file, required: true, "The HTML file to write; - is standard output.")

  static let spec = CommandSpec(
    "report", summary: "write the report page of a plan",
    discussion: [
      """
      One self-contained HTML file: coverage, every day with people as bars, hours and fairness, warnings, and how good \
      the rota is. It needs no network; open it, mail it, print it.
      """,
      """
      The page comes from plan.json alone. Where 'rota check' finds a breach in that, there is none: the command ends \
      with status 65 and names the first breaches. Other files of the folder are not read.
      """,
    ],
    arguments: [plan.spec], options: [out.spec, CommandFiles.draft.spec],
    examples: [.init("rota report desk/plans/2026-W49 --out rota.html", "The page of a plan.")])

  var plan: String
  var isDraft: Bool
  /// Nil is standard output.
  var out: String?

  init(_ arguments: ParsedArguments) throws(Diagnostic) {
    plan = try arguments.required(Self.plan)
    isDraft = arguments.has(CommandFiles.draft)
    let path = try arguments.required(Self.out)
    out = path == "-" ? nil : path
  }

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    let page = reportPage(try CommandFiles.soundPlan(CommandFiles.place(plan, isDraft: isDraft), on: console))
    try CommandFiles.write(Array(page.utf8), to: out, on: console)
    if let out { console.say("wrote \(out)") }
    return .done
  }
}
