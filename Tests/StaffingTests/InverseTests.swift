import Testing

@testable import Staffing

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
