internal import Calendars
internal import Forecasting
internal import Planning
internal import Tables
internal import Tickets
internal import Words

/// What `rota explain --forecast` prints.
struct ForecastExplanationText {
  var explanation: ForecastExplanation

  /// Forecasts the day as `rota plan` of its week does, and takes it apart: all queues together, since some follow their
  /// total. Days of the week in which the history ends are forecast as `rota forecast` does, recorded ones from what came
  /// before them.
  static func explanation(project: Project, queue: QueueID, date: CivilDate) throws(Diagnostic) -> ForecastExplanation {
    guard let own = try ForecastJob(queues: [queue]).requests(project: project).first else {
      throw Diagnostic(
        "forecast.no-history", "the queue '\(queue)' has no history", cure: "Import its tickets first.",
        kind: .missingInput)
    }
    let isRecorded = date < own.first
    let first = isRecorded ? date : max(own.first, ISOWeek(containing: date).monday)
    var requests = try ForecastJob().requests(project: project)
    for index in requests.indices {
      requests[index].first = first
      requests[index].asOf = isRecorded ? date : nil
      requests[index].days = isRecorded ? 1 : 7
    }
    return try explainForecast(of: queue, among: requests, on: date)
  }

  var text: String {
    var lines = [
      "\(explanation.queue) on \(explanation.date): \(number(explanation.contacts)) contacts (\(explanation.method))",
      "",
      "  \(padded(number(explanation.base)))  contacts on a day on which nothing is special",
    ]
    for factor in explanation.factors {
      lines.append("  \(padded("× " + Words.plain.short(factor.factor, places: 3)))  \(factor.words)")
    }
    lines += ["  \(padded("= " + number(explanation.contacts)))  contacts", ""]
    let widest = explanation.hours.map(\.share).max() ?? 0
    let width = explanation.hours.map(\.hour.count).max() ?? 0
    for hour in explanation.hours {
      let bar = String(repeating: "#", count: widest > 0 ? Int((40 * hour.share / widest).rounded()) : 0)
      let label = hour.hour + String(repeating: " ", count: width - hour.hour.count)
      lines.append("  \(label)  \(padded(number(hour.contacts)))  \(bar)")
    }
    let shares = explanation.weights.filter { $0.weight >= 0.005 }
    if shares.count > 1 {
      lines += ["", "Models, weighted by the queue's last weeks:"]
      for share in shares { lines.append("  \(padded(Words.plain.percent(share.weight)))  \(share.model)") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func number(_ value: Double) -> String { Words.plain.short(value, places: value < 100 ? 1 : 0) }
  private func padded(_ text: String) -> String { String(repeating: " ", count: max(0, 9 - text.count)) + text }
}

/// What `explain --json` prints.
struct ForecastExplainAnswer: Codable {
  var schema = 1
  var forecast: ForecastExplanation
}
