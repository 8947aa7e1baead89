internal import Calendars
internal import Plans
internal import Workforce

extension PlanReading {
  /// `coverage.csv`: a row an interval that the plan speaks about.
  var coverageTable: TableComparison {
    var rows: [ExpectedRow] = []
    for (queue, coverage) in zip(plan.queues, plan.coverage) {
      for slot in 0..<grid.count where isPlanned(slot, of: coverage, zone: queue.zone) {
        let start = grid.instant(at: slot)
        rows.append(
          ExpectedRow(
            key: [queue.id.rawValue, start.utcText], date: queue.zone.date(at: start),
            cells: [
              .text(queue.id.rawValue), .utc(start), .local(start, queue.zone), .text(queue.zone.identifier),
              .decimal(coverage.contacts[slot], places: 4), .decimal(coverage.handleTime[slot], places: 2),
              .integer(coverage.required[slot]), .integer(coverage.scheduled[slot]),
              .integer(coverage.scheduled[slot] - coverage.required[slot]),
              .decimal(coverage.serviceLevel[slot], places: 6), .decimal(coverage.occupancy[slot], places: 6),
              .integer(coverage.positions[slot]), .decimal(coverage.expectedService?[slot], places: 6),
            ]))
      }
    }
    return TableComparison(
      columns: [
        "queue", "start_utc", "start_local", "time_zone", "contacts", "aht_s", "required", "scheduled", "net",
        "service_level", "occupancy", "positions", "expected_service",
      ], rows: rows, keyColumns: [0, 1],
      // Older programs had no such column.
      optional: !origin.isOurs && plan.coverage.allSatisfy { $0.expectedService == nil } ? ["expected_service"] : [])
  }

  /// Open, and on one of the plan's dates by the queue's own calendar or with something expected or required there.
  func isPlanned(_ slot: Int, of coverage: QueueCoverage, zone: Zone) -> Bool {
    coverage.open[slot]
      && (dates.contains(zone.date(at: grid.instant(at: slot))) || coverage.required[slot] > 0
        || coverage.contacts[slot] > 0)
  }

  /// `hours.csv`: a row a person.
  var hoursTable: TableComparison {
    let names = Dictionary(people.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    let rows = plan.people.map { summary in
      ExpectedRow(
        key: [summary.person.rawValue], person: summary.person,
        cells: [
          .text(summary.person.rawValue), .text(names[summary.person] ?? ""), .integer(summary.contractMinutes),
          .integer(summary.plannedMinutes), .integer(summary.shifts), .integer(summary.nights),
          .integer(summary.weekendDays), .integer(summary.early), .integer(summary.late),
          .integer(summary.preferencesMet), .integer(summary.preferencesAsked),
        ])
    }
    return TableComparison(
      columns: [
        "agent_id", "agent", "contract_minutes", "planned_minutes", "shifts", "nights", "weekend_days", "early",
        "late", "preferences_met", "preferences_asked",
      ], rows: rows, keyColumns: [0])
  }
}
