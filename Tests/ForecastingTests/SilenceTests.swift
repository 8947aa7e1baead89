import Calendars
import Searching
import Testing
import Tickets

@testable import Forecasting

@Suite("recorded zeros: gaps, closed holidays and queues that are just quiet")
struct SilenceTests {
  static let monday = ForecastTests.monday
  static let end = monday.adding(days: 182)

  private func total(_ result: QueueForecast) -> Double { result.contacts.reduce(0, +) }

  /// Half a year of hours with chance, all zero on some days.
  private func history(
    _ mean: (CivilTime) -> Double = { 4 * Histories.typical($0) }, silent: (CivilDate) -> Bool, seed: UInt64 = 7
  ) -> IntervalHistory {
    var generator = SeededGenerator(seed: seed)
    return Histories.made(interval: 120, from: Self.monday, days: 182) { civil in
      let count = Histories.poisson(mean(civil), &generator)
      return silent(civil.date) ? 0 : count
    }
  }

  @Test(
    "three months of zeros are a gap, wherever they lie, and are named",
    arguments: [(ForecastMethod.automatic, 88), (.eightWeekAverage, 7)])
  func gap(method: ForecastMethod, offset: Int) throws {
    let gap = Self.monday.adding(days: offset)..<Self.monday.adding(days: offset + 91)
    let whole = try forecast(ForecastRequest(history: history(silent: { _ in false }), first: Self.end, method: method))
    let result = try forecast(
      ForecastRequest(history: history(silent: gap.contains), first: Self.end, method: method))
    #expect(abs(total(result) / total(whole) - 1) < 0.04, "\(total(result) / total(whole))")
    #expect(zip(result.p10, whole.p10).allSatisfy { $0.0 >= 0.6 * $0.1 - 2 })
    #expect(
      result.notes.contains {
        $0.hasPrefix("No contact is recorded from \(gap.lowerBound) to \(gap.upperBound.adding(days: -1)), 91 days")
      }, "\(result.notes)")
    let finding = result.findings.first { $0.kind == .gap }
    #expect(finding?.contacts == 0 && finding?.weight == 0 && (finding?.usual ?? 0) > 100)
  }

  @Test("days that one of several sources doesn't know are no days of which nothing is recorded")
  func leftOut() throws {
    let gap = Self.monday.adding(days: 98)...Self.monday.adding(days: 104)
    var known = history(silent: { _ in false })
    let rows = known.starts.indices.filter { !gap.contains(known.zone.date(at: known.starts[$0])) }
    (known.starts, known.contacts) = (rows.map { known.starts[$0] }, rows.map { known.contacts[$0] })
    (known.timedContacts, known.handleSeconds) = (rows.map { _ in 0 }, rows.map { _ in 0 })
    for isLeftOut in [false, true] {
      known.leftOut = isLeftOut ? DaySpans([gap]) : DaySpans()
      let result = try forecast(ForecastRequest(history: known, first: Self.end))
      #expect(result.findings.contains { $0.kind == .gap } != isLeftOut)
    }
  }

  @Test("a queue without weekends has its gap from its first to its last missing weekday")
  func weekdaysOnly() throws {
    let gap = Self.monday.adding(days: 96)..<Self.monday.adding(days: 108)
    let silent = { (date: CivilDate) in date.weekday.index > 4 || gap.contains(date) }
    let result = try forecast(ForecastRequest(history: history(silent: silent), first: Self.end))
    #expect(
      result.notes.contains {
        $0.hasPrefix(
          "No contact is recorded from \(Self.monday.adding(days: 98)) to \(Self.monday.adding(days: 107)), 8 days")
      }, "\(result.notes)")
    #expect(result.findings.count { $0.kind == .gap } == 1)
  }

  @Test("quiet queues and queues that come in bursts have no gaps")
  func quiet() throws {
    for seed in 1...6 {
      let sparse = history({ _ in 0.5 / 12 }, silent: { _ in false }, seed: UInt64(seed))
      let bursts = history(silent: { ($0 - Self.monday) % 28 > 6 }, seed: UInt64(seed))
      for history in [sparse, bursts] {
        let grid = try #require(
          DayGrid(history, in: Self.monday..<Self.end, slotMinutes: 120, keepsShape: []))
        #expect(grid.silences.isEmpty, "\(seed): \(grid.silences)")
      }
    }
  }

  @Test(
    "a queue that fell silent a week ago is forecast as it was, one that is silent for a month near zero; both are told"
  )
  func vanished() throws {
    let whole = total(try forecast(ForecastRequest(history: history(silent: { _ in false }), first: Self.end)))
    for (days, range) in [(6, 0.7...1.1), (35, 0...0.2)] {
      let last = Self.end.adding(days: -days)
      let result = try forecast(ForecastRequest(history: history(silent: { $0 >= last }), first: Self.end))
      #expect(range.contains(total(result) / whole), "\(days): \(total(result) / whole)")
      #expect(
        result.notes.contains {
          $0.hasPrefix("No contact has come since \(last.adding(days: -1)) (\(days) days")
            && $0.contains("It is forecast at")
        }, "\(result.notes)")
      #expect(!result.notes.contains { $0.contains("No contact is recorded") })
    }
  }

  @Test("holidays never bend ordinary days: closed ones beside open ones, closed ones alone, one that is odd")
  func holidaysApart() throws {
    let days = [9, 38, 65, 95, 121, 150].map { Self.monday.adding(days: $0) }
    let holidays = days.map { Holiday(date: $0, name: "Feast", dayClass: "holiday") }
    func ordinary(_ shares: [Double]) throws -> [Double] {
      let factors = Dictionary(uniqueKeysWithValues: zip(days, shares))
      let history = Histories.made(interval: 60, from: Self.monday, days: 182) {
        (Histories.typical($0) * 2 * (factors[$0.date] ?? 1)).rounded()
      }
      return try forecast(ForecastRequest(history: history, holidays: holidays, first: Self.end)).contacts
    }
    let calm = try ordinary([0.5, 0.5, 0.5, 0.5, 0.5, 0.5])
    for shares in [[0.5, 0.5, 0.5, 0.5, 0.5, 0], [0, 0, 0, 0, 0, 0], [0.5, 0.5, 0.02, 0.5, 0.5, 3]] {
      let worst = zip(try ordinary(shares), calm).map { abs($0 - $1) / max(1, $1) }.max() ?? 1
      #expect(worst < 0.02, "\(shares): \(worst)")
    }
  }

  @Test("a closed holiday is told beside those that the forecast is made from")
  func closedHolidayIsTold() throws {
    let days = [9, 38, 65].map { Self.monday.adding(days: $0) }
    let coming = Self.end.adding(days: 2)
    let holidays = (days + [coming]).map { Holiday(date: $0, name: "Feast", dayClass: "holiday") }
    let factors = Dictionary(uniqueKeysWithValues: zip(days, [0.5, 0.5, 0]))
    let history = Histories.made(interval: 60, from: Self.monday, days: 182) {
      (Histories.typical($0) * 2 * (factors[$0.date] ?? 1)).rounded()
    }
    let result = try forecast(ForecastRequest(history: history, holidays: holidays, first: Self.end))
    #expect(
      result.notes.contains(
        "\(coming) (Feast): forecast from 2 past days of class 'holiday'; \(days[2]), without a contact, counts as closed."
      ),
      "\(result.notes)")
    func share(_ date: CivilDate) -> Double {
      zip(result.starts, result.contacts).reduce(0) { $0 + (Zone.utc.date(at: $1.0) == date ? $1.1 : 0) }
    }
    // Wednesday against Thursday, which are alike.
    #expect(abs(share(coming) / share(coming.adding(days: 1)) - 0.5) < 0.08)
  }

  @Test("what came on the last day, a million or none, moves the days after it not at all")
  func lastDay() throws {
    let history = history(silent: { _ in false })
    let calm = total(try forecast(ForecastRequest(history: history, first: Self.end)))
    var totals: [Double] = []
    for factor in [0, 4, 1e5] {
      var odd = history
      for row in odd.starts.indices where Zone.utc.date(at: odd.starts[row]) == Self.end.adding(days: -1) {
        odd.contacts[row] = (odd.contacts[row] * factor).rounded()
      }
      let result = try forecast(ForecastRequest(history: odd, first: Self.end))
      totals.append(total(result))
      #expect(result.notes.contains { $0.hasPrefix("\(Self.end.adding(days: -1))") && $0.hasSuffix("counts nothing.") })
    }
    #expect(totals.allSatisfy { abs($0 / totals[0] - 1) < 1e-4 && abs($0 / calm - 1) < 0.025 }, "\(totals) \(calm)")
  }
}
