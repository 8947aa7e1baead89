import Calendars
import Searching
import Tables
import Testing
import Tickets

@testable import Forecasting

@Suite("bad input to a forecast")
struct BadInputTests {
  static let monday = ForecastTests.monday

  @Test("an interval that stands twice is refused with its time")
  func duplicate() {
    var history = Histories.noisy(from: Self.monday, days: 30)
    history.starts.insert(history.starts[10], at: 11)
    history.contacts.insert(3, at: 11)
    do throws(Diagnostic) {
      _ = try forecast(ForecastRequest(history: history, first: Self.monday.adding(days: 30)))
      Issue.record("nothing was thrown")
    } catch {
      #expect(error.code == "forecast.bad-history" && error.message.contains(history.starts[10].utcText))
      #expect(error.cure != nil)
    }
  }

  @Test("holidays one day off, as from a file in the wrong zone, are noticed")
  func wrongZone() throws {
    let real = [9, 24, 38, 52, 65].map { Self.monday.adding(days: $0) }
    let history = Histories.made(from: Self.monday, days: 84) {
      Histories.typical($0) * (real.contains($0.date) ? 0.2 : 1)
    }
    func notes(_ shift: Int) throws -> [String] {
      let holidays = real.map { Holiday(date: $0.adding(days: shift), name: "Feast") }
      return try forecast(
        ForecastRequest(history: history, holidays: holidays, first: Self.monday.adding(days: 84))
      ).notes
    }
    let (late, early, right) = (try notes(1), try notes(-1), try notes(0))
    #expect(late.contains { $0.contains("one day after") && $0.contains("zone") }, "\(late)")
    #expect(early.contains { $0.contains("one day before") && $0.contains("zone") }, "\(early)")
    #expect(!right.contains { $0.contains("zone") }, "\(right)")
  }

  @Test(
    "one holiday with its eve, or one day of an own class that brings more, is enough where the days beside stand out")
  func fewMisplaced() throws {
    func notes(_ effects: [Int: Double], listed: [Int: String]) throws -> [String] {
      var generator = SeededGenerator(seed: 4)
      let history = Histories.made(interval: 120, from: Self.monday, days: 140) { civil in
        Histories.poisson(4 * Histories.typical(civil) * (effects[civil.date - Self.monday] ?? 1), &generator)
      }
      let holidays = listed.sorted { $0.key < $1.key }.map {
        Holiday(date: Self.monday.adding(days: $0.key), name: "Feast", dayClass: $0.value)
      }
      return try forecast(
        ForecastRequest(history: history, holidays: holidays, first: Self.monday.adding(days: 140))
      ).notes
    }
    let pair = [94: 0.5, 95: 0.1]
    #expect(try notes(pair, listed: [95: "eve", 96: "holiday"]).contains { $0.contains("one day after") })
    #expect(try !notes(pair, listed: [94: "eve", 95: "holiday"]).contains { $0.contains("zone") })
    #expect(try notes([100: 3], listed: [99: "sale"]).contains { $0.contains("one day before") })
    #expect(try !notes([100: 3], listed: [100: "sale"]).contains { $0.contains("zone") })
    // A day without an effect next to nothing odd.
    #expect(try !notes([60: 3], listed: [100: "sale", 107: "sale"]).contains { $0.contains("zone") })
  }
}
