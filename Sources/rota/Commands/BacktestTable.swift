internal import Calendars
internal import Forecasting
internal import Publishing
internal import Tables
internal import Workforce
internal import Words

/// What `rota backtest` prints, a row a queue and method.
struct BacktestTable {
  var tests: [Backtest]

  static let scores = [
    "intervals", "contacts", "wape", "wape_day", "bias", "mase", "coverage_80", "coverage_95", "spread_80",
    "spread_95", "pinball", "poisson_floor", "poisson_floor_day",
  ]

  var text: String {
    var table = CSVText(header: ["queue", "method", "chosen"] + Self.scores)
    for test in tests {
      for row in test.rows {
        table.append(
          [
            .text(test.queue.rawValue), .text(row.method), row.method == test.chosen ? "yes" : "no",
          ] + Self.cells(row.score))
      }
    }
    return table.description
  }

  static func cells(_ score: ForecastScore) -> [CSVField] {
    [
      .integer(score.intervals), .decimal(score.contacts, places: 2), .decimal(score.wape, places: 2),
      .decimal(score.wapeByDay, places: 2), .decimal(score.bias, places: 2), CSVField(score.mase, places: 3),
      .decimal(score.coverage80, places: 1), .decimal(score.coverage95, places: 1),
      .decimal(score.spreadCoverage80, places: 1), .decimal(score.spreadCoverage95, places: 1),
      .decimal(score.pinball, places: 3), .decimal(score.poissonFloor, places: 2),
      .decimal(score.poissonFloorByDay, places: 2),
    ]
  }

  /// Which method a forecast uses, and what it is made of.
  static func words(_ test: Backtest) -> String {
    let shares = test.weights.filter { $0.weight >= 0.005 }.map { "\($0.model) \(Words.plain.percent($0.weight))" }
    return "\(test.queue): \(test.origins.count) weeks from \(test.origins.first?.description ?? "-") to "
      + "\(test.origins.last?.description ?? "-"); a forecast uses \(test.chosen)"
      + (shares.count > 1 ? ": " + Words.plain.list(shares) : "")
  }

  static func chart(_ test: Backtest) -> BacktestChart {
    var hours: [ForecastChart.Hour] = []
    for point in test.series {
      let start = point.start.adding(seconds: -(test.zone.civil(at: point.start).minuteOfDay % 60 * 60))
      if hours.last?.start != start {
        hours.append(ForecastChart.Hour(start: start, actual: 0, forecast: 0, low: 0, high: 0))
      }
      let last = hours.count - 1
      hours[last].actual = (hours[last].actual ?? 0) + point.contacts
      hours[last].forecast = (hours[last].forecast ?? 0) + point.forecast
      hours[last].low = (hours[last].low ?? 0) + point.p10
      hours[last].high = (hours[last].high ?? 0) + point.p90
    }
    // The last five of the weeks: more would be a smear.
    let first = test.origins.suffix(5).first.map { test.zone.instant(of: $0) }
    func part(_ part: Backtest.Part) -> BacktestChart.Part {
      BacktestChart.Part(name: part.name, contacts: part.contacts, forecast: part.forecast, error: part.wape)
    }
    let header = [
      "method", "error %", "by day %", "bias %", "MASE", "in 80 %", "in 95 %", "spread 80 %", "pinball", "floor %",
    ]
    func text(_ value: Double, _ places: Int) -> String { Words.plain.short(value, places: places) }
    return BacktestChart(
      queue: test.queue.rawValue,
      table: [header]
        + test.rows.map { row in
          let score = row.score
          return [
            row.method + (row.method == test.chosen ? " (chosen)" : ""), text(score.wape, 2), text(score.wapeByDay, 2),
            text(score.bias, 2), score.mase.map { text($0, 3) } ?? "–", text(score.coverage80, 1),
            text(score.coverage95, 1), text(score.spreadCoverage80, 1), text(score.pinball, 3),
            text(score.poissonFloor, 2),
          ]
        },
      words: [words(test) + "."] + test.notes,
      chart: ForecastChart(
        title: "Forecast and actual, last weeks", zone: test.zone,
        hours: hours.filter { hour in first.map { hour.start >= $0 } ?? true }),
      byHour: test.byHour.map(part), byWeekday: test.byWeekday.map(part))
  }
}
