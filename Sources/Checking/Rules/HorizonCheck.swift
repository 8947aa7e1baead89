internal import Calendars
internal import Workforce

/// A duty starts on a date of the horizon, and its date is the one that the person's calendar shows when it starts.
enum HorizonCheck: RotaCheck {
  static let rules = ["duty.horizon", "duty.date"]

  static func breaches(in reading: RotaReading) -> [Breach] {
    reading.tours.flatMap { tour in
      tour.duties.flatMap { duty -> [Breach] in
        var found: [Breach] = []
        if !reading.dates.contains(duty.date) {
          found.append(
            tour.breach(
              "duty.horizon", on: duty.date,
              "has a duty outside the horizon of \(reading.dates.lowerBound) to \(reading.dates.upperBound)"))
        }
        let local = tour.person.zone.date(at: duty.start)
        if local != duty.date {
          found.append(
            tour.breach(
              "duty.date", on: duty.date,
              "has a duty of this date that starts on \(local) in \(tour.person.zone) (\(duty.start.utcText))"))
        }
        return found
      }
    }
  }
}
