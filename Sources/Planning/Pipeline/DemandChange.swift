public import Calendars
internal import Forecasting

/// How a scenario moves the forecast of some queues over some time.
public struct DemandChange: Hashable, Codable, Sendable {
  /// Empty = every queue.
  public var queues: [QueueID]
  /// Local dates of the queue, both included; nil = open on that side.
  public var first: CivilDate?
  public var last: CivilDate?
  /// Minutes of the local day; nil = all day. Beyond 1440 it goes on after midnight, as part of the day it began on.
  public var minutes: Range<Int>?
  public var volume: Double
  public var handleTime: Double
  /// What is left of the change after each day: 1 = it stays, 0.5 = half on the second day, a quarter on the third.
  public var dailyRest: Double
  /// Whether the queue's usual handle time has the factor already, so that only measured ones are still to be changed.
  package var isInSettings = false

  public init(
    queues: [QueueID] = [], first: CivilDate? = nil, last: CivilDate? = nil, minutes: Range<Int>? = nil,
    volume: Double = 1, handleTime: Double = 1, dailyRest: Double = 1
  ) {
    self.queues = queues
    self.first = first
    self.last = last
    self.minutes = minutes
    self.volume = volume
    self.handleTime = handleTime
    self.dailyRest = dailyRest
  }

  /// Multiplies the intervals that the changes speak of, in order.
  ///
  /// - Parameter usualHandleTime: of the queue, in seconds; it stands for the history's where that has none.
  static func apply(_ changes: [DemandChange], to forecast: inout QueueForecast, usualHandleTime: Double) {
    let isMeasured = forecast.handleTime != nil
    for var change in changes where change.queues.isEmpty || change.queues.contains(forecast.queue) {
      if !isMeasured, change.isInSettings { change.handleTime = 1 }
      if forecast.handleTime == nil, change.handleTime != 1 {
        forecast.handleTime = Array(repeating: usualHandleTime, count: forecast.starts.count)
      }
      change.apply(to: &forecast)
    }
  }

  /// Multiplies the intervals that the change speaks of.
  func apply(to forecast: inout QueueForecast) {
    guard queues.isEmpty || queues.contains(forecast.queue) else { return }
    for row in forecast.starts.indices {
      let civil = forecast.zone.civil(at: forecast.starts[row])
      var day = civil.date
      if let minutes, !minutes.contains(civil.minuteOfDay) {
        guard minutes.contains(civil.minuteOfDay + 1440) else { continue }
        day = day.adding(days: -1)
      }
      if let first, day < first { continue }
      if let last, day > last { continue }
      var rest = 1.0
      if let first, dailyRest != 1 { for _ in 0..<max(0, day - first) { rest *= dailyRest } }
      let factor = max(0, 1 + (volume - 1) * rest)
      forecast.contacts[row] *= factor
      forecast.p10[row] *= factor
      forecast.p50[row] *= factor
      forecast.p90[row] *= factor
      if let seconds = forecast.handleTime?[row] {
        forecast.handleTime?[row] = seconds * max(0.01, 1 + (handleTime - 1) * rest)
      }
    }
  }
}
