internal import Calendars
internal import Tables
internal import Workforce

/// `activities.csv`: a row a piece of a duty, by person, then start. The rows of a duty tile it exactly. Local times
/// are the person's.
func activitiesTable(_ index: PlanIndex) -> CSVText {
  var table = CSVText(header: [
    "agent_id", "activity", "queue", "start_utc", "end_utc", "start_local", "end_local", "paid",
  ])
  for person in index.people {
    let work = index.work(of: person.id)
    for duty in index.duties(of: person.id) {
      for piece in Activity.pieces(of: duty, work: work) {
        table.append([
          .text(person.id.rawValue), .text(piece.kind.rawValue), piece.queue.map { .text($0.rawValue) } ?? .empty,
          .text(piece.start.utcText), .text(piece.end.utcText), .text(person.zone.localText(of: piece.start)),
          .text(person.zone.localText(of: piece.end)), .flag(piece.paid),
        ])
      }
    }
  }
  return table
}
