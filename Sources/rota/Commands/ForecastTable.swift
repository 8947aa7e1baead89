internal import Calendars
internal import Forecasting
internal import Tables

/// What `rota forecast` prints: `queue,start_local,contacts,p10,p50,p90` and, where the zone is known, `start_utc`.
struct ForecastTable {
  var forecasts: [QueueForecast]
  /// False for a history of wall-clock times in no known zone: `start_local` is then without offset.
  var zoneIsKnown: Bool

  var text: String {
    var header = ["queue", "start_local", "contacts", "p10", "p50", "p90"]
    if zoneIsKnown { header.append("start_utc") }
    var table = CSVText(header: header)
    for forecast in forecasts {
      for row in forecast.starts.indices {
        let start = forecast.starts[row]
        var cells: [CSVField] = [
          .text(forecast.queue.rawValue),
          .text(zoneIsKnown ? forecast.zone.localText(of: start) : forecast.zone.civil(at: start).isoText),
          .decimal(forecast.contacts[row], places: 4), .decimal(forecast.p10[row], places: 4),
          .decimal(forecast.p50[row], places: 4), .decimal(forecast.p90[row], places: 4),
        ]
        if zoneIsKnown { cells.append(.text(start.utcText)) }
        table.append(cells)
      }
    }
    return table.description
  }
}

/// What `forecast --json` prints.
struct ForecastAnswer: Codable {
  var schema = 1
  var forecasts: [QueueForecast]
}
