import Calendars
import Plans
import Searching
import Workforce

/// A plan around a rota of one queue: as much of it as questions about it read.
enum SketchedPlan {
  /// - Parameter costs: what the rota costs by the search's own count.
  static func document(
    _ request: RosterRequest, _ rota: Rota, costs: CostParts = CostParts(), bound: Double = 0
  ) throws -> PlanDocument {
    let required = request.demand[0].required
    var scheduled = [Int](repeating: 0, count: required.count)
    for span in rota.work where span.queue == "q" {
      for slot in request.grid.index(of: span.start)..<request.grid.index(of: span.end) { scheduled[slot] += 1 }
    }
    let empty = required.map { _ in Double?.none }
    let coverage = QueueCoverage(
      queue: "q", open: required.map { $0 > 0 }, contacts: required.map { Double($0) }, contactsLow: [],
      contactsHigh: [], handleTime: required.map { _ in 300 }, positions: required, required: required,
      scheduled: scheduled, serviceLevel: empty, occupancy: empty)
    return PlanDocument(
      tool: "test", zoneRules: "unknown", team: "Team", currency: "EUR", week: ISOWeek(containing: request.firstDate),
      weeks: 1, readerZone: .utc, command: "rota plan", options: SearchLimits(), inputs: [],
      stamp: request.grid.start,
      result: PlanResult(
        status: .iterationLimit, objective: costs.total, bound: bound, gap: nil, costs: costs, moves: 0,
        boundRounds: 0, seconds: nil),
      queues: [
        PlanQueue(
          id: "q", name: "Queue", channel: "phone", zone: .utc, target: "80 % within 20 s", targetServiceLevel: nil,
          model: "a model",
          shrinkage: 0)
      ], request: request, rota: rota, coverage: [coverage], people: [],
      summary: PlanSummary(
        serviceLevel: nil, serviceLevelByQueue: [nil], requiredMinutes: 0, uncoveredMinutes: 0, overstaffedMinutes: 0,
        paidMinutes: 0, cost: 0), warnings: [], assumptions: [])
  }
}
