internal import Calendars
internal import Forecasting
internal import Foundation
internal import Requirements
internal import Workforce

/// Heads of live queues over weeks of quarter-hours: counted in proportion, by chance over the interval, and over the day
/// with the forecast's spread.
struct RequirementSubject: Subject {
  static let name = "requirement"
  static let summary = "[--queues N] [--repeats N]  heads of queue-weeks by each rule of presence"
  static var smoke: RequirementSubject { RequirementSubject(queues: 3, repeats: 1) }

  var queues: Int
  var repeats: Int

  init(queues: Int, repeats: Int) {
    self.queues = queues
    self.repeats = repeats
  }

  init(_ arguments: inout Arguments) throws {
    queues = try arguments.integer("queues", default: 100)
    repeats = try arguments.integer("repeats", default: 3)
  }

  private struct Case {
    var settings: QueueSettings
    var forecast: QueueForecast
  }

  private static let monday = CivilDate(dayNumber: 20_787)
  private static let grid = IntervalGrid(start: Zone.utc.instant(of: monday), interval: 15, count: 672)

  /// Queues of 0.5 to 30 erlangs at their peak, 5 to 35 % of their people missing; half of them lose patience. Every tenth is
  /// a chat of three conversations an agent.
  private func cases() -> [Case] {
    (0..<queues).map { number in
      let share = Double(number) / Double(max(1, queues - 1))
      let peak = 0.5 * pow(60, share)
      let isChat = number % 10 == 9
      var settings = QueueSettings(
        id: QueueID("q\(number)"), name: "Q", channel: isChat ? .chat : .phone, zone: .utc,
        hours: OpeningHours(ClockTime(hour: 8)..<ClockTime(hour: 20), on: Weekday.allCases),
        handleTime: 240 + Double(number % 7) * 40, shrinkage: 0.05 + Double((number * 37) % 31) / 100)
      if isChat { settings.concurrency = 3 } else if number % 2 == 1 { settings.patience = 120 }
      let starts = (0..<336).map { Self.grid.start.adding(seconds: $0 * 1800) }
      let contacts = starts.indices.map { half -> Double in
        let hour = Double(half % 48) / 2
        let shape = 0.3 + 0.7 * pow(sin(.pi * (hour - 8) / 12), 2)
        return (8..<20).contains(hour) ? peak * shape * 1800 / settings.handleTime : 0
      }
      return Case(
        settings: settings,
        forecast: QueueForecast(
          queue: settings.id, zone: .utc, interval: 30, starts: starts, contacts: contacts, p10: contacts,
          p50: contacts,
          p90: contacts, handleTime: nil, daySpread: 0.1, method: "shape", notes: []))
    }
  }

  func run(report: (Record) throws -> Void) throws {
    let all = cases()
    var base = 0.0
    for (name, withSlopes, change) in [
      ("in proportion", false, { (settings: inout QueueSettings) in settings.presence = .proportional }),
      ("by chance, interval", false, { settings in settings.presence = .random }),
      ("by chance, day", false, { settings in settings.target.holdsOver = .day }),
      ("by chance, day, with prices", true, { settings in settings.target.holdsOver = .day }),
    ] {
      for (kind, isMeant) in [
        ("", { (_: Case) in true }), (" phone", { $0.settings.channel == .phone }),
        (" chat", { $0.settings.channel == .chat }),
      ] {
        let chosen = all.filter(isMeant)
        var heads = 0
        let measured = Measurement.fastest(of: repeats) {
          heads = 0
          for one in chosen {
            var settings = one.settings
            change(&settings)
            heads &+= requirement(
              for: settings, forecast: one.forecast, grid: Self.grid, withSlopes: withSlopes
            ).required.reduce(0, +)
          }
        }
        if kind.isEmpty, base == 0 { base = measured.cpuSeconds }
        var record = Record(subject: Self.name, instance: "\(name)\(kind)")
        record.set(measured)
        record.set("queue_weeks", .integer(chosen.count))
        record.set("head_hours", .number(Double(heads) / 4))
        if kind.isEmpty { record.set("ratio", .number(measured.cpuSeconds / base)) }
        try report(record)
      }
    }
  }
}
