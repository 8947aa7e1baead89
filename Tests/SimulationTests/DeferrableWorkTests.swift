import Searching
import Simulation
import Testing
import Workforce

@Suite("work that can wait: by whom, and when")
struct DeferrableWorkTests {
  /// Queue 0 is a silent telephone, queue 1 e-mail of which everything waits at the beginning; each piece takes as long.
  private struct Desk: CustomStringConvertible {
    var open: [Bool]
    var pieces: Int
    /// Seconds a piece; less than a slot, so that who overruns is done before they come again.
    var work: Int
    /// Of each agent: whether they know e-mail, and their presences: slots and queue (−1 = none).
    var agents: [(knowsMail: Bool, presences: [(slots: Range<Int>, queue: Int)])]

    static let slotSeconds = 900

    var description: String {
      "open \(open.map { $0 ? "o" : "-" }.joined()), \(pieces) pieces of \(work) s, \(agents.map(\.presences))"
    }

    init(
      open: [Bool], pieces: Int, work: Int, agents: [(knowsMail: Bool, presences: [(slots: Range<Int>, queue: Int)])]
    ) {
      self.open = open
      self.pieces = pieces
      self.work = work
      self.agents = agents
    }

    init(seed: UInt64) {
      var generator = SeededGenerator(seed: seed)
      let slots = 16
      var isOpen = generator.nextUnit() < 0.5
      open = (0..<slots).map { _ in
        if generator.nextUnit() < 0.3 { isOpen.toggle() }
        return isOpen
      }
      pieces = generator.nextIndex(below: 60)
      work = 60 + generator.nextIndex(below: 800)
      agents = (0..<4).map { _ in
        let knowsMail = generator.nextUnit() < 0.8
        var presences: [(slots: Range<Int>, queue: Int)] = []
        var at = generator.nextIndex(below: 4)
        while at < slots {
          let end = min(slots, at + 1 + generator.nextIndex(below: 4))
          presences.append((at..<end, knowsMail ? generator.nextIndex(below: 3) - 1 : -generator.nextIndex(below: 2)))
          at = end + generator.nextIndex(below: 3)
        }
        return (knowsMail, presences)
      }
    }

    var model: SimulationModel {
      func queue(_ key: UInt64, isMail: Bool) -> SimulatedQueue {
        SimulatedQueue(
          key: key, arrivals: open.map { _ in 0 }, dayOfSlot: open.map { _ in 0 },
          handleTime: open.map { _ in Double(work) }, shape: .logNormal(variation: 0), threshold: 3600,
          isDeferrable: isMail, openingBacklog: isMail ? pieces : 0, open: isMail ? open : open.map { _ in true },
          shrinkage: open.map { _ in 0 })
      }
      return SimulationModel(
        slotSeconds: Double(Self.slotSeconds), slotCount: open.count,
        queues: [queue(1, isMail: false), queue(2, isMail: true)],
        agents: agents.enumerated().map { number, agent in
          SimulatedAgent(
            key: UInt64(number), skills: agent.knowsMail ? [0, 1] : [0],
            presences: agent.presences.enumerated().map { index, presence in
              Presence(
                start: Double(presence.slots.lowerBound * Self.slotSeconds),
                end: Double(presence.slots.upperBound * Self.slotSeconds), queue: presence.queue, duty: UInt64(index))
            })
        }, bucketOfSlot: open.map { _ in 0 }, bucketCount: 1)
    }

    /// The same second by second: pieces begun, and the seconds that people on e-mail were there and worked.
    func played(_ routing: Routing) -> (begun: Int, present: Int, busy: Int) {
      var waiting = pieces
      var (present, busy) = (0, 0)
      var left = Array(repeating: 0, count: agents.count)
      var queue = Array(repeating: -2, count: agents.count)
      for second in 0..<open.count * Self.slotSeconds {
        let slot = second / Self.slotSeconds
        for (number, agent) in agents.enumerated() {
          let here = agent.presences.first { $0.slots.contains(slot) }
          if let here { queue[number] = here.queue }
          if here == nil, left[number] == 0 { queue[number] = -2 }
          let may = queue[number] == 1 || (queue[number] == -1 && agent.knowsMail && routing == .skills)
          if left[number] == 0, here != nil, may, open[slot], waiting > 0 {
            waiting -= 1
            left[number] = work
          }
          if queue[number] == 1 {
            present += 1
            if left[number] > 0 { busy += 1 }
          }
          left[number] = max(0, left[number] - 1)
        }
      }
      return (pieces - waiting, present, busy)
    }
  }

  private func check(_ desk: Desk) throws {
    for routing in Routing.allCases {
      let outcome = try #require(simulate(desk.model, options: SimulationOptions(replications: 2, routing: routing)))
      let mail = outcome.queues[1]
      let truth = desk.played(routing)
      #expect(mail.conservation.answered == 2 * truth.begun, "\(routing): \(desk)")
      #expect(mail.conservation.waiting == 2 * (desk.pieces - truth.begun), "\(routing): \(desk)")
      let horizon = Double(desk.open.count * Desk.slotSeconds)
      let present = mail.total.agents * horizon
      #expect(abs(present - Double(truth.present)) < 1e-6, "\(routing): \(desk)")
      let busy = (mail.total.occupancy?.mean ?? 0) * present
      #expect(abs(busy - Double(truth.busy)) < 1e-6, "\(routing): \(desk)")
    }
  }

  @Test("who does it, when, and how busy they are, as played second by second", arguments: 0..<60)
  func bySeconds(number: Int) throws { try check(Desk(seed: UInt64(number))) }

  @Test("nobody does e-mail of a closed queue, and nobody who isn't on it where no help is allowed")
  func closed() throws {
    let night = [(knowsMail: true, presences: [(slots: 0..<4, queue: -1)])]
    let desk = Desk(open: [false, false, true, true, false, false], pieces: 20, work: 600, agents: night)
    #expect(desk.played(.assigned).begun == 0)
    // Half an hour is open: three pieces of ten minutes.
    #expect(desk.played(.skills).begun == 3)
    try check(desk)
  }

  @Test("who is there at the opening begins at once, and finishes after closing what is in hand")
  func opening() throws {
    let desk = Desk(
      open: [false, true, false, false], pieces: 20, work: 800,
      agents: [(knowsMail: true, presences: [(slots: 0..<4, queue: 1)])])
    #expect(desk.played(.assigned) == (2, 3600, 1600))
    try check(desk)
  }

  @Test("a call is booked with the queue that its agent is there for at the time: nobody is busy above 100 %")
  func calls() throws {
    let slots = 8
    func queue(_ key: UInt64, contacts: Double) -> SimulatedQueue {
      SimulatedQueue(
        key: key, arrivals: Array(repeating: contacts, count: slots), dayOfSlot: Array(repeating: 0, count: slots),
        handleTime: Array(repeating: 1000, count: slots), shape: .logNormal(variation: 0), threshold: 60,
        open: Array(repeating: true, count: slots), shrinkage: Array(repeating: 0, count: slots))
    }
    // Always a caller waiting: the agent is busy all the time, on queue 0, on 1, on none.
    let model = SimulationModel(
      slotSeconds: 900, slotCount: slots, queues: [queue(1, contacts: 50), queue(2, contacts: 50)],
      agents: [
        SimulatedAgent(
          key: 1, skills: [0, 1],
          presences: [
            Presence(start: 900, end: 2700, queue: 0, duty: 1), Presence(start: 2700, end: 4500, queue: 1, duty: 1),
            Presence(start: 4500, end: 5400, queue: -1, duty: 1),
          ])
      ], bucketOfSlot: Array(0..<slots), bucketCount: slots)
    for routing in Routing.allCases {
      let outcome = try #require(simulate(model, options: SimulationOptions(replications: 2, routing: routing)))
      for queue in outcome.queues {
        #expect(abs((queue.total.occupancy?.mean ?? 0) - 1) < 1e-9)
        #expect(abs(queue.total.agents * 7200 - 1800) < 1e-6)
        for hour in queue.hours { #expect(hour.occupancy.map { abs($0.mean - 1) < 1e-9 } ?? true) }
      }
    }
  }
}
