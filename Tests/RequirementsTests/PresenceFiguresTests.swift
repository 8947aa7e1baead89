import Calendars
import Forecasting
import Testing

@testable import Requirements
@testable import Workforce

#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

@Suite("the quick figures of heads by chance are those of the models")
struct PresenceFiguresTests {
  private func distance(_ a: ServiceFigures, _ b: ServiceFigures, wait: Double) -> Double {
    max(
      abs(a.serviceLevel - b.serviceLevel), abs(a.abandonment - b.abandonment),
      abs(a.offeredWaitWithin - b.offeredWaitWithin), abs(a.shortAbandonment - b.shortAbandonment),
      abs(a.turnedAway - b.turnedAway), abs(a.meanWait - b.meanWait) / max(wait, a.meanWait))
  }

  @Test("chats side by side are chats one by one", arguments: [nil, 0.1, 0.4], [nil, 3, 40])
  func chat(deviation: Double?, room: Int?) {
    for patience in [nil, 90.0] {
      let model = ConcurrentChat(
        concurrency: 3, handleTimes: [200, 260, 330], patience: patience, waitingRoom: room)
      let arriving = (0..<36).map { 20.0 * sin(.pi * Double($0) / 36) + ($0 % 12 == 5 ? 0 : 1) }
      let profile = LoadProfile(
        contacts: arriving, work: arriving.map { $0 * 330 }, seconds: 300)
      let spread = deviation.map { DemandSpread(relativeDeviation: $0, step: 1) } ?? .none
      var day = ChatDay(model: model, profile: profile, slots: 3, slotSeconds: 300, spread: spread)
      var points = ChatPoints(model: model, profile: profile, slots: 3, spread: spread)
      for (index, agents) in [3.4, 6, 7.5, 9.25, 0, 11, 9, 7.6, 4, 4, 2.5, 0].enumerated() {
        let staffs = [1, 2, 3.5, 5, 8, 13, 40]
        let found = points.figures(over: index, staffs: staffs, answeredWithin: 40)
        for (staff, figures) in zip(staffs, found) {
          let expected = ServiceFigures(day.advanced(over: index, agents: staff, answeredWithin: 40).0)
          #expect(distance(figures, expected, wait: 1) < 1e-10, "interval \(index), \(staff) agents")
        }
        day = day.advanced(over: index, agents: agents, answeredWithin: 40).1
        points = points.advanced(over: index, agents: agents, answeredWithin: 40)
      }
    }
  }

  @Test("a day of chat meets its goal along its own way, and its last head has a price")
  func chatDay() throws {
    let grid = IntervalGrid(start: Zone.utc.instant(of: CivilDate(dayNumber: 20_787)), interval: 15, count: 192)
    var settings = QueueSettings(
      id: QueueID("chat"), name: "Chat", channel: .chat, zone: .utc,
      hours: OpeningHours(ClockTime(hour: 8)..<ClockTime(hour: 20), on: Weekday.allCases), handleTime: 400,
      shrinkage: 0.2)
    settings.concurrency = 3
    settings.presence = .random
    settings.target.holdsOver = .day
    let contacts = (0..<192).map { index -> Double in
      let hour = Double(index % 96) / 4
      return (8..<20).contains(hour) ? 6 + 16 * pow(sin(.pi * (hour - 8) / 12), 2) : 0
    }
    let forecast = QueueForecast(
      queue: settings.id, zone: .utc, interval: 15, starts: (0..<192).map { grid.instant(at: $0) },
      contacts: contacts, p10: contacts, p50: contacts, p90: contacts, handleTime: nil, daySpread: 0.15,
      method: "shape", notes: [])
    let result = requirement(for: settings, forecast: forecast, grid: grid, withSlopes: true)
    let found = predictedService(
      for: settings, requirement: result, grid: grid, heads: result.required, daySpread: 0.15)
    let goal = try #require(settings.target.dayGoal)
    let slopes = try #require(result.slopes)
    for day in [0..<96, 96..<192] {
      let inTime = day.reduce(0) { $0 + result.contacts[$1] * (found[$1].expectedLevel ?? 0) }
      let level = inTime / day.reduce(0) { $0 + result.contacts[$1] }
      #expect(level >= goal - 1e-9)
      #expect(level < goal + 0.02)
      #expect(slopes.lastGain[day.lowerBound + 48] > 0)
    }
  }

  @Test("Erlang A from a table is Erlang A", arguments: [0.06, 0.3, 0.9, 2.5, 4])
  func table(patiences: Double) throws {
    let handleTime = 300.0
    let model = ErlangA(patience: patiences * handleTime)
    for seconds in [0, 20, 150.0] {
      for size in [0.02, 0.4, 3, 17, 90] {
        let loads = (0..<24).map { size * (0.6 + 0.1 * Double($0)) }
        let intervals = loads.enumerated().map { index, load in
          LiveInterval(
            index: index,
            service: IntervalService(
              model: model,
              profile: LoadProfile(
                contacts: [3, 5, 4], load: [load * 0.93, load, load * 1.04],
                handleTime: Array(repeating: handleTime, count: 3), slotSeconds: 300),
              slots: 0..<3),
            contacts: 12, isPlanned: true, isNegligible: false, isOpen: true, missing: 0.2, guess: 1,
            day: CivilDate(dayNumber: 20_000))
        }
        let table = try #require(PatienceTable(intervals, within: seconds))
        for spread in [DemandSpread.none, DemandSpread(relativeDeviation: 0.15, step: 1)] {
          var worst = 0.0
          for interval in intervals.prefix(while: { $0.service.meanLoad < 180 }) {
            let nodes = try #require(table.nodes(of: interval.service, spread: spread))
            let load = interval.service.meanLoad
            let agents = Int(load * 0.4)...Int(load + 6 * load.squareRoot() + 4)
            let found = table.figures(nodes, agents: agents)
            let direct = interval.service.figures(agents: agents, answeredWithin: seconds, spread: spread)
            for (a, b) in zip(found, direct) { worst = max(worst, distance(a, b, wait: model.patience)) }
          }
          #expect(worst < 1e-10, "\(seconds) s, \(size) erlangs: \(worst)")
        }
      }
    }
  }
}
