internal import Calendars
internal import Forecasting
internal import Plans
internal import Requirements
internal import Tables
internal import Workforce

extension Demand {
  /// What the queues of a finished plan ask for, as `plan.json` holds it: nothing is forecast again.
  /// - Throws: `replan.old-plan` where the plan is one of a program that didn't keep enough.
  init(of plan: PlanDocument) throws(Diagnostic) {
    self.init(grid: plan.request.grid)
    for (queue, coverage) in zip(plan.queues, plan.coverage) {
      guard let settings = queue.settings, let basis = coverage.basis else {
        throw Diagnostic(
          "replan.old-plan", "the plan doesn't say what its queues were asked for: an older program made it",
          cure: "Plan the week again with 'rota plan --anew', then change it.")
      }
      let kept = plan.forecasts?.first { $0.queue == queue.id }
      var forecast = kept?.asForecast
      forecast?.daySpread = queue.daySpread ?? kept?.daySpread ?? 0
      queues.append(
        QueuePlan(
          known: ProjectQueue(
            settings: settings, skills: [], matches: [], closedOnHolidays: false,
            blendedWith: queue.blendedWith ?? [], usableIdleShare: queue.usableIdleShare ?? 0.8),
          forecast: forecast,
          requirement: QueueRequirement(
            known: coverage, basis: basis, of: queue, settings: settings, grid: plan.request.grid)))
    }
  }
}

extension QueueRequirement {
  fileprivate init(
    known coverage: QueueCoverage, basis: CoverageBasis, of queue: PlanQueue, settings: QueueSettings,
    grid: IntervalGrid
  ) {
    self.init(
      queue: queue.id, open: coverage.open, contacts: coverage.contacts, handleTime: coverage.handleTime,
      positions: coverage.positions, required: coverage.required, model: queue.model, reason: queue.modelReason ?? "",
      notes: [], deferrable: basis.deferrable, inProgress: basis.inProgress)
    slotContacts = basis.slotContacts
    offeredLoad = meanLoads(for: settings, grid: grid)
  }
}
