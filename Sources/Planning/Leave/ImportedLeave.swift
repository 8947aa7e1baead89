public import Calendars
public import Tables
public import Workforce

/// What came of reading a file of leave.
public struct ImportedLeave: Hashable, Codable, Sendable {
  public struct LeftOut: Hashable, Codable, Sendable {
    public var why: LeftOutLeave
    public var count: Int
    /// At most three, each another one.
    public var examples: [String]
    /// Where the first of them stands.
    public var row: Int?
  }

  /// Leave in `absences.csv` of which the file says nothing.
  public struct Missing: Hashable, Codable, Sendable {
    public var person: PersonID
    public var absence: Absence
  }

  public var file: String
  /// Nothing was written.
  public var isDry: Bool
  public var notes: [Diagnostic]
  /// Rows of the table, or events.
  public var rowsRead = 0
  /// That end before the date from which leave is read.
  public var earlier = 0
  public var leftOut: [LeftOut] = []
  /// Of `absences.csv`.
  public var rowsAdded = 0
  public var removed = 0
  /// Whose leave the file says.
  public var people = 0
  /// Of what the file says; nil where it says nothing.
  public var first: CivilDate?
  public var last: CivilDate?
  public var missing: [Missing] = []
  /// Leave that is taken out of it.
  public var takenOut: [Missing] = []
  /// Plans that don't know of it yet: `plans/2026-W49`.
  public var touched: [String] = []

  init(file: String, isDry: Bool, notes: [Diagnostic]) {
    self.file = file
    self.isDry = isDry
    self.notes = notes
  }

  /// What was left out, and what `absences.csv` has besides, as warnings.
  public var warnings: [Diagnostic] {
    var warnings = leftOut.map { left in
      let words = left.count == 1 ? "1 row \(left.why.words.one)" : "\(left.count) rows \(left.why.words.many)"
      let more = left.examples.isEmpty ? "" : ": \(left.examples.joined(separator: "; "))"
      return Diagnostic(
        "leave.\(left.why.rawValue)", "left out: \(words)\(more)",
        at: SourcePosition(file: file, row: left.row), cure: left.why.cure,
        severity: left.why == .notGranted ? .note : .warning)
    }
    if let first = missing.first {
      let dates =
        first.absence.first == first.absence.last
        ? "\(first.absence.first)" : "\(first.absence.first) to \(first.absence.last)"
      warnings.append(
        Diagnostic(
          "leave.missing",
          "absences.csv has leave of which \(file) says nothing: \(first.person), \(dates)"
            + (missing.count > 1 ? ", and \(missing.count - 1) more" : ""),
          cure: "If it was taken back, add --replace.", severity: .warning))
    }
    return warnings
  }
}
