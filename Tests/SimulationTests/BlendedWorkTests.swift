import Simulation
import Testing
import Workforce

@Suite("e-mail in the idle time of live agents")
struct BlendedWorkTests {
  private let options = SimulationOptions(replications: 3, seed: 5)

  private func centre(number: Int = 3, blended: [Int], share: Double = 0.8) -> SimulationModel {
    var model = busyCentre(seed: UInt64(number), days: 1, volume: 0.4 + Double(number % 4) / 4)
    model.queues[2].blendedWith = blended
    model.queues[2].usableIdleShare = share
    return model
  }

  @Test("no piece of it is lost or done twice", arguments: 0..<6)
  func conservation(number: Int) throws {
    for routing in Routing.allCases {
      var options = options
      options.routing = routing
      options.seed = UInt64(number)
      let outcome = try #require(
        simulate(centre(number: number, blended: number % 2 == 0 ? [0] : [0, 1]), options: options))
      for queue in outcome.queues {
        #expect(queue.conservation.holds)
        #expect(queue.conservation.arrived > 0)
      }
    }
  }

  @Test("it never keeps a live contact waiting: live service is the same, contact by contact")
  func liveUntouched() throws {
    // Without help between queues, or relieved e-mail people would help on the telephone.
    var options = options
    options.routing = .assigned
    for number in 0..<3 {
      let apart = try #require(simulate(centre(number: number, blended: []), options: options))
      let blended = try #require(simulate(centre(number: number, blended: [0, 1]), options: options))
      for live in 0..<2 {
        let (before, after) = (apart.queues[live], blended.queues[live])
        #expect(before.conservation == after.conservation)
        #expect(before.total.serviceLevel == after.total.serviceLevel)
        #expect(before.total.wait == after.total.wait)
      }
      // Who is half done at the end still waits: pieces of work can leave one more so than work in one go.
      #expect(blended.queues[2].waitingAtEnd <= apart.queues[2].waitingAtEnd + 1)
      #expect(blended.queues[0].total.occupancy?.mean ?? 0 >= apart.queues[0].total.occupancy?.mean ?? 1)
    }
  }

  /// One agent of a silent telephone queue and more e-mail than they can do.
  private func oneAgent(share: Double, open: (Int) -> Bool = { _ in true }) -> SimulationModel {
    let slots = 40
    func queue(_ key: UInt64, contacts: Double, deferrable: Bool) -> SimulatedQueue {
      SimulatedQueue(
        key: key, arrivals: Array(repeating: contacts, count: slots), dayOfSlot: Array(repeating: 0, count: slots),
        handleTime: Array(repeating: 600, count: slots), shape: .logNormal(variation: 0), threshold: 3600,
        isDeferrable: deferrable, openingBacklog: deferrable ? 500 : 0,
        open: deferrable ? (0..<slots).map(open) : Array(repeating: true, count: slots),
        shrinkage: Array(repeating: 0, count: slots), blendedWith: deferrable ? [0] : [], usableIdleShare: share)
    }
    return SimulationModel(
      slotSeconds: 900, slotCount: slots,
      queues: [queue(1, contacts: 0, deferrable: false), queue(2, contacts: 1, deferrable: true)],
      agents: [
        SimulatedAgent(key: 1, skills: [0, 1], presences: [Presence(start: 0, end: 36_000, queue: 0, duty: 0)])
      ], bucketOfSlot: Array(repeating: 0, count: slots), bucketCount: 1)
  }

  @Test("only the usable share of the idle time counts", arguments: [1.0, 0.8, 0.5, 0.0])
  func share(_ share: Double) throws {
    let outcome = try #require(simulate(oneAgent(share: share), options: options))
    // Ten hours of pieces that take ten minutes at full speed.
    let done = Double(outcome.queues[1].conservation.answered) / Double(outcome.replications)
    #expect(abs(done - (60 * share).rounded(.down)) <= 1)
    #expect(abs((outcome.queues[0].total.occupancy?.mean ?? 0) - share) < 1e-9)
  }

  @Test("it rests while its queue is closed, and what was begun goes on afterwards")
  func closed() throws {
    // Open every other half hour.
    let outcome = try #require(simulate(oneAgent(share: 1) { $0 % 4 < 2 }, options: options))
    #expect(outcome.queues[1].conservation.answered == 30 * outcome.replications)
    #expect(abs((outcome.queues[0].total.occupancy?.mean ?? 0) - 0.5) < 1e-9)
  }

  @Test("who lacks the skill, or is there for another queue, leaves it alone")
  func unable() throws {
    var model = oneAgent(share: 1)
    model.agents[0].skills = [0]
    let unskilled = try #require(simulate(model, options: options))
    #expect(unskilled.queues[1].conservation.answered == 0)
    model = oneAgent(share: 1)
    model.queues[1].blendedWith = []
    let apart = try #require(simulate(model, options: options))
    #expect(apart.queues[1].conservation.answered == 0)
  }

  @Test("it fills what live contacts leave, and no more")
  func idleTime() throws {
    var model = oneAgent(share: 1)
    model.queues[0].arrivals = Array(repeating: 0.9, count: model.slotCount)
    let outcome = try #require(simulate(model, options: SimulationOptions(replications: 100, seed: 2)))
    let live = Double(outcome.queues[0].conservation.answered) / 100
    let mail = Double(outcome.queues[1].conservation.answered) / 100
    // Ten hours in all, whatever they are filled with; the last piece of each is not finished.
    #expect(abs(live + mail - 60) < 1.5)
    #expect(live > 30 && live < 37)
  }

  @Test("what waits at the end and is due after it is not late")
  func notYetDue() throws {
    // Nobody works; ten hours, mails due within four: those of the first six are late, the others nobody knows.
    var model = oneAgent(share: 1)
    model.agents = []
    model.queues[1].openingBacklog = 0
    model.queues[1].threshold = 4 * 3600
    model.bucketOfSlot = (0..<40).map { $0 < 24 ? 0 : 1 }
    model.bucketCount = 2
    let outcome = try #require(simulate(model, options: SimulationOptions(replications: 20, seed: 3)))
    #expect(outcome.queues[1].hours[0].serviceLevel?.mean == 0)
    #expect(outcome.queues[1].hours[1].serviceLevel == nil)
  }
}
