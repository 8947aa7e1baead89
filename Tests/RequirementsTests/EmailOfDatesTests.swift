import Calendars
import Forecasting
import Testing

@testable import Requirements
@testable import Workforce

/// A plan's e-mail is that of its dates by the queue's calendar, however far the grid reaches beyond them.
@Suite("e-mail of a plan's own dates")
struct EmailOfDatesTests {
  /// A queue by chance, and weeks of mails that come at any hour.
  private struct Case {
    var settings: QueueSettings
    var closedDates: Set<CivilDate>
    var interval: Minutes
    /// Contacts of each half-hour of a week, the same every week.
    var shape: [Double]

    init(_ seed: UInt64, responseTime: ResponseTime?) throws {
      var generator = SimulationGenerator(seed: seed)
      func pick<Value>(_ list: [Value]) -> Value {
        list[min(list.count - 1, Int(generator.unit() * Double(list.count)))]
      }
      let zone = try Zone(pick(["Europe/Warsaw", "Asia/Manila", "America/New_York", "Asia/Kolkata"]))
      let spans: [Range<Int>] = pick([
        [540..<1080], [0..<1440], [1080..<1560], [550..<1057], [480..<720, 840..<1200],
      ])
      let days = pick([5, 6, 7])
      settings = QueueSettings(
        id: "m", name: "Mail", channel: .email, zone: zone,
        hours: OpeningHours(spans: (0..<7).map { $0 < days ? spans : [] }), handleTime: 300, shrinkage: 0.1,
        responseTime: responseTime)
      closedDates = pick([
        [], [Self.monday.adding(days: 7)], [Self.monday.adding(days: 6)], [Self.monday.adding(days: 4)],
      ])
      interval = pick([15, 30])
      shape = (0..<336).map { _ in (generator.unit() * 12).rounded(.down) }
    }

    /// The week in which the clocks of Warsaw go back.
    static let monday = CivilDate(dayNumber: 20_745)  // 2026-10-19

    func forecast(_ dates: Range<CivilDate>) -> QueueForecast {
      let begin = settings.zone.instant(of: dates.lowerBound)
      let count = (settings.zone.instant(of: dates.upperBound) - begin) / 1800
      let starts = (0..<count).map { begin.adding(seconds: $0 * 1800) }
      let contacts = starts.map { start in
        let civil = settings.zone.civil(at: start)
        return shape[civil.date.weekday.index * 48 + civil.minuteOfDay / 30]
      }
      return QueueForecast(
        queue: "m", zone: settings.zone, interval: 30, starts: starts, contacts: contacts, p10: contacts, p50: contacts,
        p90: contacts, handleTime: nil, daySpread: 0, method: "flat", notes: [])
    }

    /// What the plan of some weeks asks for, and which intervals of its grid are on its dates.
    ///
    /// - Parameters:
    ///   - reach: hours that the grid holds before and after them.
    func plan(_ weeks: Range<Int>, reach: (before: Int, after: Int)) -> (asked: QueueRequirement, own: Range<Int>) {
      let first = Self.monday.adding(days: weeks.lowerBound * 7)
      let dates = first..<first.adding(days: weeks.count * 7)
      let begin = settings.zone.instant(of: dates.lowerBound)
      let count = (settings.zone.instant(of: dates.upperBound) - begin) / interval.seconds
      let hour = 3600 / interval.seconds
      let grid = IntervalGrid(
        start: begin.adding(seconds: -reach.before * 3600), interval: interval,
        count: (reach.before + reach.after) * hour + count)
      let days = settings.earlierDays(before: first, closedDates: closedDates)
      return (
        requirement(
          for: settings, forecast: forecast(dates), grid: grid, closedDates: closedDates,
          earlier: days > 0 ? [forecast(first.adding(days: -days)..<first)] : [], dates: dates),
        reach.before * hour..<reach.before * hour + count
      )
    }
  }

  private static let responses: [ResponseTime?] = [
    nil, ResponseTime(seconds: 8 * 3600, clock: .openingHours), ResponseTime(seconds: 6000, clock: .openingHours),
    ResponseTime(seconds: 20 * 3600, clock: .openingHours), ResponseTime(seconds: 8 * 3600, clock: .elapsed),
    ResponseTime(seconds: 40 * 3600, clock: .elapsed), ResponseTime(seconds: 5000, clock: .elapsed),
  ]

  @Test("is asked for whatever somebody's zone or a night shift adds to the grid", arguments: 0..<28)
  func reach(seed: Int) throws {
    var sample = try Case(UInt64(seed), responseTime: Self.responses[seed % Self.responses.count])
    if seed % 3 == 0, sample.settings.responseTime != nil { sample.settings.openingBacklog = 40 }
    let (alone, all) = sample.plan(0..<1, reach: (0, 0))
    for reach in [(0, 7), (13, 0), (5, 31)] {
      let (asked, own) = sample.plan(0..<1, reach: reach)
      #expect(Array(asked.required[own]) == alone.required && own.count == all.count)
      #expect(Array(asked.contacts[own]) == alone.contacts && Array(asked.positions[own]) == alone.positions)
      #expect(asked.notes == alone.notes && asked.levelling == alone.levelling)
      for index in asked.required.indices where !own.contains(index) {
        #expect(asked.required[index] == 0 && asked.contacts[index] == 0 && asked.positions[index] == 0)
        #expect((asked.deferrable?.capacityOfAgent[index] ?? 0) == 0)
      }
      guard let work = asked.deferrable, let usual = alone.deferrable else { continue }
      #expect(Array(work.due[own]) == usual.due && work.due.last == usual.due.last)
      #expect(work.total == usual.total && work.opening == usual.opening)
      #expect(zip(work.available, work.available.dropFirst()).allSatisfy { $0 <= $1 })
    }
  }

  @Test(
    "is neither counted twice nor lost from week to week: two weekly plans ask for what one of two weeks does",
    arguments: 0..<42)
  func weeks(seed: Int) throws {
    let sample = try Case(UInt64(100 + seed), responseTime: Self.responses[seed % Self.responses.count])
    let (first, own) = sample.plan(0..<1, reach: (9, 14))
    let (second, next) = sample.plan(1..<2, reach: (9, 14))
    let (both, _) = sample.plan(0..<2, reach: (0, 0))
    func same(_ left: [Double], _ right: [Double]) -> Bool {
      left.count == right.count && zip(left, right).allSatisfy { abs($0 - $1) < 1e-6 * max(1, abs($1)) }
    }
    guard let one = first.deferrable, let two = second.deferrable, let whole = both.deferrable else {
      #expect(same(Array(first.contacts[own]) + second.contacts[next], both.contacts))
      #expect(Array(first.required[own]) + second.required[next] == both.required)
      return
    }
    let done = one.due.last ?? 0
    #expect(same([one.total - done], [two.opening]), "left at the end, and waiting at the start of the next")
    #expect(same(Array(one.due[own]) + two.due[next].map { done + $0 }, whole.due))
    #expect(same([one.total + two.total - two.opening, one.opening], [whole.total, whole.opening]))
    #expect(same(Array(one.capacityOfAgent[own]) + two.capacityOfAgent[next], whole.capacityOfAgent))
  }
}
