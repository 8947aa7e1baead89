import Calendars
import Foundation
import Searching
import Testing
import Tickets
import Verification

@testable import Forecasting

/// Histories to forecast from, made up or read from the benchmark data.
enum Histories {
  /// Recorded every `interval` minutes of every day of `range` that `isOpen`, with `contacts` at each wall-clock time.
  static func made(
    zone: Zone = .utc, interval: Int = 30, from first: CivilDate, days: Int,
    isOpen: (CivilTime) -> Bool = { _ in true }, contacts: (CivilTime) -> Double
  ) -> IntervalHistory {
    var history = IntervalHistory(queue: "made", zone: zone, interval: Minutes(interval))
    let end = zone.instant(of: first.adding(days: days))
    var start = zone.instant(of: first)
    while start < end {
      let civil = zone.civil(at: start)
      if isOpen(civil) {
        history.starts.append(start)
        history.contacts.append(contacts(civil))
      }
      start = start + Minutes(interval)
    }
    return history
  }

  /// A plausible help desk: busier on Mondays, quiet at weekends, a peak at ten.
  static func typical(_ civil: CivilTime) -> Double {
    let weekday = [1.3, 1.1, 1.0, 1.0, 0.9, 0.3, 0.2][civil.date.weekday.index]
    let hour = Double(civil.minuteOfDay) / 60
    let shape = hour < 7 || hour >= 21 ? 0.1 : max(0.3, 1.5 - abs(hour - 10) * 0.15)
    return 20 * weekday * shape
  }

  /// `typical` with Poisson noise.
  static func noisy(from first: CivilDate, days: Int, zone: Zone = .utc, interval: Int = 30, seed: UInt64 = 1)
    -> IntervalHistory
  {
    var generator = SeededGenerator(seed: seed)
    return made(zone: zone, interval: interval, from: first, days: days) { civil in
      poisson(typical(civil) * Double(interval) / 30, &generator)
    }
  }

  static func poisson(_ mean: Double, _ generator: inout SeededGenerator) -> Double {
    var left = exp(-mean)
    var count = 0.0
    var uniform = generator.nextUnit()
    while uniform > left && count < 10_000 {
      count += 1
      uniform -= left
      left *= mean / count
    }
    return count
  }

  /// A file of the benchmark data. Its wall-clock times are read as UTC: the file has neither 23- nor 25-hour days.
  static func benchmark(_ path: String, queue: String, interval: Int) throws -> IntervalHistory {
    let file = try #require(BenchmarkData.file(path))
    var history = IntervalHistory(queue: QueueID(queue), zone: .utc, interval: Minutes(interval))
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst() {
      let fields = line.split(separator: ",")
      guard fields[1] == queue else { continue }
      let parts = fields[0].split(separator: " ")
      let clock = try #require(ClockTime(String(parts[1].prefix(5))))
      let date = try #require(CivilDate(String(parts[0])))
      history.starts.append(Zone.utc.instant(of: date, clock))
      history.contacts.append(try #require(Double(fields[2])))
    }
    return history
  }

  /// A file of the benchmark data with the columns date, name and class.
  static func holidays(_ path: String) throws -> [Holiday] {
    let file = try #require(BenchmarkData.file(path))
    return try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst().map { line in
      let fields = line.split(separator: ",")
      return Holiday(date: try date(String(fields[0])), name: String(fields[1]), dayClass: String(fields[2]))
    }
  }

  static func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }
}

/// How a method does on a history: weekly origins, the next seven days, error by interval.
struct WeeklyScore {
  /// Sum of absolute errors ÷ contacts, in percent.
  var wape: Double
  /// Share of intervals between p10 and p90, in percent.
  var coverage: Double

  /// Origins are Mondays, evenly spread from the first with `minimumWeeks` of history to the last full week.
  init(
    _ history: IntervalHistory, method: ForecastMethod, minimumWeeks: Int, origins count: Int, maximumWeeks: Int? = nil,
    holidays: [Holiday] = [], change: (CivilDate, inout IntervalHistory) -> Void = { _, _ in }
  ) throws {
    let zone = history.zone
    let first = zone.date(at: try #require(history.starts.first))
    let last = zone.date(at: try #require(history.starts.last))
    var low = first.adding(days: 7 * minimumWeeks)
    low = low.adding(days: (7 - low.weekday.index) % 7)
    var high = last.adding(days: -6)
    high = high.adding(days: -high.weekday.index)
    let weeks = (high - low) / 7 + 1
    var error = 0.0
    var contacts = 0.0
    var inside = 0.0
    var intervals = 0.0
    for index in 0..<min(count, weeks) {
      let week =
        count >= weeks
        ? index : Int((Double(index * (weeks - 1)) / Double(count - 1)).rounded(.toNearestOrEven))
      let origin = low.adding(days: 7 * week)
      var seen = history
      change(origin, &seen)
      let result = try forecast(
        ForecastRequest(
          history: seen, holidays: holidays, first: origin, asOf: origin, maximumWeeks: maximumWeeks, method: method))
      let rows = Dictionary(uniqueKeysWithValues: zip(result.starts, result.starts.indices))
      let scored = zone.instant(of: origin)..<zone.instant(of: origin.adding(days: 7))
      for (start, value) in zip(history.starts, history.contacts) where scored.contains(start) {
        let row = rows[start]
        error += abs(value - (row.map { result.contacts[$0] } ?? 0))
        contacts += value
        guard let row else { continue }
        intervals += 1
        if value >= result.p10[row] && value <= result.p90[row] { inside += 1 }
      }
    }
    wape = 100 * error / contacts
    coverage = 100 * inside / intervals
  }
}
