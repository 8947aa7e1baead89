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
              tour.restWords(from: lastEnd, to: duty.start)
                + "; the rule asks for \(Words.plain.duration(tour.person.rules.minimumRest))")
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
            tour.restWords(from: last.end, to: next, as: "the first duty after the plan")
              + "; the rule asks for \(Words.plain.duration(tour.person.rules.minimumRest))"
          ))
      }
      return found
    }
  }
}

extension PersonTour {
  /// `rests 7 h 30 min from Sun 07:00 to Sun 14:30`; of duties of which the later begins before the earlier ends, that they
  /// overlap.
  /// - Parameter name: of the later duty, where it isn't the tour's.
  func restWords(from end: Instant, to start: Instant, as name: String? = nil) -> String {
    let rest = start.minutes(since: end).rawValue
    let begin = (name.map { "\($0) at " } ?? "") + clock(start)
    if rest < 0 {
      return "is on duty until \(clock(end)) and from \(begin) on, so that duties overlap by "
        + Words.plain.duration(minutes: -rest)
    }
    return "rests \(Words.plain.duration(minutes: rest)) from \(clock(end)) to \(begin)"
  }
}
