internal import Calendars
internal import Checking
internal import Plans
internal import Workforce

/// The headline figures of a finished rota.
struct SummaryStage: Stage {
  var request: RosterRequest
  var rota: Rota
  var coverage: [QueueCoverage]

  func run() -> PlanSummary {
    func minutes(_ heads: (_ required: Int, _ scheduled: Int) -> Int) -> Int {
      coverage.flatMap { zip($0.required, $0.scheduled) }.reduce(0) { $0 + heads($1.0, $1.1) }
        * request.grid.interval.rawValue
    }
    let service = coverage.map { queue in
      zip(queue.service, queue.contacts).reduce(into: (answered: 0.0, contacts: 0.0)) { sum, slot in
        guard let level = slot.0 else { return }
        sum.answered += level * slot.1
        sum.contacts += slot.1
      }
    }
    let answered = service.reduce(0) { $0 + $1.answered }
    let contacts = service.reduce(0) { $0 + $1.contacts }
    let costs = countedCosts(request, rota)
    return PlanSummary(
      serviceLevel: contacts > 0 ? answered / contacts : nil,
      serviceLevelByQueue: service.map { $0.contacts > 0 ? $0.answered / $0.contacts : nil },
      requiredMinutes: minutes { required, _ in required }, uncoveredMinutes: minutes { max(0, $0 - $1) },
      overstaffedMinutes: minutes { max(0, $1 - $0) },
      paidMinutes: rota.duties.reduce(0) { $0 + $1.duty.paid.rawValue }, cost: costs.money)
  }
}
