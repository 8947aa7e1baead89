internal import Calendars
internal import Plans
internal import Workforce

extension PlanReading {
  /// `shifts.csv`: a row a duty.
  var shiftsTable: TableComparison {
    let rows = people.flatMap { person in
      (duties[person.id] ?? []).map { duty in
        let cost = sites[person.site].map { CountedDuty(duty, at: $0) }
        return ExpectedRow(
          key: [person.id.rawValue, duty.start.utcText], person: person.id,
          date: duty.date,
          cells: [
            .text(person.id.rawValue), .text(person.name), .text(person.site.rawValue),
            .text(person.zone.identifier), .date(duty.date), .local(duty.start, person.zone),
            .local(duty.end, person.zone), .utc(duty.start), .utc(duty.end), .integer(duty.paid.rawValue),
            .decimal((cost?.pay ?? 0) + (cost?.nightPremium ?? 0), places: 4),
          ])
      }
    }
    return TableComparison(
      columns: [
        "agent_id", "agent", "site", "time_zone", "date", "start_local", "end_local", "start_utc", "end_utc",
        "paid_minutes", "cost",
      ], rows: rows, keyColumns: [0, 7])
  }

  /// `activities.csv`: a row a piece of a duty, with a column of titles where anybody attends anything.
  var activitiesTable: TableComparison {
    let isTitled = !(plan.rota.activities ?? []).isEmpty
    let rows = people.flatMap { person in
      (duties[person.id] ?? []).flatMap { duty in
        pieces(of: duty, of: person.id).map { piece in
          ExpectedRow(
            key: [person.id.rawValue, piece.start.utcText], person: person.id,
            date: duty.date,
            cells: [
              .text(person.id.rawValue), .text(piece.kind), .text(piece.queue?.rawValue ?? ""), .utc(piece.start),
              .utc(piece.end), .local(piece.start, person.zone), .local(piece.end, person.zone), .flag(piece.paid),
            ] + (isTitled ? [.text(piece.title ?? "")] : []))
        }
      }
    }
    return TableComparison(
      columns: ["agent_id", "activity", "queue", "start_utc", "end_utc", "start_local", "end_local", "paid"]
        + (isTitled ? ["title"] : []),
      rows: rows, keyColumns: [0, 3])
  }
}
