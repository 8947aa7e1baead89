public import Calendars
public import Tickets

#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

/// How near forecasts came to what came.
public struct ForecastScore: Hashable, Codable, Sendable {
  /// Intervals and days that were scored, and the contacts in them.
  public var intervals: Int
  public var days: Int
  public var contacts: Double
  /// Sum of absolute errors ÷ contacts, in percent: by interval and by day.
  public var wape: Double
  public var wapeByDay: Double
  /// Forecast less contacts, in percent of contacts.
  public var bias: Double
  /// Mean absolute error ÷ that of taking the week before, on the history before each forecast (Hyndman and Koehler
  /// 2006); nil where there is no week before.
  public var mase: Double?
  /// Share of intervals inside the 80 % and the 95 % interval, in percent.
  public var coverage80: Double
  public var coverage95: Double
  /// The same with each count spread evenly over the probabilities that it stands for (`NegativeBinomial.inside`): 80 and
  /// 95 where the intervals are right, also where contacts are so few that an interval of whole contacts holds more.
  public var spreadCoverage80: Double
  public var spreadCoverage95: Double
  /// Mean pinball loss at 10, 50 and 90 %, in contacts an interval.
  public var pinball: Double
  /// The error that would be left if every mean were right and only chance remained, in percent: no method beats it but
  /// by luck. Who knows the right means? In a back-test they are taken from one forecast for all methods, the combination's,
  /// so that the floor belongs to the contacts and not to the method.
  public var poissonFloor: Double
  public var poissonFloorByDay: Double
}

/// An interval with what was forecast for it and what came.
public struct ScoredInterval: Hashable, Codable, Sendable {
  public var start: Instant
  public var contacts: Double
  public var forecast: Double
  public var p10: Double
  public var p90: Double
}

/// Adds up forecasts and what came.
public struct ScoreTally: Sendable {
  /// Every scored interval, in the order of scoring.
  public private(set) var scored: [ScoredInterval] = []
  private var inside95 = 0
  private var spread80 = 0.0
  private var spread95 = 0.0
  private var pinball = 0.0
  private var absolute = 0.0
  private var floor = 0.0
  private var byDay: [CivilDate: (contacts: Double, forecast: Double)] = [:]
  private var scale = 0.0
  private var scaled = 0

  public init() {}

  /// Scores a forecast against what `history` holds inside `span`. Intervals without a row are not scored; contacts at a
  /// time that was forecast as closed count as errors in full: give a history without the hours that the queue is closed by.
  ///
  /// - Parameter weekBefore: mean absolute error of taking the week before, for `mase`.
  public mutating func add(
    _ forecast: QueueForecast, against history: IntervalHistory, in span: Range<Instant>, weekBefore: Double? = nil
  ) {
    let seconds = forecast.interval.seconds
    var row = 0
    var actual: [Instant: Double] = [:]
    var order: [Instant] = []
    for index in history.starts.indices where span.contains(history.starts[index]) {
      let start = history.starts[index]
      while row < forecast.starts.count, forecast.starts[row].adding(seconds: seconds) <= start { row += 1 }
      let isForecast = row < forecast.starts.count && forecast.starts[row] <= start
      let key = isForecast ? forecast.starts[row] : start
      if actual[key] == nil { order.append(key) }
      actual[key, default: 0] += history.contacts[index]
    }
    let rows = Dictionary(zip(forecast.starts, forecast.starts.indices)) { first, _ in first }
    for key in order {
      guard let contacts = actual[key] else { continue }
      let row = rows[key]
      // A closed interval in which nothing came says nothing about a forecast.
      if row == nil, contacts == 0 { continue }
      let mean = row.map { forecast.contacts[$0] } ?? 0
      let low = row.map { forecast.p10[$0] } ?? 0
      let high = row.map { forecast.p90[$0] } ?? 0
      let counts = NegativeBinomial(mean: mean, dispersion: forecast.dispersion)
      scored.append(ScoredInterval(start: key, contacts: contacts, forecast: mean, p10: low, p90: high))
      if contacts >= counts.quantile(0.025, z: -1.959_964), contacts <= counts.quantile(0.975, z: 1.959_964) {
        inside95 += 1
      }
      spread80 += counts.inside(contacts, low: (0.1, -Uncertainty.z), high: (0.9, Uncertainty.z))
      spread95 += counts.inside(contacts, low: (0.025, -1.959_964), high: (0.975, 1.959_964))
      for (share, value) in [(0.1, low), (0.5, row.map { forecast.p50[$0] } ?? 0), (0.9, high)] {
        pinball += max(share * (contacts - value), (share - 1) * (contacts - value)) / 3
      }
      absolute += abs(contacts - mean)
      floor += Self.poissonDeviation(mean)
      byDay[forecast.zone.date(at: key), default: (0, 0)].contacts += contacts
      byDay[forecast.zone.date(at: key), default: (0, 0)].forecast += mean
      if let weekBefore, weekBefore > 0 {
        scale += weekBefore
        scaled += 1
      }
    }
  }

  /// Nil where nothing, or no contact, was scored.
  public var score: ForecastScore? {
    let contacts = scored.reduce(0) { $0 + $1.contacts }
    guard contacts > 0 else { return nil }
    let count = Double(scored.count)
    let dates = byDay.keys.sorted()
    let dayError = dates.reduce(0) { sum, date in sum + abs((byDay[date]?.contacts ?? 0) - (byDay[date]?.forecast ?? 0))
    }
    let dayFloor = dates.reduce(0) { sum, date in sum + Self.poissonDeviation(byDay[date]?.forecast ?? 0) }
    let forecast = scored.reduce(0) { $0 + $1.forecast }
    let inside = scored.count { $0.contacts >= $0.p10 && $0.contacts <= $0.p90 }
    return ForecastScore(
      intervals: scored.count, days: dates.count, contacts: contacts, wape: 100 * absolute / contacts,
      wapeByDay: 100 * dayError / contacts, bias: 100 * (forecast - contacts) / contacts,
      mase: scaled == scored.count && scale > 0 ? absolute / scale : nil, coverage80: 100 * Double(inside) / count,
      coverage95: 100 * Double(inside95) / count, spreadCoverage80: 100 * spread80 / count,
      spreadCoverage95: 100 * spread95 / count, pinball: pinball / count, poissonFloor: 100 * floor / contacts,
      poissonFloorByDay: 100 * dayFloor / contacts)
  }

  /// Mean absolute deviation of a Poisson count: 2·e^−λ·λ^(⌊λ⌋+1) ÷ ⌊λ⌋! (Crow 1958).
  static func poissonDeviation(_ mean: Double) -> Double {
    guard mean > 0 else { return 0 }
    let whole = mean.rounded(.down)
    return 2 * exp((whole + 1) * log(mean) - mean - lgamma(whole + 1))
  }
}
