internal import Calendars
internal import Optimization
internal import Planning
internal import Searching
internal import ShiftStaffing
internal import Tables
internal import Words

/// `rota staff`: how many people start which duty, where, without names.
struct StaffCommand: Command, Equatable {
  static let folder = Argument("DIR", .folder, "The project folder.")
  static let time = Argument(
    "TIME", .name("TIME", "a time such as 2026-11-24T10:00 or \"tue 10:00\""), count: .optional,
    "With --explain: the moment on the queue's own clock, for example 2026-11-24T10:00 or \"tue 10:00\".")
  static let explain = Option(
    "explain", .name("QUEUE", "the id of a queue"),
    "Explain the agents required on a queue at TIME instead: load, model, target, and the "
      + "staff levels and heads beside it.")

  static let spec = CommandSpec(
    "staff", summary: "how many people should start which shift, without names",
    discussion: [
      """
      Forecast, agents required, and then the shifts that cover them at least cost: how many people start when, for how \
      long, with which breaks, at which site. Of people it reads sites and skills alone, not contracts, absences, wishes \
      or rules, so it shows what a team would need.
      """,
      """
      E-mail with a responseTime is done where shifts cost least, whenever that is before its deadlines: heads and shifts \
      are chosen together, and what is said of the bound holds for both.
      """,
      "Prints CSV, a row a shift and start; the proven bound and the gap go to standard error, or into the JSON.",
    ],
    arguments: [folder.spec, time.spec], options: [explain.spec] + HorizonOptions.all + SearchOptions.all,
    examples: [
      .init("rota staff desk", "The first week after the history."),
      .init("rota staff desk --week 2026-W49 --time-limit 20s --json", "A certain week, as JSON."),
      .init("rota staff desk --explain phone 2026-12-01T10:00", "Why so many people are needed at that time."),
    ])

  var folder: String
  var week: ISOWeek?
  var weeks: Int
  var search: SearchLimits
  /// What to explain instead of staffing the weeks.
  var question: Question?

  /// A queue, and a moment on its clock.
  struct Question: Equatable {
    var queue: String
    var moment: String
  }

  init(_ arguments: ParsedArguments) throws(Diagnostic) {
    folder = try arguments.required(Self.folder)
    week = arguments[HorizonOptions.week]
    weeks = arguments[HorizonOptions.weeks] ?? 1
    search = try SearchOptions.read(arguments)
    switch (arguments[Self.explain], arguments[Self.time]) {
    case (let queue?, let moment?): question = Question(queue: queue, moment: moment)
    case (nil, nil): break
    case (let queue?, nil):
      throw UsageError.conflict(
        "'--explain' needs a time", "Write: rota staff \(ShellWord.quoted(folder)) --explain \(queue) \"tue 10:00\".")
    case (nil, let moment?):
      throw UsageError.conflict(
        "there is a time '\(moment)', but nothing to explain",
        "Write: rota staff \(ShellWord.quoted(folder)) --explain QUEUE \"\(moment)\".")
    }
  }

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    if let question { return try explain(question, on: console) }
    let task = try StaffStage(project: try Project.read(try FolderFiles(folder)), week: week, weeks: weeks).run()
    if week == nil { console.say("staffing \(task.week), the first week after the history ends") }
    for warning in task.warnings where warning.severity != .note { console.report(warning) }
    let stop = StopFlag()
    Interruption.raise(stop, sayingOn: console)
    let outcome = try solve(task.problem, stop: stop) { console.progress($0) }
    for trouble in outcome.trouble { console.report(trouble.warning) }
    let rows = task.rows(of: outcome)
    let placed = task.placed(by: outcome)
    let uncovered = task.uncovered(by: outcome)
    let coverPrice = task.coverPrice(of: outcome)
    if console.json {
      try console.answer(
        json: StaffAnswer(
          outcome, rows: rows, week: task.week, uncovered: uncovered, coverPrice: coverPrice, presence: task.presence,
          placed: placed, pooling: task.pooling))
    } else {
      console.answer(StaffTable(rows: rows).text)
      let people = rows.reduce(0) { $0 + $1.people }
      let short = uncovered.count > 1 ? uncovered.filter { $0.intervals > 0 } : []
      let places = short.isEmpty ? "" : " (\(Words.plain.list(short.map { "\($0.queue) \($0.intervals)" })))"
      console.say(
        "\(people) duties, objective "
          + ProofText.text(
            objective: outcome.objective, bound: outcome.bound, gap: outcome.gap, isOptimal: outcome.status == .optimal)
          + "; \(outcome.uncovered) person-intervals "
          + (coverPrice == nil ? "uncovered" : "uncovered (of queues priced by service: below their floor)") + places)
      if let coverPrice { console.say(task.words(onCover: coverPrice)) }
      if outcome.bundle > 1 {
        console.say(
          "So many people are staffed in bundles of \(outcome.bundle) who share a duty; the gap counts what that costs."
        )
      }
      let heads = task.presence.flatMap(\.sentences)
      for sentence in heads + task.remarks + task.words(on: placed) { console.say(sentence) }
      if let pooling = task.pooling { console.say(pooling.sentence) }
    }
    return outcome.status == .interrupted ? .stoppedEarly : .done
  }

  private func explain(_ question: Question, on console: Console) throws(Diagnostic) -> ExitStatus {
    let project = try Project.read(try FolderFiles(folder))
    for warning in project.warnings where warning.severity != .note { console.report(warning) }
    let explanation = try ExplainStage(
      project: project, queue: QueueID(question.queue), moment: question.moment, week: week, weeks: weeks
    ).run()
    for warning in explanation.warnings where warning.severity == .error { console.report(warning) }
    if console.json {
      try console.answer(json: StaffExplainAnswer(explanation), infinitiesAsText: true)
    } else {
      console.answer(ExplanationText(question: explanation).text)
    }
    return .done
  }

  private func solve(
    _ problem: StaffingProblem, stop: StopFlag, progress: @escaping @Sendable (SearchProgress) -> Void
  ) throws(Diagnostic) -> StaffingOutcome {
    do { return try solveStaffing(problem, limits: search, stop: stop, progress: progress) } catch {
      throw Diagnostic(
        "staff.solver", "the solver failed: \(error)", cure: "Please report this, with the project.", kind: .internal)
    }
  }
}
