import Calendars
import Tables
import Tickets

/// The forecast of a queue that has no history: its sibling's, brought to the planner's contacts a day.
///
/// Nothing is known about how wrong the planner is, so a tenth is taken for the spread of the level.
///
/// - Returns: nil where the queue has a history, or where there is no sibling or no figure.
func forecastOfNewQueue(_ request: ForecastRequest) throws(Diagnostic) -> QueueForecast? {
  guard let new = try NewQueue(request) else { return nil }
  var result = new.run.result(new.prediction)
  result.method = NewQueue.method
  result.findings = []
  result.notes = [
    "The queue has no history: \(new.daily) contacts an open day, as its planner expects, with weekdays and "
      + "shape of the day from '\(new.sibling)'."
  ]
  return result
}

/// What a queue without a history is expected to have, before events.
struct NewQueue {
  static let method = "sibling"

  /// The sibling's, under the new queue's name and with its events.
  var run: ForecastRun
  /// The sibling's, brought to the planner's figure.
  var prediction: Prediction
  /// What the sibling's contacts are multiplied by.
  var scale: Double
  var sibling: QueueID
  /// Contacts an open day, as the planner expects.
  var daily: Int

  /// - Returns: nil where the queue has a history, or where there is no sibling or no figure.
  init?(_ request: ForecastRequest) throws(Diagnostic) {
    guard request.history.starts.isEmpty, let sibling = request.sibling, !sibling.starts.isEmpty,
      let daily = request.dailyContacts
    else { return nil }
    guard daily >= 0, daily <= 1e9 else {
      throw Diagnostic(
        "forecast.daily-contacts", "\(daily) contacts a day can't be; expected 0 or more", cure: "Correct the figure.")
    }
    var borrowed = request
    borrowed.history = sibling
    borrowed.history.queue = request.history.queue
    borrowed.sibling = nil
    borrowed.dailyContacts = nil
    borrowed.events = []
    if request.interval == nil { borrowed.interval = max(request.history.interval, sibling.interval) }
    let run = try ForecastRun(borrowed)
    var prediction = run.prediction()
    let days = Double(run.target.count { run.past.traits[$0].isOpen })
    let whole = prediction.means.reduce(0, +)
    let scale = whole > 0 ? daily * days / whole : 0
    for index in prediction.means.indices { prediction.means[index] *= scale }
    let guess = 0.1
    prediction.uncertainty.dispersion += guess
    prediction.uncertainty.daySpread = (prediction.uncertainty.daySpread * prediction.uncertainty.daySpread + guess)
      .squareRoot()
    self.run = run
    self.run.events = EventEffects(request.events, queue: request.history.queue, grid: run.grid)
    self.prediction = prediction
    self.scale = scale
    self.sibling = sibling.queue
    self.daily = Int(daily.rounded())
  }
}
