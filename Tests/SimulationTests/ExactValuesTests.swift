import Foundation
import Requirements
import Searching
import Simulation
import Testing
import Workforce

/// A stationary queue: one rate, agents that never leave, a warm-up that is not counted.
struct StationaryCase {
  var load: Double
  var handleTime: Double
  var agents: Int
  var patience: Double?
  var concurrency = 1
  var pace = [1.0]
  var waitingRoom: Int?
  var threshold: Double

  private static let contacts = ProcessInfo.processInfo.environment["ROTA_SLOW"] == nil ? 200.0 : 2000

  /// Ten slots of warm-up and as many more as make some 1,600 contacts in all replications; ten times as many where slow
  /// tests are asked for. Small teams forget their beginning more slowly, so their slots are longer.
  func simulated(replications: Int = 8, seed: UInt64, threads: Int = 2) -> SimulationOutcome? {
    let slotSeconds = handleTime * 20 / max(1, Double(agents * concurrency) / 3)
    let count = 10 + min(2000, max(3, Int(Self.contacts / (load / handleTime * slotSeconds))))
    let queue = SimulatedQueue(
      key: 7, arrivals: Array(repeating: load / handleTime * slotSeconds, count: count),
      dayOfSlot: Array(repeating: 0, count: count), handleTime: Array(repeating: handleTime, count: count),
      shape: .exponential, patience: patience, concurrency: concurrency, pace: pace, waitingRoom: waitingRoom,
      threshold: threshold, open: Array(repeating: true, count: count), shrinkage: Array(repeating: 0, count: count))
    let horizon = slotSeconds * Double(count)
    let model = SimulationModel(
      slotSeconds: slotSeconds, slotCount: count, queues: [queue],
      agents: (0..<agents).map {
        SimulatedAgent(
          key: UInt64($0), skills: [0], presences: [Presence(start: 0, end: horizon, queue: 0, duty: 0)])
      }, bucketOfSlot: (0..<count).map { $0 < 10 ? -1 : 0 }, bucketCount: 1)
    return simulate(
      model, options: SimulationOptions(replications: replications, seed: seed, threads: threads), confidence: 0.9999)
  }
}

@Suite("the simulator against exact values")
struct ExactValuesTests {
  /// Fifty cases at once: each bound holds with 99.99 %, so that all of them together hold with 98 %. The seed is fixed.
  private func check(_ given: StationaryCase, _ model: any QueueingModel, seed: UInt64) throws {
    let exact = model.performance(
      of: Traffic(load: given.load, handleTime: given.handleTime), agents: Double(given.agents),
      answeredWithin: given.threshold)
    let outcome = try #require(given.simulated(seed: seed))
    let total = outcome.queues[0].total
    func holds(_ estimate: Estimate?, _ value: Double, _ slack: Double, _ name: String) {
      guard let estimate else {
        Issue.record("no \(name)")
        return
      }
      #expect(
        estimate.low - slack <= value && value <= estimate.high + slack,
        "\(name) of \(given): exact \(value), simulated \(estimate)")
    }
    // A share of exactly 0 or 1 leaves no variance to see: one contact in ten thousand is forgiven.
    holds(total.serviceLevel, exact.serviceLevel, 1e-4, "service level")
    holds(total.occupancy, exact.occupancy, 1e-4, "occupancy")
    holds(total.abandonment, exact.abandonment, 1e-4, "abandonment")
    holds(total.wait, exact.meanWait / max(1e-9, 1 - exact.turnedAway), 1e-3 * given.handleTime, "mean wait")
    #expect(outcome.queues[0].conservation.holds)
    #expect(outcome.queues[0].conservation.arrived > 500)
  }

  @Test("M/M/n agrees with Erlang C", arguments: 0..<17)
  func erlangC(number: Int) throws {
    var generator = SeededGenerator(seed: 100, stream: UInt64(number))
    let agents = 1 + generator.nextIndex(below: 30)
    let utilisation = 0.4 + 0.4 * generator.nextUnit()
    let handleTime = 100 + 400 * generator.nextUnit()
    let given = StationaryCase(
      load: utilisation * Double(agents), handleTime: handleTime, agents: agents, threshold: 60 * generator.nextUnit())
    try check(given, ErlangC(), seed: UInt64(number))
  }

  @Test("M/M/n+M agrees with Erlang A, overload included", arguments: 0..<17)
  func erlangA(number: Int) throws {
    var generator = SeededGenerator(seed: 200, stream: UInt64(number))
    let agents = 1 + generator.nextIndex(below: 30)
    let utilisation = 0.5 + 0.9 * generator.nextUnit()
    let handleTime = 100 + 400 * generator.nextUnit()
    let patience = handleTime * (0.2 + 2 * generator.nextUnit())
    let given = StationaryCase(
      load: utilisation * Double(agents), handleTime: handleTime, agents: agents, patience: patience,
      threshold: 60 * generator.nextUnit())
    try check(given, ErlangA(patience: patience), seed: UInt64(number))
  }

  /// The chain is exact where it need not assume who holds how many: with one agent, and with one pace at every level.
  @Test("chat agrees with its birth–death chain, waiting rooms included", arguments: 0..<16)
  func chat(number: Int) throws {
    var generator = SeededGenerator(seed: 300, stream: UInt64(number))
    let concurrency = 2 + generator.nextIndex(below: 4)
    let agents = number % 2 == 0 ? 1 : 2 + generator.nextIndex(below: 12)
    let handleTime = 200 + 400 * generator.nextUnit()
    // Rising with the level, so that more at once never finishes fewer.
    let times =
      agents == 1
      ? (1...concurrency).map { handleTime * (1 - 0.12 * Double(concurrency - $0)) }
      : Array(repeating: handleTime, count: concurrency)
    let patience = number % 3 == 0 ? nil : handleTime * (0.2 + generator.nextUnit())
    let room = number % 4 == 1 ? 1 + generator.nextIndex(below: 5) : nil
    let utilisation = (patience == nil && room == nil ? 0.4 : 0.6) + 0.4 * generator.nextUnit()
    let given = StationaryCase(
      load: utilisation * Double(agents * concurrency), handleTime: handleTime, agents: agents, patience: patience,
      concurrency: concurrency, pace: times.map { $0 / handleTime }, waitingRoom: room,
      threshold: 60 * generator.nextUnit())
    try check(
      given,
      ConcurrentChat(concurrency: concurrency, handleTimes: times, patience: patience, waitingRoom: room),
      seed: UInt64(number))
  }
}
