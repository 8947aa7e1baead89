internal import Calendars
internal import Forecasting
internal import Tickets

/// The rest of a day forecast again at 10, 12 and 14 h, on the public histories: what is gained on the day-ahead forecast,
/// what the band holds, and what outages, spikes and surges cost (docs/today.md).
struct IntradaySubject: Subject {
  static let name = "intraday"
  static let summary = "--data DIR [--days N]  the rest of at most N days a history forecast again at 10, 12 and 14 h"
  static var smoke: IntradaySubject { IntradaySubject(data: nil, days: 1) }

  /// Where the folder `history` stands; nil measures the cost alone.
  var data: String?
  /// Most days of a history, at a fixed stride from its first on.
  var days: Int

  init(data: String?, days: Int) {
    self.data = data
    self.days = days
  }

  init(_ arguments: inout Arguments) throws {
    data = try arguments.value("data")
    days = try arguments.integer("days", default: 400)
  }

  private static let hours = [10, 12, 14]

  func run(report: (Record) throws -> Void) throws {
    try report(cost())
    guard let data else { return }
    for example in IntradayCase.all {
      let days = try example.days(in: data, most: days)
      for hour in Self.hours {
        var score = IntradayScore()
        for day in days { score.add(day, at: hour) }
        try report(record(score, example, hour))
      }
      guard example.isStressed else { continue }
      for (stress, limit) in IntradayStress.all {
        var score = IntradayScore()
        for day in days { score.add(stress.applied(to: day), at: stress.seen) }
        var record = Record(subject: Self.name, instance: "\(example.name), \(stress.name)")
        record.set("days", .integer(score.days))
        record.set("wape", .number(score.wape))
        record.set("wape_day_ahead", .number(score.wapeBefore))
        record.set("limit", .number(limit))
        record.set("holds", .flag(score.wape <= limit))
        try report(record)
      }
    }
  }

  private func record(_ score: IntradayScore, _ example: IntradayCase, _ hour: Int) -> Record {
    var record = Record(subject: Self.name, instance: "\(example.name) at \(hour) h")
    record.set("days", .integer(score.days))
    record.set("wape_day_ahead", .number(score.wapeBefore))
    record.set("gain_interval", .number(score.gain))
    record.set("gain_total", .number(score.gainOfTotal))
    record.set("gain_two_hours", .number(score.gainOfTwoHours))
    record.set("band_interval", .number(score.band))
    record.set("band_total", .number(score.bandOfTotal))
    record.set("steps", .integer(score.steps))
    let floors = example.floors(at: hour)
    var holds = IntradayCase.band.contains(score.band) && IntradayCase.bandOfTotal.contains(score.bandOfTotal)
    for (name, floor, seen) in [
      ("interval", floors.interval, score.gain), ("total", floors.total, score.gainOfTotal),
      ("two_hours", floors.twoHours, score.gainOfTwoHours),
    ] {
      guard let floor else { continue }
      record.set("least_\(name)", .number(floor))
      holds = holds && seen >= floor
    }
    record.set("holds", .flag(holds))
    return record
  }

  /// A day of quarter-hours at noon, the band of each interval and of the whole included.
  private func cost() -> Record {
    let expected = (0..<96).map { Double($0 % 24) * 4 + 1 }
    let day = DaySoFar(
      expected: expected, counts: expected.prefix(48).map { ($0 * 1.1).rounded() }, interval: 15, daySpread: 0.1,
      dispersion: 0.02)
    var sum = 0.0
    let time = Measurement.fastest(of: 20) {
      for _ in 0..<100 {
        let rest = day.rest()
        for index in 0..<48 { sum += rest.contacts(index).p90 }
        sum += rest.total.p90
      }
    }
    var record = Record(subject: Self.name, instance: "a queue's day of quarter-hours")
    record.set("milliseconds", .number(1000 * time.cpuSeconds / 100))
    record.set("limit", .number(1))
    record.set("holds", .flag(1000 * time.cpuSeconds / 100 < 1 && sum > 0))
    return record
  }
}
