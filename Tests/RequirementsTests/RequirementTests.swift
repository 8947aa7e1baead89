import Calendars
import Forecasting
import Testing

@testable import Requirements
@testable import Workforce

@Suite("from a forecast to agents required")
struct RequirementTests {
  /// 2026-11-30 is a Monday.
  static let monday = CivilDate(dayNumber: 20_787)

  private func grid(_ zone: Zone, from date: CivilDate = Self.monday, days: Int = 1) -> IntervalGrid {
    let start = zone.instant(of: date)
    let end = zone.instant(of: date.adding(days: days))
    return IntervalGrid(start: start, interval: 15, count: (end - start) / 900)
  }

  /// `contacts` an interval, from local midnight of `date` on for `days` days.
  private func forecast(
    _ contacts: Double, zone: Zone, every interval: Minutes = 30, from date: CivilDate = Self.monday, days: Int = 1,
    handleTime: Double? = nil, where isIncluded: (CivilTime) -> Bool = { _ in true }
  ) -> QueueForecast {
    let start = zone.instant(of: date)
    let end = zone.instant(of: date.adding(days: days))
    let starts = stride(from: start.rawValue, to: end.rawValue, by: interval.seconds).map(Instant.init(rawValue:))
      .filter { isIncluded(zone.civil(at: $0)) }
    let values = starts.map { _ in contacts }
    return QueueForecast(
      queue: "q", zone: zone, interval: interval, starts: starts, contacts: values, p10: values, p50: values,
      p90: values, handleTime: handleTime.map { seconds in starts.map { _ in seconds } }, daySpread: 0, method: "flat",
      notes: [])
  }

  private func settings(
    _ channel: Channel = .phone, zone: Zone = .utc, open: ClosedRange<Int> = 8...17, target: ServiceTarget? = nil,
    shrinkage: Double = 0
  ) -> QueueSettings {
    QueueSettings(
      id: "q", name: "Q", channel: channel, zone: zone,
      hours: OpeningHours(ClockTime(hour: open.lowerBound)..<ClockTime(hour: open.upperBound), on: Weekday.allCases),
      target: target ?? ServiceTarget(), shrinkage: shrinkage, requirementMethod: .stationary)
  }

  @Test("an hour's forecast is staffed quarter by quarter, closed intervals hold zeros")
  func spread() {
    let result = requirement(
      for: settings(), forecast: forecast(40, zone: .utc, every: 60, handleTime: 180), grid: grid(.utc))
    #expect(result.contacts.count == 96)
    for index in 0..<96 {
      let isOpen = (32..<68).contains(index)
      #expect(result.open[index] == isOpen)
      #expect(result.contacts[index] == (isOpen ? 10 : 0))
      #expect(result.handleTime[index] == (isOpen ? 180 : 0))
      // 2 erlangs, 80/20, occupancy at most 85 %.
      #expect(result.positions[index] == (isOpen ? 4 : 0))
      #expect(result.required[index] == result.positions[index])
    }
    #expect(result.model == "Erlang C in each interval by itself, 80 % within 20 s, occupancy at most 85 %")
    #expect(result.notes == ["600 contacts are expected while the queue is closed; they are not staffed."])
  }

  @Test("forecasts every 5, 15, 30 and 60 minutes mean the same load", arguments: [5, 15, 30, 60])
  func anyInterval(minutes: Int) {
    let result = requirement(
      for: settings(), forecast: forecast(40 * Double(minutes) / 60, zone: .utc, every: Minutes(minutes)),
      grid: grid(.utc))
    let total = result.contacts.reduce(0, +)
    #expect(abs(total - 360) < 1e-9)
    #expect(result.contacts[32...67].allSatisfy { abs($0 - 10) < 1e-9 })
  }

  @Test("an interval that is open in part keeps its contacts and serves them in that part")
  func partlyOpen() {
    var settings = settings()
    settings.hours = OpeningHours(ClockTime(hour: 8, minute: 10)..<ClockTime(hour: 9), on: Weekday.allCases)
    let result = requirement(
      for: settings, forecast: forecast(10, zone: .utc) { $0.minuteOfDay == 480 || $0.minuteOfDay == 510 },
      grid: grid(.utc))
    #expect(result.open[32] && result.open[35] && !result.open[36])
    // 20 open minutes of the first half hour: 5 of its first quarter, 15 of its second.
    #expect(abs(result.contacts[32] - 2.5) < 1e-9 && abs(result.contacts[33] - 7.5) < 1e-9)
    #expect(result.positions[32] == result.positions[33])
    #expect(result.notes.isEmpty)
  }

  @Test("heads are positions divided by presence, rounded up but not over")
  func shrinkage() {
    #expect(heads(for: 21, shrinkage: 0.3) == 30)
    #expect(heads(for: 7, shrinkage: 0.3) == 10)
    #expect(heads(for: 14, shrinkage: 0.3) == 20)
    #expect(heads(for: 10, shrinkage: 0.3) == 15)
    #expect(heads(for: 0, shrinkage: 0.3) == 0)
    #expect(heads(for: 5, shrinkage: 0) == 5)
    for positions in 0...2000 {
      for percent in 0..<96 {
        // Exact in whole numbers: ceil(100·positions / (100 − percent)).
        let exact = (100 * positions + (100 - percent) - 1) / (100 - percent)
        #expect(heads(for: positions, shrinkage: Double(percent) / 100) == exact)
      }
    }
    let result = requirement(
      for: settings(shrinkage: 0.3), forecast: forecast(20, zone: .utc), grid: grid(.utc))
    #expect(zip(result.positions, result.required).allSatisfy { $1 == heads(for: $0, shrinkage: 0.3) })
  }

  @Test(
    "fewer than one contact in a thousand hours needs nobody, and is said; more needs somebody",
    arguments: [RequirementMethod.stationary, .modifiedOfferedLoad])
  func hardlyAnything(method: RequirementMethod) {
    var settings = settings()
    settings.requirementMethod = method
    for (contacts, needs) in [(0.000_01, false), (0.0002, false), (0.0003, true), (0.01, true)] {
      let result = requirement(for: settings, forecast: forecast(contacts, zone: .utc, every: 15), grid: grid(.utc))
      #expect(result.positions.contains { $0 > 0 } == needs, "\(contacts) contacts in a quarter of an hour")
      let said = result.notes.contains { $0.contains("one contact in a thousand hours") }
      #expect(said == !needs, "\(contacts): \(result.notes)")
    }
    let mail = requirement(
      for: self.settings(.email), forecast: forecast(0.000_01, zone: .utc, every: 15), grid: grid(.utc))
    #expect(mail.positions.allSatisfy { $0 == 0 })
  }

  @Test("closed dates need nobody, and opening hours follow the queue's wall clock")
  func closedDatesAndZone() throws {
    let zone = try Zone("America/Bogota")
    let settings = settings(zone: zone)
    let days = forecast(10, zone: zone, days: 2) { (480..<1020).contains($0.minuteOfDay) }
    let grid = grid(zone, days: 2)
    let result = requirement(
      for: settings, forecast: days, grid: grid, closedDates: [Self.monday.adding(days: 1)])
    // Local 08:00 is 13:00 UTC; the grid begins at local midnight.
    #expect(result.open.firstIndex(of: true) == 32 && grid.instant(at: 32).utcText == "2026-11-30T13:00Z")
    #expect(result.positions[96...].allSatisfy { $0 == 0 })
    #expect(result.notes == ["180 contacts are expected while the queue is closed; they are not staffed."])
  }

  @Test("the night of a clock change keeps every contact")
  func clockChanges() throws {
    let zone = try Zone("Europe/Warsaw")
    for (date, hours) in [("2026-03-29", 23), ("2026-10-25", 25)] {
      let date = try #require(CivilDate(date))
      let grid = grid(zone, from: date)
      #expect(grid.count == hours * 4)
      var settings = settings(zone: zone)
      settings.hours = .always
      let forecast = forecast(6, zone: zone, from: date)
      let result = requirement(for: settings, forecast: forecast, grid: grid)
      #expect(result.open.allSatisfy { $0 })
      #expect(abs(result.contacts.reduce(0, +) - Double(hours * 12)) < 1e-9)
    }
  }

  @Test("e-mail is level over the day's opening hours and carries the night to the morning")
  func email() {
    // 20 e-mails an hour around the clock, 360 s each, two days: 480 a day, of which 7 hours' worth after closing.
    let forecast = forecast(20, zone: .utc, every: 60, days: 2, handleTime: 360)
    var target = ServiceTarget()
    target.maximumOccupancy = 0.8
    let result = requirement(
      for: settings(.email, target: target), forecast: forecast, grid: grid(.utc, days: 2))
    // First day: 8 hours before opening and 9 open hours arrive; second: 7 + 8 + 9 hours.
    let first = 17.0 * 20
    let second = 24.0 * 20
    for index in 0..<192 {
      let isOpen = (32..<68).contains(index % 96)
      #expect(result.open[index] == isOpen)
      let day = index < 96 ? first : second
      #expect(abs(result.contacts[index] - (isOpen ? day / 36 : 0)) < 1e-9)
      // Work ÷ open time ÷ occupancy: 340 × 0.1 h ÷ 9 h ÷ 0.8 = 4.7; 480 × 0.1 h ÷ 9 h ÷ 0.8 = 6.67.
      #expect(result.positions[index] == (isOpen ? (index < 96 ? 5 : 7) : 0))
    }
    #expect(result.model == "level work over opening hours, occupancy at most 80 %")
    #expect(result.notes.contains { $0.contains("level work") })
    #expect(
      result.notes.contains(
        "600 contacts are expected while the queue is closed; they are carried to the next opening."))
    #expect(result.notes.contains("140 of them find no further opening within the plan and stay over."))
  }

  @Test("chat says that an agent holds one conversation; patience brings Erlang A")
  func chatAndPatience() {
    let chat = requirement(for: settings(.chat), forecast: forecast(20, zone: .utc), grid: grid(.utc))
    #expect(chat.model.hasSuffix("one conversation an agent"))
    #expect(chat.notes.contains("A chat agent is counted as holding one conversation at a time."))
    var settings = settings(target: ServiceTarget(maximumOccupancy: nil))
    let endless = requirement(for: settings, forecast: forecast(200, zone: .utc), grid: grid(.utc))
    settings.patience = 60
    let impatient = requirement(for: settings, forecast: forecast(200, zone: .utc), grid: grid(.utc))
    #expect(impatient.model == "Erlang A (patience 60 s) in each interval by itself, 80 % within 20 s")
    #expect(impatient.positions[40] < endless.positions[40])
  }

  @Test("an open interval without a forecast needs nobody and is counted")
  func gaps() {
    let result = requirement(
      for: settings(), forecast: forecast(20, zone: .utc) { $0.minuteOfDay < 720 }, grid: grid(.utc))
    #expect(result.notes.contains("20 of 36 open intervals have no forecast; nobody is required in them."))
    let closed = requirement(
      for: settings(), forecast: forecast(0, zone: .utc), grid: grid(.utc), closedDates: [Self.monday])
    #expect(closed.notes == ["The queue is closed for the whole of the plan."])
  }

  @Test("absurd forecasts come to an end", arguments: [1e-12, 1e6, 1e300, .infinity, .nan, -5])
  func absurd(contacts: Double) {
    for channel in Channel.allCases {
      let result = requirement(for: settings(channel), forecast: forecast(contacts, zone: .utc), grid: grid(.utc))
      #expect(result.required.allSatisfy { $0 >= 0 })
    }
  }

  @Test("the predicted service at the required heads meets the target, with one head less it does not")
  func prediction() {
    let settings = settings(shrinkage: 0.25)
    for contacts in [1.0, 7, 40, 333] {
      let load = contacts * 300 / 900
      let target = ServiceTarget(maximumOccupancy: nil)
      let positions = ErlangC().requiredAgents(for: target, of: Traffic(load: load, handleTime: 300))
      let enough = heads(for: positions, shrinkage: 0.25)
      let service = predictedService(for: settings, contacts: contacts, handleTime: 300, interval: 15, heads: enough)
      #expect((service.serviceLevel ?? 0) >= 0.8)
      let short = predictedService(
        for: settings, contacts: contacts, handleTime: 300, interval: 15, heads: (positions - 1) * 4 / 3)
      #expect((short.serviceLevel ?? 1) < 0.8)
      #expect((short.occupancy ?? 0) > (service.occupancy ?? 1))
    }
  }

  @Test("no contacts have no service level, and e-mail has none either")
  func predictionWithoutContacts() {
    #expect(
      predictedService(for: settings(), contacts: 0, handleTime: 300, interval: 15, heads: 3)
        == PredictedService(serviceLevel: nil, occupancy: 0))
    #expect(
      predictedService(for: settings(), contacts: 0, handleTime: 300, interval: 15, heads: 0)
        == PredictedService(serviceLevel: nil, occupancy: nil))
    #expect(
      predictedService(for: settings(), contacts: 5, handleTime: 300, interval: 15, heads: 0)
        == PredictedService(serviceLevel: 0, occupancy: 1, expectedLevel: 0))
    let email = predictedService(for: settings(.email), contacts: 5, handleTime: 300, interval: 15, heads: 4)
    #expect(email.serviceLevel == nil && abs((email.occupancy ?? 0) - 5 * 300 / 900 / 4) < 1e-12)
    #expect(
      predictedService(for: settings(.email), contacts: 5, handleTime: 300, interval: 15, heads: 0).occupancy == 1)
  }

  @Test("robust mode averages the mean wait where customers lose patience, and says where it does not")
  func robustWait() {
    let shape = DayShape(load: 20, handleTime: 300)
    let target = ServiceTarget(serviceLevel: nil, meanWait: 10, maximumOccupancy: nil)
    var settings = shape.settings(.phone, .stationary, target: target)
    settings.patience = 120
    let plain = requirement(for: settings, forecast: shape.forecast(daySpread: 0.3), grid: DayShape.grid)
    settings.coversForecastSpread = true
    let robust = requirement(for: settings, forecast: shape.forecast(daySpread: 0.3), grid: DayShape.grid)
    // The mean wait is convex in the load, so its average over the spread asks for more.
    #expect(robust.positions.reduce(0, +) > plain.positions.reduce(0, +) + 50)
    #expect(robust.model.hasSuffix("averaged over a day-level spread of 30 %"), "\(robust.model)")
    // Each staff is the least whose averaged wait holds.
    let spread = DemandSpread(relativeDeviation: 0.3)
    let model = ErlangA(patience: 120)
    for index in robust.positions.indices where robust.contacts[index] > 0 && index % 7 == 0 {
      let interval = IntervalService(
        model: model, contacts: robust.contacts[index],
        traffic: Traffic(load: robust.offeredLoad[index], handleTime: robust.handleTime[index]))
      func wait(_ agents: Int) -> Double {
        interval.performance(agents: Double(agents), answeredWithin: 20, spread: spread).meanWait
      }
      #expect(wait(robust.positions[index]) <= 10 * (1 + 1e-9) && wait(robust.positions[index] - 1) > 10)
    }
    settings.patience = nil
    settings.target.maximumOccupancy = 0.9
    let endless = requirement(for: settings, forecast: shape.forecast(daySpread: 0.3), grid: DayShape.grid)
    #expect(endless.model.hasSuffix("(occupancy and mean wait at the forecast itself)"), "\(endless.model)")
  }
}
