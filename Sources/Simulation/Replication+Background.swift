/// Blended work between live contacts.
extension Replication {
  /// An idle agent goes on with the piece laid aside, or takes the longest waiting of a queue that they blend.
  mutating func workMeanwhile(_ agent: Int, at now: Double) {
    let held = background.queue(agent)
    if held >= 0 {
      background.goOn(agent, at: now)
      return
    }
    let list = list(of: agent)
    for queue in table.blends[list] where isOpen(queue, at: now) && hasWaiting(queue, at: now) {
      let contact = lines[queue].first
      lines[queue].removeFirst()
      background.work(contact, of: queue, with: agent, at: now)
      return
    }
    if !table.blends[list].isEmpty { background.wait(agent, in: list) }
  }

  /// Lays the agent's piece aside and books the time spent on it with the queue that the agent is there for.
  mutating func layAside(_ agent: Int, at now: Double) {
    guard let stretch = background.layAside(agent, at: now), assigned[agent] >= 0 else { return }
    tally.spend(.busy, assigned[agent], from: stretch.start, to: now, weight: stretch.share)
  }

  mutating func completePiece(_ agent: Int, at now: Double) {
    let queue = background.queue(agent)
    layAside(agent, at: now)
    let contact = background.handOver(agent)
    conservation[queue].answered += 1
    tally.answered(
      queue, arrival: contact.arrival, wait: contact.takenUp - contact.arrival,
      isWithin: isInTime(contact, of: queue, doneAt: now))
    workMeanwhile(agent, at: now)
  }

  /// Whoever leaves, or whose queue of blended work closes, gives the piece to somebody else, or back to the line.
  mutating func putDown(_ agent: Int, at now: Double) {
    layAside(agent, at: now)
    let queue = background.queue(agent)
    guard queue >= 0 else { return }
    let contact = background.handOver(agent)
    if !offer(contact, of: queue, at: now) { lines[queue].putBack(contact) }
  }

  /// The next slot at whose beginning deferrable work opens or closes.
  mutating func scheduleFlip(_ queue: Int) {
    let open = model.queues[queue].open
    var slot = nextClosing[queue] + 1
    while slot < open.count, open[slot] == open[slot - 1] { slot += 1 }
    nextClosing[queue] = slot
    changes.schedule(
      model.agents.count + queue, at: slot < open.count ? Double(slot) * model.slotSeconds : .infinity)
  }

  /// Deferrable work is taken up only while its queue is open. At closing, what is blended is put down, other work in hand
  /// is finished.
  mutating func flip(_ queue: Int, at now: Double) {
    if isOpen(queue, at: now) {
      while hasWaiting(queue, at: now), let agent = idleAgent(for: queue) {
        free.remove(agent)
        take(queue, agent, at: now)
      }
      while facts[queue].isBlended, hasWaiting(queue, at: now), let agent = background.spareAgent(for: queue) {
        let contact = lines[queue].first
        lines[queue].removeFirst()
        background.work(contact, of: queue, with: agent, at: now)
      }
    } else if facts[queue].isBlended {
      for agent in model.agents.indices where background.queue(agent) == queue {
        putDown(agent, at: now)
        if isPresent[agent], conversations.count(agent) == 0 { workMeanwhile(agent, at: now) }
      }
    }
    scheduleFlip(queue)
  }
}
