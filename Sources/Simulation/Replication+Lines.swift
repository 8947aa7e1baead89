/// What waits, and whether it may be taken up.
extension Replication {
  /// Whether anybody waits whose contact may be taken up now.
  mutating func hasWork(_ queue: Int, at now: Double) -> Bool {
    mayBegin(queue, at: now) && hasWaiting(queue, at: now)
  }

  /// Work that can wait is taken up only while its queue is open; live contacts are served after closing, too.
  @inline(__always)
  func mayBegin(_ queue: Int, at now: Double) -> Bool { !facts[queue].isDeferrable || isOpen(queue, at: now) }

  /// Whether anybody waits who has not given up; those who have are counted on the way.
  mutating func hasWaiting(_ queue: Int, at now: Double) -> Bool {
    while !lines[queue].isEmpty {
      let contact = lines[queue].first
      if contact.givesUp > now { return true }
      lines[queue].removeFirst()
      giveUp(contact, of: queue, at: contact.givesUp)
    }
    return false
  }

  mutating func giveUp(_ contact: WaitingLine.Contact, of queue: Int, at time: Double) {
    conservation[queue].abandoned += 1
    let wait = time - contact.arrival
    tally.abandoned(queue, arrival: contact.arrival, wait: wait, isShort: wait <= facts[queue].threshold)
  }
}
