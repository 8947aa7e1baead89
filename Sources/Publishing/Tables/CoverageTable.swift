internal import Calendars
internal import Plans
internal import Tables
internal import Workforce

/// `coverage.csv`: a row a planned open interval of a queue, queues in the plan's order, then by time. Local times are the
/// queue's. `net` is scheduled less required; `positions` is what the target asks for before shrinkage. `expected_service` is the
/// service level expected over who may be there, empty where presence is counted in proportion.
func coverageTable(_ plan: PlanDocument) -> CSVText {
  var table = CSVText(header: [
    "queue", "start_utc", "start_local", "time_zone", "contacts", "aht_s", "required", "scheduled", "net",
    "service_level", "occupancy", "positions", "expected_service",
  ])
  let grid = plan.request.grid
  for (number, queue) in plan.queues.enumerated() {
    let coverage = plan.coverage[number]
    let planned = plan.plannedIntervals(queue: number)
    for slot in 0..<grid.count where planned[slot] {
      let start = grid.instant(at: slot)
      table.append([
        .text(queue.id.rawValue), .text(start.utcText), .text(queue.zone.localText(of: start)),
        .text(queue.zone.identifier), .decimal(coverage.contacts[slot], places: 4),
        .decimal(coverage.handleTime[slot], places: 2), .integer(coverage.required[slot]),
        .integer(coverage.scheduled[slot]), .integer(coverage.scheduled[slot] - coverage.required[slot]),
        CSVField(coverage.serviceLevel[slot], places: 6), CSVField(coverage.occupancy[slot], places: 6),
        .integer(coverage.positions[slot]), CSVField(coverage.expectedService?[slot], places: 6),
      ])
    }
  }
  return table
}
