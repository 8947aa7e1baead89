internal import Calendars
internal import Plans

/// `hours.csv`: a row a person, by id.
func hoursTable(_ index: PlanIndex) -> TidyTable {
  let columns = [
    TidyColumn("agent_id", .text, "the person's id in agents.csv"),
    TidyColumn("agent", .text, "the person's name"),
    TidyColumn("contract_minutes", .whole, unit: "min", "what the contract asks for over the plan's weeks"),
    TidyColumn("planned_minutes", .whole, unit: "min", "paid minutes of duties, without leave"),
    TidyColumn("shifts", .whole, "duties"),
    TidyColumn("nights", .whole, "duties with at least three hours in the site's night"),
    TidyColumn("weekend_days", .whole, "Saturdays and Sundays on which a duty begins, by the person's calendar"),
    TidyColumn("early", .whole, "duties that begin before 07:00 on the person's clock"),
    TidyColumn("late", .whole, "duties that end after 20:00 on the person's clock, or on a later date"),
    TidyColumn("preferences_met", .whole, "wishes that the rota grants"),
    TidyColumn("preferences_asked", .whole, "wishes for the plan's dates"),
  ]
  return TidyTable(name: "hours", columns: columns) { row in
    for summary in index.plan.people.sorted(by: { $0.person < $1.person }) {
      row([
        .text(summary.person.rawValue), .text(index.name(of: summary.person)), .whole(summary.contractMinutes),
        .whole(summary.plannedMinutes), .whole(summary.shifts), .whole(summary.nights), .whole(summary.weekendDays),
        .whole(summary.early), .whole(summary.late), .whole(summary.preferencesMet), .whole(summary.preferencesAsked),
      ])
    }
  }
}
