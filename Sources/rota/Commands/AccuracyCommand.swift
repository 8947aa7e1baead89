internal import Calendars
internal import Planning
internal import Tables

/// `rota accuracy`: kept forecasts against what came.
struct AccuracyCommand: Command, Equatable {
  static let folder = Argument("DIR", .folder, "The project folder.")

  static let spec = CommandSpec(
    "accuracy", summary: "how the forecasts behind past plans did",
    discussion: [
      """
      Every plan keeps the forecast that it was made from. This holds the forecasts of all plans of the project against \
      the tickets that have come in since, and prints CSV, a row a plan and queue, with the columns of 'rota backtest'; \
      average_wape is the error that the 8-week average of the same history would have had, and mase scales by taking the \
      week before.
      """
    ],
    arguments: [folder.spec],
    examples: [
      .init("rota accuracy desk", "Every plan of the project whose days have come."),
      .init("rota accuracy desk --json", "The same, as JSON."),
    ])

  var folder: String

  init(_ arguments: ParsedArguments) throws(Diagnostic) { folder = try arguments.required(Self.folder) }

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    let files = try FolderFiles(folder)
    let project = try Project.read(files)
    for warning in project.warnings where warning.severity != .note { console.report(warning) }
    let job = try AccuracyJob(project: project, files: files)
    for warning in job.warnings { console.report(warning) }
    if console.json {
      try console.answer(json: AccuracyAnswer(rows: job.rows))
      return .done
    }
    var table = CSVText(header: ["plan", "queue", "method", "made_from_utc"] + BacktestTable.scores + ["average_wape"])
    for row in job.rows {
      table.append(
        [.text(row.plan), .text(row.queue.rawValue), .text(row.method), .text(row.madeFrom.utcText)]
          + BacktestTable.cells(row.score) + [CSVField(row.averageWape, places: 2)])
    }
    console.answer(table.description)
    return .done
  }
}

/// What `accuracy --json` prints.
struct AccuracyAnswer: Codable {
  var schema = 1
  var rows: [AccuracyJob.Row]
}
