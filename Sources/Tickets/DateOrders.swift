internal import Calendars
internal import Tables

/// Finds the order of day and month in a table's time column.
enum DateOrders {
  struct Found {
    var order: DateOrder
    /// Whether the column has dates that start with day or month.
    var isNeeded: Bool
    /// What the file's own dates say; nil where the planner did.
    var evidence: DateOrder.Evidence?
    /// Set where the choice is a mere convention.
    var warning: Diagnostic?
  }

  /// The planner's order; else what the first rows show is in no question; else what the file proves; else what the source's
  /// other files and its past say; else the likelier of the file's dates.
  static func find(in source: TicketSource, column: Int, options: ImportOptions) throws(Diagnostic) -> Found {
    if let order = options.dateOrder { return Found(order: order, isNeeded: true) }
    var reader = try CSVReader(try source.stream(), options: options.csvOptions)
    var evidence = DateOrder.Evidence()
    var examined = 0
    var isNeeded = false
    while try reader.next() {
      if reader.withBytes(column, { TimeReader.weigh($0, into: &evidence) }) { isNeeded = true }
      examined += 1
      if !isNeeded, examined == 100 { break }
    }
    if evidence.isNeedless { isNeeded = false }
    var found = Found(order: evidence.likelier, isNeeded: isNeeded, evidence: evidence)
    if isNeeded, !evidence.isProven, let known = options.sourceDates?.order {
      found.order = known
      if options.sourceDates?.isSure == true { return found }
    }
    guard isNeeded, !evidence.isConclusive || (evidence.provesDayFirst > 0 && evidence.provesMonthFirst > 0) else {
      return found
    }
    let message =
      evidence.isConclusive
      ? "dates of both orders occur: \(evidence.provesDayFirst) can only be day first, "
        + "\(evidence.provesMonthFirst) only month first"
      : "nothing tells whether the day or the month comes first"
    found.warning = Diagnostic(
      "import.date-order", "\(message); taken as \(found.order.rawValue)",
      at: SourcePosition(file: source.name, row: nil, column: column + 1), cure: "Say which it is (--date-order).",
      severity: .warning)
    return found
  }
}
