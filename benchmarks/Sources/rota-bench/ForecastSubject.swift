internal import Calendars
internal import Forecasting
internal import Foundation
internal import Tickets

/// Accuracy on real histories, a record a history and method, and the speed and memory of many queues.
struct ForecastSubject: Subject {
  static let name = "forecast"
  static let summary = "--data DIR [--queues N]  accuracy on the histories of DIR/history; speed and memory of N queues"
  static var smoke: ForecastSubject { ForecastSubject(data: nil, queues: 2) }

  /// Where the folder `history` stands; nil measures speed alone.
  var data: String?
  var queues: Int

  init(data: String?, queues: Int) {
    self.data = data
    self.queues = queues
  }

  init(_ arguments: inout Arguments) throws {
    data = try arguments.value("data")
    queues = try arguments.integer("queues", default: 1000)
  }

  /// A history and how it is scored. `peers/forecast.py` holds the same table.
  private struct Case {
    var name: String
    var file: String
    var queue: QueueID
    var minimumWeeks: Int
    var origins: Int
    var maximumWeeks: Int?
    var holidays: String?
    /// Most interval error of the combination, in percent of contacts.
    var floor: Double
  }

  /// Share of intervals that p10 to p90 must hold, in percent.
  private static let coverage = 75.0...90.0
  /// Points of error that an outage and a spike before each origin may cost, on the first history.
  private static let disturbance = 0.3
  /// Processor time: milliseconds a queue, seconds a hundred queues.
  private static let milliseconds = 50.0
  private static let hundredQueues = 5.0

  private static let cases = [
    Case(
      name: "bank_us", file: "bank_us_30min.csv", queue: "bank-us/phone", minimumWeeks: 8, origins: 12,
      floor: 5.8),
    Case(
      name: "bank_il", file: "bank_il_30min.csv", queue: "bank-il/phone", minimumWeeks: 9, origins: 12,
      maximumWeeks: 26, holidays: "holidays_il_1999.csv", floor: 26.3),
    Case(
      name: "servicenow", file: "servicenow_30min.csv", queue: "servicenow/all", minimumWeeks: 6, origins: 7,
      floor: 44.6),
    Case(
      name: "seattle_fire", file: "seattle_fire_60min.csv", queue: "seattle-fire/911", minimumWeeks: 26, origins: 12,
      maximumWeeks: 26, floor: 26.4),
  ]

  func run(report: (Record) throws -> Void) throws {
    if let data {
      for example in Self.cases { try accuracy(of: example, in: data + "/history/", report: report) }
    }
    try speed(report: report)
  }

  private func accuracy(of example: Case, in folder: String, report: (Record) throws -> Void) throws {
    let read = try importTickets(
      [TicketSource(bytes: try bytes(folder + example.file), name: example.file)],
      options: ImportOptions(zone: .utc, interval: nil))
    guard let history = read.histories.first(where: { $0.queue == example.queue }) else {
      throw UsageError(description: "\(example.file) has no queue \(example.queue)")
    }
    let holidays = try example.holidays.map { name in
      try HolidayFile.read(try bytes(folder + name), file: name).holidays
    }
    let base = ForecastRequest(
      history: history, holidays: holidays ?? [], first: CivilDate(dayNumber: 0), maximumWeeks: example.maximumWeeks)
    var origins: [CivilDate] = []
    var calm = 0.0
    for method in [ForecastMethod.lastWeek, .eightWeekAverage, .dampedHoltProfile, .combination] {
      var test: Backtest?
      let time = try Measurement.fastest(of: 1) {
        test = try backtest(
          BacktestRequest(
            base: base, origins: example.origins, minimumWeeks: example.minimumWeeks, methods: [method]))
      }
      guard let test, let score = test.rows.first(where: { $0.method == method.rawValue })?.score else { continue }
      var record = Record(subject: Self.name, instance: example.name)
      record.set("method", .text(method.rawValue))
      record.set("origins", .integer(test.origins.count))
      record.set("wape", .number(score.wape))
      record.set("wape_day", .number(score.wapeByDay))
      record.set("bias", .number(score.bias))
      record.set("mase", .number(score.mase ?? .nan))
      record.set("coverage_80", .number(score.coverage80))
      record.set("coverage_95", .number(score.coverage95))
      record.set("spread_80", .number(score.spreadCoverage80))
      record.set("pinball", .number(score.pinball))
      record.set("poisson_floor", .number(score.poissonFloor))
      if method == .combination {
        record.set("limit", .number(example.floor))
        record.set("holds", .flag(score.wape <= example.floor && Self.coverage.contains(score.coverage80)))
      }
      record.set(time)
      try report(record)
      (origins, calm) = (test.origins, score.wape)
    }
    if example.name == Self.cases[0].name {
      try report(try robustness(base, origins: origins, calm: calm, name: example.name))
    }
  }

  /// What a tenth of the contacts on one day and three times as many on another, two and three weeks before each origin,
  /// cost the combination.
  private func robustness(
    _ base: ForecastRequest, origins: [CivilDate], calm: Double, name: String
  ) throws -> Record {
    let history = base.history
    var tally = ScoreTally()
    let time = try Measurement.fastest(of: 1) {
      for origin in origins {
        var request = base
        for row in history.starts.indices {
          let date = history.zone.date(at: history.starts[row])
          if date == origin.adding(days: -19) { request.history.contacts[row] *= 0.1 }
          if date == origin.adding(days: -13) { request.history.contacts[row] *= 3 }
        }
        request.first = origin
        request.asOf = origin
        request.method = .combination
        let span = history.zone.instant(of: origin)..<history.zone.instant(of: origin.adding(days: request.days))
        tally.add(try forecast(request), against: history, in: span)
      }
    }
    let cost = (tally.score?.wape ?? .infinity) - calm
    var record = Record(subject: Self.name, instance: "\(name), outage and spike")
    record.set("points_lost", .number(cost))
    record.set("limit", .number(Self.disturbance))
    record.set("holds", .flag(cost <= Self.disturbance))
    record.set(time)
    return record
  }

  /// Invented queues of half a year of half-hours, forecast with their back-tests, all kept in memory.
  private func speed(report: (Record) throws -> Void) throws {
    let first = CivilDate(dayNumber: 20_514)
    var memory: [(queues: Int, bytes: Int)] = []
    for count in [1, queues / 10, queues / 2, queues] where count > 0 {
      let histories = (0..<count).map { Self.invented($0, from: first, days: 182) }
      var kept: [QueueForecast] = []
      let time = try Measurement.fastest(of: 1) {
        kept = try histories.map { history in
          try forecast(ForecastRequest(history: history, first: first.adding(days: 182), method: .combination))
        }
      }
      var record = Record(subject: Self.name, instance: "\(count) queues of 26 weeks")
      let milliseconds = 1000 * time.cpuSeconds / Double(count)
      record.set("milliseconds_a_queue", .number(milliseconds))
      var holds = milliseconds <= Self.milliseconds
      if count == 100 { holds = holds && time.cpuSeconds <= Self.hundredQueues }
      memory.append((count, Measurement.peakMemory))
      if memory.count == 4 {
        // The second half of the queues may take what the four tenths before them took, and a quarter more.
        let growth = zip(memory, memory.dropFirst()).map { from, to in
          Double(to.bytes - from.bytes) / Double(max(1, to.queues - from.queues))
        }
        record.set("bytes_a_queue", .number(growth[2]))
        record.set("bytes_a_queue_before", .number(growth[1]))
        holds = holds && growth[2] <= 1.25 * growth[1] + 65_536
      }
      record.set("limit", .number(Self.milliseconds))
      record.set("holds", .flag(holds))
      record.set("contacts", .number(kept.reduce(0) { $0 + $1.contacts.reduce(0, +) }))
      record.set(time)
      try report(record)
    }
  }

  /// A hump a day, weekdays that differ, and noise that is the same on every machine.
  private static func invented(_ number: Int, from first: CivilDate, days: Int) -> IntervalHistory {
    var history = IntervalHistory(queue: QueueID("q\(number)"), zone: .utc, interval: 30)
    var state = UInt64(number) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    for day in 0..<days {
      let weekday = [1.3, 1.1, 1.0, 1.0, 0.9, 0.3, 0.2][day % 7]
      for slot in 0..<48 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let noise = Double(state >> 33) / Double(1 << 31) + 0.5
        let mean = 20 * weekday * pow(sin(.pi * (Double(slot) + 0.5) / 48), 2)
        history.starts.append(Zone.utc.instant(of: first.adding(days: day), ClockTime(minutes: slot * 30)))
        history.contacts.append((mean * noise).rounded())
      }
    }
    return history
  }

  private func bytes(_ path: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw UsageError(description: "'\(path)' can't be read; --data names the folder that holds history/")
    }
    return Array(data)
  }
}
