internal import Calendars
internal import Rostering
internal import Shifts
internal import Tables

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
      .text(Wording.dutyDescription(duty, zone: zone, site: site)), .text(site ?? ""), "False",
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
