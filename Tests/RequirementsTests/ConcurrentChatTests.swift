import Foundation
import Testing
import Verification

@testable import Requirements
@testable import Workforce

@Suite("chat with several conversations at once")
struct ConcurrentChatTests {
  /// The stationary shares of a birth–death chain, from rates alone.
  private func chain(arriving: Double, ending: (Int) -> Double, states: Int) -> [Double] {
    var weights = [1.0]
    for state in 1...states { weights.append(weights[state - 1] * arriving / ending(state)) }
    let total = weights.reduce(0, +)
    return weights.map { $0 / total }
  }

  private func isSame(_ left: QueuePerformance, _ right: QueuePerformance, _ tolerance: Double = 1e-9) -> Bool {
    let figures: [KeyPath<QueuePerformance, Double>] = [
      \.waitProbability, \.serviceLevel, \.abandonment, \.meanWaitAnswered, \.meanWait, \.occupancy, \.meanQueue,
      \.offeredWaitWithin, \.shortAbandonment, \.turnedAway,
    ]
    return figures.allSatisfy {
      let (a, b) = (left[keyPath: $0], right[keyPath: $0])
      return a == b || abs(a - b) <= tolerance * max(1, abs(b))
    }
  }

  @Test("with a cap on those lost, the usual cap on those turned away asks for nobody more")
  func capOnThoseLost() {
    let model = ConcurrentChat(concurrency: 3, handleTimes: [300, 450, 600], patience: 60, waitingRoom: 0)
    let target = ServiceTarget(serviceLevel: nil, maximumAbandonment: 0.02)
    for load in [5.0, 12, 20, 33, 60] {
      let interval = IntervalService(model: model, contacts: load, traffic: Traffic(load: load, handleTime: 600))
      let agents = interval.requiredAgents(for: target)
      #expect(interval.level(agents: agents, target: target, spread: .none).missed.isEmpty)
      #expect(!interval.level(agents: agents - 1, target: target, spread: .none).missed.isEmpty, "\(load) erlangs")
    }
  }

  @Test("a waiting room of 100,000 is one of 5,000, in the same time", .hanging)
  func longRoom() {
    let traffic = Traffic(load: 40, handleTime: 600)
    for patience in [nil, 90.0] {
      for agents in [14.0, 16, 25] {
        let figures = [5_000, 100_000].map {
          ConcurrentChat(concurrency: 3, handleTimes: [300, 450, 600], patience: patience, waitingRoom: $0)
            .performance(of: traffic, agents: agents, answeredWithin: 30)
        }
        #expect(isSame(figures[0], figures[1]), "\(agents) agents")
      }
    }
    // A short room is summed to its end.
    var states = WaitingStates(free: 1, full: 0.07, leaving: 0, arriving: 0.06, seconds: 30)
    for _ in 0..<20 { states.addState() }
    #expect(!states.isSettled)
    for _ in 0..<2000 where !states.isSettled { states.addState() }
    #expect(states.isSettled && states.turnedAway < 1e-20)
  }

  @Test("one conversation at a time is Erlang C, or Erlang A with patience", arguments: [0.3, 4, 17.5, 90])
  func oneAtATime(load: Double) {
    for handleTime in [60.0, 400] {
      let traffic = Traffic(load: load, handleTime: handleTime)
      for agents in [load.rounded(.up) + 1, load.rounded(.up) + 4, 0, 1] {
        let plain = ErlangC().performance(of: traffic, agents: agents, answeredWithin: 30)
        let chat = ConcurrentChat(concurrency: 1).performance(of: traffic, agents: agents, answeredWithin: 30)
        if agents > 0 { #expect(isSame(chat, plain), "\(agents): \(chat) \(plain)") }
        let impatient = ErlangA(patience: 90).performance(of: traffic, agents: agents, answeredWithin: 30)
        let impatientChat = ConcurrentChat(concurrency: 1, patience: 90).performance(
          of: traffic, agents: agents, answeredWithin: 30)
        #expect(isSame(impatientChat, impatient), "\(agents): \(impatientChat) \(impatient)")
      }
    }
  }

  @Test("a waiting room that never fills is no limit; none at all is Erlang B")
  func waitingRooms() {
    let traffic = Traffic(load: 14, handleTime: 300)
    for patience in [nil, 40.0, 600] {
      let times = [200.0, 260, 300]
      let open = ConcurrentChat(concurrency: 3, handleTimes: times, patience: patience)
      let large = ConcurrentChat(concurrency: 3, handleTimes: times, patience: patience, waitingRoom: 3000)
      for agents in [5.0, 6, 9] {
        for seconds in [0.0, 20, 300] {
          let a = open.performance(of: traffic, agents: agents, answeredWithin: seconds)
          let b = large.performance(of: traffic, agents: agents, answeredWithin: seconds)
          #expect(isSame(b, a, 1e-7), "\(String(describing: patience)) \(agents) \(seconds): \(b) \(a)")
        }
      }
    }
    let none = ConcurrentChat(concurrency: 1, waitingRoom: 0).performance(of: traffic, agents: 15, answeredWithin: 20)
    let blocking = ErlangB.blocking(servers: 15, load: 14)
    #expect(isClose(none.turnedAway, blocking, absolute: 1e-12))
    #expect(isClose(none.serviceLevel, 1 - blocking, absolute: 1e-12) && none.meanWait == 0)
    #expect(isClose(none.occupancy, 14 * (1 - blocking) / 15, absolute: 1e-12))
  }

  @Test("every figure agrees with the chain solved state by state")
  func bruteForce() {
    let times = [180.0, 240, 290, 330]
    for (load, agents, patience, room) in [
      (10.0, 3, nil, 6), (10, 3, 50.0, 6), (25, 4, 100, 4), (2, 1, 300, 2), (40, 9, 20, 11),
    ] as [(Double, Int, Double?, Int)] {
      let handleTime = 330.0
      let arriving = load / handleTime
      let leaving = patience.map { 1 / $0 } ?? 0
      let places = agents * 4
      func ending(_ state: Int) -> Double {
        let busy = min(state, places)
        // Agents one by one, conversations dealt out evenly.
        let rate = (0..<agents).reduce(0.0) { sum, agent in
          let held = busy / agents + (agent < busy % agents ? 1 : 0)
          return held > 0 ? sum + Double(held) / times[held - 1] : sum
        }
        return rate + Double(max(0, state - places)) * leaving
      }
      let shares = chain(arriving: arriving, ending: ending, states: places + room)
      let result = ConcurrentChat(concurrency: 4, handleTimes: times, patience: patience, waitingRoom: room)
        .performance(of: Traffic(load: load, handleTime: handleTime), agents: Double(agents), answeredWithin: 25)
      #expect(isClose(result.turnedAway, shares[places + room], absolute: 1e-12))
      #expect(isClose(result.waitProbability, shares[places..<places + room].reduce(0, +), absolute: 1e-12))
      let queue = shares.indices.reduce(0) { $0 + Double(max(0, $1 - places)) * shares[$1] }
      #expect(isClose(result.meanQueue, queue, absolute: 1e-11))
      let busy = shares.indices.reduce(0) { $0 + Double(min($1, places)) * shares[$1] }
      #expect(isClose(result.occupancy, busy / Double(places), absolute: 1e-12))
      #expect(isClose(result.abandonment, leaving * queue / arriving, absolute: 1e-12))
      // The waits by integrating the departures of those ahead numerically.
      let (within, offered) = waits(
        shares: shares, places: places, full: ending(places), leaving: leaving, seconds: 25)
      #expect(isClose(result.serviceLevel, within, absolute: 1e-4), "\(result.serviceLevel) \(within)")
      #expect(isClose(result.offeredWaitWithin, offered, absolute: 1e-4))
    }
  }

  /// Answered within the threshold, and offered waits within it, by small steps in time over the position in line.
  private func waits(
    shares: [Double], places: Int, full: Double, leaving: Double, seconds: Double
  ) -> (within: Double, offered: Double) {
    let free = shares[..<places].reduce(0, +)
    var position = Array(shares[places..<shares.count - 1])
    let steps = 4000
    let step = seconds / Double(steps)
    var within = free
    var offered = free
    for count in 0..<steps {
      let alive = exp(-leaving * (Double(count) + 0.5) * step)
      var next = position
      for j in position.indices {
        let rate = (full + Double(j) * leaving) * step
        let moved = position[j] * -expm1(-rate)
        next[j] -= moved
        if j > 0 {
          next[j - 1] += moved
        } else {
          offered += moved
          within += moved * alive
        }
      }
      position = next
    }
    return (within, offered)
  }

  @Test("more agents, more conversations at once and fewer customers never hurt", arguments: [1, 2, 3, 5])
  func monotone(concurrency: Int) {
    let times = (1...concurrency).map { 200 + 60 * Double($0 - 1) }
    for patience in [nil, 60.0] {
      for room in [nil, 5] {
        let chat = ConcurrentChat(
          concurrency: concurrency, handleTimes: times, patience: patience, waitingRoom: room)
        var previous: QueuePerformance?
        for half in 0...40 {
          let traffic = Traffic(load: 12, handleTime: times[concurrency - 1])
          let now = chat.performance(of: traffic, agents: Double(half) / 2, answeredWithin: 20)
          for share in [now.serviceLevel, now.waitProbability, now.abandonment, now.occupancy, now.turnedAway] {
            #expect((0...1).contains(share), "\(half) \(now)")
          }
          if let previous {
            #expect(now.serviceLevel >= previous.serviceLevel - 1e-11, "\(half)")
            #expect(now.waitProbability + now.turnedAway <= previous.waitProbability + previous.turnedAway + 1e-11)
          }
          previous = now
        }
      }
    }
  }

  @Test("extreme loads come to an end", arguments: [1e-9, 0.5, 1, 300, 20_000, 1e6])
  func extremes(load: Double) {
    let traffic = Traffic(load: load, handleTime: 300)
    for chat in [
      ConcurrentChat(concurrency: 3), ConcurrentChat(concurrency: 3, patience: 60),
      ConcurrentChat(concurrency: 2, patience: 60, waitingRoom: 100), ConcurrentChat(concurrency: 3, waitingRoom: 5000),
    ] {
      for agents in [0, 1, load / 3, load, 2 * load + 5] where agents < 1e6 {
        let result = chat.performance(of: traffic, agents: agents, answeredWithin: 30)
        #expect((0...1).contains(result.serviceLevel) && (0...1).contains(result.occupancy), "\(agents) \(result)")
        #expect(result.meanWait >= 0)
      }
    }
  }

  @Test("the requirement is the smallest, and a slower agent means more of them")
  func requirement() {
    let target = ServiceTarget(serviceLevel: 0.8, withinSeconds: 30, maximumOccupancy: 0.9)
    for load in [0.2, 5, 60, 400.0] {
      let traffic = Traffic(load: load, handleTime: 500)
      var before = Int.max
      for concurrency in 1...4 {
        let chat = ConcurrentChat(concurrency: concurrency)
        let agents = chat.requiredAgents(for: target, of: traffic)
        #expect(chat.isMet(target, of: traffic, agents: Double(agents)))
        #expect(agents == 1 || !chat.isMet(target, of: traffic, agents: Double(agents - 1)))
        #expect(agents <= before && agents * concurrency >= Int(load))
        before = agents
      }
    }
    #expect(!QueueLimits.isThroughputRising([100, 250]) && QueueLimits.isThroughputRising([100, 199, 290]))
  }
}
