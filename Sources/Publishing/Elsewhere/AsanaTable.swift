internal import Calendars
internal import Plans
internal import Tables
internal import Workforce

/// CSV for Asana's importer: a task a duty, with the week as its section. Assignees go by e-mail. Asana has dates without
/// times, so that these stand in name and description, on the person's clock.
/// - SeeAlso: Asana's guide to its CSV importer.
func asanaTable(_ index: PlanIndex) -> CSVText {
  var table = CSVText(header: [
    "Name", "Description", "Assignee", "Collaborators", "Section", "Start Date", "Due Date",
  ])
  for assigned in index.dutiesByStart {
    let (id, duty) = (assigned.person, assigned.duty)
    let zone = index.zone(of: id)
    let times = Wording.clockSpan(duty.start..<duty.end, zone: zone)
    let site = index.site(of: id)?.name
    table.append([
      .text("\(index.name(of: id)): \(index.mainWork(of: duty, of: id)) \(times)"),
      .text(Wording.dutyDescription(duty, activities: index.activities(in: duty, of: id), zone: zone, site: site)),
      .text(index.address(of: id).email ?? ""), .empty, .text(ISOWeek(containing: duty.date).description),
      .text(duty.date.monthFirstText), .text(zone.date(at: duty.end).monthFirstText),
    ])
  }
  return table
}

/// What Asana's import can't take as it stands.
func asanaNotes(_ index: PlanIndex) -> [Diagnostic] {
  addressNotes(
    index, lacks: { $0.email == nil }, what: "e-mail address", outcome: "their tasks are nobody's", column: "email")
    + defusedEmailNotes(index)
}
