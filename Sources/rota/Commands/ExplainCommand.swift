internal import Calendars
internal import Planning
internal import Tables

/// `rota explain`: why something is as it is.
struct ExplainCommand: Command, Equatable {
  static let folder = Argument("DIR", .folder, "The project folder; may be left out inside it.")
  static let date = Argument("DATE", .date, count: .optional, "The day to explain.")
  static let forecast = Option(
    "forecast", .name("QUEUE", "a queue's name, such as phone-en"), required: true, "Explain this queue's forecast.")

  static let spec = CommandSpec(
    "explain", summary: "why a day's forecast is what it is",
    discussion: [
      """
      Takes the forecast of a day apart: what a day brings on which nothing is special, and by which factor weekday, day \
      of the month, time of the year, closures, holidays, drivers, the last weeks, the total of several queues and \
      planned events change it, each in words and numbers; then how the day's contacts spread over its hours.
      """,
      """
      The day is forecast as 'rota plan' of its week does, in the week in which the history ends as 'rota forecast' does: \
      from the whole history before it, together with the other queues.
      """,
    ],
    arguments: [folder.spec, date.spec], options: [forecast.spec],
    examples: [
      .init("rota explain desk --forecast phone-en 2026-11-30", "Why that Monday gets the contacts that it gets."),
      .init("rota explain --forecast phone-en 2026-11-30", "The same, inside the project folder."),
    ])

  var folder: String
  var queue: QueueID
  var date: CivilDate

  init(_ arguments: ParsedArguments) throws(Diagnostic) {
    let first = try arguments.required(Self.folder)
    queue = QueueID(try arguments.required(Self.forecast))
    if let date = arguments[Self.date] {
      folder = first
      self.date = date
    } else if let date = CivilDate(first) {
      folder = "."
      self.date = date
    } else {
      throw UsageError.conflict("there is no day to explain", "Give a date such as 2026-11-30.")
    }
  }

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    let project = try Project.read(try FolderFiles(folder))
    for warning in project.warnings where warning.isOfForecasts { console.report(warning) }
    let explanation = try ForecastExplanationText.explanation(project: project, queue: queue, date: date)
    if console.json {
      try console.answer(json: ForecastExplainAnswer(forecast: explanation))
    } else {
      console.answer(ForecastExplanationText(explanation: explanation).text)
    }
    return .done
  }
}
