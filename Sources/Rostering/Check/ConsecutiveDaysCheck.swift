internal import Calendars
internal import Shifts

/// Days worked in a row, those before the horizon included. Each run that is too long is reported once, on the first
/// date that is one too many.
enum ConsecutiveDaysCheck: RotaCheck {
  static let rules = ["days.consecutive"]

  static func breaches(in reading: RotaReading) -> [Breach] {
    reading.tours.flatMap { tour -> [Breach] in
      let limit = tour.person.rules.maximumConsecutiveDays
      let worked = Set(tour.duties.map(\.date))
      var found: [Breach] = []
      var run = tour.person.history.consecutiveDays
      var reported = false
      for day in 0..<reading.request.days {
        let date = reading.request.firstDate.adding(days: day)
        guard worked.contains(date) else {
          run = 0
          reported = false
          continue
        }
        run += 1
        if run > limit, !reported {
          reported = true
          found.append(
            tour.breach(
              "days.consecutive", on: date,
              "works \(run) days in a row by this date; \(limit) are allowed"))
        }
      }
      return found
    }
  }
}
