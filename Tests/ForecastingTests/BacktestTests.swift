import Calendars
import Foundation
import Searching
import Tables
import Testing
import Tickets

@testable import Forecasting

@Suite("back-tests, scores, explanations and agreement of queues")
struct BacktestTests {
  static let monday = ForecastTests.monday

  @Test("scores are those of a hand-made example")
  func handMade() throws {
    // Two intervals forecast as 4 and 6; 5 and 3 came.
    var history = IntervalHistory(queue: "q", zone: .utc, interval: 30)
    let start = Zone.utc.instant(of: Self.monday)
    history.starts = [start, start + 30, start + 60]
    history.contacts = [5, 3, 0]
    let made = QueueForecast(
      queue: "q", zone: .utc, interval: 30, starts: [start, start + 30], contacts: [4, 6], p10: [2, 4], p50: [4, 6],
      p90: [7, 9], handleTime: nil, daySpread: 0, method: "m", notes: [])
    var tally = ScoreTally()
    tally.add(made, against: history, in: start..<(start + 90), weekBefore: 4)
    let score = try #require(tally.score)
    #expect(score.intervals == 2 && score.days == 1 && score.contacts == 8)
    #expect(abs(score.wape - 50) < 1e-12)  // (1 + 3) ÷ 8
    #expect(abs(score.wapeByDay - 25) < 1e-12)  // |8 − 10| ÷ 8
    #expect(abs(score.bias - 25) < 1e-12)
    #expect(abs((score.mase ?? 0) - 0.5) < 1e-12)  // 2 ÷ 4
    #expect(score.coverage80 == 50 && score.coverage95 == 100)
    // 10 %: 0.1·3, 0.9·1; 50 %: 0.5·1, 0.5·3; 90 %: 0.1·2, 0.1·6.
    #expect(abs(score.pinball - (0.3 + 0.9 + 0.5 + 1.5 + 0.2 + 0.6) / 6) < 1e-12)
    // Mean absolute deviations of Poisson counts of 4, 6 and 10.
    #expect(abs(score.poissonFloor - 100 * (deviation(4) + deviation(6)) / 8) < 1e-9)
    #expect(abs(score.poissonFloorByDay - 100 * deviation(10) / 8) < 1e-9)
  }

  @Test("closed hours don't flatter the week before: taking it scores about one, open all day or not")
  func scaleOfOpenHours() throws {
    var history = Histories.noisy(from: Self.monday, days: 112, interval: 60)
    for row in history.starts.indices {
      let hour = Zone.utc.civil(at: history.starts[row]).minuteOfDay / 60
      if !(9..<17).contains(hour) { history.contacts[row] = 0 }
    }
    var base = ForecastRequest(history: history, first: Self.monday)
    base.hours = OpeningHours(ClockTime(hour: 9)..<ClockTime(hour: 17), on: Weekday.allCases)
    let test = try backtest(BacktestRequest(base: base, origins: 4, minimumWeeks: 8, methods: [.lastWeek]))
    let mase = try #require(test.rows.first { $0.method == ForecastMethod.lastWeek.rawValue }?.score.mase)
    #expect((0.75...1.3).contains(mase), "\(mase)")
  }

  @Test("what comes while the queue is closed by its hours is neither forecast nor an error of the method")
  func closedHours() throws {
    let history = Histories.noisy(from: Self.monday, days: 112, interval: 60)
    var base = ForecastRequest(history: history, first: Self.monday)
    base.hours = OpeningHours(ClockTime(hour: 9)..<ClockTime(hour: 17), on: Weekday.allCases)
    let inside = history.starts.indices.filter {
      (9..<17).contains(Zone.utc.civil(at: history.starts[$0]).minuteOfDay / 60)
    }
    let request = BacktestRequest(base: base, origins: 4, minimumWeeks: 8, methods: [.eightWeekAverage])
    let score = try #require(try backtest(request).rows.first?.score)
    #expect(abs(score.bias) < 5, "\(score.bias)")
    #expect(score.contacts < history.contacts.reduce(0, +) / 4)
    let last = history.starts.count - 56 * 24
    let (closed, all) = base.closedContacts(weeks: 8)
    let recent = history.contacts[last...].reduce(0, +)
    let open = inside.filter { $0 >= last }.reduce(0.0) { $0 + history.contacts[$1] }
    #expect(abs(all - recent) < 1e-9 && abs(closed - (recent - open)) < 1e-9)
    let date = try #require(history.starts.last.map { Zone.utc.date(at: $0).adding(days: 1) })
    (base.first, base.days) = (date, 1)
    let told = try explainForecast(base, on: date)
    let share = try #require(told.factors.first { $0.name == "closed hours" }).factor
    #expect(abs(share - (1 - closed / all)) < 0.05, "\(share)")
    let product = told.factors.reduce(told.base) { $0 * $1.factor }
    #expect(abs(product / told.contacts - 1) < 2e-3)
    let mixture = told.factors.first { $0.name == "mixture" }?.factor ?? 1
    #expect(mixture > 0.9)
    base.hours = nil
    #expect(base.closedContacts(weeks: 8) == (0, 0))
  }

  /// Summed term by term.
  private func deviation(_ mean: Double) -> Double {
    var term = 1.0
    var weight = 0.0
    var sum = 0.0
    for k in 0...200 {
      if k > 0 { term *= mean / Double(k) }
      weight += term
      sum += term * abs(Double(k) - mean)
    }
    return sum / weight
  }

  @Test("the back-test's figures are those of the yardstick that the floors are measured with")
  func sameAsYardstick() throws {
    let history = Histories.noisy(from: Self.monday, days: 112, interval: 60)
    let test = try backtest(
      BacktestRequest(base: ForecastRequest(history: history, first: Self.monday), origins: 2, minimumWeeks: 8))
    #expect(test.origins.count == 2 && test.chosen == "combination")
    for (method, row) in zip([ForecastMethod.lastWeek, .eightWeekAverage, .dampedHoltProfile, .combination], test.rows)
    {
      let yardstick = try WeeklyScore(history, method: method, minimumWeeks: 8, origins: 2)
      #expect(row.method == method.rawValue && abs(row.score.wape - yardstick.wape) < 1e-9)
      #expect(abs(row.score.coverage80 - yardstick.coverage) < 1e-9)
      // Poisson noise: nothing beats chance by more than luck.
      #expect(row.score.wape > 0.9 * row.score.poissonFloor)
    }
    #expect(abs(test.weights.reduce(0) { $0 + $1.weight } - 1) < 1e-6)
    #expect(test.byWeekday.map(\.name) == Weekday.allCases.map { "\($0)" } && test.byHour.count == 24)
    #expect(abs(test.byHour.reduce(0) { $0 + $1.contacts } - test.series.reduce(0) { $0 + $1.contacts }) < 1e-6)
  }

  @Test("a back-test of a history that is too short says how much is needed")
  func short() {
    let history = Histories.noisy(from: Self.monday, days: 30)
    #expect {
      try backtest(BacktestRequest(base: ForecastRequest(history: history, first: Self.monday)))
    } throws: {
      ($0 as? Diagnostic)?.code == "forecast.backtest-short"
    }
  }

  @Test(
    "an explanation's factors multiply to the forecast", arguments: [ForecastMethod.combination, .eightWeekAverage])
  func explanation(method: ForecastMethod) throws {
    let history = Histories.noisy(from: Self.monday, days: 84, interval: 60)
    let first = Self.monday.adding(days: 84)
    let event = DemandEvent(
      kind: .recall, name: "Charger", start: CivilTime(date: first.adding(days: 3), clock: ClockTime(hour: 0)),
      end: CivilTime(date: first.adding(days: 4), clock: ClockTime(hour: 0)), uplift: .share(0.5))
    let holiday = Holiday(date: first.adding(days: 4), name: "Feast", multiplier: 0.3)
    let request = ForecastRequest(
      history: history, holidays: [holiday], events: [event], first: first, method: method)
    let made = try forecast(request)
    for offset in [0, 3, 4] {
      let date = first.adding(days: offset)
      let told = try explainForecast(request, on: date)
      let total = zip(made.starts, made.contacts).reduce(0) { $0 + (Zone.utc.date(at: $1.0) == date ? $1.1 : 0) }
      #expect(abs(told.contacts - total) < 1e-6)
      let product = told.factors.reduce(told.base) { $0 * $1.factor }
      #expect(abs(product / total - 1) < 2e-3, "\(date) \(product) \(total)")
      #expect(abs(told.hours.reduce(0) { $0 + $1.contacts } - total) < 1e-6)
      #expect(told.factors.contains { $0.name == "event" } == (offset == 3))
      #expect(told.factors.contains { $0.name == "never seen" } == (offset == 4))
    }
    #expect {
      try explainForecast(request, on: first.adding(days: 7))
    } throws: {
      ($0 as? Diagnostic)?.code == "forecast.explain-day" && ($0 as? Diagnostic)?.cure?.contains("--") == false
    }
  }

  @Test("each of several events is a factor of its own")
  func severalEvents() throws {
    let history = Histories.noisy(from: Self.monday, days: 84, interval: 60)
    let first = Self.monday.adding(days: 84)
    func event(_ name: String, _ share: Double) -> DemandEvent {
      DemandEvent(
        kind: .recall, name: name, start: CivilTime(date: first, clock: ClockTime(hour: 0)),
        end: CivilTime(date: first.adding(days: 2), clock: ClockTime(hour: 0)), uplift: .share(share))
    }
    let request = ForecastRequest(
      history: history, events: [event("Charger", 0.5), event("Cable", 0.25)], first: first)
    let told = try explainForecast(request, on: first)
    let events = told.factors.filter { $0.name == "event" }
    #expect(
      events.map(\.words) == [
        "Planned: recall 'Charger': 50.0 % more.", "Planned: recall 'Cable': 25.0 % more than without events.",
      ])
    #expect(abs(told.factors.reduce(told.base) { $0 * $1.factor } / told.contacts - 1) < 2e-3)
    #expect(!told.factors.contains { $0.words.contains("none") })
  }

  @Test("a back-test of zeros says why it has no scores, and days of a silence aren't scored")
  func silentBacktest() throws {
    let empty = Histories.made(interval: 60, from: Self.monday, days: 84) { _ in 0 }
    let none = try backtest(BacktestRequest(base: ForecastRequest(history: empty, first: Self.monday), origins: 2))
    #expect(
      none.rows.isEmpty && none.notes.contains { $0.hasPrefix("No contact came in the 2 weeks") }, "\(none.notes)")
    let gap = Self.monday.adding(days: 84)..<Self.monday.adding(days: 112)
    let history = Histories.noisy(from: Self.monday, days: 168, interval: 60)
    var broken = history
    for row in broken.starts.indices where gap.contains(Zone.utc.date(at: broken.starts[row])) {
      broken.contacts[row] = 0
    }
    func score(_ history: IntervalHistory) throws -> Backtest {
      try backtest(
        BacktestRequest(
          base: ForecastRequest(history: history, first: Self.monday), origins: 3, methods: [.eightWeekAverage]))
    }
    let (whole, left) = (try score(history), try score(broken))
    #expect(left.notes.contains { $0.contains("\(gap.lowerBound)") }, "\(left.notes)")
    #expect(abs(left.rows[0].score.wape - whole.rows[0].score.wape) < 2, "\(left.rows[0].score.wape)")
  }

  @Test("of few contacts, whole counts make the plain coverage too wide; spread over their probabilities it is right")
  func spreadCoverage() {
    for (mean, dispersion) in [(0.3, 0.0), (1.4, 0.3), (5.0, 0.1), (200, 0.02)] {
      let counts = NegativeBinomial(mean: mean, dispersion: dispersion)
      var term = dispersion == 0 ? exp(-mean) : exp(-log1p(dispersion * mean) / dispersion)
      var (plain, spread) = (0.0, 0.0)
      for count in 0..<2000 {
        let value = Double(count)
        if value >= counts.quantile(0.1, z: -1.2816), value <= counts.quantile(0.9, z: 1.2816) { plain += term }
        spread += term * counts.inside(value, low: (0.1, -1.2816), high: (0.9, 1.2816))
        let ratio = mean / (1 + dispersion * mean)
        term *= ratio * (1 + dispersion * value) / (value + 1)
      }
      #expect(abs(spread - 0.8) < 1e-9, "\(mean): \(spread)")
      #expect(plain > 0.8)
    }
  }

  @Test("the share that would have done best is chosen, none where it doesn't help, and parts add up to the total")
  func reconciliation() {
    // The total is right, the parts are all a tenth too high.
    let helps = (0..<14).map { day in
      let scale = 1 + Double(day % 5) / 10
      return Reconciliation.Trial(
        parts: [110 * scale, 55 * scale], actual: [100 * scale, 50 * scale], total: 150 * scale)
    }
    let all = Reconciliation(helps)
    #expect(all.share == 1 && all.error < 1e-9 && all.plainError > 1)
    let factor = all.factor(parts: [110, 55], total: 150)
    #expect(abs(110 * factor + 55 * factor - 150) < 1e-9)
    // The parts are right, the total isn't.
    let harms = helps.map { Reconciliation.Trial(parts: $0.actual, actual: $0.actual, total: $0.total * 1.1) }
    #expect(Reconciliation(harms).share == 0)
    #expect(Reconciliation(Array(helps.prefix(5))).share == 0)
    #expect(Reconciliation(helps).factor(parts: [0, 0], total: 10) == 1)
    #expect(Reconciliation(helps).factor(parts: [1, 0], total: 1000) == 2)
  }

  @Test("a back-test says how queues do together where they rise and fall as one, and nothing where they don't")
  func togetherScored() throws {
    // Days are wild in common: a third more or less for each queue alike.
    func histories(inCommon: Bool) -> [IntervalHistory] {
      (1...3).map { seed in
        var generator = SeededGenerator(seed: inCommon ? 7 : UInt64(seed))
        let factors = (0..<84).map { _ in 0.7 + 0.6 * generator.nextUnit() }
        var history = Histories.made(interval: 240, from: Self.monday, days: 84) {
          (Histories.typical($0) * 8 * factors[$0.date - Self.monday]).rounded()
        }
        history.queue = QueueID("q\(seed)")
        return history
      }
    }
    for inCommon in [true, false] {
      let requests = histories(inCommon: inCommon).map {
        BacktestRequest(
          base: ForecastRequest(history: $0, first: Self.monday), origins: 1, minimumWeeks: 9, methods: [.combination])
      }
      let alone = try requests.map { try backtest($0) }
      let tests = try backtestTogether(requests, alone)
      for (test, alone) in zip(tests, alone) {
        #expect(test.rows.prefix(alone.rows.count) == alone.rows[...] && test.rows.count <= alone.rows.count + 1)
        if let row = test.rows.dropFirst(alone.rows.count).first {
          #expect(row.method == "combination-together" && row.score.contacts == alone.rows[0].score.contacts)
          #expect(row.score.wape > 0 && row.score != alone.rows[0].score)
        }
      }
    }
  }

  @Test("queues forecast together are those forecast alone, or all follow one factor a day")
  func together() throws {
    let first = Self.monday.adding(days: 84)
    let histories = (1...2).map { seed -> IntervalHistory in
      var history = Histories.noisy(from: Self.monday, days: 84, interval: 60, seed: UInt64(seed))
      history.queue = QueueID("q\(seed)")
      return history
    }
    let requests = histories.map { ForecastRequest(history: $0, first: first) }
    let alone = try requests.map { try forecast($0) }
    let joint = try forecastTogether(requests)
    #expect(joint.map(\.queue) == ["q1", "q2"])
    for day in 0..<7 {
      let span = Zone.utc.instant(of: first.adding(days: day))..<Zone.utc.instant(of: first.adding(days: day + 1))
      func total(_ result: QueueForecast) -> Double {
        zip(result.starts, result.contacts).reduce(0) { $0 + (span.contains($1.0) ? $1.1 : 0) }
      }
      let factors = zip(joint, alone).map { total($0) / total($1) }
      #expect(factors.allSatisfy { abs($0 - factors[0]) < 1e-9 && (0.5...2).contains($0) })
    }
    // One queue has no group.
    #expect(try forecastTogether([requests[0]]) == [alone[0]])
  }

  @Test("findings give date, size and reason, and leave the history as it was")
  func findings() throws {
    var history = Histories.noisy(from: Self.monday, days: 84, interval: 60)
    let outage = Self.monday.adding(days: 45)
    for row in history.starts.indices where Zone.utc.date(at: history.starts[row]) == outage {
      history.contacts[row] = 0
    }
    let gap = Self.monday.adding(days: 20)..<Self.monday.adding(days: 27)
    let keep = history.starts.indices.filter { !gap.contains(Zone.utc.date(at: history.starts[$0])) }
    history.starts = keep.map { history.starts[$0] }
    history.contacts = keep.map { history.contacts[$0] }
    let before = history
    let result = try forecast(ForecastRequest(history: history, first: Self.monday.adding(days: 84)))
    #expect(history == before)
    let missing = try #require(result.findings.first { $0.kind == .gap })
    #expect(missing.first == gap.lowerBound && missing.last == gap.upperBound.adding(days: -1) && missing.weight == 0)
    let outlier = try #require(result.findings.first { $0.kind == .outlier && $0.first == outage })
    #expect(outlier.contacts == 0 && (outlier.usual ?? 0) > 100 && outlier.weight == 0 && !outlier.reason.isEmpty)
  }
}
