internal import Calendars
internal import Workforce
internal import Words

/// So much elapsed time without a duty in each week, in a row and inside the week: Monday to Sunday on the person's
/// calendar. The last duty before the horizon and the first after it take their part. Each week without is reported once,
/// on its Monday.
enum WeeklyRestCheck: RotaCheck {
  static let rules = ["rest.weekly"]

  static func breaches(in reading: RotaReading) -> [Breach] {
    reading.tours.flatMap { tour -> [Breach] in
      reading.mondays.compactMap { monday in
        let rests = FreeWeek(
          of: tour.person, from: monday, duties: tour.duties, before: tour.person.history.lastEnd,
          ahead: tour.person.ahead?.firstStart)
        return rests.breach(of: tour, from: monday)
      }
    }
  }
}

/// The longest time without a duty of one week of a person.
struct FreeWeek {
  private(set) var longest: Range<Instant>

  /// - Parameters:
  ///   - duties: by start.
  ///   - before, ahead: the end of the last duty and the start of the first one that `duties` doesn't hold.
  init(of person: Person, from monday: CivilDate, duties: [Duty], before: Instant? = nil, ahead: Instant? = nil) {
    let start = person.zone.instant(of: monday)
    let midnight = person.zone.instant(of: monday.adding(days: 7))
    let end = max(start, min(midnight, ahead ?? midnight))
    var free = max(start, before ?? start)
    longest = start..<start
    for duty in duties where duty.start < end {
      if duty.start > free, duty.start - free > longest.upperBound - longest.lowerBound { longest = free..<duty.start }
      free = max(free, duty.end)
    }
    if end > free, end - free > longest.upperBound - longest.lowerBound { longest = free..<end }
  }

  func breach(of tour: PersonTour, _ severity: Breach.Severity = .breach, from monday: CivilDate) -> Breach? {
    guard let rest = tour.person.rules.weeklyRest, longest.upperBound - longest.lowerBound < rest.seconds else {
      return nil
    }
    let hours = Words.plain.duration(longest.upperBound.minutes(since: longest.lowerBound))
    return tour.breach(
      "rest.weekly", severity, on: monday,
      "has \(hours) without a duty in a row in the week from \(monday), from \(tour.clock(longest.lowerBound)) to "
        + "\(tour.clock(longest.upperBound)); the rule asks for \(Words.plain.duration(rest))")
  }
}
