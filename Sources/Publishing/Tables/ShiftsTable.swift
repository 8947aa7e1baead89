internal import Calendars
internal import Plans
internal import Workforce

/// `shifts.csv`: a row a duty, by person, then start. Local times are the person's.
func shiftsTable(_ index: PlanIndex) -> TidyTable {
  let columns = [
    TidyColumn("agent_id", .text, "the person's id in agents.csv"),
    TidyColumn("agent", .text, "the person's name"),
    TidyColumn("site", .text, "the id of the person's site"),
    TidyColumn("time_zone", .text, "the zone of the person's clock, by its name in the tz database"),
    TidyColumn("date", .date, "the date on which the duty begins, by the person's calendar"),
    TidyColumn("start_local", .local, "when the duty begins, on the person's clock"),
    TidyColumn("end_local", .local, "when the duty ends, on the person's clock"),
    TidyColumn("start_utc", .moment, "when the duty begins"),
    TidyColumn("end_utc", .moment, "when the duty ends"),
    TidyColumn("paid_minutes", .whole, unit: "min", "the duty without its unpaid breaks"),
    TidyColumn("cost", .decimal, unit: index.plan.currency, "pay and night premium of the duty"),
  ]
  return TidyTable(name: "shifts", columns: columns) { row in
    for person in index.people {
      for duty in index.duties(of: person.id) {
        row([
          .text(person.id.rawValue), .text(person.name), .text(person.site.rawValue), .text(person.zone.identifier),
          .date(duty.date), .local(duty.start, person.zone), .local(duty.end, person.zone), .moment(duty.start),
          .moment(duty.end), .whole(duty.paid.rawValue),
          .decimal(index.cost(of: duty, for: person.id).total, places: 4),
        ])
      }
    }
  }
}
