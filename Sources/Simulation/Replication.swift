/// One play of a rota: contacts arrive, are answered, give up; agents come, go, and finish what they have begun.
struct Replication {
  let model: SimulationModel
  let table: RoutingTable
  let presence: PresencePlan
  let horizon: Double
  let queueCount: Int
  let facts: [Facts]
  private let width: Int

  /// What the events ask of a queue again and again.
  struct Facts {
    var threshold: Double
    var isDeferrable: Bool
    var isBlended: Bool
    var concurrency: Int
    /// Largest number where nothing limits it.
    var waitingRoom: Int
    var priority: Int
  }

  var tally: Tally
  var conservation: [Conservation]

  private var streams: [ArrivalStream]
  /// When the next contact of each stream arrives.
  private var arrivalTimes: [Double]
  var lines: [WaitingLine]
  var conversations: Conversations
  var background: BackgroundWork
  /// Agents' comings and goings, then queues' openings and closings.
  var changes: EventHeap
  var nextClosing: [Int]

  // By agent.
  var assigned: [Int]
  var isPresent: [Bool]
  var since: [Double]
  var segment: [Int]
  private var idleSince: [Double]
  /// When the agent should have left, while they finish what they hold; negative = not late.
  var overrun: [Double]

  /// Free agents: lists of the routing table, then for each queue and level ≥ 1 those who can take one more chat.
  var free: WaitingAgents

  init(_ model: SimulationModel, table: RoutingTable, seed: UInt64, absence: Double) {
    self.model = model
    self.table = table
    horizon = model.horizon
    queueCount = model.queues.count
    width = model.queues.map(\.concurrency).max() ?? 1
    facts = model.queues.indices.map { index in
      let queue = model.queues[index]
      return Facts(
        threshold: queue.threshold, isDeferrable: queue.isDeferrable, isBlended: !table.blenders[index].isEmpty,
        concurrency: queue.concurrency, waitingRoom: queue.waitingRoom ?? .max, priority: queue.priority)
    }
    presence = PresencePlan(model, seed: seed ^ 0x5DEE_CE66_D1CE_4E5B, absence: absence)
    tally = Tally(model)
    conservation = Array(repeating: Conservation(), count: queueCount)
    streams = model.queues.map { ArrivalStream($0, slotSeconds: model.slotSeconds, seed: seed) }
    arrivalTimes = streams.map(\.time)
    lines = Array(repeating: WaitingLine(), count: queueCount)
    conversations = Conversations(model)
    background = BackgroundWork(model, table: table)
    let agents = model.agents.count
    changes = EventHeap(count: agents + queueCount)
    nextClosing = Array(repeating: 0, count: queueCount)
    assigned = Array(repeating: -1, count: agents)
    isPresent = Array(repeating: false, count: agents)
    since = Array(repeating: 0, count: agents)
    segment = Array(presence.offsets.dropLast())
    idleSince = Array(repeating: 0, count: agents)
    overrun = Array(repeating: -1, count: agents)
    free = WaitingAgents(lists: table.listCount + queueCount * max(0, width - 1), agents: agents)
  }

  mutating func run() {
    begin()
    while true {
      let completion = conversations.completions.earliest
      let pieceDone = background.completions.earliest
      let change = changes.earliest
      var arrival = Double.infinity
      var queue = -1
      for index in 0..<queueCount where arrivalTimes[index] < arrival {
        arrival = arrivalTimes[index]
        queue = index
      }
      let next = min(completion, pieceDone, change, arrival)
      guard next < horizon else { break }
      if completion <= next {
        complete(conversations.completions.first, at: completion)
      } else if pieceDone <= next {
        completePiece(background.completions.first, at: pieceDone)
      } else if change <= next {
        let event = changes.first
        if event < model.agents.count {
          turn(event, at: change)
        } else if facts[event - model.agents.count].isDeferrable {
          flip(event - model.agents.count, at: change)
        } else {
          close(event - model.agents.count, at: change)
        }
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
      if facts[queue].isDeferrable { scheduleFlip(queue) } else { scheduleClosing(queue) }
    }
    for agent in model.agents.indices { scheduleNextSegment(agent, notBefore: 0) }
  }

  // MARK: Contacts

  private mutating func arrive(_ queue: Int, at now: Double, work: Double, patience: Double) {
    conservation[queue].arrived += 1
    tally.arrived(queue, at: now)
    let contact = WaitingLine.Contact(arrival: now, work: work, givesUp: now + patience)
    if offer(contact, of: queue, at: now) { return }
    let room = facts[queue].waitingRoom
    if room < .max, lines[queue].count(at: now) >= room {
      conservation[queue].turnedAway += 1
      tally.turnedAway(queue, at: now)
      return
    }
    lines[queue].append(contact)
  }

  /// Gives a contact to whoever is free for it.
  /// - Returns: false when nobody is.
  mutating func offer(_ contact: WaitingLine.Contact, of queue: Int, at now: Double) -> Bool {
    guard mayBegin(queue, at: now) else { return false }
    if let agent = idleAgent(for: queue) {
      free.remove(agent)
      start(contact, of: queue, with: agent, at: now)
      settle(agent, at: now)
      return true
    }
    guard facts[queue].isBlended, let agent = background.spareAgent(for: queue) else { return false }
    background.work(contact, of: queue, with: agent, at: now)
    return true
  }

  /// Whoever holds least; among the idle by the table's tiers, the longest idle of a tier.
  func idleAgent(for queue: Int) -> Int? {
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

  /// The agent takes the contact up, and lays blended work aside for it.
  private mutating func start(_ contact: WaitingLine.Contact, of queue: Int, with agent: Int, at now: Double) {
    if background.isUsed { layAside(agent, at: now) }
    let begun = contact.takenUp >= 0 ? contact.takenUp : now
    let wait = begun - contact.arrival
    let isWithin =
      facts[queue].isDeferrable
      ? isInTime(contact, of: queue, doneAt: now + contact.work) : wait <= facts[queue].threshold
    conservation[queue].answered += 1
    tally.answered(queue, arrival: contact.arrival, wait: wait, isWithin: isWithin)
    conversations.begin(contact.work, of: queue, with: agent, at: now)
  }

  func isInTime(_ contact: WaitingLine.Contact, of queue: Int, doneAt done: Double) -> Bool {
    clock(queue, at: done) - clock(queue, at: contact.arrival) <= facts[queue].threshold
  }

  private func clock(_ queue: Int, at time: Double) -> Double {
    guard let clock = model.queues[queue].clock else { return time }
    let slot = min(Int(time / model.slotSeconds), model.slotCount - 1)
    let share = min(1, time / model.slotSeconds - Double(slot))
    let rest = max(0, time - model.horizon)
    return clock[slot] + (clock[slot + 1] - clock[slot]) * share + rest
  }

  private mutating func complete(_ agent: Int, at now: Double) {
    credit(conversations.end(agent, at: now), of: agent, until: now)
    free.remove(agent)
    if isPresent[agent] {
      takeWork(agent, at: now)
      settle(agent, at: now)
    } else if conversations.count(agent) == 0 {
      let late = overrun[agent]
      overrun[agent] = -1
      if assigned[agent] >= 0 { tally.spend(.present, assigned[agent], from: late, to: now, weight: 1) }
      scheduleNextSegment(agent, notBefore: now, delay: now - late)
    }
  }

  /// Books the agent's time on a conversation, its share of what the agent could hold, with the queue that the agent is
  /// there for, as their presence is. Who is there for none is booked nowhere.
  mutating func credit(_ ended: Conversations.Ended, of agent: Int, until now: Double) {
    guard assigned[agent] >= 0 else { return }
    tally.spend(
      .busy, assigned[agent], from: ended.began, to: now, weight: 1 / Double(facts[ended.queue].concurrency))
  }

  /// Fills a present agent's hands from the lines.
  mutating func takeWork(_ agent: Int, at now: Double) {
    while true {
      if conversations.count(agent) > 0 {
        let queue = conversations.queue(agent)
        guard takesMore(agent), hasWork(queue, at: now) else { return }
        take(queue, agent, at: now)
      } else {
        guard let queue = waitingQueue(for: agent, at: now) else { return }
        take(queue, agent, at: now)
      }
    }
  }

  /// Whether an agent with conversations open may be given another.
  private func takesMore(_ agent: Int) -> Bool {
    let queue = conversations.queue(agent)
    return conversations.count(agent) < facts[queue].concurrency && (assigned[agent] == queue || assigned[agent] < 0)
  }

  mutating func take(_ queue: Int, _ agent: Int, at now: Double) {
    let contact = lines[queue].first
    lines[queue].removeFirst()
    start(contact, of: queue, with: agent, at: now)
  }

  /// The agent's own queue, else the most important of the others, and of those the one whose first waits longest.
  private mutating func waitingQueue(for agent: Int, at now: Double) -> Int? {
    let own = assigned[agent]
    if own >= 0, hasWork(own, at: now) { return own }
    var best: Int?
    var rank = (0, 0)
    for queue in table.others[list(of: agent)] where hasWork(queue, at: now) {
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

  /// The list of the routing table in which the agent stands while idle.
  @inline(__always)
  func list(of agent: Int) -> Int { Int(table.listOf[agent * (queueCount + 1) + assigned[agent] + 1]) }

  /// Puts an agent where contacts find them, when they are free for one; who holds nothing does blended work meanwhile.
  mutating func settle(_ agent: Int, at now: Double) {
    guard isPresent[agent], !free.holds(agent) else { return }
    if conversations.count(agent) == 0 {
      idleSince[agent] = now
      free.append(agent, to: list(of: agent))
      if background.isUsed { workMeanwhile(agent, at: now) }
    } else if takesMore(agent) {
      free.append(agent, to: chatList(conversations.queue(agent), conversations.count(agent)))
    }
  }
}
