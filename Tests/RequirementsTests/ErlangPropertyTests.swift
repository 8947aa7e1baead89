import Foundation
import Testing

@testable import Requirements
@testable import Workforce

@Suite("what must hold for the Erlang models at any input")
struct ErlangPropertyTests {
  /// Loads over fifteen orders of magnitude.
  static let loads: [Double] = [
    1e-9, 1e-6, 0.01, 0.3, 0.999_999, 1, 1.000_001, 4.5, 16, 25, 99.5, 181, 1000, 20_000, 123_456.7, 1e6,
  ]

  private func isShare(_ value: Double) -> Bool { (0...1).contains(value) }

  @Test("Erlang B falls as servers are added, rises with the load, and never exceeds Erlang C", arguments: loads)
  func blockingIsMonotone(load: Double) {
    var previous = 1.0
    for step in 0...40 {
      let servers = load * Double(step) / 20 + Double(step)
      let blocking = ErlangB.blocking(servers: servers, load: load)
      #expect(isShare(blocking))
      #expect(blocking <= previous * (1 + 1e-12), "\(servers) servers")
      #expect(blocking <= ErlangC.waitProbability(agents: servers, load: load) + 1e-13, "\(servers) servers")
      #expect(blocking <= ErlangB.blocking(servers: servers, load: load * 1.01) * (1 + 1e-12))
      #expect(blocking >= 1 - servers / load - 1e-12)
      previous = blocking
    }
  }

  @Test("the late start of the recursion gives what the full recursion gives", arguments: [200.0, 777.7, 5000, 20_000])
  func lateStart(load: Double) {
    for share in [0.5, 0.9, 0.99, 1, 1.001, 1.1, 2] {
      let servers = (load * share).rounded()
      var inverse = 1.0
      for k in 1...Int(servers) { inverse = 1 + Double(k) / load * inverse }
      let expected = inverse > 1e290 ? 0 : 1 / inverse
      #expect(isClose(ErlangB.blocking(servers: servers, load: load), expected, absolute: 4e-13), "\(servers)")
    }
  }

  @Test("fractional servers join the whole ones without a step", arguments: [0.02, 0.7, 1.49, 1.51, 12, 300.0])
  func continuity(load: Double) {
    for servers in [1.0, 2, 5, 17, 300] {
      let below = ErlangB.blocking(servers: servers - 1e-9, load: load)
      let at = ErlangB.blocking(servers: servers, load: load)
      let above = ErlangB.blocking(servers: servers + 1e-9, load: load)
      #expect(above <= at && at <= below)
      #expect(isClose(below, at, relative: 1e-6) && isClose(above, at, relative: 1e-6), "\(servers)")
    }
  }

  @Test("one agent waits as often as the load says; two as the textbook says")
  func closedForms() {
    for load in [0.1, 0.5, 0.9] {
      #expect(isClose(ErlangC.waitProbability(agents: 1, load: load), load, absolute: 1e-15))
      #expect(
        isClose(ErlangC.waitProbability(agents: 2, load: 2 * load), 2 * load * load / (1 + load), absolute: 1e-14))
    }
  }

  @Test("performance gets better with every agent and worse with every contact", arguments: loads)
  func performanceIsMonotone(load: Double) {
    let models: [any QueueingModel] = [
      ErlangC(), ErlangA(patience: 1), ErlangA(patience: 120), ErlangA(patience: 3600),
    ]
    for model in models {
      var previous: QueuePerformance?
      // At a million erlangs a step takes a while in a debug build.
      for step in stride(from: 0, through: 30, by: load < 1e5 || model is ErlangC ? 1 : 6) {
        let agents = step < 15 ? load * Double(step) / 15 : load + Double(step - 15) * max(0.5, load.squareRoot() / 3)
        let traffic = Traffic(load: load, handleTime: 240)
        let now = model.performance(of: traffic, agents: agents, answeredWithin: 20)
        for share in [now.waitProbability, now.serviceLevel, now.abandonment, now.occupancy] {
          #expect(isShare(share), "\(model.name) \(agents): \(now)")
        }
        #expect(now.meanWait >= 0 && now.meanWaitAnswered >= 0 && now.meanQueue >= 0)
        if let previous {
          // Erlang A is promised to 1e-9.
          let slack = load < 1e5 ? 1e-11 : 2e-9
          #expect(now.serviceLevel >= previous.serviceLevel - slack, "\(model.name) \(agents)")
          #expect(now.waitProbability <= previous.waitProbability + slack, "\(model.name) \(agents)")
          #expect(now.meanWait <= previous.meanWait * (1 + slack) + slack, "\(model.name) \(agents)")
          #expect(now.abandonment <= previous.abandonment + slack, "\(model.name) \(agents)")
          #expect(now.occupancy <= previous.occupancy + slack, "\(model.name) \(agents)")
        }
        let more = model.performance(
          of: Traffic(load: load * 1.02, handleTime: 240), agents: agents, answeredWithin: 20)
        #expect(more.serviceLevel <= now.serviceLevel + (load < 1e5 ? 1e-11 : 2e-9))
        previous = now
      }
    }
  }

  @Test("the requirement is the smallest staff that meets the target, in every model", arguments: loads)
  func requirementIsSmallest(load: Double) {
    let models: [any QueueingModel] = [ErlangC(), ErlangA(patience: 60), ErlangA(patience: 600)]
    let targets = [
      ServiceTarget(serviceLevel: 0.8, withinSeconds: 20, maximumOccupancy: nil),
      ServiceTarget(serviceLevel: 0.95, withinSeconds: 0, maximumOccupancy: 0.9),
      ServiceTarget(serviceLevel: nil, meanWait: 12, maximumOccupancy: nil),
      ServiceTarget(serviceLevel: 0.5, withinSeconds: 600, meanWait: 300, maximumOccupancy: 0.7),
    ]
    let traffic = Traffic(load: load, handleTime: 300)
    for model in models {
      for target in targets where load < 1e5 || model is ErlangC || target.maximumOccupancy == nil {
        let agents = model.requiredAgents(for: target, of: traffic)
        #expect(agents >= 1)
        // The cap is rounded with 1e-9 agents of grace, which `isMet` does not have.
        var forgiving = target
        forgiving.maximumOccupancy = target.maximumOccupancy.map { $0 * (1 + 1e-9) + 1e-9 }
        #expect(model.isMet(forgiving, of: traffic, agents: Double(agents)), "\(model.name) \(agents)")
        #expect(!model.isMet(target, of: traffic, agents: Double(agents - 1)), "\(model.name) \(agents)")
        let continuous = model.fractionalAgents(for: target, of: traffic)
        #expect(continuous > Double(agents - 1) && continuous <= Double(agents))
      }
    }
  }

  @Test("the requirement never falls when load, service level or threshold get harder, in every model")
  func requirementIsMonotone() {
    let models: [(model: any QueueingModel, most: Double)] = [
      (ErlangC(), 1e6), (ErlangA(patience: 30), 1e6), (ErlangA(patience: 900), 1e6),
      (ConcurrentChat(concurrency: 3, handleTimes: [120, 150, 180]), 3000),
      (ConcurrentChat(concurrency: 2, patience: 60), 3000),
    ]
    for (model, most) in models {
      for cap in [nil, 0.9] {
        var previous = 0
        var load = 1e-9
        while load <= most {
          let traffic = Traffic(load: load, handleTime: 180)
          func required(_ level: Double, within seconds: Double) -> Int {
            model.requiredAgents(
              for: ServiceTarget(serviceLevel: level, withinSeconds: seconds, maximumOccupancy: cap), of: traffic)
          }
          let agents = required(0.8, within: 20)
          #expect(agents >= max(1, previous), "\(model.name) \(load)")
          previous = agents
          let byLevel = [0, 0.5, 0.8, 0.95, 1].map { required($0, within: 20) }
          #expect(byLevel == byLevel.sorted(), "\(model.name) \(load) \(byLevel)")
          let byThreshold = [0.0, 5, 20, 300].map { required(0.8, within: $0) }
          #expect(byThreshold == byThreshold.sorted(by: >), "\(model.name) \(load) \(byThreshold)")
          load *= load < 0.1 ? 100 : load < most / 30 ? 1.9 : 5
        }
      }
    }
  }

  @Test(
    "targets of 0 and 100 %, no patience to speak of, and thresholds of 0 and a day come to an end", arguments: loads)
  func extremes(load: Double) {
    let traffic = Traffic(load: load, handleTime: 300)
    for level in [0.0, 1.0] {
      for threshold in [0.0, 86_400] {
        let target = ServiceTarget(serviceLevel: level, withinSeconds: threshold, maximumOccupancy: nil)
        let agents = ErlangC().requiredAgents(for: target, of: traffic)
        #expect(Double(agents) > load && Double(agents) < load + 100 + 20 * load.squareRoot())
        for patience in [1e-3, 1, 1e7] {
          let patient = ErlangA(patience: patience).requiredAgents(for: target, of: traffic)
          #expect(
            (patient >= 1 || level == 0) && Double(patient) < load + 100 + 20 * load.squareRoot(),
            "\(patience) \(target) \(patient) \(agents)")
        }
        let result = ErlangA(patience: 1e7).performance(of: traffic, agents: load, answeredWithin: threshold)
        #expect(isShare(result.serviceLevel) && result.meanWait.isFinite)
      }
    }
    let nobodyWaits = ServiceTarget(serviceLevel: nil, meanWait: 0, maximumOccupancy: nil)
    #expect(ErlangC().requiredAgents(for: nobodyWaits, of: traffic) > Int(load))
    #expect(ErlangB.requiredServers(load: load, blocking: 1) == 0)
    #expect(Double(ErlangB.requiredServers(load: load, blocking: 0)) < load + 100 + 20 * load.squareRoot())
  }

  @Test("no load needs nobody, and nobody serves no load perfectly")
  func noLoad() {
    let nothing = Traffic(contacts: 0, over: 900, handleTime: 300)
    for model in [ErlangC(), ErlangA(patience: 60)] as [any QueueingModel] {
      #expect(model.requiredAgents(for: ServiceTarget(), of: nothing) == 0)
      #expect(model.fractionalAgents(for: ServiceTarget(), of: nothing) == 0)
      let idle = model.performance(of: nothing, agents: 3, answeredWithin: 20)
      #expect(idle.waitProbability == 0 && idle.serviceLevel == 1 && idle.occupancy == 0 && idle.meanWait == 0)
    }
    #expect(ErlangB.requiredServers(load: 0, blocking: 0.01) == 0)
  }

  @Test("an overloaded queue: everybody waits for ever without patience, and most hang up with it")
  func overload() {
    let traffic = Traffic(load: 10, handleTime: 300)
    for agents in [0.0, 1, 9.99, 10] {
      let result = ErlangC().performance(of: traffic, agents: agents, answeredWithin: 20)
      #expect(result.waitProbability == 1 && result.serviceLevel == 0 && result.meanWait == .infinity)
      #expect(result.occupancy == 1)
    }
    let impatient = ErlangA(patience: 120).performance(of: traffic, agents: 5, answeredWithin: 20)
    #expect(impatient.abandonment > 0.5 && impatient.abandonment < 0.52)
    let nobody = ErlangA(patience: 120).performance(of: traffic, agents: 0, answeredWithin: 20)
    #expect(nobody.abandonment == 1 && nobody.meanWait == 120)
  }

  @Test("the longer the patience, the nearer is Erlang A to Erlang C, until nothing is between them")
  func patienceWithoutEnd() {
    for load in [1e-6, 0.3, 8, 47, 400, 20_000] {
      let agents = (load + 2 * load.squareRoot() + 0.5).rounded(.up)
      let traffic = Traffic(load: load, handleTime: 200)
      let endless = ErlangC().performance(of: traffic, agents: agents, answeredWithin: 20)
      var gap = Double.infinity
      for patience in [10.0, 100, 1000, 1e4, 1e5, 1e6, QueueLimits.longestPatience] {
        let patient = ErlangA(patience: patience).performance(of: traffic, agents: agents, answeredWithin: 20)
        #expect(patient.waitProbability <= endless.waitProbability + 1e-11, "\(load) \(patience)")
        let now = abs(patient.waitProbability - endless.waitProbability)
        #expect(now <= gap + 1e-12, "\(load) \(patience)")
        gap = now
      }
      #expect(gap < 1e-5, "\(load) \(gap)")
      let patient = ErlangA(patience: QueueLimits.longestPatience)
      let target = ServiceTarget(serviceLevel: 0.8, withinSeconds: 20, maximumOccupancy: nil)
      #expect(
        patient.requiredAgents(for: target, of: traffic) == ErlangC().requiredAgents(for: target, of: traffic),
        "\(load)")
      #expect(
        isClose(
          patient.performance(of: traffic, agents: agents, answeredWithin: 20).meanWait, endless.meanWait,
          relative: 1e-3))
    }
  }

  @Test("a negative load or staff is a programming error")
  func negativeInputTraps() async {
    await #expect(processExitsWith: .failure) { _ = Traffic(load: -1, handleTime: 300) }
    await #expect(processExitsWith: .failure) { _ = Traffic(load: .nan, handleTime: 300) }
    await #expect(processExitsWith: .failure) { _ = ErlangB.blocking(servers: -1, load: 3) }
    await #expect(processExitsWith: .failure) { _ = ErlangA(patience: 0) }
  }
}
