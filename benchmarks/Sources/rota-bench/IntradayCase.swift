internal import Calendars
internal import Forecasting
internal import Foundation
internal import Tickets

/// A day as it was forecast before it, and as it came.
struct IntradayDay {
  var forecast: QueueForecast
  /// Contacts by interval of the forecast; nil where nothing was recorded.
  var counts: [Double?]
}

/// A public history, which of its days are forecast, and what is to be gained on them, in percent.
struct IntradayCase {
  struct Floors {
    var interval: Double?
    var total: Double?
    var twoHours: Double?
  }

  var name: String
  var file: String
  var queue: QueueID
  var holidays: String?
  /// Days of history before the first that is forecast.
  var before: Int
  /// Weeks that a forecast looks back at most.
  var weeks: Int?
  /// Days between what a forecast was made from and its day.
  var age = 0
  /// Share of the contacts that are kept, drawn with fixed seeds, and how many such draws are scored together.
  var kept = 1.0
  var draws = 1
  var isStressed = false
  /// At 10, 12 and 14 h.
  var floors: [Floors]

  /// Share of intervals and of totals that p10 to p90 must hold, in percent.
  static let band = 73.0...88.0
  static let bandOfTotal = 65.0...95.0

  static let all: [IntradayCase] = [
    IntradayCase(
      name: "bank_us", file: "bank_us_30min.csv", queue: "bank-us/phone", before: 56, isStressed: true,
      floors: [
        Floors(interval: 8, total: 10, twoHours: 20), Floors(interval: 12, total: 18, twoHours: 25),
        Floors(interval: 10, total: 18, twoHours: 20),
      ]),
    IntradayCase(
      name: "bank_il", file: "bank_il_30min.csv", queue: "bank-il/phone", holidays: "holidays_il_1999.csv", before: 63,
      weeks: 26,
      floors: [
        Floors(interval: 5, total: 11, twoHours: 13), Floors(interval: 6, total: 15, twoHours: 13),
        Floors(interval: 6.5, total: 17, twoHours: 13),
      ]),
    IntradayCase(
      name: "servicenow", file: "servicenow_30min.csv", queue: "servicenow/all", before: 42,
      floors: [Floors(interval: 5, total: 11), Floors(interval: 5, total: 11), Floors(interval: 6, total: 13)]),
    IntradayCase(
      name: "seattle_fire", file: "seattle_fire_60min.csv", queue: "seattle-fire/911", before: 182, weeks: 26,
      floors: [
        Floors(interval: -0.3, total: -1.5), Floors(interval: -0.3, total: -1), Floors(interval: -0.3, total: 1.5),
      ]),
    IntradayCase(
      name: "bank_us thinned to 2 %", file: "bank_us_30min.csv", queue: "bank-us/phone", before: 56, kept: 0.02,
      draws: 10,
      floors: Array(repeating: Floors(interval: -0.4, total: -4), count: 3)),
    IntradayCase(
      name: "bank_us, fortnight-old base", file: "bank_us_30min.csv", queue: "bank-us/phone", before: 56, age: 14,
      floors: [Floors(interval: 14), Floors(interval: 18), Floors(interval: 16)]),
    IntradayCase(
      name: "bank_il, fortnight-old base", file: "bank_il_30min.csv", queue: "bank-il/phone",
      holidays: "holidays_il_1999.csv", before: 63, weeks: 26, age: 14,
      floors: [Floors(interval: 6), Floors(interval: 8), Floors(interval: 9)]),
  ]

  func floors(at hour: Int) -> Floors { floors[min(2, max(0, (hour - 10) / 2))] }

  /// Days of the history, each forecast from what was known before it, at a fixed stride so that there are at most `most`.
  func days(in data: String, most: Int) throws -> [IntradayDay] {
    let folder = data + "/history/"
    let whole = try history(in: folder)
    let special = try holidays.map { name in
      try HolidayFile.read(try bytes(folder + name), file: name).holidays
    }
    guard let start = whole.starts.first, let end = whole.starts.last else { return [] }
    let first = whole.zone.date(at: start).adding(days: before + age)
    let count = whole.zone.date(at: end) - first + 1
    let stride = max(1, (count + most - 1) / most)
    // A stride of whole weeks would see one weekday only.
    let step = stride % 7 == 0 ? stride + 1 : stride
    var days: [IntradayDay] = []
    for draw in 0..<draws {
      let history = kept < 1 ? thinned(whole, draw: draw) : whole
      let recorded = Dictionary(zip(history.starts, history.contacts)) { first, _ in first }
      for offset in Swift.stride(from: 0, to: count, by: step) {
        let date = first.adding(days: offset)
        let made = try forecast(
          ForecastRequest(
            history: history, holidays: special ?? [], first: date, days: 1, asOf: date.adding(days: -age),
            maximumWeeks: weeks, method: .combination))
        let counts = made.starts.map { recorded[$0] }
        guard counts.contains(where: { $0 ?? 0 > 0 }) else { continue }
        days.append(IntradayDay(forecast: made, counts: counts))
      }
    }
    return days
  }

  private func history(in folder: String) throws -> IntervalHistory {
    let read = try importTickets(
      [TicketSource(bytes: try bytes(folder + file), name: file)], options: ImportOptions(zone: .utc, interval: nil))
    guard let history = read.histories.first(where: { $0.queue == queue }) else {
      throw UsageError(description: "\(file) has no queue \(queue)")
    }
    return history
  }

  /// Each contact is kept or not by itself.
  private func thinned(_ history: IntervalHistory, draw: Int) -> IntervalHistory {
    var history = history
    var state: UInt64 = 20_030_303 + UInt64(draw)
    history.contacts = history.contacts.map { count in
      var left = 0.0
      for _ in 0..<Int(count) {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        if Double(state >> 33) / Double(1 << 31) < kept { left += 1 }
      }
      return left
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

/// Something that happens on a day, and when it is seen.
struct IntradayStress {
  var name: String
  /// Minutes of the day.
  var minutes: Range<Int>
  var factor: Double
  /// Whether the counts alone are wrong, and the contacts came.
  var isFeed = false
  var seen = 12

  /// Each with the most error of the rest of the day, in percent.
  static let all: [(IntradayStress, Double)] = [
    (IntradayStress(name: "outage 10:30-11:30", minutes: 630..<690, factor: 0), 4.7),
    (IntradayStress(name: "feed fails 11:00-12:00", minutes: 660..<720, factor: 0, isFeed: true), 4.7),
    (IntradayStress(name: "spike of three times 9:30-10:30", minutes: 570..<630, factor: 3), 4.7),
    (IntradayStress(name: "spike of three times 11:00-12:00", minutes: 660..<720, factor: 3), 7.5),
    (IntradayStress(name: "day 30 % up", minutes: 0..<1440, factor: 1.3), 12),
    (IntradayStress(name: "twice as many from 11:00, seen at 14 h", minutes: 660..<1440, factor: 2, seen: 14), 25),
  ]

  func applied(to day: IntradayDay) -> IntradayDay {
    var day = day
    for (row, start) in day.forecast.starts.enumerated()
    where minutes.contains(day.forecast.zone.civil(at: start).minuteOfDay) {
      day.counts[row] = day.counts[row].map { ($0 * factor).rounded() }
    }
    return day
  }
}
