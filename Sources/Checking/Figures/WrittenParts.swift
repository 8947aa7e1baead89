internal import Calendars
internal import Plans
internal import Workforce

extension PlanFigures {
  /// What figures are worked out from must be there: a figure whose basis is left out isn't looked at.
  ///
  /// A plan of the program that reads it holds all of it. Of other plans it is said what wasn't worked out again.
  mutating func checkParts() {
    let origin = reading.origin
    for (number, queue) in plan.queues.enumerated() where queue.settings == nil {
      lack(
        "queues[\(number)].settings", "target, hours, positions and service of '\(queue.id)'", isWritten: origin.isOurs)
    }
    if plan.forecasts == nil {
      lack("forecasts", "bands of contacts and positions", isWritten: origin.isOurs)
    }
    for (number, coverage) in plan.coverage.enumerated() { checkParts(of: coverage, number) }
    if plan.clocks == nil {
      lack("clocks", "local times under the clock rules of the plan", isWritten: origin.isOurs)
    }
    if origin.isOurs {
      for name in ["rota.json", "agents.csv"] where !plan.inputs.contains(where: { $0.path == name }) {
        say("figures.missing", "inputs", "'\(name)' isn't there, without which no plan is made")
      }
    }
  }

  private mutating func checkParts(of coverage: QueueCoverage, _ number: Int) {
    let path = "coverage[\(number)]"
    let isOurs = reading.origin.isOurs
    let settings = plan.queues[number].settings
    let isLive = plan.queues[number].channel != "email"
    let isBusy = (isLive ? coverage.contacts : coverage.arrivals ?? coverage.contacts).contains { $0 > 0 }
    if isBusy, plan.forecasts.map({ kept in !kept.contains { $0.queue == coverage.queue } }) ?? false {
      lack("forecasts", "contacts and positions of '\(coverage.queue)'", isWritten: isOurs && isLive)
    }
    if isBusy, !isLive, coverage.arrivals == nil {
      lack("\(path).arrivals", "arrivals of '\(coverage.queue)'", isWritten: isOurs)
    }
    if isBusy, plan.forecasts != nil, coverage.contactsLow.isEmpty || coverage.contactsHigh.isEmpty {
      lack("\(path).contactsLow", "bands of contacts of '\(coverage.queue)'", isWritten: isOurs)
    }
    if settings?.countsChance ?? false, coverage.expectedService == nil {
      lack("\(path).expectedService", "the service expected of '\(coverage.queue)'", isWritten: isOurs)
    }
    let figures = "positions, contacts and service of '\(coverage.queue)'"
    guard let basis = coverage.basis else {
      return lack("\(path).basis", figures, isWritten: isOurs)
    }
    guard let settings, isBusy else { return }
    if isLive, settings.requirementMethod == .modifiedOfferedLoad, (basis.slotContacts ?? []).isEmpty {
      lack("\(path).basis.slotContacts", figures, isWritten: isOurs)
    }
    if !isLive, settings.responseTime != nil, basis.deferrable == nil {
      lack("\(path).basis.deferrable", figures, isWritten: isOurs)
    }
  }

  /// Something that the plan doesn't hold.
  private mutating func lack(_ path: String, _ figures: String, isWritten: Bool) {
    if isWritten {
      say("figures.missing", path, "missing, though \(plan.tool) writes it: without it nobody can work out \(figures)")
    } else {
      unchecked(path, "the plan doesn't hold it, so that \(figures) weren't worked out again")
    }
  }

  /// Figures that were taken as they stand.
  mutating func unchecked(_ path: String, _ message: String) {
    findings.add("figures.unchecked", severity: .note, column: path, message)
  }
}
