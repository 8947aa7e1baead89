internal import Calendars
internal import Optimization
internal import Planning
internal import Plans
internal import Searching
internal import ShiftStaffing
internal import Tables
internal import Workforce

/// What `rota staff` prints, a row a shift and start.
struct StaffTable {
  var rows: [StaffingTask.Row]

  var text: String {
    var table = CSVText(header: [
      "site", "queues", "date", "shift", "people", "start_local", "end_local", "start_utc", "end_utc", "paid_minutes",
      "cost",
    ])
    for row in rows {
      table.append([
        .text(row.site.rawValue), .text(row.queues.map(\.rawValue).joined(separator: ";")),
        .text(row.date.description), .text(row.shift.rawValue), .integer(row.people), .text(row.startLocal),
        .text(row.endLocal), .text(row.startUTC), .text(row.endUTC), .integer(row.paidMinutes),
        .decimal(row.cost, places: 2),
      ])
    }
    return table.description
  }
}

/// What `staff --json` prints.
struct StaffAnswer: Codable {
  var schema = 1
  var week: ISOWeek
  var status: String
  var objective: Double
  var bound: Double
  @ExplicitNull var gap: Double?
  /// Agent-intervals of demand that nobody covers; on queues priced by service those below the floor.
  var uncovered: Int
  /// The same of each queue, in the project's order.
  var uncoveredByQueue: [QueueGap]
  /// What missing and superfluous people cost; absent where no queue is priced by service.
  var coverPrice: Double?
  /// What sharing people can save at most; absent with one queue.
  var pooling: PoolingGain?
  /// When work with deadlines is done; absent without any.
  var placed: [StaffingTask.Placed]?
  /// Where the solver failed; absent without.
  var warnings: [Diagnostic]?
  var rows: [StaffingTask.Row]

  struct QueueGap: Codable {
    var queue: QueueID
    var uncovered: Int
  }

  init(
    _ outcome: StaffingOutcome, rows: [StaffingTask.Row], week: ISOWeek,
    uncovered gaps: [(queue: QueueID, intervals: Int)], coverPrice: Double?,
    placed: [StaffingTask.Placed], pooling: PoolingGain?
  ) {
    self.week = week
    status = outcome.status.rawValue
    objective = outcome.objective
    bound = outcome.bound
    gap = outcome.gap
    uncovered = outcome.uncovered
    uncoveredByQueue = gaps.map { QueueGap(queue: $0.queue, uncovered: $0.intervals) }
    self.coverPrice = coverPrice
    self.pooling = pooling
    self.placed = placed.isEmpty ? nil : placed
    warnings = outcome.trouble.isEmpty ? nil : outcome.trouble.map(\.warning)
    self.rows = rows
  }
}
