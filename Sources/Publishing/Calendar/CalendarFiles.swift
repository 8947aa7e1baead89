internal import Calendars
internal import Rostering
internal import Shifts

/// Where the breaks of a duty go in a calendar.
public enum CalendarBreaks: String, CaseIterable, Sendable {
  /// Into the description of the duty's event.
  case inDescription
  /// Into events of their own, shown as free time, beside the description. They are for calendars that replace their
  /// content as a whole (subscriptions): a break that a later plan drops leaves no cancellation behind.
  case asEvents
}

/// A calendar a person, by id, then the team's. Everyone of the request gets one, and everyone else whose duty of these
/// dates was cancelled.
func calendarFiles(_ index: PlanIndex, breaks: CalendarBreaks) -> [PublishedFile] {
  let plan = index.plan
  let horizon = plan.request.firstDate..<plan.request.firstDate.adding(days: plan.request.days)
  let entries = plan.calendar.filter { horizon.contains($0.duty.date) }
    .sorted { ($0.duty.start, $0.person, $0.uid) < ($1.duty.start, $1.person, $1.uid) }
  let byPerson = Dictionary(grouping: entries, by: \.person)
  let ids = Set(byPerson.keys).union(index.people.map(\.id)).sorted()
  let names = SafeFileNames(for: ids.map(\.rawValue))
  let writer = CalendarWriter(index: index, breaks: breaks)
  var files = ids.map { id in
    PublishedFile(
      path: "\(PlanFile.calendarFolder)/\(names.name(for: id.rawValue)).ics",
      bytes: writer.calendar(
        titled: Wording.calendarTitle(person: index.name(of: id), team: plan.team), zone: index.zone(of: id),
        entries: byPerson[id] ?? []))
  }
  files.append(
    PublishedFile(
      path: PlanFile.teamCalendar,
      bytes: writer.calendar(
        titled: Wording.calendarTitle(team: plan.team), zone: plan.readerZone, entries: entries)))
  return files
}

/// Writes entries as iCalendar (RFC 5545). Events are the same bytes in a person's calendar and in the team's.
///
/// There is no METHOD: the file is a calendar, not a message, so DTSTAMP says when the event was last revised
/// (§3.8.7.2), which comes from the plan. A plan that changes nothing gives the same bytes.
private struct CalendarWriter {
  let index: PlanIndex
  let breaks: CalendarBreaks

  func calendar(titled title: String, zone: Zone, entries: [CalendarEntry]) -> [UInt8] {
    var text = CalendarText()
    text.begin("VCALENDAR")
    text.property("VERSION", "2.0")
    text.text("PRODID", "-//rota//\(index.plan.tool)//EN")
    text.property("CALSCALE", "GREGORIAN")
    // The standard's name for the calendar (RFC 7986) and the one that Apple, Google and Outlook read.
    text.text("NAME", title)
    text.text("X-WR-CALNAME", title)
    text.text("X-WR-TIMEZONE", zone.identifier)
    // A calendar needs a component (§3.6): without events, its zone is that.
    var zones = Set(entries.map { index.zone(of: $0.person) }.filter { $0 != .utc })
    if entries.isEmpty { zones.insert(zone) }
    let grid = index.plan.request.grid.range
    let covered = (grid.lowerBound - .hours(48))..<(grid.upperBound + .hours(48))
    for zone in zones.sorted(by: { $0.identifier < $1.identifier }) { text.zone(zone, covering: covered) }
    for entry in entries { write(entry, to: &text) }
    text.end("VCALENDAR")
    return text.bytes
  }

  private func write(_ entry: CalendarEntry, to text: inout CalendarText) {
    let duty = entry.duty
    let zone = index.zone(of: entry.person)
    let name = index.name(of: entry.person)
    let site = index.site(of: entry.person)
    event(
      entry, uid: entry.uid, span: duty.start..<duty.end, title: Wording.dutyTitle(person: name, duty: duty),
      isBusy: true, zone: zone, site: site, to: &text
    ) { text in
      text.text("DESCRIPTION", Wording.dutyDescription(duty, zone: zone, site: site?.name))
      text.text("CATEGORIES", duty.template.rawValue)
    }
    guard breaks == .asEvents else { return }
    for (number, pause) in duty.breaks.enumerated() {
      let start = duty.start + pause.offset
      event(
        entry, uid: "break-\(number + 1).\(entry.uid)", span: start..<start + pause.length,
        title: Wording.breakTitle(person: name, pause: pause), isBusy: false, zone: zone, site: site, to: &text
      ) { text in text.text("RELATED-TO", entry.uid) }
    }
  }

  private func event(
    _ entry: CalendarEntry, uid: String, span: Range<Instant>, title: String, isBusy: Bool, zone: Zone, site: Site?,
    to text: inout CalendarText, more: (inout CalendarText) -> Void
  ) {
    let modified = utcText(entry.modified)
    text.begin("VEVENT")
    text.text("UID", uid)
    text.property("DTSTAMP", modified)
    text.property("LAST-MODIFIED", modified)
    text.property("SEQUENCE", String(entry.sequence))
    text.property("STATUS", entry.cancelled ? "CANCELLED" : "CONFIRMED")
    // Local time with its zone, so that calendars show the wall clock of the duty; UTC where a wall clock would say
    // the wrong thing, in the second pass of a repeated hour.
    if zone == .utc || !zone.canName(span.lowerBound) || !zone.canName(span.upperBound) {
      text.property("DTSTART", utcText(span.lowerBound))
      text.property("DTEND", utcText(span.upperBound))
    } else {
      text.property("DTSTART;TZID=\(zone.identifier)", zone.civil(at: span.lowerBound).calendarText)
      text.property("DTEND;TZID=\(zone.identifier)", zone.civil(at: span.upperBound).calendarText)
    }
    text.text("SUMMARY", title)
    if let site { text.text("LOCATION", site.name) }
    more(&text)
    text.property("TRANSP", isBusy && !entry.cancelled ? "OPAQUE" : "TRANSPARENT")
    text.text("X-ROTA-AGENT-ID", entry.person.rawValue)
    text.end("VEVENT")
  }

  private func utcText(_ instant: Instant) -> String {
    CivilTime(wallSeconds: instant.rawValue).calendarText + "Z"
  }
}
