internal import Calendars
internal import Plans
internal import Tables
internal import Workforce

/// CSV for Deputy's bulk import of schedules. People go by e-mail, location by the site's name, area by the queue that the
/// duty is counted on most; times are on the site's clock. Nothing is published there by importing it.
///
/// Deputy holds one meal break and one rest break a shift: unpaid breaks are meal breaks, paid ones rest breaks, and what is
/// left stands in the comment.
/// - SeeAlso: help.deputy.com, "Bulk import schedules and timesheets".
func deputyTable(_ index: PlanIndex) -> CSVText {
  var table = CSVText(header: [
    "First Name", "Last Name", "Email", "Start Date", "Start Time", "End Date", "End Time", "Location", "Area",
    "Meal Break (Mins)", "Meal Break Start Date", "Meal Break Start Time", "Meal Break End Date",
    "Meal Break End Time", "Rest Break Start Date", "Rest Break Start Time", "Rest Break End Date",
    "Rest Break End Time", "Comment", "Published", "Open",
  ])
  for assigned in index.dutiesByStart {
    let (id, duty) = (assigned.person, assigned.duty)
    let zone = deputyZone(index, id)
    let name = NameParts(index.name(of: id))
    let meals = duty.breaks.filter { !$0.paid }
    let rests = duty.breaks.filter(\.paid)
    // With several meal breaks their sum keeps the paid time right, and times of one of them would contradict it.
    let meal = meals.count == 1 ? meals.first : nil
    let told = (meals.count == 1 ? [] : meals) + rests.dropFirst()
    let row =
      [name.first, name.last, index.address(of: id).email ?? ""]
      + edges(duty.start, duty.end, zone)
      + [index.site(of: id)?.name ?? "", index.mainWork(of: duty, of: id)]
    let breaks = edges(of: meal, in: duty, zone) + edges(of: rests.first, in: duty, zone)
    let comment = [Wording.otherBreaks(told, of: duty, zone: zone), Wording.times(in: zone)].compactMap { $0 }
    table.append(
      row.map { .text($0) } + [.integer(meals.reduce(0) { $0 + $1.length.rawValue })] + breaks.map { .text($0) }
        + [.text(comment.joined(separator: " ")), "No", "No"])
  }
  return table
}

/// What Deputy's import can't take as it stands.
func deputyNotes(_ index: PlanIndex) -> [Diagnostic] {
  addressNotes(
    index, lacks: { $0.email == nil }, what: "e-mail address",
    outcome: "Deputy finds people by it, and makes shifts of nobody of rows without one", column: "email")
    + defusedEmailNotes(index)
    + secondPassNotes(index) { [deputyZone(index, $0)] }
}

private func deputyZone(_ index: PlanIndex, _ id: PersonID) -> Zone { index.site(of: id)?.zone ?? index.zone(of: id) }

/// `2026-11-30`, `08:00:00`, and the end likewise.
private func edges(_ start: Instant, _ end: Instant, _ zone: Zone) -> [String] {
  [start, end].flatMap { instant in
    let civil = zone.civil(at: instant)
    return [civil.date.description, "\(civil.clock):00"]
  }
}

private func edges(of pause: PlacedBreak?, in duty: Duty, _ zone: Zone) -> [String] {
  guard let pause else { return ["", "", "", ""] }
  return edges(duty.start + pause.offset, duty.start + pause.offset + pause.length, zone)
}
