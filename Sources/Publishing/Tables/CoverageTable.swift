internal import Calendars
internal import Plans
internal import Workforce

/// `coverage.csv`: a row a planned open interval of a queue, queues in the plan's order, then by time. Local times are the
/// queue's. `net` is scheduled less required; `positions` is what the target asks for before shrinkage. `expected_service` is the
/// service level expected over who may be there, empty where presence is counted in proportion.
func coverageTable(_ plan: PlanDocument) -> TidyTable {
  let columns = [
    TidyColumn("queue", .text, "the queue's id in rota.json"),
    TidyColumn("start_utc", .moment, "when the interval begins"),
    TidyColumn("start_local", .local, "when the interval begins, on the queue's clock"),
    TidyColumn("time_zone", .text, "the zone of the queue's clock, by its name in the tz database"),
    TidyColumn("contacts", .decimal, "contacts expected in the interval"),
    TidyColumn("aht_s", .decimal, unit: "s", "average handling time"),
    TidyColumn("required", .whole, "people that the promise asks for, shrinkage included"),
    TidyColumn("scheduled", .whole, "people who are counted on the queue"),
    TidyColumn("net", .whole, "scheduled less required; below 0 is uncovered"),
    TidyColumn("service_level", .decimal, "share of contacts answered in time, 0 to 1; empty for queues without one"),
    TidyColumn("occupancy", .decimal, "share of their time that people are busy, 0 to 1"),
    TidyColumn("positions", .whole, "people in position that the promise asks for, before shrinkage"),
    TidyColumn(
      "expected_service", .decimal,
      "service level expected over who may be there, 0 to 1; empty where presence is counted in proportion"),
  ]
  let grid = plan.request.grid
  return TidyTable(name: "coverage", columns: columns) { row in
    for (number, queue) in plan.queues.enumerated() {
      let coverage = plan.coverage[number]
      let planned = plan.plannedIntervals(queue: number)
      for slot in 0..<grid.count where planned[slot] {
        let start = grid.instant(at: slot)
        row([
          .text(queue.id.rawValue), .moment(start), .local(start, queue.zone), .text(queue.zone.identifier),
          .decimal(coverage.contacts[slot], places: 4), .decimal(coverage.handleTime[slot], places: 2),
          .whole(coverage.required[slot]), .whole(coverage.scheduled[slot]),
          .whole(coverage.scheduled[slot] - coverage.required[slot]), .decimal(coverage.serviceLevel[slot], places: 6),
          .decimal(coverage.occupancy[slot], places: 6), .whole(coverage.positions[slot]),
          .decimal(coverage.expectedService?[slot], places: 6),
        ])
      }
    }
  }
}
