import Calendars
import Forecasting
import Testing

@testable import Requirements
@testable import Workforce

/// Heads by chance where numbers end.
@Suite("heads by chance at their edges")
struct PresenceEdgesTests {
  private func asked(
    _ shape: DayShape, _ settings: QueueSettings, withSlopes: Bool = false
  ) -> QueueRequirement {
    requirement(for: settings, forecast: shape.forecast(), grid: DayShape.grid, withSlopes: withSlopes)
  }

  @Test("many more heads than work expect a share of contacts, at most all", arguments: [0, 0.05, 0.15, 0.3])
  func neverAbove(missing: Double) {
    for patience in [nil, 90.0] {
      for load in [0.1, 0.7, 3] {
        let model: any QueueingModel = patience.map { ErlangA(patience: $0) } ?? ErlangC()
        let interval = IntervalService(model: model, contacts: 3, traffic: Traffic(load: load, handleTime: 300))
        var curve = ServiceCurve(of: interval, missing: missing, within: 20)
        for heads in 0...60 {
          let expected = curve.expected(heads: heads)
          for share in [
            expected.serviceLevel, expected.offeredWaitWithin, expected.abandonment, expected.shortAbandonment,
          ] { #expect(0 <= share && share <= 1) }
        }
      }
    }
  }

  @Test("all contacts over the day are all but one in a thousand million, and that is met")
  func everybody() {
    let shape = DayShape(load: 4, handleTime: 300)
    var settings = shape.settings(.phone, .modifiedOfferedLoad, target: ServiceTarget(serviceLevel: 1, holdsOver: .day))
    settings.shrinkage = 0.1
    let plan = asked(shape, settings)
    let found = predictedService(for: settings, requirement: plan, grid: DayShape.grid, heads: plan.required)
    var (inTime, contacts) = (0.0, 0.0)
    for (index, service) in found.enumerated() {
      guard let level = service.expectedLevel else { continue }
      inTime += level * plan.contacts[index]
      contacts += plan.contacts[index]
    }
    #expect(settings.target.dayGoal == 1 - 1e-9)
    #expect(contacts > 0 && inTime >= (1 - 1.001e-9) * contacts)
  }

  @Test("where others ask for more heads than a promise needs, a contact's price has an end")
  func price() throws {
    let shape = DayShape(load: 0.3, handleTime: 120)
    var settings = shape.settings(.phone, .modifiedOfferedLoad, target: ServiceTarget(holdsOver: .day))
    (settings.shrinkage, settings.minimumHeads) = (0.05, 8)
    let slopes = try #require(asked(shape, settings, withSlopes: true).slopes)
    let ladder = ServiceLadder(slopes: [slopes], prices: CoveragePrices(), headPrice: 20, interval: 15)
    let steps = try #require(ladder.steps[0])
    #expect(steps.contactPrice.allSatisfy { 0 <= $0 && $0 <= 1e6 })
    #expect(zip(steps.heads, steps.heads.dropFirst()).allSatisfy { zip($0, $1).allSatisfy { $0 <= $1 } })
  }

  @Test("one chat agent who is there most of the time holds what their places do")
  func smallChat() {
    let shape = DayShape(load: 0.4, handleTime: 360)
    var settings = shape.settings(.chat, .modifiedOfferedLoad, target: ServiceTarget(withinSeconds: 45))
    (settings.concurrency, settings.shrinkage) = (3, 0.08)
    let plan = asked(shape, settings)
    #expect(Set(plan.required.filter { $0 > 0 }) == [1])
  }
}
