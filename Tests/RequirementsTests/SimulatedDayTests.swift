import Foundation
import Testing
import Words

@testable import Requirements
@testable import Workforce

@Suite("requirements played out, contact by contact")
struct SimulatedDayTests {
  static let isSlow = ProcessInfo.processInfo.environment["ROTA_SLOW"] != nil
  private static let target = ServiceTarget(serviceLevel: 0.8, withinSeconds: 20, maximumOccupancy: nil)

  private func simulate(
    _ shape: DayShape, _ settings: QueueSettings, days: Int, handleTimes: [Double]? = nil
  ) -> (outcome: DaySimulation.Outcome, plan: QueueRequirement) {
    let plan = requirement(for: settings, forecast: shape.forecast(), grid: DayShape.grid)
    let simulation = DaySimulation(
      agents: plan.positions, intervalSeconds: 900, handleTime: shape.handleTime, patience: settings.patience,
      handleTimes: handleTimes, threshold: settings.target.withinSeconds)
    return (simulation.run(days: days, contacts: shape.contacts(every: 1), slotSeconds: 60, seed: 7), plan)
  }

  private func worst(_ outcome: DaySimulation.Outcome) -> Double {
    outcome.offered.indices.filter { outcome.offered[$0] > 0 }.map(outcome.serviceLevel).min() ?? 1
  }

  /// Service level of the day that the model itself expects, whole agents included.
  private func expected(_ plan: QueueRequirement, _ settings: QueueSettings) -> Double {
    let service = predictedService(for: settings, requirement: plan, grid: DayShape.grid, heads: plan.required)
    let within = zip(service, plan.contacts).reduce(0) { $0 + ($1.0.serviceLevel ?? 0) * $1.1 }
    return within / plan.contacts.reduce(0, +)
  }

  private func hours(_ plan: QueueRequirement) -> Double { Double(plan.positions.reduce(0, +)) / 4 }

  private func report(_ name: String, _ outcome: DaySimulation.Outcome, _ plan: QueueRequirement, _ expected: Double) {
    guard Self.isSlow else { return }
    print(
      "SIMULATED \(name): day \(Words.plain.share(outcome.serviceLevel)), expected \(Words.plain.share(expected)), "
        + "worst interval \(Words.plain.share(worst(outcome))), abandoned \(Words.plain.share(outcome.abandonment)), \(hours(plan)) hours"
    )
  }

  @Test("40-minute contacts: the modified offered load keeps every interval, the stationary formula loses the morning")
  func quick() {
    let shape = DayShape(load: 100, handleTime: 2400)
    let modified = simulate(shape, shape.settings(.phone, .modifiedOfferedLoad, target: Self.target), days: 20)
    let stationary = simulate(shape, shape.settings(.phone, .stationary, target: Self.target), days: 20)
    #expect(modified.outcome.serviceLevel > 0.77 && worst(modified.outcome) > 0.6)
    #expect(stationary.outcome.serviceLevel < 0.75 && worst(stationary.outcome) < 0.2)
    #expect(hours(modified.plan) < hours(stationary.plan))
  }

  @Test(
    "large queues with long contacts", .enabled(if: isSlow, "slow: set ROTA_SLOW"),
    arguments: [(200.0, 900.0), (200, 2400), (40, 900), (10, 300)])
  func phone(load: Double, handleTime: Double) {
    let shape = DayShape(load: load, handleTime: handleTime)
    let settings = shape.settings(.phone, .modifiedOfferedLoad, target: Self.target)
    let (outcome, plan) = simulate(shape, settings, days: 200)
    let promised = expected(plan, settings)
    report("\(load) erlangs, \(handleTime) s, MOL-int", outcome, plan, promised)
    #expect(outcome.serviceLevel > 0.77 && abs(outcome.serviceLevel - promised) < 0.03)
    #expect(worst(outcome) > 0.6)
    // Below 100 erlangs a whole agent is worth more than three points.
    if load == 200 { #expect(abs(outcome.serviceLevel - 0.8) < 0.03) }
    let old = shape.settings(.phone, .stationary, target: Self.target)
    let (formula, formulaPlan) = simulate(shape, old, days: 50)
    report("\(load) erlangs, \(handleTime) s, stationary", formula, formulaPlan, expected(formulaPlan, old))
    if load == 200 { #expect(formula.serviceLevel < 0.75 && worst(formula) < 0.2) }
  }

  @Test("impatient customers: Erlang A promises what happens", .enabled(if: isSlow, "slow: set ROTA_SLOW"))
  func patience() {
    for (load, handleTime, patience) in [(200.0, 900.0, 120.0), (30, 300, 60)] {
      let shape = DayShape(load: load, handleTime: handleTime)
      var settings = shape.settings(.phone, .modifiedOfferedLoad, target: Self.target)
      settings.patience = patience
      let (outcome, plan) = simulate(shape, settings, days: 150)
      let promised = expected(plan, settings)
      report("\(load) erlangs, \(handleTime) s, patience \(patience) s", outcome, plan, promised)
      #expect(outcome.serviceLevel > 0.77 && abs(outcome.serviceLevel - promised) < 0.03)
      #expect(worst(outcome) > 0.6)
    }
  }

  @Test(
    "chat at a steady rate: the chain promises what happens in the long run",
    .enabled(if: isSlow, "slow: set ROTA_SLOW"))
  func steadyChat() {
    // Near a full house the number in progress forgets its past within hours, not minutes, so days are long and many and
    // the first of the quarters of an hour are left out.
    let handleTimes = [300.0, 450, 600]
    let chat = ConcurrentChat(concurrency: 3, handleTimes: handleTimes)
    let traffic = Traffic(load: 60, handleTime: 600)
    let agents = chat.requiredAgents(for: Self.target, of: traffic)
    let promised = chat.performance(of: traffic, agents: Double(agents), answeredWithin: 20)
    let simulation = DaySimulation(
      agents: Array(repeating: agents, count: 960), intervalSeconds: 900, handleTime: 600, handleTimes: handleTimes)
    let outcome = simulation.run(
      days: 60, contacts: Array(repeating: 90, count: 960), slotSeconds: 900, seed: 3)
    let within = outcome.within[40...].reduce(0, +) / outcome.offered[40...].reduce(0, +)
    print(
      "SIMULATED steady chat of 3: \(Words.plain.share(within)), expected \(Words.plain.share(promised.serviceLevel))")
    #expect(abs(within - promised.serviceLevel) < 0.01)
  }

  @Test("chat with three conversations: the chain holds, the handle time alone ÷ 3 does not")
  func chat() {
    let handleTimes = [300.0, 450, 600]
    let shape = DayShape(load: Self.isSlow ? 300 : 60, handleTime: 600)
    var settings = shape.settings(.chat, .modifiedOfferedLoad, target: Self.target)
    settings.concurrency = 3
    settings.concurrentHandleTimes = handleTimes
    let days = Self.isSlow ? 100 : 5
    let (outcome, plan) = simulate(shape, settings, days: days, handleTimes: handleTimes)
    let promised = expected(plan, settings)
    report("chat of 3", outcome, plan, promised)
    #expect(outcome.serviceLevel > 0.77 && abs(outcome.serviceLevel - promised) < 0.03)
    if Self.isSlow { #expect(abs(outcome.serviceLevel - 0.8) < 0.03 && worst(outcome) > 0.6) }
    // What the phone formula says of a third of the handle time of a conversation by itself.
    let erlang = ErlangC()
    let divided = DaySimulation(
      agents: shape.contacts(every: 15).map {
        erlang.requiredAgents(for: Self.target, of: Traffic(contacts: $0, over: 900, handleTime: 100))
      }, intervalSeconds: 900, handleTime: 600, handleTimes: handleTimes)
    let wrong = divided.run(days: days, contacts: shape.contacts(every: 1), slotSeconds: 60, seed: 7)
    if Self.isSlow { print("SIMULATED chat of 3 by handle time ÷ 3: day \(Words.plain.share(wrong.serviceLevel))") }
    #expect(wrong.serviceLevel < 0.6)
  }
}
