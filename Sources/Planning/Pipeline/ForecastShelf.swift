internal import Forecasting
internal import Synchronization
internal import Tables

/// Forecasts that have been made, for those who plan many futures from the same history: most scenarios change what is
/// done with a forecast, not the forecast. Safe to share between threads; an answer is the same with it or without.
public final class ForecastShelf: Sendable {
  private struct Made {
    var requests: [ForecastRequest]
    var forecasts: [QueueForecast]
  }

  /// More than a sweep needs, which asks for one or two.
  private static let capacity = 128
  private let shelf = Mutex<[Made]>([])

  public init() {}

  func forecasts(for requests: [ForecastRequest]) throws(Diagnostic) -> [QueueForecast] {
    if let known = shelf.withLock({ made in made.first { $0.requests == requests }?.forecasts }) { return known }
    let forecasts = try forecastTogether(requests)
    shelf.withLock { made in
      if made.count >= Self.capacity { made.removeFirst() }
      made.append(Made(requests: requests, forecasts: forecasts))
    }
    return forecasts
  }
}
