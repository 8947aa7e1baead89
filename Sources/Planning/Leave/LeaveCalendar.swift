internal import Calendars
internal import Tables

/// A calendar of leave: an event a leave, its people named by its text or by who organizes or attends it.
enum LeaveCalendar {
  /// - Parameter zone: of times in UTC.
  /// - Throws: `ics.…`.
  static func read(_ bytes: [UInt8], file: String, zone: Zone) throws(Diagnostic) -> LeaveRows {
    let calendar = try CalendarDays(bytes, file: file, zone: zone)
    var result = LeaveRows()
    // Of a time in UTC is said below, with whoever it is of.
    result.notes = calendar.warnings.filter { $0.code != "ics.timed" }
    for event in calendar.events {
      let text = event.name
      guard !event.isPartOfDay, !Self.isHalfDay(text) else {
        result.leftOut.append((.partOfDay, "'\(text)', \(event.starts.first?.description ?? "")", event.row))
        continue
      }
      for stretch in CivilDate.stretches(of: Array(Set(event.dates)).sorted()) {
        result.rows.append(
          LeaveRow(
            who: .inText(text, addresses: event.addresses), first: stretch.lowerBound, last: stretch.upperBound,
            kind: event.categories.first.flatMap { $0.isEmpty ? nil : $0 },
            paid: LeaveStatus.isUnpaid(([text] + event.categories).joined(separator: " ")) ? false : nil,
            row: event.row))
      }
    }
    return result
  }

  private static func isHalfDay(_ text: String) -> Bool {
    let text = text.lowercased()
    return ["half day", "half-day", "½", "półdniow", "půl dne", "pol dňa", "halber tag", "medio día", "demi-journée"]
      .contains { text.contains($0) }
  }
}
