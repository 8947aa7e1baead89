internal import Calendars
internal import Forecasting
internal import Planning
internal import Tables
internal import Tickets

/// `rota forecast`: expected contacts by interval.
struct ForecastCommand: Command, Equatable {
  /// Where the history comes from.
  enum Source: Equatable, Sendable {
    case project(String)
    /// A file of interval counts or tickets; `-` is standard input.
    case history(String)
  }

  static let folder = Argument("DIR", .folder, count: .optional, "The project folder; or give --history.")
  static let history = Option(
    "history", .file, "A file of interval counts instead of a project; - reads standard input.")
  static let queue = Option(
    "queue", .name("ID", "a queue's name, such as phone-en"), repeats: true, "Only this queue.")
  static let interval = Option(
    "interval", .minutes(5...1440), default: "30m, or the history's where that is wider",
    "Width of the forecast's intervals.")
  static let asOf = Option(
    "as-of", .date, default: "the day after the history ends",
    "Forecast from this date on, and hide everything from it on.")
  static let days = Option("days", .integer(1...371), default: "7", "Days to forecast.")
  static let maxWeeks = Option(
    "max-weeks", .integer(1...1000), default: "all", "Weeks of history to learn from, counted back from the end.")
  static let holidays = Option("holidays", .file, "Holidays as iCalendar or CSV, in place of the project's.")
  static let timeZone = Option(
    "time-zone", .zone, default: "the project's", "The zone of the history's local times. start_utc needs it.")
  static let method = Option(
    "method", .name("NAME", "a forecasting method, such as eight-week-average"), default: "the best measured",
    "The forecasting method.")

  static let spec = CommandSpec(
    "forecast", summary: "forecast contacts by queue and interval",
    discussion: [
      """
      Prints CSV with the columns queue, start_local, contacts, p10, p50, p90, and start_utc when the zone is known. \
      Closed intervals are left out.
      """,
      """
      The clock is never read: the forecast begins where the history ends, or on --as-of, which hides everything from \
      that date on and so shows what would have been forecast then.
      """,
    ],
    arguments: [folder.spec],
    options: [
      history.spec, queue.spec, interval.spec, asOf.spec, days.spec, maxWeeks.spec, holidays.spec, timeZone.spec,
      method.spec,
    ],
    examples: [
      .init("rota forecast desk", "The next seven days of every queue of the project."),
      .init(
        "rota forecast --history calls.csv --time-zone Asia/Jerusalem --as-of 1999-11-01 --days 14",
        "Two weeks from a file of counts, as it would have looked on that day."),
      .init("rota forecast desk --queue phone-en --json", "One queue, as JSON."),
    ])

  var source: Source
  var queues: [QueueID]
  /// Nil: 30 minutes, or the history's width where that is wider.
  var interval: Minutes?
  var asOf: CivilDate?
  var days: Int
  var maximumWeeks: Int?
  var holidays: String?
  var zone: Zone?
  var method: String?

  init(_ arguments: ParsedArguments) throws(Diagnostic) {
    switch (arguments[Self.folder], arguments[Self.history]) {
    case (let folder?, nil): source = .project(folder)
    case (nil, let file?): source = .history(file)
    case (_?, _?):
      throw UsageError.conflict("both DIR and '--history' were given", "Give a project folder or a history, not both.")
    case (nil, nil):
      throw UsageError.conflict(
        "there is no history to forecast from", "Give a project folder, or '--history' with a file.")
    }
    queues = arguments.all(Self.queue).map { QueueID($0) }
    interval = arguments[Self.interval]
    asOf = arguments[Self.asOf]
    days = arguments[Self.days] ?? 7
    maximumWeeks = arguments[Self.maxWeeks]
    holidays = arguments[Self.holidays]
    zone = arguments[Self.timeZone]
    method = arguments[Self.method]
  }

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    var chosen = ForecastMethod.automatic
    if let method {
      guard let known = ForecastMethod(rawValue: method) else {
        throw UsageError.conflict(
          "there is no forecasting method '\(method)'",
          "Known: \(ForecastMethod.allCases.map(\.rawValue).joined(separator: ", ")).")
      }
      chosen = known
    }
    var job = ForecastJob(
      queues: queues, interval: interval, asOf: asOf, days: days, maximumWeeks: maximumWeeks, method: chosen)
    if let holidays {
      let read = try HolidayFile.read(try CommandFiles.read(holidays), file: holidays, zone: zone)
      for warning in read.warnings { console.report(warning) }
      job.holidays = read.holidays
    }
    let forecasts: [QueueForecast]
    var zoneIsKnown = true
    switch source {
    case .project(let folder): forecasts = try job.run(project: try Project.read(try FolderFiles(folder)))
    case .history(let file):
      zoneIsKnown = zone != nil
      let source = TicketSource(bytes: try CommandFiles.read(file), name: file == "-" ? "standard input" : file)
      let read = try importTickets([source], options: ImportOptions(zone: zone ?? .utc, interval: nil))
      for warning in read.report.warnings { console.report(warning) }
      if read.histories.contains(where: { $0.zone != .utc }) { zoneIsKnown = true }
      forecasts = try job.run(histories: read.histories)
    }
    for forecast in forecasts {
      for note in forecast.notes {
        console.report(Diagnostic("forecast.note", "\(forecast.queue): \(note)", severity: .note))
      }
    }
    if console.json {
      try console.answer(json: ForecastAnswer(forecasts: forecasts))
    } else {
      console.answer(ForecastTable(forecasts: forecasts, zoneIsKnown: zoneIsKnown).text)
    }
    return .done
  }
}
