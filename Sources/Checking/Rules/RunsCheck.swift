internal import Calendars
internal import Workforce

/// Dates in a row with duties of a class (`RunLimit`), those before and after the horizon included. Each run that is too
/// long is reported once, on the first date that is one too many; one that what follows makes too long, on the last date.
enum RunsCheck: RotaCheck {
  static let rules = RunLimit.all.map(\.rule)

  static func breaches(in reading: RotaReading) -> [Breach] {
    RunLimit.all.flatMap { limit in
      reading.tours.flatMap { breaches(of: $0, limit, in: reading) }
    }
  }

  private static func breaches(of tour: PersonTour, _ limit: RunLimit, in reading: RotaReading) -> [Breach] {
    guard let most = limit.most(tour.person.rules) else { return [] }
    let site = reading.sites[tour.person.site]
    let counted = limit.dates(of: tour.duties, at: site)
    var found: [Breach] = []
    var run = limit.before(tour.person, site, reading.dates)
    var isReported = false
    for day in 0..<reading.request.days {
      let date = reading.request.firstDate.adding(days: day)
      guard counted.contains(date) else {
        run = 0
        isReported = false
        continue
      }
      run += 1
      if run > most, !isReported {
        isReported = true
        found.append(
          tour.breach(
            limit.rule, on: date, "works \(run) \(limit.units(run)) in a row by this date; \(most) are allowed"))
      }
    }
    let following = limit.after(tour.person, site, reading.dates)
    if run > 0, following > 0, !isReported, run + following > most {
      found.append(
        tour.breach(
          limit.rule, on: reading.dates.upperBound,
          "works \(run) \(limit.units(run)) in a row by this date, and \(following) more follow after the plan; \(most) are "
            + "allowed"))
    }
    return found
  }
}
