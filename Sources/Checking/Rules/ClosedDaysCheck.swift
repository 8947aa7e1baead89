internal import Calendars
internal import Workforce

/// Nobody starts a duty on a date on which everything that they can take is closed.
enum ClosedDaysCheck: RotaCheck {
  static let rules = ["days.closed"]

  static func breaches(in reading: RotaReading) -> [Breach] {
    reading.tours.flatMap { tour in
      tour.duties.compactMap { duty in
        guard let closed = tour.person.closedDays, closed.dates.contains(duty.date) else { return nil }
        return tour.breach(
          "days.closed", on: duty.date, "works on a day on which everything that they can take is closed")
      }
    }
  }
}
