import Testing

@testable import Requirements
@testable import Workforce

@Suite("every question turned round")
struct InverseTests {
  static let models: [any QueueingModel] = [ErlangC(), ErlangA(patience: 90), ErlangA(patience: 900)]
  static let targets = [
    ServiceTarget(serviceLevel: 0.8, withinSeconds: 20, maximumOccupancy: nil),
    ServiceTarget(serviceLevel: 0.9, withinSeconds: 30, meanWait: 15, maximumOccupancy: 0.85),
    ServiceTarget(serviceLevel: nil, meanWait: 10, maximumOccupancy: nil),
    ServiceTarget(serviceLevel: nil, maximumOccupancy: 0.8),
    ServiceTarget(serviceLevel: 0.7, maximumOccupancy: nil, maximumAbandonment: 0.05, definition: .ofAnswered),
    ServiceTarget(serviceLevel: 0.85, maximumOccupancy: nil, definition: .withoutShortAbandons),
    ServiceTarget(serviceLevel: 0.85, maximumOccupancy: nil, definition: .offeredWait),
  ]

  @Test("the load that a staff can carry needs exactly that staff, and a little more needs one more")
  func carriedLoad() {
    for model in Self.models {
      for target in Self.targets {
        for agents in [1.0, 2, 7, 40] {
          let load = model.largestLoad(for: target, agents: agents, handleTime: 240)
          #expect(load > 0)
          let just = Traffic(load: load * (1 - 1e-9), handleTime: 240)
          let beyond = Traffic(load: load * 1.001, handleTime: 240)
          #expect(model.requiredAgents(for: target, of: just) == Int(agents), "\(model.name) \(target) \(agents)")
          #expect(model.requiredAgents(for: target, of: beyond) > Int(agents), "\(model.name) \(target) \(agents)")
        }
      }
    }
    #expect(ErlangC().largestLoad(for: ServiceTarget(), agents: 0, handleTime: 240) == 0)
  }

  @Test("at a target of 100 % no inverse names what the requirement refuses")
  func everybody() {
    for within in [0.0, 20, 130] {
      let target = ServiceTarget(serviceLevel: 1, withinSeconds: within, maximumOccupancy: nil)
      for agents in [4.0, 18, 60] {
        let load = ErlangC().largestLoad(for: target, agents: agents, handleTime: 240)
        #expect(ErlangC().requiredAgents(for: target, of: Traffic(load: load, handleTime: 240)) == Int(agents))
        let time = ErlangC().largestHandleTime(for: target, agents: agents, contacts: 50, over: 1800)
        let traffic = Traffic(contacts: 50, over: 1800, handleTime: time)
        #expect(ErlangC().requiredAgents(for: target, of: traffic) == Int(agents))
        // Whoever is enough for everybody within the threshold answers everybody within the threshold.
        let required = ErlangC().requiredAgents(for: target, of: Traffic(load: 6, handleTime: 240))
        let threshold = ErlangC().threshold(
          answering: 1, of: Traffic(load: 6, handleTime: 240), agents: Double(required))
        #expect(threshold <= within * (1 + 1e-6), "\(within) \(required) \(threshold)")
      }
    }
  }

  @Test("where nothing limits the load there is no limit")
  func noLimit() {
    let half = ServiceTarget(serviceLevel: nil, maximumOccupancy: nil, maximumAbandonment: 0.995)
    let all = ServiceTarget(serviceLevel: nil, maximumOccupancy: nil, maximumAbandonment: 1)
    let patient = ErlangA(patience: 60)
    #expect(patient.largestLoad(for: all, agents: 5, handleTime: 240) == .infinity)
    #expect(patient.largestHandleTime(for: all, agents: 5, contacts: 40, over: 1800) == .infinity)
    // One in two hundred is answered at two hundred times the staff: beyond a hundredfold, but a limit.
    let load = patient.largestLoad(for: half, agents: 5, handleTime: 240)
    #expect(isClose(load, 1000, relative: 1e-6), "\(load)")
    #expect(
      patient.largestLoad(for: ServiceTarget(serviceLevel: 0, maximumOccupancy: nil), agents: 5, handleTime: 9)
        == .infinity)
    #expect(
      ErlangC().largestLoad(for: ServiceTarget(serviceLevel: 0, maximumOccupancy: nil), agents: 5, handleTime: 9) < 5)
    #expect(ErlangB.carriedLoad(servers: 7, blocking: 1) == .infinity)
    #expect(ErlangB.carriedLoad(servers: 0, blocking: 0.5) == 0)
    // Who may lose everybody needs nobody.
    let traffic = Traffic(load: 30, handleTime: 240)
    #expect(patient.requiredAgents(for: all, of: traffic) == 0)
    #expect(ConcurrentChat(concurrency: 2, patience: 60).requiredAgents(for: all, of: traffic) == 0)
    #expect(patient.requiredAgents(for: half, of: traffic) == 1)
    #expect(ErlangC().requiredAgents(for: all, of: traffic) == 31)
  }

  @Test("the longest handle time meets the target, a longer one does not")
  func handleTime() {
    for model in Self.models {
      let target = ServiceTarget()
      let seconds = model.largestHandleTime(for: target, agents: 12, contacts: 60, over: 1800)
      func required(_ time: Double) -> Int {
        model.requiredAgents(for: target, of: Traffic(contacts: 60, over: 1800, handleTime: time))
      }
      #expect(required(seconds * (1 - 1e-9)) == 12 && required(seconds * 1.001) == 13)
    }
  }

  @Test("the threshold that answers a share is where the service level reaches it")
  func threshold() {
    for model in Self.models {
      for definition in ServiceLevelDefinition.allCases {
        for share in [0.5, 0.8, 0.9] {
          let traffic = Traffic(load: 20, handleTime: 300)
          let seconds = model.threshold(answering: share, definition: definition, of: traffic, agents: 22)
          let level = model.performance(of: traffic, agents: 22, answeredWithin: seconds).serviceLevel(definition)
          if seconds == 0 {
            #expect(level >= share)
          } else if seconds.isFinite {
            #expect(isClose(level, share, absolute: 1e-9), "\(model.name) \(definition)")
          }
        }
      }
    }
    // Closed form of Erlang C: C·e^(−(n−a)T/h) = 1 − share.
    let traffic = Traffic(load: 8, handleTime: 180)
    #expect(ErlangC().threshold(answering: 0.99, of: traffic, agents: 7) == .infinity)
    #expect(ErlangA(patience: 20).threshold(answering: 0.99, of: traffic, agents: 7) == .infinity)
    #expect(ErlangC().threshold(answering: 0, of: traffic, agents: 9) == 0)
  }

  @Test("the four service levels stand in their order, and agree where nobody gives up")
  func definitions() {
    let traffic = Traffic(load: 30, handleTime: 240)
    for agents in [20.0, 27, 30, 33, 40] {
      let result = ErlangA(patience: 60).performance(of: traffic, agents: agents, answeredWithin: 20)
      #expect(result.serviceLevel(.ofOffered) <= result.serviceLevel(.withoutShortAbandons))
      #expect(result.serviceLevel(.withoutShortAbandons) <= result.serviceLevel(.ofAnswered) + 1e-12)
      #expect(result.serviceLevel(.ofOffered) <= result.serviceLevel(.offeredWait))
      let endless = ErlangC().performance(of: traffic, agents: agents, answeredWithin: 20)
      #expect(Set(ServiceLevelDefinition.allCases.map(endless.serviceLevel)).count == 1)
    }
  }

  @Test("a joint target needs the largest of what its parts need")
  func jointTargets() {
    for load in [0.4, 5, 50, 500.0] {
      let traffic = Traffic(load: load, handleTime: 200)
      for model in Self.models {
        let parts = [
          ServiceTarget(serviceLevel: 0.8, withinSeconds: 20, maximumOccupancy: nil),
          ServiceTarget(serviceLevel: nil, withinSeconds: 20, meanWait: 8, maximumOccupancy: nil),
          ServiceTarget(serviceLevel: nil, withinSeconds: 20, maximumOccupancy: 0.9),
          ServiceTarget(serviceLevel: nil, withinSeconds: 20, maximumOccupancy: nil, maximumAbandonment: 0.02),
        ]
        let joint = ServiceTarget(
          serviceLevel: 0.8, withinSeconds: 20, meanWait: 8, maximumOccupancy: 0.9, maximumAbandonment: 0.02)
        #expect(
          model.requiredAgents(for: joint, of: traffic)
            == parts.map { model.requiredAgents(for: $0, of: traffic) }.max())
      }
    }
  }
}
