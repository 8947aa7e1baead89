internal import Calendars
internal import Plans
internal import Workforce

/// `activities.csv`: a row a piece of a duty, by person, then start. The rows of a duty tile it exactly. Local times
/// are the person's. Where anybody attends anything a last column has its titles.
func activitiesTable(_ index: PlanIndex) -> TidyTable {
  let isTitled = !(index.plan.rota.activities ?? []).isEmpty
  var columns = [
    TidyColumn("agent_id", .text, "the person's id in agents.csv"),
    TidyColumn("activity", .text, "work, lunch, rest, meeting, training or one-to-one"),
    TidyColumn("queue", .text, "the id of the queue that the work is counted on; empty where there is none"),
    TidyColumn("start_utc", .moment, "when the piece begins"),
    TidyColumn("end_utc", .moment, "when the piece ends"),
    TidyColumn("start_local", .local, "when the piece begins, on the person's clock"),
    TidyColumn("end_local", .local, "when the piece ends, on the person's clock"),
    TidyColumn("paid", .flag, "whether the time is paid"),
  ]
  if isTitled { columns.append(TidyColumn("title", .text, "what is attended")) }
  return TidyTable(name: "activities", columns: columns) { row in
    for person in index.people {
      for duty in index.duties(of: person.id) {
        for piece in index.pieces(of: duty, of: person.id) {
          let cells: [TidyCell] = [
            .text(person.id.rawValue), .text(piece.kind.rawValue), .text(piece.queue?.rawValue), .moment(piece.start),
            .moment(piece.end), .local(piece.start, person.zone), .local(piece.end, person.zone), .flag(piece.paid),
          ]
          row(cells + (isTitled ? [.text(piece.title)] : []))
        }
      }
    }
  }
}
