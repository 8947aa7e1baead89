internal import Calendars
internal import Forecasting
internal import Planning
internal import Plans
internal import Publishing
internal import Tables
internal import Words

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
  static let drivers = Option(
    "drivers", .file, repeats: true,
    "A CSV file of daily or hourly measures, such as web sessions; Google Analytics exports as they come.")
  static let chart = Option("chart", .file, "An SVG file to draw history, forecast, band and events to.")
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
      history.spec, queue.spec, interval.spec, asOf.spec, days.spec, maxWeeks.spec, holidays.spec, drivers.spec,
      timeZone.spec,
      method.spec, chart.spec,
    ],
    examples: [
      .init("rota forecast desk", "The next seven days of every queue of the project."),
      .init(
        "rota forecast --history calls.csv --time-zone Asia/Jerusalem --as-of 1999-11-01 --days 14",
        "Two weeks from a file of counts, as it would have looked on that day."),
      .init("rota forecast desk --queue phone-en --json", "One queue, as JSON, with models, notes and findings."),
      .init("rota forecast desk --drivers sessions.csv --chart forecast.svg", "With web sessions, and a picture."),
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
  var drivers: [String]
  /// Nil: no picture.
  var chart: String?

  init(_ arguments: ParsedArguments) throws(Diagnostic) {
    source = try Self.source(arguments)
    queues = arguments.all(Self.queue).map { QueueID($0) }
    interval = arguments[Self.interval]
    asOf = arguments[Self.asOf]
    days = arguments[Self.days] ?? 7
    maximumWeeks = arguments[Self.maxWeeks]
    holidays = arguments[Self.holidays]
    zone = arguments[Self.timeZone]
    method = arguments[Self.method]
    drivers = arguments.all(Self.drivers)
    chart = arguments[Self.chart]
  }

  /// A project folder, or a file of counts.
  static func source(_ arguments: ParsedArguments) throws(Diagnostic) -> Source {
    switch (arguments[Self.folder], arguments[Self.history]) {
    case (let folder?, nil):
      // Times of a calendar of holidays are read in it.
      if let zone = arguments[Self.timeZone], arguments[Self.holidays] == nil {
        throw UsageError.conflict(idle(zone), idleCure)
      }
      return .project(folder)
    case (nil, let file?): return .history(file)
    case (_?, _?):
      throw UsageError.conflict("both DIR and '--history' were given", "Give a project folder or a history, not both.")
    case (nil, nil):
      throw UsageError.conflict(
        "there is no history to forecast from", "Give a project folder, or '--history' with a file.")
    }
  }

  /// A zone for the times of a project.
  static func idle(_ zone: Zone) -> String {
    "'--time-zone \(zone)' changes nothing of a project, whose queues have their zones"
  }
  static let idleCure = "Leave '--time-zone' out, or change 'timeZone' in rota.json."

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    var chosen = ForecastMethod.automatic
    if let method {
      guard let known = ForecastMethod(rawValue: method) else {
        throw UsageError.conflict(
          "there is no forecasting method '\(method)'",
          "Known: \(Words.plain.list(ForecastMethod.allCases.map(\.rawValue))).")
      }
      chosen = known
    }
    let job = ForecastJob(
      queues: queues, interval: interval, asOf: asOf, days: days, maximumWeeks: maximumWeeks, method: chosen)
    let read = try ForecastSource.read(
      source, job: job, holidays: holidays, drivers: drivers, zone: zone, on: console)
    let forecasts = try forecastTogether(read.requests)
    for forecast in forecasts {
      for note in forecast.notes {
        console.report(Diagnostic("forecast.note", "\(forecast.queue): \(note)", severity: .note))
      }
    }
    if let chart {
      let charts = zip(forecasts, read.requests).map { forecast, request in
        ForecastChart(
          title: forecast.queue.rawValue,
          KeptForecast(forecast, history: request.history, holidays: request.holidays, events: request.events))
      }
      try CommandFiles.write(Array(forecastSVG(charts).utf8), to: chart, on: console)
      console.say("wrote \(chart)")
    }
    if console.json {
      try console.answer(json: ForecastAnswer(forecasts: forecasts))
    } else {
      console.answer(ForecastTable(forecasts: forecasts, zoneIsKnown: read.zoneIsKnown).text)
    }
    return .done
  }
}
