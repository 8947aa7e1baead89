import Searching
import Simulation
import Testing
import Workforce

/// A small centre with two queues, breaks, shrinkage, e-mail: everything at once.
func busyCentre(seed: UInt64 = 3, days: Int = 2, volume: Double = 1) -> SimulationModel {
  var generator = SeededGenerator(seed: seed)
  let slots = 96 * days
  let open = (0..<slots).map { (32..<72).contains($0 % 96) }
  func queue(_ key: UInt64, contacts: Double, deferrable: Bool = false, concurrency: Int = 1) -> SimulatedQueue {
    SimulatedQueue(
      key: key, arrivals: open.map { $0 || deferrable ? contacts * volume : 0 }, dayOfSlot: (0..<slots).map { $0 / 96 },
      daySpread: 0.1, handleTime: Array(repeating: 300, count: slots), patience: deferrable ? nil : 120,
      concurrency: concurrency, pace: (0..<concurrency).map { 1 - 0.1 * Double(concurrency - 1 - $0) },
      threshold: deferrable ? 4 * 3600 : 20, isDeferrable: deferrable, openingBacklog: deferrable ? 12 : 0, open: open,
      shrinkage: Array(repeating: 0.1, count: slots))
  }
  let agents = (0..<24).map { index -> SimulatedAgent in
    let own = index % 3
    var presences: [Presence] = []
    for day in 0..<days {
      let start = Double(day * 96 + 30 + generator.nextIndex(below: 12)) * 900
      let duty = UInt64(day)
      presences.append(Presence(start: start, end: start + 4 * 3600, queue: own, duty: duty))
      presences.append(Presence(start: start + 4.5 * 3600, end: start + 8 * 3600, queue: own, duty: duty))
    }
    return SimulatedAgent(
      key: UInt64(index), skills: index % 2 == 0 ? [own] : [own, (own + 1) % 3], presences: presences)
  }
  return SimulationModel(
    slotSeconds: 900, slotCount: slots,
    queues: [queue(1, contacts: 14), queue(2, contacts: 20, concurrency: 3), queue(3, contacts: 4, deferrable: true)],
    agents: agents, bucketOfSlot: (0..<slots).map { $0 / 4 }, bucketCount: slots / 4)
}

@Suite("playing a rota")
struct SimulationTests {
  @Test("no contact is lost or counted twice", arguments: 0..<6)
  func conservation(number: Int) throws {
    for routing in Routing.allCases {
      let outcome = try #require(
        simulate(
          busyCentre(seed: UInt64(number), volume: 0.5 + Double(number) / 3),
          options: SimulationOptions(replications: 2, seed: UInt64(number), routing: routing)))
      for queue in outcome.queues {
        #expect(queue.conservation.holds)
        #expect(queue.conservation.arrived > 0)
        // No warm-up here, so what is counted by hour is all there is.
        let counted = queue.hours.reduce(0) { $0 + $1.contacts } * 2
        #expect(abs(counted - Double(queue.conservation.arrived)) < 1e-6)
      }
    }
  }

  @Test("the answer does not depend on the number of threads")
  func threads() throws {
    let model = busyCentre()
    let one = try #require(simulate(model, options: SimulationOptions(replications: 4, threads: 1)))
    for threads in [2, 3, 16] {
      #expect(one == simulate(model, options: SimulationOptions(replications: 4, threads: threads)))
    }
    #expect(one != simulate(model, options: SimulationOptions(replications: 4, seed: 2)))
  }

  @Test("the same luck makes a difference measurable that independent runs would drown")
  func commonRandomNumbers() throws {
    let options = SimulationOptions(replications: 30)
    let base = try #require(simulate(busyCentre(), options: options))
    let more = try #require(simulate(busyCentre(volume: 1.03), options: options))
    let before = try #require(base.live.serviceLevel)
    let after = try #require(more.live.serviceLevel)
    let difference = pairedDifference(
      (after.mean, more.serviceInfluences), (before.mean, base.serviceInfluences))
    #expect(difference.high < 0)
    #expect(difference.margin < 0.6 * (before.margin + after.margin))
  }

  @Test("people with two skills help, and only under skill routing")
  func routing() throws {
    let pooled = try #require(simulate(busyCentre(), options: SimulationOptions(replications: 12)))
    let apart = try #require(
      simulate(busyCentre(), options: SimulationOptions(replications: 20, routing: .assigned)))
    let together = try #require(pooled.live.serviceLevel)
    let alone = try #require(apart.live.serviceLevel)
    #expect(together.mean > alone.mean)
  }

  @Test("nobody there: everybody gives up, or waits")
  func nobody() throws {
    var model = busyCentre()
    model.agents = []
    let outcome = try #require(simulate(model, options: SimulationOptions(replications: 3)))
    #expect(outcome.live.serviceLevel?.mean == 0)
    #expect(outcome.live.abandonment?.mean == 1)
    #expect(outcome.queues[2].waitingAtEnd * 3 == Double(outcome.queues[2].conservation.arrived))
  }

  @Test("shrinkage takes the share that it says")
  func shrinkage() throws {
    var model = busyCentre(days: 5)
    for queue in model.queues.indices {
      model.queues[queue].arrivals = Array(repeating: 0, count: model.slotCount)
      model.queues[queue].openingBacklog = 0
    }
    func present(_ share: Double) throws -> Double {
      for queue in model.queues.indices {
        model.queues[queue].shrinkage = Array(repeating: share, count: model.slotCount)
      }
      let outcome = try #require(simulate(model, options: SimulationOptions(replications: 12)))
      return outcome.queues.reduce(0) { $0 + $1.total.agents }
    }
    let all = try present(0)
    #expect(abs(try present(0.25) / all - 0.75) < 0.01)
    #expect(abs(try present(0.6) / all - 0.4) < 0.01)
  }

  @Test("a late break keeps its length, so that finishing a call late wins no time")
  func lateBreaks() throws {
    // One agent with a break every half hour, never idle: contacts of 1000 s arrive faster than they can be answered.
    let slots = 40
    let presences = (0..<20).map {
      Presence(start: Double($0) * 3600, end: Double($0) * 3600 + 1800, queue: 0, duty: 1)
    }
    let queue = SimulatedQueue(
      key: 1, arrivals: Array(repeating: 10, count: slots), dayOfSlot: Array(repeating: 0, count: slots),
      handleTime: Array(repeating: 1000, count: slots), shape: .logNormal(variation: 0), threshold: 60,
      open: Array(repeating: true, count: slots), shrinkage: Array(repeating: 0, count: slots))
    let model = SimulationModel(
      slotSeconds: 1800, slotCount: slots, queues: [queue],
      agents: [SimulatedAgent(key: 1, skills: [0], presences: presences)],
      bucketOfSlot: Array(repeating: 0, count: slots), bucketCount: 1)
    let outcome = try #require(simulate(model, options: SimulationOptions(replications: 2)))
    // Two contacts of 1000 s from the hour on: 200 s late, so the break ends 200 s late, 1600 s are left, and so on;
    // every stretch still holds two at most, and no stretch three.
    let answered = Double(outcome.queues[0].conservation.answered) / 2
    #expect(answered <= 40 && answered >= 30)
  }

  @Test("a service level is a share of those whom the promise speaks of")
  func serviceBase() throws {
    func level(_ base: ServiceBase) throws -> (level: Double, of: QueueOutcome) {
      var model = busyCentre(volume: 1.6)
      model.queues[0].serviceBase = base
      let outcome = try #require(simulate(model, options: SimulationOptions(replications: 2)))
      return (try #require(outcome.queues[0].total.serviceLevel).mean, outcome.queues[0])
    }
    let (offered, all) = try level(.offered)
    let (answered, _) = try level(.answered)
    let (patient, _) = try level(.withoutShortAbandons)
    let share = Double(all.conservation.answered) / Double(all.conservation.arrived)
    #expect(share < 0.95)
    #expect(abs(answered - offered / share) < 1e-9)
    #expect(offered < patient && patient < answered)
  }
}
