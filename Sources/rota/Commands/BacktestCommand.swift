internal import Calendars
internal import Forecasting
internal import Planning
internal import Publishing
internal import Tables
internal import Workforce

/// `rota backtest`: how the methods would have done on the past.
struct BacktestCommand: Command, Equatable {
  static let origins = Option(
    "origins", .integer(1...520), default: "12", "Past weeks to forecast, evenly spread over the history.")
  static let minimumWeeks = Option(
    "min-weeks", .integer(1...520), default: "8", "Weeks of history before the first of them.")
  static let chart = Option(
    "chart", .file, "An HTML page to write: forecast against actual, error by hour and weekday.")

  static let spec = CommandSpec(
    "backtest", summary: "how the forecasting methods would have done on past weeks",
    discussion: [
      """
      Forecasts past weeks, each from what was known before it, and holds the forecasts against what came. Prints CSV, a \
      row a queue and method: wape is the sum of absolute errors in percent of contacts, by interval and by day; bias the \
      forecast's excess; mase the error against that of taking the week before; coverage the share of intervals inside \
      the 80 and the 95 % interval, spread the same with each count spread over the probabilities that it stands for, which \
      is 80 and 95 where the intervals are right even if contacts are few (whole contacts make an interval wider than \
      it says); pinball the mean loss of the quantiles, in contacts; poisson_floor the error that \
      chance alone leaves.
      """,
      """
      The row with `yes` under chosen is the method that a forecast uses; its models' shares go to standard error. Each \
      queue is scored by itself; a row combination-together says how it would have done beside the others, where days \
      follow the forecast of their total, as 'rota forecast' and 'rota plan' make it.
      """,
    ],
    arguments: [ForecastCommand.folder.spec],
    options: [
      ForecastCommand.history.spec, ForecastCommand.queue.spec, ForecastCommand.interval.spec, origins.spec,
      minimumWeeks.spec, ForecastCommand.maxWeeks.spec, ForecastCommand.holidays.spec, ForecastCommand.drivers.spec,
      ForecastCommand.timeZone.spec, chart.spec,
    ],
    examples: [
      .init("rota backtest desk", "Twelve past weeks of every queue of the project."),
      .init("rota backtest desk --chart backtest.html", "The same, with a page of charts."),
      .init(
        "rota backtest --history calls.csv --min-weeks 26 --max-weeks 26 --json",
        "From a file of counts, learning from half a year, as JSON."),
    ])

  var source: ForecastCommand.Source
  var queues: [QueueID]
  var interval: Minutes?
  var origins: Int
  var minimumWeeks: Int
  var maximumWeeks: Int?
  var holidays: String?
  var drivers: [String]
  var zone: Zone?
  var chart: String?

  init(_ arguments: ParsedArguments) throws(Diagnostic) {
    source = try ForecastCommand.source(arguments)
    queues = arguments.all(ForecastCommand.queue).map { QueueID($0) }
    interval = arguments[ForecastCommand.interval]
    origins = arguments[Self.origins] ?? 12
    minimumWeeks = arguments[Self.minimumWeeks] ?? 8
    maximumWeeks = arguments[ForecastCommand.maxWeeks]
    holidays = arguments[ForecastCommand.holidays]
    drivers = arguments.all(ForecastCommand.drivers)
    zone = arguments[ForecastCommand.timeZone]
    chart = arguments[Self.chart]
  }

  func run(on console: Console) throws(Diagnostic) -> ExitStatus {
    let job = ForecastJob(queues: queues, interval: interval, maximumWeeks: maximumWeeks)
    let read = try ForecastSource.read(source, job: job, holidays: holidays, drivers: drivers, zone: zone, on: console)
    var tests: [Backtest] = []
    var scored: [BacktestRequest] = []
    for request in read.requests {
      do throws(Diagnostic) {
        let asked = BacktestRequest(base: request, origins: origins, minimumWeeks: minimumWeeks)
        tests.append(try backtest(asked))
        scored.append(asked)
      } catch {
        guard read.requests.count > 1 else { throw error }
        var warning = error
        warning.severity = .warning
        console.report(warning)
      }
    }
    if tests.count > 1 { tests = try backtestTogether(scored, tests) }
    for test in tests {
      console.report(Diagnostic("backtest.chosen", BacktestTable.words(test), severity: .note))
      for note in test.notes {
        console.report(Diagnostic("backtest.note", "\(test.queue): \(note)", severity: .note))
      }
    }
    if let chart {
      try CommandFiles.write(Array(backtestPage(tests.map(BacktestTable.chart)).utf8), to: chart, on: console)
      console.say("wrote \(chart)")
    }
    if console.json {
      try console.answer(json: BacktestAnswer(backtests: tests))
    } else {
      console.answer(BacktestTable(tests: tests).text)
    }
    return .done
  }
}

/// What `backtest --json` prints.
struct BacktestAnswer: Codable {
  var schema = 1
  var backtests: [Backtest]
}
