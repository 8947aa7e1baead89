internal import Calendars
internal import Plans
internal import Tables
internal import Workforce

/// A sick call that was published and is taken back: the row that publishing wrote goes with it.
extension AbsenceBooking {
  /// Absences that `former` brought into the file and after which whoever it is comes after all.
  static func released(
    by next: PlanDocument, after former: PlanDocument?
  ) -> [RevisionRecord.AbsentPerson] {
    let away = Dictionary(next.request.people.map { ($0.id, $0.absences) }) { first, _ in first }
    return (former?.revised?.absences ?? []).filter { absent in
      guard let known = away[absent.person] else { return false }
      return !known.contains { $0.first <= absent.absence.last && absent.absence.first <= $0.last }
    }
  }

  /// The file without rows that say what `released` said: of the same person and kind, on its dates and no others. What was
  /// written otherwise by hand stays.
  ///
  /// - Returns: nil where there is no such row.
  static func removing(
    _ released: [RevisionRecord.AbsentPerson], from bytes: [UInt8]
  ) throws(Diagnostic) -> (text: [UInt8], rows: Int)? {
    guard !released.isEmpty else { return nil }
    let rows = try read(bytes)
    var lines: Set<Int> = []
    for row in 0..<rows.count {
      let (person, kind) = (try rows.needed(row, "agent_id"), rows.text(row, "kind"))
      let (first, last) = (try rows.date(row, "first_date"), try rows.date(row, "last_date"))
      let isSaid = released.contains { said in
        said.person.rawValue == person && said.absence.first <= first && last <= said.absence.last
          && (kind == nil || kind == said.absence.kind)
      }
      if isSaid, let line = rows.position(row, "agent_id").row { lines.insert(line) }
    }
    guard !lines.isEmpty else { return nil }
    let text = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    return (
      [UInt8](text.filter { !lines.contains($0.offset + 1) }.map(\.element).joined(separator: [0x0A])), lines.count
    )
  }
}
