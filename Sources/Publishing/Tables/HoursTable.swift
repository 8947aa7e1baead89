internal import Calendars
internal import Plans
internal import Tables

/// `hours.csv`: a row a person, by id.
func hoursTable(_ index: PlanIndex) -> CSVText {
  var table = CSVText(header: [
    "agent_id", "agent", "contract_minutes", "planned_minutes", "shifts", "nights", "weekend_days", "early", "late",
    "preferences_met", "preferences_asked",
  ])
  for summary in index.plan.people.sorted(by: { $0.person < $1.person }) {
    table.append([
      .text(summary.person.rawValue), .text(index.name(of: summary.person)), .integer(summary.contractMinutes),
      .integer(summary.plannedMinutes), .integer(summary.shifts), .integer(summary.nights),
      .integer(summary.weekendDays), .integer(summary.early), .integer(summary.late), .integer(summary.preferencesMet),
      .integer(summary.preferencesAsked),
    ])
  }
  return table
}
