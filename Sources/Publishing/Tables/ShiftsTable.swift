internal import Calendars
internal import Tables
internal import Workforce

/// `shifts.csv`: a row a duty, by person, then start. Local times are the person's.
func shiftsTable(_ index: PlanIndex) -> CSVText {
  var table = CSVText(header: [
    "agent_id", "agent", "site", "time_zone", "date", "start_local", "end_local", "start_utc", "end_utc",
    "paid_minutes", "cost",
  ])
  for person in index.people {
    for duty in index.duties(of: person.id) {
      table.append([
        .text(person.id.rawValue), .text(person.name), .text(person.site.rawValue), .text(person.zone.identifier),
        .text(duty.date.description), .text(person.zone.localText(of: duty.start)),
        .text(person.zone.localText(of: duty.end)), .text(duty.start.utcText), .text(duty.end.utcText),
        .integer(duty.paid.rawValue), .decimal(index.cost(of: duty, for: person.id).total, places: 4),
      ])
    }
  }
  return table
}
