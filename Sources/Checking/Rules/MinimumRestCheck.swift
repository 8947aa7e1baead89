internal import Calendars
internal import Workforce
internal import Words

/// Enough elapsed time between the end of a duty and the start of the same person's next, the last duty before the
/// horizon and the first after it included. In the night that the clocks go forward the wall shows an hour more than was rested.
enum MinimumRestCheck: RotaCheck {
  static let rules = ["rest.minimum"]

  static func breaches(in reading: RotaReading) -> [Breach] {
    reading.tours.flatMap { tour -> [Breach] in
      var found: [Breach] = []
      var lastEnd = tour.person.history.lastEnd
      for duty in tour.duties {
        if let lastEnd, duty.start - lastEnd < tour.person.rules.minimumRest.seconds {
          found.append(
            tour.breach(
              "rest.minimum", on: duty.date,
              "rests \(Words.plain.duration(duty.start.minutes(since: lastEnd))) from \(tour.clock(lastEnd)) to "
                + "\(tour.clock(duty.start)); the rule asks for \(Words.plain.duration(tour.person.rules.minimumRest))")
          )
        }
        lastEnd = max(lastEnd ?? duty.end, duty.end)
      }
      if let next = tour.person.ahead?.firstStart, let last = tour.duties.max(by: { $0.end < $1.end }),
        next - last.end < tour.person.rules.minimumRest.seconds
      {
        found.append(
          tour.breach(
            "rest.minimum", on: last.date,
            "rests \(Words.plain.duration(next.minutes(since: last.end))) from \(tour.clock(last.end)) to the first duty after "
              + "the plan at \(tour.clock(next)); the rule asks for \(Words.plain.duration(tour.person.rules.minimumRest))"
          ))
      }
      return found
    }
  }
}
