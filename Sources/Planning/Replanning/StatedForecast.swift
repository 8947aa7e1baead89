public import Calendars
internal import Forecasting

/// Contacts of a queue as somebody states them.
public struct StatedForecast: Hashable, Sendable {
  public struct Row: Hashable, Sendable {
    public var start: Instant
    public var contacts: Double
    public var p10: Double
    public var p50: Double
    public var p90: Double
    /// In seconds; nil where only contacts are stated.
    public var handleTime: Double?
  }

  public var queue: QueueID
  /// From one start to the next.
  public var width: Minutes = 30
  /// By start, each once.
  public internal(set) var rows: [Row] = []
  private var starts: Set<Instant> = []

  init(_ queue: QueueID) { self.queue = queue }

  /// - Returns: false where something is stated of this start already.
  mutating func add(_ row: Row) -> Bool {
    guard starts.insert(row.start).inserted else { return false }
    rows.append(row)
    return true
  }

  /// A forecast with these contacts on the dates that they are stated of: what isn't stated there is nothing, other dates
  /// stay. Handle times stay unless they are stated. A row that is wider than an interval is spread as `made` is, so that a row
  /// a day will do.
  ///
  /// - Parameters:
  ///   - made: from the history; nil where the queue has none.
  ///   - zone: the queue's.
  /// - Returns: also contacts at times that `made` leaves out, since the queue is closed: they are lost.
  func stated(over made: QueueForecast?, zone: Zone) -> (forecast: QueueForecast, lost: Double) {
    guard var forecast = made else {
      return (
        QueueForecast(
          queue: queue, zone: zone, interval: width, starts: rows.map(\.start), contacts: rows.map(\.contacts),
          p10: rows.map(\.p10), p50: rows.map(\.p50), p90: rows.map(\.p90),
          handleTime: rows.allSatisfy { $0.handleTime != nil } ? rows.compactMap(\.handleTime) : nil, daySpread: 0,
          method: Self.method, notes: []), 0
      )
    }
    let shape = forecast.contacts
    let dates = Set(rows.map { forecast.zone.date(at: $0.start) })
    for place in forecast.starts.indices where dates.contains(forecast.zone.date(at: forecast.starts[place])) {
      (forecast.contacts[place], forecast.p10[place], forecast.p50[place], forecast.p90[place]) = (0, 0, 0, 0)
    }
    var lost = 0.0
    for row in rows {
      let end = row.start + width
      var parts: [(place: Int, seconds: Double, weight: Double)] = []
      var place = forecast.firstPlace(endingAfter: row.start)
      while place < forecast.starts.count, forecast.starts[place] < end {
        let overlap = Double(
          min(end, forecast.starts[place] + forecast.interval) - max(row.start, forecast.starts[place]))
        parts.append((place, overlap, overlap * shape[place]))
        place += 1
      }
      let weight = parts.reduce(0) { $0 + $1.weight }
      let seconds = parts.reduce(0) { $0 + $1.seconds }
      guard seconds > 0 else {
        lost += row.contacts
        continue
      }
      for part in parts {
        let share = weight > 0 ? part.weight / weight : part.seconds / seconds
        forecast.contacts[part.place] += share * row.contacts
        forecast.p10[part.place] += share * row.p10
        forecast.p50[part.place] += share * row.p50
        forecast.p90[part.place] += share * row.p90
        if let seconds = row.handleTime, forecast.handleTime != nil { forecast.handleTime?[part.place] = seconds }
      }
    }
    forecast.method = Self.method
    forecast.notes = []
    return (forecast, lost)
  }

  /// What `plan.json` calls the method of such a forecast.
  static let method = "stated"
}

extension QueueForecast {
  /// The first interval that ends after a moment, by bisection.
  fileprivate func firstPlace(endingAfter moment: Instant) -> Int {
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] + interval > moment { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
