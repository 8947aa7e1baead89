import Calendars
import Checking
import Forecasting
import Foundation
import Plans
import ProjectFixtures
import Searching
import Tables
import Testing
import Workforce

@testable import Planning

/// Contacts that somebody states in place of a forecast.
@Suite("A stated forecast") struct StatedForecastTests {
  private static let made = Result { try ReplanningTests.make(iterations: 300) }
  private static let options = SearchLimits(timeLimit: nil, iterations: 60, seed: 1, threads: 1)

  /// What `rota forecast` prints of a plan's own forecasts.
  private func csv(_ plan: PlanDocument, factor: Double = 1, column: String = "start_utc") throws -> String {
    var text = "queue,\(column),contacts,p10,p50,p90\n"
    for forecast in try #require(plan.forecasts) {
      for row in forecast.starts.indices {
        let start =
          column == "start_utc" ? forecast.starts[row].utcText : forecast.zone.localText(of: forecast.starts[row])
        let figures = [forecast.contacts, forecast.p10, forecast.p50, forecast.p90].map { "\($0[row] * factor)" }
        text += "\(forecast.queue),\(start),\(figures.joined(separator: ","))\n"
      }
    }
    return text
  }

  private func replan(_ text: String) throws -> RevisedPlan {
    let made = try Self.made.get()
    var asked = ReplanRequest(from: made.from)
    asked.forecasts = try ForecastFile(Array(text.utf8), file: "new.csv", for: made.plan).queues
    return try made.changer.replan(asked, options: Self.options, control: ReplanningTests.control)
  }

  @Test("the plan's own forecast changes nothing; half as many contacts again ask for more, as --volume does")
  func sameAndMore() throws {
    let made = try Self.made.get()
    for column in ["start_utc", "start_local"] {
      let same = try replan(try csv(made.plan, column: column))
      #expect(same.isSame && !same.isSearched)
    }
    let more = try replan(try csv(made.plan, factor: 1.5))
    #expect(!more.isSame && more.isSearched)
    let volume = try made.changer.replan(
      ReplanRequest(from: made.from, demand: [DemandChange(first: made.plan.request.firstDate, volume: 1.5)]),
      options: Self.options,
      control: ReplanningTests.control)
    #expect(more.plan.request.demand == volume.plan.request.demand)
    #expect(more.plan.forecasts?.allSatisfy { $0.method == "stated" } == true)
    #expect(PlanCheck(more.plan).findings().filter { $0.severity == .breach } == [])
    // The JSON of `rota forecast --json` is read as well.
    let forecasts = try #require(made.plan.forecasts?.map(\.asForecast))
    let json = try JSONEncoder().encode(["forecasts": forecasts])
    #expect(try replan(String(decoding: json, as: UTF8.self)).isSame)
  }

  @Test("contacts are moved onto the forecast's intervals in its shape, none lost or counted twice; other dates stay")
  func resampled() throws {
    let plan = try Self.made.get().plan
    let kept = try #require(plan.forecasts?.first).asForecast
    let dates = Set(kept.starts.map { kept.zone.date(at: $0) }).sorted()
    let day = try #require(dates.first)
    let rows = kept.starts.indices.filter { kept.zone.date(at: kept.starts[$0]) == day }
    let open = try #require(rows.first.map { kept.starts[$0] })
    for width in [15, 60, 120, 1440] as [Minutes] {
      var text = "queue,start_local,contacts\n"
      for number in 0..<max(2, 240 / width.rawValue) {
        let start = kept.zone.civil(at: open + Minutes(number * width.rawValue))
        text += "\(kept.queue),\(start.isoText),\(number + 3)\n"
      }
      let stated = try #require(
        try ForecastFile(Array(text.utf8), file: "new.csv", for: plan).queues.first { $0.queue == kept.queue })
      #expect(stated.width == width)
      let (forecast, lost) = stated.stated(over: kept, zone: kept.zone)
      #expect(forecast.starts == kept.starts)
      let total = stated.rows.reduce(0) { $0 + $1.contacts }
      let named = Set(stated.rows.map { kept.zone.date(at: $0.start) })
      var sum = 0.0
      for row in stated.rows {
        // Inside a row the shape is the forecast's.
        let inside = kept.starts.indices.filter {
          row.start <= kept.starts[$0] && kept.starts[$0] + kept.interval <= row.start + width
        }
        let shape = inside.reduce(0) { $0 + kept.contacts[$1] }
        for place in inside where width > kept.interval && shape > 0 && width < 1440 {
          #expect(abs(forecast.contacts[place] - row.contacts * kept.contacts[place] / shape) < 1e-9)
        }
      }
      for place in kept.starts.indices {
        let isBeyond = kept.starts[place] >= stated.rows[stated.rows.count - 1].start + width
        if named.contains(kept.zone.date(at: kept.starts[place])) {
          sum += forecast.contacts[place]
          if isBeyond { #expect(forecast.contacts[place] == 0) }
        } else if !isBeyond || width < 1440 {
          #expect(forecast.contacts[place] == kept.contacts[place])
        }
      }
      #expect(lost == 0)
      if width < 1440 { #expect(abs(sum - total) < 1e-9) }
    }
    // At night nobody is there to take them.
    let night = kept.zone.civil(at: kept.zone.instant(of: day, ClockTime(hour: 3))).isoText
    let stated = try #require(
      try ForecastFile(Array("queue,start_local,contacts\n\(kept.queue),\(night),9\n".utf8), file: "new.csv", for: plan)
        .queues.first)
    #expect(stated.stated(over: kept, zone: kept.zone).lost == 9)
  }

  @Test("what is wrong is refused with row and column")
  func refused() throws {
    let plan = try Self.made.get().plan
    let start = plan.request.grid.start.utcText
    for (text, code) in [
      ("queue,start_utc,contacts\nfone,\(start),3\n", "forecast.queue"),
      ("queue,start_utc,contacts\nphone,\(start),-3\n", "table.number"),
      ("queue,start_utc,contacts\nphone,\(start),\n", "table.empty-cell"),
      ("queue,start_utc,contacts\nphone,morning,3\n", "forecast.time"),
      ("queue,start_utc,contacts\nphone,\(start),3\nphone,\(start),4\n", "forecast.twice"),
      ("queue,start_utc,contacts,p10,p90\nphone,\(start),3,5,2\n", "forecast.band"),
      ("queue,contacts\nphone,3\n", "forecast.columns"),
      ("queue,start_utc,contacts\nphone,1999-01-01T00:00Z,3\n", "forecast.dates"),
      ("queue,start_utc,contacts\n", "forecast.dates"),
      ("{\"forecasts\":3}", "forecast.json"), ("{\"forecasts\":[]}", "forecast.dates"),
    ] {
      do {
        _ = try ForecastFile(Array(text.utf8), file: "new.csv", for: plan)
        Issue.record("not refused: \(text)")
      } catch { #expect(error.code == code && error.cure != nil && error.position?.file == "new.csv", "\(error)") }
    }
  }
}
