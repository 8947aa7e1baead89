internal import Calendars
internal import Forecasting
internal import Foundation
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
        var cells = [
          forecast.queue.rawValue,
          zoneIsKnown ? forecast.zone.localText(of: start) : forecast.zone.civil(at: start).isoText,
          number(forecast.contacts[row]), number(forecast.p10[row]), number(forecast.p50[row]),
          number(forecast.p90[row]),
        ]
        if zoneIsKnown { cells.append(start.utcText) }
        table.add(cells)
      }
    }
    return table.text
  }

  /// Four decimals at most, without trailing zeros.
  private func number(_ value: Double) -> String {
    let scaled = Int((value * 10_000).rounded())
    if scaled % 10_000 == 0 { return "\(scaled / 10_000)" }
    var decimals = String(scaled % 10_000)
    decimals = String(repeating: "0", count: 4 - decimals.count) + decimals
    while decimals.hasSuffix("0") { decimals.removeLast() }
    return "\(scaled / 10_000).\(decimals)"
  }
}

/// What `forecast --json` prints.
struct ForecastAnswer: Codable {
  var schema = 1
  var forecasts: [QueueForecast]
}
