import Calendars
import Forecasting
import Searching
import Testing

@testable import Requirements
@testable import Workforce

#if canImport(Glibc)
  import Glibc
#else
  import Foundation
#endif

@Suite("heads of whom some are missing by chance")
struct PresenceTests {
  @Test("chances of numbers in position are binomial")
  func chances() {
    for (heads, missing) in [(1, 0.08), (7, 0.3), (40, 0.05), (900, 0.25), (3, 0), (0, 0.2)] {
      let chance = PresenceChance(heads: heads, missing: missing)
      #expect(abs(chance.chances.reduce(0, +) - 1) < 1e-12)
      let mean = zip(chance.numbers, chance.chances).reduce(0) { $0 + Double($1.0) * $1.1 }
      #expect(abs(mean - Double(heads) * (1 - missing)) < 1e-9 * Double(max(1, heads)))
      guard missing > 0 else { continue }
      for (number, found) in zip(chance.numbers, chance.chances) {
        let log =
          lgamma(Double(heads) + 1) - lgamma(Double(number) + 1) - lgamma(Double(heads - number) + 1)
          + Double(number) * log1p(-missing) + Double(heads - number) * log(missing)
        #expect(abs(found - exp(log)) < 1e-9)
      }
    }
  }

  /// An interval of two slots with loads of their own.
  private func interval(_ model: any QueueingModel, _ loads: [Double]) -> IntervalService {
    IntervalService(
      model: model,
      profile: LoadProfile(
        contacts: loads.map { $0 * 2 }, load: loads, handleTime: loads.map { _ in 240 }, slotSeconds: 300),
      slots: 0..<loads.count)
  }

  @Test("what heads give is the sum over who may be there", arguments: [false, true])
  func expectation(hasPatience: Bool) {
    let model: any QueueingModel = hasPatience ? ErlangA(patience: 90) : ErlangC()
    let interval = interval(model, [3.1, 4.4, 3.8])
    for definition in ServiceLevelDefinition.allCases {
      var curve = ServiceCurve(of: interval, missing: 0.15, within: 20)
      for heads in [9, 3, 1, 14, 0] {
        var within = 0.0
        var lost = 0.0
        var short = 0.0
        var offered = 0.0
        for number in 0...heads {
          let chance =
            (0..<number).reduce(1.0) { $0 * Double(heads - $1) / Double($1 + 1) }
            * pow(0.85, Double(number)) * pow(0.15, Double(heads - number))
          let here = interval.performance(agents: Double(number), answeredWithin: 20)
          within += chance * here.serviceLevel
          lost += chance * here.abandonment
          short += chance * here.shortAbandonment
          offered += chance * here.offeredWaitWithin
        }
        let expected = curve.expected(heads: heads).serviceLevel(definition)
        let level: Double
        switch definition {
        case .ofOffered: level = within
        case .ofAnswered: level = lost < 1 ? min(1, within / (1 - lost)) : 0
        case .withoutShortAbandons: level = min(1, within / (1 - short))
        case .offeredWait: level = offered
        }
        #expect(abs(expected - level) < 1e-9, "\(definition) \(heads)")
      }
    }
  }

  @Test("the heads of an interval are the fewest that meet every part of a target")
  func fewest() {
    var generator = SeededGenerator(seed: 52)
    for round in 0..<300 {
      let load = Double.random(in: 0.2...12, using: &generator)
      let missing = Double.random(in: 0...0.35, using: &generator)
      let model: any QueueingModel = round % 3 == 0 ? ErlangA(patience: 60 + load * 10) : ErlangC()
      var target = ServiceTarget(
        serviceLevel: [0.8, 0.9, 0.6][round % 3], maximumOccupancy: round % 2 == 0 ? 0.85 : nil)
      if round % 5 == 0 { target = ServiceTarget(serviceLevel: nil, meanWait: 15) }
      if round % 6 == 0 { target.maximumAbandonment = 0.06 }
      let service = interval(model, [load * 0.9, load * 1.1])
      var curve = ServiceCurve(of: service, missing: missing, within: 20)
      let found = service.requiredHeads(for: target, &curve, guess: Int.random(in: 0...20, using: &generator))
      func isEnough(_ heads: Int) -> Bool {
        var curve = ServiceCurve(of: service, missing: missing, within: 20)
        let agents = Double(heads) * (1 - missing)
        let mean = model.performance(of: Traffic(load: load, handleTime: 240), agents: agents, answeredWithin: 20)
        if !mean.meanWait.isFinite || mean.occupancy > (target.maximumOccupancy ?? 1) + 1e-12 { return false }
        return curve.meets(target, heads: heads)
      }
      #expect(isEnough(found) && !(found > 0 && isEnough(found - 1)), "\(round): \(found)")
    }
  }

  @Test("a day's heads are at most one above the fewest of any spread, never below the floor, and none can go")
  func day() {
    var generator = SeededGenerator(seed: 53)
    var worst = 0
    for round in 0..<120 {
      let missing = Double.random(in: 0.02...0.3, using: &generator)
      let count = Int.random(in: 1...4, using: &generator)
      var intervals = (0..<count).map { index -> DayInterval in
        let load = Double.random(in: 0.2...3, using: &generator)
        let service = interval(round % 2 == 0 ? ErlangC() : ErlangA(patience: 120), [load])
        let floor = Int(load) + 1
        return DayInterval(
          index: index, contacts: load * 2, floor: floor, definition: .ofOffered,
          curve: ServiceCurve(of: service, missing: missing, within: 20))
      }
      let contacts = intervals.reduce(0) { $0 + $1.contacts }
      let goal = Double.random(in: 0.6...0.95, using: &generator) * contacts
      var day = DayHeads(intervals)
      day.reach(goal)
      day.release(above: goal)
      #expect(day.level >= goal - 1e-9)
      for index in intervals.indices {
        #expect(day.heads[index] >= intervals[index].floor)
        guard day.heads[index] > intervals[index].floor else { continue }
        let loss = intervals[index].inTime(day.heads[index]) - intervals[index].inTime(day.heads[index] - 1)
        #expect(day.level - loss < goal)
      }
      // Every spread of up to seven more heads each, or more where the day's own spread goes further.
      let width = intervals.indices.reduce(8) { max($0, day.heads[$1] - intervals[$1].floor + 2) }
      var fewest = Int.max
      for code in 0..<intervals.reduce(1, { spreads, _ in spreads * width }) {
        var rest = code
        var total = 0
        var level = 0.0
        for index in 0..<count {
          let heads = intervals[index].floor + rest % width
          rest /= width
          total += heads
          level += intervals[index].inTime(heads)
        }
        if level >= goal - 1e-9 { fewest = min(fewest, total) }
      }
      if fewest < Int.max {
        worst = max(worst, day.heads.reduce(0, +) - fewest)
        #expect(day.heads.reduce(0, +) >= fewest)
      }
      let slopes = day.slopes(downTo: 1e-6)
      #expect(slopes.allSatisfy { zip($0, $0.dropFirst()).allSatisfy { $0 >= $1 } })
    }
    #expect(worst <= 1)
  }

  @Test("an opening over midnight is one day; one that never ends is cut at midnight")
  func openings() {
    var settings = QueueSettings(
      id: "q", name: "Q", channel: .phone, zone: .utc,
      hours: OpeningHours(spans: Array(repeating: [1080..<1560], count: 7)))
    let monday = CivilDate(dayNumber: 20_787)
    let grid = IntervalGrid(start: Zone.utc.instant(of: monday), interval: 15, count: 192)
    #expect(settings.openingDate(of: 72, on: grid) == monday)
    #expect(settings.openingDate(of: 100, on: grid) == monday)
    #expect(settings.openingDate(of: 4, on: grid) == monday.adding(days: -1))
    settings.hours = .always
    #expect(settings.openingDate(of: 95, on: grid) == monday)
    #expect(settings.openingDate(of: 96, on: grid) == monday.adding(days: 1))
  }
}
