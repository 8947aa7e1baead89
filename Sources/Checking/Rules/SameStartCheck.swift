internal import Calendars
internal import Workforce
internal import Words

/// Starts of a week, Monday to Sunday, within so much time of each other on the person's clock. A duty that starts further
/// away from an earlier one of the week is reported on its date, and doesn't count for later ones.
enum SameStartCheck: RotaCheck {
  static let rules = ["starts.same"]

  static func breaches(in reading: RotaReading) -> [Breach] {
    reading.tours.flatMap { tour -> [Breach] in
      guard let tolerance = tour.person.rules.sameStart else { return [] }
      return far(of: tour, in: reading).map { duty, other in
        let apart = abs(minute(of: duty, tour) - minute(of: other, tour))
        return tour.breach(
          rules[0], on: duty.date,
          "starts at \(tour.clock(duty.start)), \(Words.plain.duration(minutes: apart)) by the clock from the start at "
            + "\(tour.clock(other.start)) in the same week; \(Words.plain.duration(tolerance)) are allowed")
      }
    }
  }

  /// Duties that start too far from earlier ones of their week, each with the one that is furthest from it.
  static func far(of tour: PersonTour, in reading: RotaReading) -> [(duty: Duty, other: Duty)] {
    guard let tolerance = tour.person.rules.sameStart else { return [] }
    return reading.mondays.flatMap { monday -> [(duty: Duty, other: Duty)] in
      var counted: [Duty] = []
      var found: [(duty: Duty, other: Duty)] = []
      for duty in tour.duties(inWeekFrom: monday).sorted(by: { $0.date < $1.date }) {
        func apart(_ other: Duty) -> Int { abs(minute(of: duty, tour) - minute(of: other, tour)) }
        if let other = counted.max(by: { apart($0) < apart($1) }), apart(other) > tolerance.rawValue {
          found.append((duty, other))
        } else {
          counted.append(duty)
        }
      }
      return found
    }
  }

  /// Minutes from midnight of the duty's date to its start, as the person's clock shows them.
  private static func minute(of duty: Duty, _ tour: PersonTour) -> Int {
    let start = tour.person.zone.civil(at: duty.start)
    return (start.date - duty.date) * 1440 + start.minuteOfDay
  }
}
