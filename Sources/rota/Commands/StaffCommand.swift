internal import Calendars
internal import Optimization
internal import Planning
internal import Rostering
internal import Shifts
internal import Tables

/// `rota staff`: how many people start which duty, where, without names.
struct StaffCommand: Command, Equatable {
  static let folder = Argument("DIR", .folder, "The project folder.")

  static let spec = CommandSpec(
    "staff", summary: "how many people should start which shift, without names",
    discussion: [
      """
      Forecast, agents required, and then the shifts that cover them at least cost: how many people start when, for how \
      long, with which breaks, at which site. People, contracts and absences play no part, so it shows what a team \
      would need.
      """,
      "Prints CSV, a row a shift and start; the proven bound and the gap go to standard error, or into the JSON.",
    ],
    arguments: [folder.spec], options: HorizonOptions.all + SearchOptions.all,
    examples: [
      .init("rota staff desk", "The first week after the history."),
      .init("rota staff desk --week 2026-W49 --time-limit 20s --json", "A certain week, as JSON."),
    ])

  var folder: String
  var week: ISOWeek?
  var weeks: Int
  var search: RosterOptions

  init(_ arguments: ParsedArguments) throws(Diagnostic) {
    folder = try arguments.required(Self.folder)
    week = arguments[HorizonOptions.week]
    weeks = arguments[HorizonOptions.weeks] ?? 1
    search = try SearchOptions.read(arguments)
  }

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    let stage = try StaffStage(project: try Project.read(try FolderFiles(folder)), week: week, weeks: weeks)
    if week == nil { console.say("staffing \(stage.week), the first week after the history ends") }
    for warning in stage.warnings where warning.severity != .note { console.report(warning) }
    let stop = StopFlag()
    Interruption.raise(stop, sayingOn: console)
    let limit = search.timeLimit
    let options = StaffingOptions(
      seconds: limit, iterations: search.iterations, gap: search.gap, seed: search.seed, stop: stop,
      progress: { progress in
        console.progress(
          RosterProgress(
            stage: progress.stage.rawValue, objective: progress.objective.isFinite ? progress.objective : nil,
            bound: progress.bound, elapsed: progress.seconds, remaining: limit.map { $0 - progress.seconds }))
      })
    let outcome = try solve(stage.problem, options)
    let rows = stage.rows(of: outcome)
    if console.json {
      try console.answer(json: StaffAnswer(outcome, rows: rows, week: stage.week))
    } else {
      console.answer(StaffTable(rows: rows).text)
      let people = rows.reduce(0) { $0 + $1.people }
      console.say(
        "\(people) duties, objective \(ProgressLine.number(outcome.objective)), bound "
          + "\(ProgressLine.number(outcome.bound)): at most \(ProgressLine.percent(outcome.gap)) above the best possible "
          + "(proven); \(outcome.uncovered) agent-intervals uncovered")
    }
    return outcome.status == .interrupted ? .stoppedEarly : .done
  }

  private func solve(_ problem: StaffingProblem, _ options: StaffingOptions) throws(Diagnostic) -> StaffingOutcome {
    do { return try solveStaffing(problem, options: options) } catch {
      throw Diagnostic(
        "staff.solver", "the solver failed: \(error)", cure: "Please report this, with the project.", kind: .internal)
    }
  }
}
