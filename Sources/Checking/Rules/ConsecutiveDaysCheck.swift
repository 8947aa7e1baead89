internal import Calendars
internal import Workforce

/// Days worked in a row, those before and after the horizon included. Each run that is too long is reported once, on the
/// first date that is one too many; one that what follows makes too long, on the last date.
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
      let following = tour.person.ahead?.consecutiveDays ?? 0
      if run > 0, following > 0, !reported, run + following > limit {
        found.append(
          tour.breach(
            "days.consecutive", on: reading.dates.upperBound,
            "works \(run) days in a row by this date, and \(following) more follow after the plan; \(limit) are allowed"
          ))
      }
      return found
    }
  }
}
