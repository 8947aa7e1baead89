internal import Calendars
internal import Plans
internal import Tables
internal import Workforce

/// `activities.csv`: a row a piece of a duty, by person, then start. The rows of a duty tile it exactly. Local times
/// are the person's. Where anybody attends anything a last column has its titles.
func activitiesTable(_ index: PlanIndex) -> CSVText {
  let isTitled = !(index.plan.rota.activities ?? []).isEmpty
  var table = CSVText(
    header: ["agent_id", "activity", "queue", "start_utc", "end_utc", "start_local", "end_local", "paid"]
      + (isTitled ? ["title"] : []))
  for person in index.people {
    for duty in index.duties(of: person.id) {
      for piece in index.pieces(of: duty, of: person.id) {
        let cells: [CSVField] = [
          .text(person.id.rawValue), .text(piece.kind.rawValue), piece.queue.map { .text($0.rawValue) } ?? .empty,
          .text(piece.start.utcText), .text(piece.end.utcText), .text(person.zone.localText(of: piece.start)),
          .text(person.zone.localText(of: piece.end)), .flag(piece.paid),
        ]
        table.append(cells + (isTitled ? [piece.title.map { .text($0) } ?? .empty] : []))
      }
    }
  }
  return table
}
