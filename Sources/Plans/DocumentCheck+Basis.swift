internal import Workforce

extension DocumentCheck {
  /// What positions and service were worked out from, on a grid of `count` intervals.
  mutating func basis(_ basis: CoverageBasis, _ count: Int, at path: String) {
    if let slots = basis.slotContacts {
      demand(
        slots.isEmpty || count > 0 && slots.count % count == 0 && slots.count / count <= 1440,
        at: "\(path).slotContacts"
      ) {
        "\(slots.count) values; expected as many for each of the \(count) intervals"
      }
      numbers(slots, slots.count, 0...Self.contacts, "contacts", at: "\(path).slotContacts")
    }
    if let begun = basis.inProgress { inProgress(begun, count, at: "\(path).inProgress") }
    if let curves = basis.deferrable {
      let work = -Self.amount...Self.amount
      numbers(curves.capacityOfAgent, count, work, "seconds of work", at: "\(path).deferrable.capacityOfAgent")
      numbers(curves.available, count, work, "seconds of work", at: "\(path).deferrable.available")
      numbers(curves.due, count, work, "seconds of work", at: "\(path).deferrable.due")
      for (name, value) in [
        ("total", curves.total), ("unreachable", curves.unreachable), ("opening", curves.opening),
        ("closingExcess", curves.closingExcess),
      ] { amount(value, at: "\(path).deferrable.\(name)") }
    }
  }

  private mutating func inProgress(_ begun: InProgress, _ count: Int, at path: String) {
    whole(begun.interval, 0...count, "an interval", at: "\(path).interval")
    for (index, cohort) in begun.cohorts.enumerated() {
      number(cohort.handleTime, 0...Self.seconds, "seconds", at: "\(path).cohorts[\(index)].handleTime")
      number(cohort.inService, 0...Self.contacts, "contacts", at: "\(path).cohorts[\(index)].inService")
    }
    if let before = begun.contactsBefore { number(before, 0...Self.contacts, "contacts", at: "\(path).contactsBefore") }
    guard let chat = begun.chat else { return }
    numbers(
      chat.probabilities, min(chat.probabilities.count, Self.heads), Self.shares, "a share",
      at: "\(path).chat.probabilities", each: "state")
    number(chat.agents, 0...Double(Self.heads), "heads", at: "\(path).chat.agents")
    number(chat.leavers, 0...Double(Self.heads), "heads", at: "\(path).chat.leavers")
    number(chat.handleTime, 0...Self.seconds, "seconds", at: "\(path).chat.handleTime")
  }
}
