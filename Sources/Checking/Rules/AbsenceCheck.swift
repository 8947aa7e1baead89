internal import Calendars
internal import Workforce

/// Nobody starts a duty on a date of absence. A duty belongs to the date on which it starts; one that runs on into an
/// absence is therefore legal, and a note.
enum AbsenceCheck: RotaCheck {
  static let rules = ["absence.work", "absence.overrun"]

  static func breaches(in reading: RotaReading) -> [Breach] {
    reading.tours.flatMap { tour in
      tour.duties.compactMap { duty -> Breach? in
        if let absence = tour.person.absences.first(where: { $0.first <= duty.date && duty.date <= $0.last }) {
          return tour.breach("absence.work", on: duty.date, "works on a date of absence (\(absence.kind))")
        }
        // The last worked moment, so that a duty until midnight doesn't touch the day after.
        let lastDate = tour.person.zone.date(at: duty.end.adding(seconds: -1))
        guard lastDate > duty.date,
          let absence = tour.person.absences.first(where: { $0.first > duty.date && $0.first <= lastDate })
        else { return nil }
        return tour.breach(
          "absence.overrun", .note, on: duty.date,
          "works until \(tour.clock(duty.end)), into the absence (\(absence.kind)) that begins on \(absence.first)")
      }
    }
  }
}
