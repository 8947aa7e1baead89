internal import Calendars
internal import Plans
internal import Tables
internal import Workforce

/// An edge of a duty in the second pass of an hour that a clock change repeats.
struct SecondPass: Hashable {
  var isStart: Bool
  /// `02:00+01:00`, and `02:00+02:00` as a reader without offsets takes it.
  var meant: String
  var read: String
}

/// CSV as Google Calendar's "Import" reads it. That format has no zone: Google takes the times for those of the account
/// that imports them. The team's file therefore speaks the reader's zone, a person's file that person's, and every
/// description says which. Cancelled duties are left out; the format cannot take an event back.
func googleFiles(_ index: PlanIndex) -> [PublishedFile] {
  let names = SafeFileNames(for: index.people.map(\.id.rawValue))
  var team = GoogleCalendarTable(zone: index.plan.readerZone)
  for assigned in index.plan.rota.duties.sorted(by: { ($0.duty.start, $0.person) < ($1.duty.start, $1.person) }) {
    team.append(assigned.duty, of: assigned.person, index: index)
  }
  var files = [PublishedFile(path: "google-calendar.csv", bytes: team.table.bytes)]
  for person in index.people {
    var own = GoogleCalendarTable(zone: person.zone)
    for duty in index.duties(of: person.id) { own.append(duty, of: person.id, index: index) }
    files.append(
      PublishedFile(path: "google-calendar/\(names.name(for: person.id.rawValue)).csv", bytes: own.table.bytes))
  }
  return files
}

/// What `googleFiles` can't say rightly: a warning about the duties that begin or end in the second pass of a repeated
/// hour, on the reader's clock or their person's.
func googleNotes(_ index: PlanIndex) -> [Diagnostic] {
  let duties = index.plan.rota.duties.sorted { ($0.duty.start, $0.person) < ($1.duty.start, $1.person) }
  let found = duties.compactMap { assigned -> String? in
    for zone in [index.plan.readerZone, index.zone(of: assigned.person)] {
      if let edge = secondPass(of: assigned.duty, in: zone).first {
        return
          "\(index.name(of: assigned.person)), \(assigned.duty.date) (\(zone.identifier)): \(Wording.secondPass(edge))"
      }
    }
    return nil
  }
  guard let first = found.first else { return [] }
  let more = found.count == 1 ? "" : "; \(found.count - 1) more such dut\(found.count == 2 ? "y" : "ies")"
  return [
    Diagnostic(
      "export.second-pass", first + more, cure: "Use --format ics, which holds the moment itself.", severity: .warning)
  ]
}

/// The edges of a duty that a wall clock without an offset names wrongly: their texts with offset, and the pass that a
/// reader takes them for.
private func secondPass(of duty: Duty, in zone: Zone) -> [SecondPass] {
  [(true, duty.start), (false, duty.end)].compactMap { isStart, instant in
    let read = zone.instant(of: zone.civil(at: instant))
    return read == instant
      ? nil : SecondPass(isStart: isStart, meant: zone.clockText(of: instant), read: zone.clockText(of: read))
  }
}

private struct GoogleCalendarTable {
  let zone: Zone
  private(set) var table = CSVText(header: [
    "Subject", "Start Date", "Start Time", "End Date", "End Time", "All Day Event", "Description", "Location",
    "Private",
  ])

  init(zone: Zone) { self.zone = zone }

  mutating func append(_ duty: Duty, of person: PersonID, index: PlanIndex) {
    let start = zone.civil(at: duty.start)
    let end = zone.civil(at: duty.end)
    let site = index.site(of: person)?.name
    table.append([
      .text(Wording.dutyTitle(person: index.name(of: person), duty: duty)), .text(dateText(start.date)),
      .text(timeText(start.clock)), .text(dateText(end.date)), .text(timeText(end.clock)), "False",
      .text(
        ([Wording.dutyDescription(duty, activities: index.activities(in: duty, of: person), zone: zone, site: site)]
          + secondPass(of: duty, in: zone).map { Wording.secondPass($0) + "." })
          .joined(separator: "\n")), .text(site ?? ""), "False",
    ])
  }

  /// `11/30/2026`: the only order that Google promises to read whatever the account's language.
  private func dateText(_ date: CivilDate) -> String {
    let (year, month, day) = date.parts
    return "\(padded(month, to: 2))/\(padded(day, to: 2))/\(padded(year, to: 4))"
  }

  /// `08:00 AM`
  private func timeText(_ clock: ClockTime) -> String {
    let hour = clock.minutes / 60 % 24
    let shown = hour % 12 == 0 ? 12 : hour % 12
    return "\(padded(shown, to: 2)):\(padded(clock.minutes % 60, to: 2)) \(hour < 12 ? "AM" : "PM")"
  }
}
