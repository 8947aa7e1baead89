internal import Calendars
internal import Tables
internal import Workforce

/// `ledger.csv`: a row a person and week.
enum LedgerFile {
  static let name = "ledger.csv"
  private static let needed = ["agent_id", "week", "contract_minutes"]
  /// The other columns; one that isn't there, and an empty cell, is 0.
  private static let columns = [
    "weekend_days", "nights", "early", "late", "holidays", "wishes_met", "wishes_asked", "changes",
  ]

  /// - Throws: the first thing that is wrong, with file, row and column. Whom it names need not be in `agents.csv`: people
  ///   leave.
  static func read(_ bytes: [UInt8], file: String = name) throws(Diagnostic) -> [LedgerRow] {
    let table = try TableRows(bytes, file: file, required: needed, optional: columns)
    var found: [LedgerRow] = []
    var places: [[String]: Int] = [:]
    for row in 0..<table.count {
      let person = PersonID(try table.needed(row, "agent_id"))
      let text = try table.needed(row, "week")
      guard let week = LedgerWeek(text) else {
        throw table.fail(
          row, "week", "ledger.week", "'\(text)' is neither an ISO week nor 'start'",
          cure: "Write a week such as 2026-W49, or start for what was worked before the first week.")
      }
      if let first = places.updateValue(row, forKey: [person.rawValue, week.description]) {
        throw table.fail(
          row, "week", "ledger.duplicate",
          "'\(person)' has \(week) here and in row \(table.position(first, "week").row ?? 0); expected one row a person and week",
          cure: "Add up the two rows, or remove one.")
      }
      _ = try table.needed(row, "contract_minutes")
      func count(_ column: String, _ range: ClosedRange<Int>, _ unit: String) throws(Diagnostic) -> Int {
        try table.integer(row, column, in: range, unit: unit) ?? 0
      }
      func duties(_ column: String) throws(Diagnostic) -> Int { try count(column, DutyCounts.duties, "duties") }
      let counts = DutyCounts(
        contractMinutes: try count("contract_minutes", DutyCounts.minutes, "minutes"),
        weekendDays: try duties("weekend_days"), nights: try duties("nights"), early: try duties("early"),
        late: try duties("late"), holidays: try duties("holidays"))
      let entry = LedgerRow(
        person: person, week: week, counts: counts, wishesMet: try count("wishes_met", DutyCounts.duties, "wishes"),
        wishesAsked: try count("wishes_asked", DutyCounts.duties, "wishes"), changes: try duties("changes"))
      guard entry.wishesMet <= entry.wishesAsked else {
        throw table.fail(
          row, "wishes_met", "ledger.wishes",
          "\(entry.wishesMet) wishes are met of \(entry.wishesAsked) that were asked",
          cure: "Correct one of the two.")
      }
      found.append(entry)
    }
    return found
  }

  /// The file's text for rows in their order.
  static func text(_ rows: [LedgerRow]) -> [UInt8] {
    var table = CSVText(header: needed + columns)
    for row in rows {
      table.append([
        .text(row.person.rawValue), .text(row.week.description), .integer(row.counts.contractMinutes),
        .integer(row.counts.weekendDays), .integer(row.counts.nights), .integer(row.counts.early),
        .integer(row.counts.late), .integer(row.counts.holidays), .integer(row.wishesMet), .integer(row.wishesAsked),
        .integer(row.changes),
      ])
    }
    return table.bytes
  }
}
