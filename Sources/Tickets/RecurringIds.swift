internal import Calendars
internal import Tables

/// Rows whose ids were seen before, and those of them whose time is far from the first one's: ids that begin anew each day
/// are no ids, since of contacts that share one only one would count.
struct RecurringIds {
  /// Versions of one ticket, and legs of one call, lie nearer.
  static let far = 12 * 3600
  /// Fewer may be mistakes of the export.
  private static let least = 5

  var repeated: Int
  var distant: Int
  /// Rows with ids.
  var rows: Int

  /// Whether most of those that come again are other contacts, and they are many, or all that there are.
  var beginAnew: Bool {
    distant >= 3 && distant == rows
      || distant >= Self.least && distant * 2 >= repeated && (distant >= 20 || distant * 10 >= rows)
  }

  /// - Parameter seen: where the ids were seen before.
  func fault(source: String, seen: String) -> Diagnostic {
    Diagnostic(
      "import.ids-anew",
      "\(distant) of \(repeated) rows whose ids \(seen) are of another day: ids begin anew, and of all contacts that share "
        + "one only one would count; nothing was changed",
      cure:
        "If each row is a contact, say --column id=none: whole days replace each other then. If another column holds the "
        + "id, name it (--column id=…); if the files come from another system than '\(source)', say --source NAME.")
  }

  /// The same where the planner has named the column of the id.
  func warning(source: String, seen: String) -> Diagnostic {
    Diagnostic(
      "import.ids-anew",
      "\(distant) of \(repeated) rows whose ids \(seen) are of another day: of all rows that share one only one counts",
      cure: "If each row is a contact, take the import back (rota import --undo) and say --column id=none.",
      severity: .warning)
  }
}

extension SourceIntake {
  /// Whether the planner has named the column of the id.
  var statesIds: Bool { options.columns.id != nil }

  /// By how many quarters what is recorded lies later than the tickets that are kept already, where a zone explains it.
  var zoneShift: Int? {
    var table = heldAt
    let read = table.sorted().flatMap { _, cells in
      cells.map { (Int($0.interval) * width.seconds / 900, Double($0.contacts)) }
    }
    return ZoneShift.quarters(from: read, to: known.cellsWithIds { _ in true })
  }

  /// Tickets that are kept already, and how many of them are recorded on another day.
  var heldElsewhere: RecurringIds {
    var collector = heldMarks
    var recurring = RecurringIds(repeated: 0, distant: 0, rows: ordinal + heldAlready)
    for (date, marks) in collector.finish() {
      let there = known.marks.days[date]?.shared(with: marks) ?? 0
      recurring.repeated += marks.count
      recurring.distant += max(0, marks.count - there - known.marks.undated.shared(with: marks))
    }
    return recurring
  }

  /// Says, or stops for, ids of earlier imports that begin anew.
  /// - Throws: `import.ids-anew`, unless the planner has named the column, or another zone explains it.
  func checkRecurrence() throws(Diagnostic) -> Diagnostic? {
    let recurring = heldElsewhere
    guard recurring.beginAnew, zoneShift == nil else { return nil }
    if let zone = clocks.local, clocks.differs(zone, from: known) { return nil }
    let seen = "were imported before"
    guard statesIds else { throw recurring.fault(source: source.name, seen: seen) }
    return recurring.warning(source: source.name, seen: seen)
  }
}
