internal import Planning
internal import Plans
internal import Publishing
internal import Tables

/// `rota diff`: what is different between two plans.
struct DiffCommand: Command, Equatable {
  static let plan = Argument("A", .file, "A plan folder, or its plan.json: the plan before.")
  static let other = Argument(
    "B", .file, count: .optional, "The plan after; left out, what people hold is compared with its draft.")
  static let markdown = Flag("markdown", "Print Markdown, for a chat or a ticket.")
  static let html = Option("html", .file, "Write the answer as a page, too.")

  static let spec = CommandSpec(
    "diff", summary: "what changes between two plans",
    discussion: [
      """
      People, duties that are new, gone or moved, breaks and queues that are others; service level, uncovered hours, cost \
      and wishes of both. Each date that changes for somebody is a line. --json has every one of them with duty, breaks and \
      queues before and after, as the change lists of plans/.history have.
      """
    ],
    arguments: [plan.spec, other.spec], options: [markdown.spec, html.spec],
    examples: [
      .init("rota diff desk/plans/2026-W49", "What the open draft changes for people."),
      .init("rota diff desk/plans/2026-W49 desk/plans/2026-W49.draft --html changes.html", "The same as a page."),
      .init("rota diff desk/plans/.history/2026-W49/revisions/0001 desk/plans/2026-W49", "Since the first revision."),
    ])

  var plan: String
  /// Nil: the draft of `plan`.
  var other: String?
  var markdown: Bool
  var html: String?

  init(_ arguments: ParsedArguments) throws(Diagnostic) {
    plan = try arguments.required(Self.plan)
    other = arguments[Self.other]
    markdown = arguments.has(Self.markdown)
    html = arguments[Self.html]
    if plan == "-", other == "-" {
      throw UsageError.conflict("standard input is one plan", "Name the other by its folder.")
    }
  }

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    let draft: String
    if let other { draft = other } else { draft = try CommandFiles.place(plan, isDraft: true) }
    // Named by its draft, a plan is still compared with what people hold.
    let held = other == nil ? try LivingPlan(at: plan).home.path : plan
    let before = try CommandFiles.plan(held, on: console)
    let after = try CommandFiles.plan(draft, on: console)
    let difference = PlanDifference(from: before, to: after)
    if let html {
      let page = differencePage(difference, from: before, to: after)
      try CommandFiles.write(Array(page.utf8), to: html == "-" ? nil : html, on: console)
      if html == "-" { return .done }
      console.say("wrote \(html)")
    }
    if console.json {
      try console.answer(json: difference)
    } else {
      let text = DifferenceText(difference, from: before, to: after)
      console.answer(markdown ? text.markdown : text.text)
    }
    return .done
  }
}
