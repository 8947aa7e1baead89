internal import Calendars
internal import Plans
internal import Workforce

/// One event of a calendar against the plan's entry for it: every property by value.
struct CalendarEventCheck {
  let reading: PlanReading
  let entry: CalendarEntry
  let event: CalendarLines.Component

  private static let rule = "files.calendar"

  /// What readers show in a duty's place: a repetition or a second end would move it, another description stands for the
  /// plan's.
  private static let harmful: Set<String> = [
    "RRULE", "RDATE", "EXRULE", "EXDATE", "RECURRENCE-ID", "DURATION", "X-ALT-DESC", "STYLED-DESCRIPTION",
  ]
  private static let known: Set<String> = [
    "UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "STATUS", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "DESCRIPTION",
    "CATEGORIES", "TRANSP", "X-ROTA-AGENT-ID",
  ]

  func add(to findings: inout Findings) {
    let person = reading.person(entry.person)
    let site = person.flatMap { reading.sites[$0.site] }
    let zone = person?.zone ?? reading.plan.readerZone
    let name = person?.name ?? entry.person.rawValue
    let duty = entry.duty
    func say(_ property: String, _ line: Int, _ message: String, into findings: inout Findings) {
      findings.add(
        Self.rule, row: line, column: property, person: entry.person, date: duty.date, message)
    }
    func compare(
      _ property: String, into findings: inout Findings, expected: String, matches: (CalendarLines.Property) -> Bool
    ) {
      let found = event.all(property)
      guard let first = found.first, found.count == 1 else {
        let count = found.isEmpty ? "missing" : "there \(found.count) times"
        say(property, event.line, "\(property) of '\(entry.uid)' is \(count); expected \(expected)", into: &findings)
        return
      }
      if !matches(first) {
        say(property, first.line, "found \(Shown.text(first.value)), expected \(expected)", into: &findings)
      }
    }
    func moment(_ property: String, _ instant: Instant, into findings: inout Findings) {
      compare(property, into: &findings, expected: "\(zone.localText(of: instant)) (\(instant.utcText))") {
        // Readers disagree about whose rules a local time follows; plans of today write none.
        CalendarMoment.instant($0, zones: reading.zonesByName) == instant
          && ($0.zone == nil || !reading.origin.isOurs)
      }
    }
    moment("DTSTART", duty.start, into: &findings)
    moment("DTEND", duty.end, into: &findings)
    moment("DTSTAMP", entry.modified, into: &findings)
    moment("LAST-MODIFIED", entry.modified, into: &findings)
    compare("SEQUENCE", into: &findings, expected: "\(entry.sequence)") { Int($0.value) == entry.sequence }
    let status = entry.cancelled ? "CANCELLED" : "CONFIRMED"
    compare("STATUS", into: &findings, expected: status) { $0.value == status }
    let busy = entry.cancelled ? "TRANSPARENT" : "OPAQUE"
    compare("TRANSP", into: &findings, expected: busy) { $0.value == busy }
    let title = "\(name): \(duty.template)"
    let titles = entry.cancelled ? ["Cancelled: \(title)", title] : [title]
    compare("SUMMARY", into: &findings, expected: Shown.text(titles[0])) { found in
      titles.contains { ExpectedCell.text($0).matches(found.value) }
    }
    compare("CATEGORIES", into: &findings, expected: Shown.text(duty.template.rawValue)) {
      ExpectedCell.text(duty.template.rawValue).matches($0.value)
    }
    compare("X-ROTA-AGENT-ID", into: &findings, expected: Shown.text(entry.person.rawValue)) {
      ExpectedCell.text(entry.person.rawValue).matches($0.value)
    }
    if let site {
      compare("LOCATION", into: &findings, expected: Shown.text(site.name)) {
        ExpectedCell.text(site.name).matches($0.value)
      }
    }
    compare(
      "DESCRIPTION", into: &findings, expected: "the times, breaks and activities of the duty in \(zone.identifier)"
    ) {
      found in
      reading.clocks(of: duty, in: zone).contains {
        DutyDescription(of: duty, activities: entry.activities ?? [], zone: $0, site: site?.name).agrees(
          with: found.value)
      }
    }
    for component in event.inner {
      say(component.name, component.line, "a \(component.name) in an event is not of the plan", into: &findings)
    }
    for property in event.properties where Self.known.contains(property.name) {
      for name in property.parameters where name != "TZID" || property.value.hasSuffix("Z") {
        say(property.name, property.line, "found the parameter \(name), which a plan doesn't write", into: &findings)
      }
    }
    for property in event.properties where !Self.known.contains(property.name) {
      if Self.harmful.contains(property.name) {
        say(property.name, property.line, "\(property.name) says something else in the plan's place", into: &findings)
      } else {
        findings.add(
          "files.foreign-property", severity: .note, row: property.line, column: property.name, person: entry.person,
          date: duty.date, "\(property.name) isn't one that a plan writes")
      }
    }
  }
}
