import Calendars
public import Tables
import Tickets

/// Expected contacts of a queue by interval over the coming days, with quantiles, handle times and notes.
///
/// The history is laid on the queue's wall clock, a model forecasts each slot of each day, and the days are read off
/// again in UTC: where the clocks go back an hour is forecast twice, where they go forward not at all. Uncertainty comes
/// from forecasting the queue's own last weeks from what was known before each.
///
/// A queue without history is forecast from its sibling's at the planner's contacts a day, where both are given.
///
/// - Throws: `forecast.*`: the history is empty or holds nothing before the forecast; a number is negative or not
///   finite; the interval does not divide a day; the horizon is empty or longer than 400 days.
/// - Complexity: 50 ms for half a year of half hours.
public func forecast(_ request: ForecastRequest) throws(Diagnostic) -> QueueForecast {
  if let borrowed = try forecastOfNewQueue(request) { return borrowed }
  let run = try ForecastRun(request)
  return run.result(run.prediction())
}
