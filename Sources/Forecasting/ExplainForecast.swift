public import Calendars
public import Tables
internal import Tickets

/// Takes a day's forecast apart, as `forecast` makes it of the request alone.
///
/// Models are combined by their shares: a factor is the weighted geometric mean of theirs, and what the arithmetic mean
/// of the forecasts differs from that is a factor of its own, `mixture`.
///
/// - Throws: `forecast.explain-day` where the date lies outside the request's days or is closed; otherwise as `forecast`.
public func explainForecast(_ request: ForecastRequest, on date: CivilDate) throws(Diagnostic) -> ForecastExplanation {
  try explainForecast(of: request.history.queue, among: [request], on: date)
}

/// Takes a day's forecast apart as `forecastTogether` makes it of all of the requests; one of them is the queue's.
///
/// Other queues that can't be forecast have no say.
/// - Throws: as `explainForecast`.
public func explainForecast(
  of queue: QueueID, among requests: [ForecastRequest], on date: CivilDate
) throws(Diagnostic) -> ForecastExplanation {
  guard let own = requests.firstIndex(where: { $0.history.queue == queue }) else {
    throw Diagnostic(
      "forecast.no-history", "the queue '\(queue)' has no history", cure: "Import its tickets first.",
      kind: .missingInput)
  }
  if let new = try NewQueue(requests[own]) {
    try new.run.checkIsForecast(date)
    return Explanation(run: new.run, prediction: new.prediction, date: date, new: new).result
  }
  let run = try ForecastRun(requests[own])
  try run.checkIsForecast(date)
  var made: [(run: ForecastRun, prediction: Prediction)?] = []
  for (index, request) in requests.enumerated() {
    guard index != own else {
      made.append((run, run.prediction()))
      continue
    }
    let isNew = request.history.starts.isEmpty
    made.append(isNew ? nil : (try? ForecastRun(request)).map { ($0, $0.prediction()) })
  }
  let group = groups(of: made).first { $0.contains(own) } ?? []
  let total = group.isEmpty ? nil : FollowedTotal(group.compactMap { made[$0] })
  return Explanation(run: run, prediction: made[own]?.prediction ?? run.prediction(), date: date, total: total).result
}

extension ForecastRun {
  /// - Throws: `forecast.explain-day` where a date has no forecast to explain.
  fileprivate func checkIsForecast(_ date: CivilDate) throws(Diagnostic) {
    let day = date - grid.first
    guard !target.contains(day) || !past.traits[day].isOpen else { return }
    throw Diagnostic(
      "forecast.explain-day",
      target.contains(day)
        ? "queue '\(request.history.queue)' is closed on \(date)"
        : "\(date) isn't forecast: the days are \(grid.date(target.lowerBound)) to "
          + "\(grid.date(target.upperBound - 1))",
      cure: target.contains(day) ? "Choose a day on which it is open." : "Choose one of these days.", kind: .usage)
  }
}
