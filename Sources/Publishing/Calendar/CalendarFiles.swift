internal import Calendars
internal import Plans
internal import Workforce

/// Where the breaks of a duty go in a calendar.
public enum CalendarBreaks: String, CaseIterable, Sendable {
  /// Into the description of the duty's event.
  case inDescription
  /// Into events of their own, shown as free time (what is attended as busy), beside the description. They are for calendars that replace their
  /// content as a whole (subscriptions): a break that a later plan drops leaves no cancellation behind.
  case asEvents
}

/// A calendar a person, by id, then the team's: the duties of the plan's dates, and what it cancelled there and on dates
/// that it let go. Everyone of the request gets one, and everyone else whose duty was cancelled.
func calendarFiles(_ index: PlanIndex, breaks: CalendarBreaks) -> [PublishedFile] {
  let plan = index.plan
  let horizon = plan.request.firstDate..<plan.request.firstDate.adding(days: plan.request.days)
  let entries = plan.calendar.filter { $0.cancelled || horizon.contains($0.duty.date) }
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
/// Times are UTC instants and there is no VTIMEZONE: nothing recurs, and readers disagree about whose zone rules count.
///
/// There is no METHOD: the file is a calendar, not a message, so DTSTAMP says when the event was last revised
/// (§3.8.7.2), which comes from the plan. A plan that changes nothing gives the same bytes.
private struct CalendarWriter {
  let index: PlanIndex
  let breaks: CalendarBreaks

  func calendar(titled name: String, zone: Zone, entries: [CalendarEntry]) -> [UInt8] {
    let title = index.plan.isDraft ? Wording.draftTitle(name) : name
    var text = CalendarText()
    text.begin("VCALENDAR")
    text.property("VERSION", "2.0")
    text.text("PRODID", "-//rota//\(index.plan.tool)//EN")
    text.property("CALSCALE", "GREGORIAN")
    // The standard's name for the calendar (RFC 7986) and the one that Apple, Google and Outlook read.
    text.text("NAME", title)
    text.text("X-WR-CALNAME", title)
    text.text("X-WR-TIMEZONE", zone.identifier)
    if entries.isEmpty { text.utcZone() }
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
      isBusy: true, site: site, to: &text
    ) { text in
      text.text(
        "DESCRIPTION", Wording.dutyDescription(duty, activities: entry.activities ?? [], zone: zone, site: site?.name))
      text.text("CATEGORIES", duty.template.rawValue)
    }
    guard breaks == .asEvents else { return }
    for (number, pause) in duty.breaks.enumerated() {
      let start = duty.start + pause.offset
      event(
        entry, uid: "break-\(number + 1).\(entry.uid)", span: start..<start + pause.length,
        title: Wording.breakTitle(person: name, pause: pause), isBusy: false, site: site, to: &text
      ) { text in text.text("RELATED-TO", entry.uid) }
    }
    for (number, activity) in (entry.activities ?? []).enumerated() {
      event(
        entry, uid: "activity-\(number + 1).\(entry.uid)", span: activity.start..<activity.end,
        title: Wording.activityTitle(person: name, activity), isBusy: true, site: site, to: &text
      ) { text in text.text("RELATED-TO", entry.uid) }
    }
  }

  private func event(
    _ entry: CalendarEntry, uid: String, span: Range<Instant>, title: String, isBusy: Bool, site: Site?,
    to text: inout CalendarText, more: (inout CalendarText) -> Void
  ) {
    let modified = entry.modified.calendarText
    text.begin("VEVENT")
    text.text("UID", uid)
    text.property("DTSTAMP", modified)
    text.property("LAST-MODIFIED", modified)
    text.property("SEQUENCE", String(entry.sequence))
    text.property("STATUS", entry.cancelled ? "CANCELLED" : "CONFIRMED")
    // Instants: the wall clock stands in the description, where no reader's own zone rules can move it.
    text.property("DTSTART", span.lowerBound.calendarText)
    text.property("DTEND", span.upperBound.calendarText)
    text.text("SUMMARY", entry.cancelled ? Wording.cancelledTitle(title) : title)
    if let site { text.text("LOCATION", site.name) }
    more(&text)
    text.property("TRANSP", isBusy && !entry.cancelled ? "OPAQUE" : "TRANSPARENT")
    text.text("X-ROTA-AGENT-ID", entry.person.rawValue)
    text.end("VEVENT")
  }
}
