/// Agents come and go, queues close, the horizon ends.
extension Replication {
  /// The agent's next coming; a presence that the delay has eaten up is passed over.
  mutating func scheduleNextSegment(_ agent: Int, notBefore now: Double, delay: Double = 0) {
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
  mutating func turn(_ agent: Int, at now: Double) {
    if !isPresent[agent] {
      enter(presence.segments[segment[agent]], agent, at: now)
      return
    }
    if assigned[agent] >= 0 { tally.spend(.present, assigned[agent], from: since[agent], to: now, weight: 1) }
    free.remove(agent)
    creditOpen(agent, until: now)
    segment[agent] += 1
    let end = presence.offsets[agent + 1]
    let goesOn = segment[agent] < end && presence.segments[segment[agent]].isJoined
    isPresent[agent] = goesOn
    if background.isUsed { putDown(agent, at: now) }
    if goesOn {
      enter(presence.segments[segment[agent]], agent, at: now)
    } else if conversations.count(agent) > 0 {
      overrun[agent] = now
      changes.cancel(agent)
    } else {
      scheduleNextSegment(agent, notBefore: now)
    }
  }

  private mutating func enter(_ begun: PresencePlan.Segment, _ agent: Int, at now: Double) {
    isPresent[agent] = true
    since[agent] = now
    assigned[agent] = Int(begun.queue)
    changes.schedule(agent, at: begun.end)
    takeWork(agent, at: now)
    settle(agent, at: now)
  }

  /// Books what the agent holds before their assignment changes.
  private mutating func creditOpen(_ agent: Int, until now: Double) {
    for held in conversations.bookOpen(agent, at: now) { credit(held, of: agent, until: now) }
  }

  // MARK: Closing

  /// The next slot at whose beginning a live queue has just closed.
  mutating func scheduleClosing(_ queue: Int) {
    let open = model.queues[queue].open
    var slot = nextClosing[queue] + 1
    while slot < open.count, open[slot] || !open[slot - 1] { slot += 1 }
    nextClosing[queue] = slot
    changes.schedule(
      model.agents.count + queue, at: slot < open.count ? Double(slot) * model.slotSeconds : .infinity)
  }

  /// Who still waits after closing is served while somebody of the queue is there, and lost when nobody is.
  mutating func close(_ queue: Int, at now: Double) {
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

  func isOpen(_ queue: Int, at now: Double) -> Bool {
    model.queues[queue].open[min(Int(now / model.slotSeconds), model.slotCount - 1)]
  }

  /// The end of the horizon: what is in hand is booked up to it, what waits is counted.
  mutating func finish() {
    for agent in model.agents.indices {
      if isPresent[agent], assigned[agent] >= 0 {
        tally.spend(.present, assigned[agent], from: since[agent], to: horizon, weight: 1)
      } else if overrun[agent] >= 0, assigned[agent] >= 0 {
        tally.spend(.present, assigned[agent], from: overrun[agent], to: horizon, weight: 1)
      }
      creditOpen(agent, until: horizon)
      guard background.isUsed else { continue }
      layAside(agent, at: horizon)
      let queue = background.queue(agent)
      if queue >= 0 { leave(background.handOver(agent), of: queue) }
    }
    for queue in 0..<queueCount {
      while hasWaiting(queue, at: horizon) {
        let contact = lines[queue].first
        lines[queue].removeFirst()
        leave(contact, of: queue)
      }
      precondition(conservation[queue].holds, "the simulation lost a contact")
    }
  }

  /// A contact that is not done at the end: late, or, if its deadline lies after the end, neither in time nor late.
  private mutating func leave(_ contact: WaitingLine.Contact, of queue: Int) {
    conservation[queue].waiting += 1
    guard facts[queue].isDeferrable, isInTime(contact, of: queue, doneAt: horizon) else { return }
    tally.notYetDue(queue, arrival: contact.arrival)
  }
}
