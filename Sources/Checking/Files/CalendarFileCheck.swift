internal import Calendars
internal import Plans
internal import Workforce
internal import Words

/// A calendar of the plan's folder against the plan's entries: its name and zone, and one event an entry.
struct CalendarFileCheck {
  let reading: PlanReading
  let title: String
  let zone: Zone
  /// Those that the file must hold.
  let entries: [CalendarEntry]

  func findings(in file: String, bytes: [UInt8]) -> [Breach] {
    let rule = "files.calendar"
    var findings = Findings(in: file)
    let lines = CalendarLines(bytes)
    let title = reading.plan.isDraft ? "DRAFT \(title)" : title
    if let fault = lines.fault {
      findings.add("files.unreadable", row: fault.line, "the calendar can't be read: \(fault.message)")
      return findings.list
    }
    guard let calendar = lines.components.first, lines.components.count == 1, calendar.name == "VCALENDAR" else {
      findings.add("files.unreadable", "the file holds \(lines.components.count) calendars; expected one VCALENDAR")
      return findings.list
    }
    let head = [
      ("VERSION", "2.0"), ("CALSCALE", "GREGORIAN"), ("PRODID", "-//rota//\(reading.plan.tool)//EN"), ("NAME", title),
      ("X-WR-CALNAME", title), ("X-WR-TIMEZONE", zone.identifier),
    ]
    for (name, value) in head {
      let found = calendar.all(name)
      if found.count != 1 || !ExpectedCell.text(value).matches(found[0].value) {
        let shown = found.isEmpty ? "nothing" : Words.plain.and(found.map { Shown.text($0.value) })
        findings.add(
          rule, row: found.first?.line ?? calendar.line, column: name, "found \(shown), expected \(Shown.text(value))")
      }
    }
    for property in calendar.properties where !head.contains(where: { $0.0 == property.name }) {
      if property.name == "METHOD" {
        findings.add(rule, row: property.line, column: "METHOD", "METHOD makes a message of the calendar")
      } else {
        findings.add(
          "files.foreign-property", severity: .note, row: property.line, column: property.name,
          "\(property.name) isn't one that a plan writes")
      }
    }
    compare(calendar.inner.filter { $0.name == "VEVENT" }, rule: rule, into: &findings)
    for component in calendar.inner where component.name != "VEVENT" {
      if component.name == "VTIMEZONE", entries.isEmpty, component.isUTC { continue }
      if component.name == "VTIMEZONE", !reading.origin.isOurs {
        findings.add(
          "files.unchecked", severity: .note, row: component.line, column: "VTIMEZONE",
          "what it says of \(component.all("TZID").first?.value ?? "a zone") wasn't read; readers who go by it may show "
            + "other times")
      } else {
        findings.add(
          rule, row: component.line, column: component.name,
          "a \(component.name) is not of the plan" + (component.name == "VTIMEZONE" ? ", whose times are UTC" : ""))
      }
    }
    return findings.list
  }

  private func compare(_ events: [CalendarLines.Component], rule: String, into findings: inout Findings) {
    var open = Dictionary(grouping: entries, by: \.uid)
    var unexpected: [CalendarLines.Component] = []
    for event in events {
      let uid = event.all("UID").first?.value ?? ""
      if event.all("UID").count == 1, var candidates = open[uid], !candidates.isEmpty {
        CalendarEventCheck(reading: reading, entry: candidates.removeFirst(), event: event).add(to: &findings)
        open[uid] = candidates
      } else {
        unexpected.append(event)
      }
    }
    for event in unexpected {
      let uid = event.all("UID").first?.value
      findings.add(
        rule, row: event.line, column: "UID",
        uid.map { "the event \(Shown.text($0)) is not in the plan, or there twice" } ?? "an event has no UID")
    }
    for entry in entries where !(open[entry.uid] ?? []).isEmpty {
      open[entry.uid] = nil
      findings.add(
        rule, column: "UID", person: entry.person, date: entry.duty.date, "the event '\(entry.uid)' is missing")
    }
  }
}

extension CalendarLines.Component {
  /// The zone of UTC, which an empty calendar holds because it must hold something.
  fileprivate var isUTC: Bool {
    all("TZID").map(\.value) == ["UTC"] && !inner.isEmpty
      && inner.allSatisfy { part in
        ["TZOFFSETFROM", "TZOFFSETTO"].allSatisfy { part.all($0).map(\.value) == ["+0000"] } && part.inner.isEmpty
      }
  }
}

extension PlanReading {
  /// What the plan's calendars show: every entry of its dates, and of other dates those that say that a duty is off.
  var shownEntries: [CalendarEntry] { plan.calendar.filter { dates.contains($0.duty.date) || $0.cancelled } }

  /// Whom a calendar is for: everyone of the request, and everyone else with an entry.
  var calendarPeople: [PersonID] { Set(people.map(\.id)).union(shownEntries.map(\.person)).sorted() }

  func calendarCheck(of id: PersonID) -> CalendarFileCheck {
    let person = person(id)
    return CalendarFileCheck(
      reading: self, title: "\(person?.name ?? id.rawValue) – \(plan.team)", zone: person?.zone ?? plan.readerZone,
      entries: shownEntries.filter { $0.person == id })
  }

  var teamCalendarCheck: CalendarFileCheck {
    CalendarFileCheck(reading: self, title: "\(plan.team) – rota", zone: plan.readerZone, entries: shownEntries)
  }
}
