internal import Calendars
internal import Workforce

/// Nobody starts a duty on a weekday that they never work.
enum FixedDaysOffCheck: RotaCheck {
  static let rules = ["days.fixed-off"]

  static func breaches(in reading: RotaReading) -> [Breach] {
    reading.tours.flatMap { tour in
      tour.duties.compactMap { duty in
        guard tour.person.fixedDaysOff.contains(duty.date.weekday) else { return nil }
        return tour.breach(
          "days.fixed-off", on: duty.date, "works on a \(duty.date.weekday.shortTitle), a fixed day off")
      }
    }
  }
}
