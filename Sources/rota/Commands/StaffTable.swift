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
  /// Heads of queues whose people are missing by chance; absent where all are counted in proportion.
  var presence: [QueueHeads]?
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

  struct QueueHeads: Codable {
    var queue: QueueID
    /// Head-hours required, and those of positions ÷ attendance.
    var requiredHours: Double
    var hoursByDivision: Double
    /// Share of contacts that each lets expect in time; null without contacts.
    @ExplicitNull var expectedService: Double?
    @ExplicitNull var expectedByDivision: Double?

    init(_ presence: StaffingTask.Presence) {
      queue = presence.queue
      requiredHours = Double(presence.requiredMinutes) / 60
      hoursByDivision = Double(presence.dividedMinutes) / 60
      expectedService = presence.requiredService
      expectedByDivision = presence.dividedService
    }
  }

  init(
    _ outcome: StaffingOutcome, rows: [StaffingTask.Row], week: ISOWeek,
    uncovered gaps: [(queue: QueueID, intervals: Int)], coverPrice: Double?,
    presence: [StaffingTask.Presence], placed: [StaffingTask.Placed], pooling: PoolingGain?
  ) {
    self.week = week
    status = outcome.status.rawValue
    objective = outcome.objective
    bound = outcome.bound
    gap = outcome.gap
    uncovered = outcome.uncovered
    uncoveredByQueue = gaps.map { QueueGap(queue: $0.queue, uncovered: $0.intervals) }
    self.coverPrice = coverPrice
    self.presence = presence.isEmpty ? nil : presence.map(QueueHeads.init)
    self.pooling = pooling
    self.placed = placed.isEmpty ? nil : placed
    warnings = outcome.trouble.isEmpty ? nil : outcome.trouble.map(\.warning)
    self.rows = rows
  }
}
