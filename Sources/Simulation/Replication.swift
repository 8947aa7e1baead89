/// One play of a rota: contacts arrive, are answered, give up; agents come, go, and finish what they have begun.
///
/// An agent holds conversations that progress together: with j open each runs at 1 ÷ pace(j) of its speed at full
/// concurrency, so an agent's conversations share one clock of work and end in the order of the work at which they would.
/// The telephone is the case of one conversation.
struct Replication {
  private let model: SimulationModel
  private let table: RoutingTable
  private let presence: PresencePlan
  private let horizon: Double
  private let queueCount: Int
  private let width: Int
  private let facts: [Facts]
  /// How long a conversation takes while 1, 2, … are open: `width` entries a queue.
  private let paces: [Double]

  /// What the events ask of a queue again and again.
  private struct Facts {
    var threshold: Double
    var isDeferrable: Bool
    var concurrency: Int
    /// Largest number where nothing limits it.
    var waitingRoom: Int
    var priority: Int
  }

  private(set) var tally: Tally
  private(set) var conservation: [Conservation]

  private var streams: [ArrivalStream]
  /// When the next contact of each stream arrives.
  private var arrivalTimes: [Double]
  private var lines: [WaitingLine]
  private var completions: EventHeap
  /// Agents' comings and goings, then queues' closings.
  private var changes: EventHeap
  private var nextClosing: [Int]

  // By agent.
  private var level: [Int]
  private var mode: [Int]
  private var assigned: [Int]
  private var isPresent: [Bool]
  private var since: [Double]
  private var segment: [Int]
  private var idleSince: [Double]
  /// Work done on each conversation since the agent's clock began, and when that was last brought up to date.
  private var workClock: [Double]
  private var clockTime: [Double]
  /// When the agent should have left, while they finish what they hold; negative = not late.
  private var overrun: [Double]
  /// By agent and conversation: the work clock at which it ends, when it began, and on whose account.
  private var endsAt: [Double]
  private var began: [Double]
  private var account: [Int]

  /// Free agents: lists of the routing table, then for each queue and level ≥ 1 those who can take one more chat.
  private var free: WaitingAgents

  init(_ model: SimulationModel, table: RoutingTable, seed: UInt64, absence: Double) {
    self.model = model
    self.table = table
    horizon = model.horizon
    queueCount = model.queues.count
    width = model.queues.map(\.concurrency).max() ?? 1
    facts = model.queues.map {
      Facts(
        threshold: $0.threshold, isDeferrable: $0.isDeferrable, concurrency: $0.concurrency,
        waitingRoom: $0.waitingRoom ?? .max, priority: $0.priority)
    }
    paces = model.queues.flatMap { queue in
      (0..<(model.queues.map(\.concurrency).max() ?? 1)).map { $0 < queue.pace.count ? queue.pace[$0] : 1 }
    }
    presence = PresencePlan(model, seed: seed ^ 0x5DEE_CE66_D1CE_4E5B, absence: absence)
    tally = Tally(model)
    conservation = Array(repeating: Conservation(), count: queueCount)
    streams = model.queues.map { ArrivalStream($0, slotSeconds: model.slotSeconds, seed: seed) }
    arrivalTimes = streams.map(\.time)
    lines = Array(repeating: WaitingLine(), count: queueCount)
    let agents = model.agents.count
    completions = EventHeap(count: agents)
    changes = EventHeap(count: agents + queueCount)
    nextClosing = Array(repeating: 0, count: queueCount)
    level = Array(repeating: 0, count: agents)
    mode = Array(repeating: -1, count: agents)
    assigned = Array(repeating: -1, count: agents)
    isPresent = Array(repeating: false, count: agents)
    since = Array(repeating: 0, count: agents)
    segment = Array(presence.offsets.dropLast())
    idleSince = Array(repeating: 0, count: agents)
    workClock = Array(repeating: 0, count: agents)
    clockTime = Array(repeating: 0, count: agents)
    overrun = Array(repeating: -1, count: agents)
    endsAt = Array(repeating: 0, count: agents * width)
    began = Array(repeating: 0, count: agents * width)
    account = Array(repeating: 0, count: agents * width)
    free = WaitingAgents(lists: table.listCount + queueCount * max(0, width - 1), agents: agents)
  }

  mutating func run() {
    begin()
    while true {
      let completion = completions.earliest
      let change = changes.earliest
      var arrival = Double.infinity
      var queue = -1
      for index in 0..<queueCount where arrivalTimes[index] < arrival {
        arrival = arrivalTimes[index]
        queue = index
      }
      let next = min(completion, change, arrival)
      guard next < horizon else { break }
      if completion <= next {
        complete(completions.first, at: completion)
      } else if change <= next {
        let event = changes.first
        if event < model.agents.count { turn(event, at: change) } else { close(event - model.agents.count, at: change) }
      } else {
        arrive(queue, at: arrival, work: streams[queue].work, patience: streams[queue].patienceOfNext)
        streams[queue].advance()
        arrivalTimes[queue] = streams[queue].time
      }
    }
    finish()
  }

  private mutating func begin() {
    for queue in 0..<queueCount {
      let backlog = model.queues[queue].openingBacklog
      for _ in 0..<max(0, backlog) {
        conservation[queue].arrived += 1
        tally.arrived(queue, at: 0)
        lines[queue].append(.init(arrival: 0, work: model.queues[queue].handleTime.first ?? 0, givesUp: .infinity))
      }
      scheduleClosing(queue)
    }
    for agent in model.agents.indices { scheduleNextSegment(agent, notBefore: 0) }
  }

  // MARK: Contacts

  private mutating func arrive(_ queue: Int, at now: Double, work: Double, patience: Double) {
    conservation[queue].arrived += 1
    tally.arrived(queue, at: now)
    let contact = WaitingLine.Contact(arrival: now, work: work, givesUp: now + patience)
    if let agent = idleAgent(for: queue) {
      free.remove(agent)
      start(contact, of: queue, with: agent, at: now)
      settle(agent, at: now)
      return
    }
    let room = facts[queue].waitingRoom
    if room < .max, lines[queue].count(at: now) >= room {
      conservation[queue].turnedAway += 1
      tally.turnedAway(queue, at: now)
      return
    }
    lines[queue].append(contact)
  }

  /// Whoever holds least; among the idle by the table's tiers, the longest idle of a tier.
  private func idleAgent(for queue: Int) -> Int? {
    for tier in table.tiers[queue] {
      var best: Int32 = -1
      var longest = Double.infinity
      for list in tier {
        let head = free.first(of: list)
        guard head >= 0 else { continue }
        let time = idleSince[Int(head)]
        if time < longest || (time == longest && head < best) {
          longest = time
          best = head
        }
      }
      if best >= 0 { return Int(best) }
    }
    let most = facts[queue].concurrency
    var open = 1
    while open < most {
      let head = free.first(of: chatList(queue, open))
      if head >= 0 { return Int(head) }
      open += 1
    }
    return nil
  }

  @inline(__always)
  private func chatList(_ queue: Int, _ open: Int) -> Int { table.listCount + queue * (width - 1) + open - 1 }

  /// The agent takes the contact up.
  private mutating func start(_ contact: WaitingLine.Contact, of queue: Int, with agent: Int, at now: Double) {
    let wait = now - contact.arrival
    var isWithin = wait <= facts[queue].threshold
    if facts[queue].isDeferrable {
      let done = now + contact.work
      isWithin = clock(queue, at: done) - clock(queue, at: contact.arrival) <= facts[queue].threshold
    }
    conservation[queue].answered += 1
    tally.answered(queue, arrival: contact.arrival, wait: wait, isWithin: isWithin)
    bringUpToDate(agent, at: now)
    if level[agent] == 0 { workClock[agent] = 0 }
    let place = agent * width + level[agent]
    endsAt[place] = workClock[agent] + contact.work
    began[place] = now
    account[place] = assigned[agent] >= 0 ? assigned[agent] : queue
    level[agent] += 1
    mode[agent] = queue
    scheduleCompletion(agent, at: now)
  }

  private func clock(_ queue: Int, at time: Double) -> Double {
    guard let clock = model.queues[queue].clock else { return time }
    let slot = min(Int(time / model.slotSeconds), model.slotCount - 1)
    let share = min(1, time / model.slotSeconds - Double(slot))
    let rest = max(0, time - model.horizon)
    return clock[slot] + (clock[slot + 1] - clock[slot]) * share + rest
  }

  @inline(__always)
  private mutating func bringUpToDate(_ agent: Int, at now: Double) {
    let open = level[agent]
    if open > 0 { workClock[agent] += (now - clockTime[agent]) / paces[mode[agent] * width + open - 1] }
    clockTime[agent] = now
  }

  private mutating func scheduleCompletion(_ agent: Int, at now: Double) {
    let open = level[agent]
    let first = agent * width
    var least = endsAt[first]
    for place in first + 1..<first + max(1, open) { least = min(least, endsAt[place]) }
    completions.schedule(
      agent, at: now + max(0, least - workClock[agent]) * paces[mode[agent] * width + open - 1])
  }

  private mutating func complete(_ agent: Int, at now: Double) {
    bringUpToDate(agent, at: now)
    let first = agent * width
    let last = first + level[agent] - 1
    var done = first
    for place in first...last where endsAt[place] < endsAt[done] { done = place }
    credit(done, of: mode[agent], until: now)
    endsAt[done] = endsAt[last]
    began[done] = began[last]
    account[done] = account[last]
    free.remove(agent)
    level[agent] -= 1
    if level[agent] > 0 { scheduleCompletion(agent, at: now) } else { completions.cancel(agent) }
    if isPresent[agent] {
      takeWork(agent, at: now)
      settle(agent, at: now)
    } else if level[agent] == 0 {
      let late = overrun[agent]
      overrun[agent] = -1
      if assigned[agent] >= 0 { tally.spend(.present, assigned[agent], from: late, to: now, weight: 1) }
      scheduleNextSegment(agent, notBefore: now, delay: now - late)
    }
  }

  /// Books the agent's time on a conversation: its share of what the agent could hold.
  private mutating func credit(_ place: Int, of queue: Int, until now: Double) {
    tally.spend(
      .busy, account[place], from: began[place], to: now, weight: 1 / Double(facts[queue].concurrency))
  }

  /// Fills a present agent's hands from the lines.
  private mutating func takeWork(_ agent: Int, at now: Double) {
    while true {
      if level[agent] > 0 {
        let queue = mode[agent]
        guard takesMore(agent), hasWaiting(queue, at: now) else { return }
        take(queue, agent, at: now)
      } else {
        guard let queue = waitingQueue(for: agent, at: now) else { return }
        take(queue, agent, at: now)
      }
    }
  }

  /// Whether an agent with conversations open may be given another.
  private func takesMore(_ agent: Int) -> Bool {
    let queue = mode[agent]
    return level[agent] < facts[queue].concurrency && (assigned[agent] == queue || assigned[agent] < 0)
  }

  private mutating func take(_ queue: Int, _ agent: Int, at now: Double) {
    let contact = lines[queue].first
    lines[queue].removeFirst()
    start(contact, of: queue, with: agent, at: now)
  }

  /// The agent's own queue, else the most important of the others, and of those the one whose first waits longest.
  private mutating func waitingQueue(for agent: Int, at now: Double) -> Int? {
    let own = assigned[agent]
    if own >= 0, hasWaiting(own, at: now) { return own }
    let list = Int(table.listOf[agent * (queueCount + 1) + own + 1])
    var best: Int?
    var rank = (0, 0)
    for queue in table.others[list] where hasWaiting(queue, at: now) {
      let here = (facts[queue].isDeferrable ? 1 : 0, facts[queue].priority)
      if let chosen = best {
        guard here == rank else { break }
        if lines[queue].first.arrival < lines[chosen].first.arrival { best = queue }
      } else {
        best = queue
        rank = here
      }
    }
    return best
  }

  /// Whether anybody waits who has not given up; those who have are counted on the way.
  private mutating func hasWaiting(_ queue: Int, at now: Double) -> Bool {
    while !lines[queue].isEmpty {
      let contact = lines[queue].first
      if contact.givesUp > now { return true }
      lines[queue].removeFirst()
      giveUp(contact, of: queue, at: contact.givesUp)
    }
    return false
  }

  private mutating func giveUp(_ contact: WaitingLine.Contact, of queue: Int, at time: Double) {
    conservation[queue].abandoned += 1
    let wait = time - contact.arrival
    tally.abandoned(queue, arrival: contact.arrival, wait: wait, isShort: wait <= facts[queue].threshold)
  }

  // MARK: Agents

  /// Puts an agent where contacts find them, when they are free for one.
  private mutating func settle(_ agent: Int, at now: Double) {
    guard isPresent[agent], !free.holds(agent) else { return }
    if level[agent] == 0 {
      idleSince[agent] = now
      free.append(agent, to: Int(table.listOf[agent * (queueCount + 1) + assigned[agent] + 1]))
    } else if takesMore(agent) {
      free.append(agent, to: chatList(mode[agent], level[agent]))
    }
  }

  /// The agent's next coming; a presence that the delay has eaten up is passed over.
  private mutating func scheduleNextSegment(_ agent: Int, notBefore now: Double, delay: Double = 0) {
    let end = presence.offsets[agent + 1]
    while segment[agent] < end {
      let next = presence.segments[segment[agent]]
      let start = max(now, next.start + (next.isSameDuty ? delay : 0))
      if start < next.end {
        changes.schedule(agent, at: start)
        return
      }
      segment[agent] += 1
    }
    changes.cancel(agent)
  }

  /// The agent comes, goes, or is assigned to another queue.
  private mutating func turn(_ agent: Int, at now: Double) {
    if !isPresent[agent] {
      let begun = presence.segments[segment[agent]]
      isPresent[agent] = true
      since[agent] = now
      assigned[agent] = Int(begun.queue)
      changes.schedule(agent, at: begun.end)
      takeWork(agent, at: now)
      settle(agent, at: now)
      return
    }
    if assigned[agent] >= 0 { tally.spend(.present, assigned[agent], from: since[agent], to: now, weight: 1) }
    free.remove(agent)
    segment[agent] += 1
    let end = presence.offsets[agent + 1]
    if segment[agent] < end, presence.segments[segment[agent]].isJoined {
      let next = presence.segments[segment[agent]]
      since[agent] = now
      assigned[agent] = Int(next.queue)
      changes.schedule(agent, at: next.end)
      takeWork(agent, at: now)
      settle(agent, at: now)
      return
    }
    isPresent[agent] = false
    if level[agent] > 0 {
      overrun[agent] = now
      changes.cancel(agent)
    } else {
      scheduleNextSegment(agent, notBefore: now)
    }
  }

  // MARK: Closing

  /// The next slot at whose beginning a live queue has just closed.
  private mutating func scheduleClosing(_ queue: Int) {
    let event = model.agents.count + queue
    guard !facts[queue].isDeferrable else { return }
    let open = model.queues[queue].open
    var slot = nextClosing[queue] + 1
    while slot < open.count, open[slot] || !open[slot - 1] { slot += 1 }
    nextClosing[queue] = slot
    changes.schedule(event, at: slot < open.count ? Double(slot) * model.slotSeconds : .infinity)
  }

  /// Who still waits after closing is served while somebody of the queue is there, and lost when nobody is.
  private mutating func close(_ queue: Int, at now: Double) {
    let anybody = model.agents.indices.contains { agent in
      isPresent[agent]
        && (assigned[agent] == queue || (assigned[agent] < 0 && model.agents[agent].skills.contains(queue)))
    }
    if anybody, hasWaiting(queue, at: now), !isOpen(queue, at: now) {
      changes.schedule(model.agents.count + queue, at: now + 300)
      return
    }
    if !anybody, !isOpen(queue, at: now) {
      while hasWaiting(queue, at: now) {
        let contact = lines[queue].first
        lines[queue].removeFirst()
        giveUp(contact, of: queue, at: now)
      }
    }
    scheduleClosing(queue)
  }

  private func isOpen(_ queue: Int, at now: Double) -> Bool {
    model.queues[queue].open[min(Int(now / model.slotSeconds), model.slotCount - 1)]
  }

  /// The end of the horizon: what is in hand is booked up to it, what waits is counted.
  private mutating func finish() {
    for agent in model.agents.indices {
      if isPresent[agent], assigned[agent] >= 0 {
        tally.spend(.present, assigned[agent], from: since[agent], to: horizon, weight: 1)
      } else if overrun[agent] >= 0, assigned[agent] >= 0 {
        tally.spend(.present, assigned[agent], from: overrun[agent], to: horizon, weight: 1)
      }
      for place in agent * width..<agent * width + level[agent] { credit(place, of: mode[agent], until: horizon) }
    }
    for queue in 0..<queueCount {
      while hasWaiting(queue, at: horizon) {
        lines[queue].removeFirst()
        conservation[queue].waiting += 1
      }
      precondition(conservation[queue].holds, "the simulation lost a contact")
    }
  }
}
